"""What texts say of things, in a form that can be compared: one statement against another of the same thing.

- `alike_sentences`: what two sentences of one thing say otherwise: figures, dates, places.
- `described_bodies`: bodies without a name, told by what they are for.
- `documents`: what texts say of the years and numbers of documents.
- `events_and_acts`: what texts say of events, agreements and bodies.
- `memberships`: how many members, cities or posts texts give to a body.
- `near_numbers`: resolutions on one subject whose numbers differ by a figure.
- `offices`: which offices texts give to persons, and who chairs a body.
- `quantities`: the figures of sentences, with what each counts.
- `shared_rows`: things that two texts name in the same words.
- `shared_things`: what two texts say of such a thing.
- `statement`: what a text says of one thing, and which two statements exclude each other.
"""
