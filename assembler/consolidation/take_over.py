"""Takes one contributed paragraph over into the consolidated text, or what its entity has changed in it since."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.consolidation.organization_text import OrganizationText, SourceParagraph, SourceState, read_organization
from assembler.consolidation.source_passages import (
    collect_base_passages,
    index_by_hash,
    keep_passages,
    list_current_passages,
    read_text,
)
from assembler.consolidation.text_units import EditResult, TextUnit, print_units, read_units
from assembler.load import load
from assembler.merge.block_merge import merge_typed_words
from assembler.model.contribution import split_header
from assembler.model.value import replace
from assembler.readers.decoding import decode_leniently

_SAME_WORDS = (
    "The editor has changed the same words. Write what is to stand into the paragraph of the report, "
    "then keep the words of the report."
)


def take_over(
    files: Mapping[str, bytes], organization: str, name: str, read: str, *, keeps_words: bool = False
) -> EditResult:
    """The consolidated text on an organization with one contributed paragraph as it is now.

    A new paragraph is added after the one that stands before it in its contribution. Where the entity has changed a
    paragraph since it was taken over, the changes are merged word by word. With `keeps_words`, the words of the report
    stay, and count as compared. `read` is how the paragraph was called when the editor read it, with the hash of its
    words: if the entity has changed it since, the result is stale. Raises UnknownName.
    """
    text = read_organization(files, organization, with_findings=False)
    source = next((source for source in text.sources if source.name == name), None)
    if source is None or not text.exists:
        return EditResult(obstacle=f"There is no paragraph {name} that can be taken over.")
    if source.origin != read:
        return EditResult(obstacle="The entity has changed this paragraph since you read it.", is_stale=True)
    if source.state is SourceState.NEW:
        units = _add(text, source)
    elif source.state is SourceState.CHANGED:
        changed = _merge(text, source, keeps_words=keeps_words)
        if changed is None:
            return EditResult(obstacle=_SAME_WORDS)
        units = [changed if unit.number == changed.number else unit for unit in text.units]
    else:
        return EditResult(obstacle="This paragraph has nothing new.")
    return EditResult(_write(files, organization, units))


def _merge(text: OrganizationText, source: SourceParagraph, *, keeps_words: bool) -> TextUnit | None:
    """The paragraph of the report with what the entity has changed; None where both have changed the same words."""
    unit = next(unit for unit in text.units if source.name in {origin.paragraph for origin in unit.origins})
    words = unit.text if keeps_words else merge_typed_words(source.former, unit.text, source.text)
    if words is None or (not source.former and not keeps_words):
        return None
    (former,) = {f"{one.paragraph}@{one.hash}" for one in unit.origins if one.paragraph == source.name}
    return replace(unit, text=words, attributes=unit.attributes.replace(former, source.origin))


def _add(text: OrganizationText, source: SourceParagraph) -> list[TextUnit]:
    units = list(text.units)
    places = {origin.paragraph: unit.number for unit in units for origin in unit.origins}
    before = [one.name for one in text.sources[: text.sources.index(source)] if one.entity == source.entity]
    place = next((places[name] for name in reversed(before) if name in places), len(units))
    (new,) = read_units(b"new")
    units.insert(place, replace(new, text=source.text, attributes=f'{{: from="{source.origin}" }}'))
    return units


def _write(files: Mapping[str, bytes], organization: str, units: list[TextUnit]) -> dict[str, bytes]:
    """The text, and the contributed passages from which it is made now."""
    path = f"contributions/consolidated/{organization}.md"
    header, _body = split_header(decode_leniently(files[path]))
    data = (header + print_units(units)).encode()
    collection = load(files).collection
    assert collection is not None  # the text was read
    passages = {
        **collect_base_passages(files, organization, collection.plan),
        **index_by_hash(list_current_passages(collection, organization).values()),
    }
    place, record = keep_passages(read_text(data, path, collection.plan), passages)
    changes = {path: data, place: record}
    return {path: data for path, data in changes.items() if files.get(path) != data}
