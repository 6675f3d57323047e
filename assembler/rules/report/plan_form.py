"""The form of the plan: author line, distribution, order of sections and words of the agenda sub-items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern

_AUTHORS = (
    *("Report of the Secretary-General", "Note by the Secretary-General", "Note by the Secretariat"),
    *("Report by the Secretariat", "Letter from the Secretary-General"),
)
"""The lines under the title of the documents of the Secretary-General (Editorial Manual, Mastheads)."""
_OF_SECRETARY_GENERAL = Pattern(r"\bsecretary[ -]general\b|\bsecretariat\b", re.IGNORECASE)
_CLOSES = Pattern(r"(?:conclu|observation|recommendation|the way forward|looking ahead|next steps)", re.IGNORECASE)
_BEGINS = Pattern(r"(?:introduction|background)\b", re.IGNORECASE)


def find_author_in_other_words(report: Report, collection: Collection) -> Iterator[Fault]:
    """The author line is nearly, but not quite, that of the documents of the Secretary-General.

    Why: the line under the title is the same in every report: Report of the Secretary-General; a note is “by” him or
    her (observed in the official files). What names neither the Secretary-General nor the Secretariat is left alone.

    Wrong: `author: Report by the Secretary General`
    Right: `author: Report of the Secretary-General`
    """
    author = collection.plan.author
    if author not in _AUTHORS and _OF_SECRETARY_GENERAL.search(author):
        message = "The author line “{words}” is not usual for documents of the Secretary-General."
        hint = "Under “author”, write “Report of the Secretary-General” or “Note by the Secretary-General”."
        yield make_fault(collection.plan.source, message, hint, words=author)


def find_distribution_not_general(report: Report, collection: Collection) -> Iterator[Fault]:
    """A report of the Secretary-General has another distribution than General.

    Why: it is for everybody; Limited is for drafts of resolutions and the like, Restricted for what is not public (UN
    Documentation: Research Guide).

    Wrong: `distribution: Limited` with `author: Report of the Secretary-General`
    Right: `distribution: General`
    """
    plan = collection.plan
    if plan.distribution != "General":
        message = "The distribution of the report is {distribution}."
        hint = "Under “distribution”, write General. Or switch the rule off in report.yaml and say why."
        words = f"distribution: {plan.distribution}"
        yield make_fault(plan.source, message, hint, words=words, distribution=plan.distribution)


def find_section_out_of_order(report: Report, collection: Collection) -> Iterator[Fault]:
    """The introduction is not the first section, or conclusions and recommendations are not the last.

    Why: readers look for the mandate at the beginning and for what is asked of them at the end (Editorial Manual,
    Instructions for the preparation of official documents).

    Wrong: sections “Observations and recommendations”, “Cooperation”
    Right: sections “Introduction”, “Cooperation”, “Observations and recommendations”
    """
    sections = collection.plan.sections
    for place, section in enumerate(sections):
        later = [other for other in sections[place + 1 :] if not _CLOSES.search(other.title)]
        if place and _BEGINS.match(section.title):
            message = "The section “{words}” is not the first."
            yield make_fault(section.source, message, "Put the section first.", words=section.title)
        elif later and _CLOSES.match(section.title):
            message = "The section “{words}” is not the last: “{later}” follows."
            hint = "Put the conclusions and recommendations last."
            yield make_fault(section.source, message, hint, words=section.title, later=later[0].title)


def find_sub_item_in_other_words(report: Report, collection: Collection) -> Iterator[Fault]:
    """The title of an agenda sub-item has other words before the name than the agenda.

    Why: the titles are printed as the agenda has them, each in the same form: Cooperation between the United Nations
    and the African Union (observed in A/75/345; `sub_item_title` in the label file). One that begins otherwise was
    probably typed from memory.

    Wrong: `title: Collaboration between the UN and the African Union`
    Right: no `title:`, or “Cooperation between the United Nations and …”
    """
    usual = collection.labels.sub_item_title.partition("{name}")[0].strip()
    beginning = usual.rpartition(" and")[0] or usual
    for item in collection.vocabulary.organizations.values():
        title = item.agenda_titles.get("en") or item.agenda_title
        if title and beginning and not title.startswith(beginning):
            message = "The sub-item “{words}” does not begin with “{beginning}”."
            hint = "Compare the title with the agenda. If you delete the title, the program makes it from the name."
            yield make_fault(item.source, message, hint, words=title, beginning=beginning)
