"""An entity's texts with what was found in them and how they will print: files in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assembler.assemble import assemble
from assembler.check import CheckResult, check
from assembler.intake.answer import CheckedReport, SentFile, make_answer, render_parts
from assembler.load import load
from assembler.model.answer import Remark
from assembler.model.contribution import Collection, Contribution, Kind, read_body
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.word_count import count_words
from assembler.model.value import Value, field, replace
from assembler.readers.settings.known_names import resolve_entity


class ReviewedText(Value):
    """The text of an entity on one organization."""

    organization: str
    """Its identifier; empty for a file that is no text on an organization."""
    title: str
    """Its name, or the name of the file."""
    state: str
    """How the text stands in the report, or what came of the file, in plain words."""
    remarks: tuple[Remark, ...] = ()
    """What was found in it, in the order of the text."""
    printed: str = ""
    """The text as it will print, as HTML."""
    notes: tuple[str, ...] = ()
    """Its footnotes, as HTML, each with its mark."""
    place: str = ""
    """The file; empty where there is none."""
    status: str = ""
    """What the header says: draft, submitted, cleared or nothing-to-report."""
    words: int = 0
    """How many words it has."""
    hash: str = ""
    """The hash of its words, as sha256:…; empty where there is none."""
    body: str = ""
    """Its body as it was written; empty for a Word file."""


class Review(Value):
    """The texts of an entity."""

    texts: tuple[ReviewedText, ...] = ()
    """One for each organization on which it was asked or has written, in printed order, then its other files."""
    themes: tuple[str, ...] = ()
    """The themes of the plan, under which the texts stand."""
    language: str = "en"
    """The language of the report."""
    direction: str = "ltr"
    """The direction of its script."""
    result: CheckResult | None = None
    """What `check` found in all files that were given; None where nothing can be reviewed."""
    blocked: Sequence[Remark] = field(default_factory=tuple)
    """Why nothing can be reviewed, where the plan or the name lists cannot be used."""


def review(
    files: Mapping[str, bytes], entity: str, organizations: Sequence[str] = (), *, sent: Sequence[SentFile] = ()
) -> Review:
    """The entity's texts with what was found in them and how they will print; of these organizations, if any are named.

    The texts are read by themselves, without those of other entities. So no finding says that a name of the lists is
    not introduced: an earlier paragraph of the report may introduce it. Raises UnknownName, NoTemplate or Unreadable.

    >>> from assembler.api import example_files
    >>> files = example_files()
    >>> files["contributions/unhcr/au.md"] += b"We held 5 meetings.\\n"
    >>> (text,) = review(files, "unhcr", ["au"]).texts
    >>> text.words, text.remarks[-1].message
    (47, 'The number 5 stands in figures.')
    """
    loaded = load(files)
    if loaded.collection is None:
        return Review(
            blocked=tuple(Remark("", "", f.message, f.word_hint, f.severity, f.rule) for f in loaded.findings)
        )
    entity = resolve_entity(loaded.collection.vocabulary, entity)
    checked, result = check_entity(loaded.collection, entity)
    collection = checked.collection
    answer = make_answer(entity, checked, sent=sent)
    texts = {text.header.organization: text for text in collection.of_kind(Kind.ENTITY) if text.header.entity == entity}
    rendered = render_parts(answer)
    wanted = set(organizations)
    return Review(
        tuple(
            _describe(
                ReviewedText(part.organization, part.title, part.state.value, part.remarks, *html),
                texts.get(part.organization),
                collection,
            )
            for part, html in zip(answer.parts, rendered, strict=True)
            if not wanted or part.organization in wanted
        ),
        collection.plan.themes,
        answer.language,
        answer.direction,
        result,
    )


def check_entity(collection: Collection, entity: str) -> tuple[CheckedReport, CheckResult]:
    """What is found in the texts of one entity, read by themselves."""
    own = collection.select_entity(entity)
    report = assemble(own, draft=True)
    result = check(own, report)
    return CheckedReport(own, report, result.findings, frozenset(result.blockers)), result


def _describe(reviewed: ReviewedText, text: Contribution | None, collection: Collection) -> ReviewedText:
    if text is None:
        return reviewed
    source = next((file.text for file in collection.files if file.path == text.path), "")
    return replace(
        reviewed,
        place=text.path,
        status=text.header.status.value,
        words=count_words(extract_passage_text(text.blocks)),
        hash=f"sha256:{text.hash}",
        body=read_body(source) if text.path.endswith(".md") else "",
    )
