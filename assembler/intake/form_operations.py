"""Begins contributions and questionnaires, for one entity or many: files in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.check import sort_findings
from assembler.errors import UnknownName, Unwritable
from assembler.intake.contribution_scaffold import TEMPLATE, find_last_text, find_place, write_scaffold
from assembler.intake.operations import read_form_labels
from assembler.intake.questionnaire import (
    find_last_contribution,
    list_organizations,
    make_questionnaire,
    write_questionnaire,
)
from assembler.intake.word_target import count_general_words, count_words_each
from assembler.load import Loaded, load
from assembler.model.contribution import Collection, InputFile, Kind
from assembler.model.finding import Finding, Severity
from assembler.model.value import Value
from assembler.readers.settings.known_names import resolve_names
from assembler.storage.templates import QUESTIONNAIRE, read_template

QUESTIONNAIRES = "build/forms"
"""The folder of questionnaires in a report's folder."""
_PLAN = "contributions/report.yaml"


class ScaffoldResult(Value):
    """A new contribution or questionnaire."""

    place: str
    """Its place in the report's folder."""
    data: bytes
    """Its bytes."""
    remarks: tuple[str, ...] = ()
    """What the editor should know about it, in sentences."""


class FormsResult(Value):
    """New contributions or questionnaires of several entities."""

    forms: tuple[ScaffoldResult, ...] = ()
    """Each of them, in the order of the entities."""
    obstacles: tuple[str, ...] = ()
    """Why there is none for an entity, or on an organization, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found where the plan cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""
    has_plan: bool = True
    """Whether the plan can be used; otherwise there is no form."""

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of each form, by its place in the report's folder."""
        return {form.place: form.data for form in self.forms}


def _make_scaffold(
    loaded: Loaded, collection: Collection, entity: str, organization: str, earlier: Loaded | None, earlier_name: str
) -> ScaffoldResult:
    """The blank contribution of the entity on the organization. Raises as `begin_forms` does."""
    place = find_place(collection, entity, organization)
    last_time = _find_last_time(earlier, entity, organization) if earlier else ""
    data = write_scaffold(read_template(TEMPLATE, loaded.files), collection, entity, organization, last_time)
    missing = f"There is no text of {entity} on {organization} in {earlier_name}, so the form has none."
    return ScaffoldResult(place, data, (missing,) if earlier and not last_time else ())


def _find_last_time(earlier: Loaded, entity: str, organization: str) -> str:
    contributions = earlier.collection.contributions if earlier.collection else ()
    return find_last_text(earlier.inputs, contributions, entity, organization)


def _make_questionnaire_file(
    loaded: Loaded,
    collection: Collection,
    entity: str,
    organizations: Sequence[str],
    earlier: Loaded | None,
    earlier_name: str,
) -> ScaffoldResult:
    """The questionnaire on the organizations, or on all that the plan asks about. Raises as `begin_forms` does."""
    plan, vocabulary = collection.plan, collection.vocabulary
    asked = list_organizations(plan, vocabulary, entity, organizations)
    before = earlier.collection if earlier else None
    labels = read_form_labels(loaded.files, plan)
    each = count_words_each(plan, count_general_words(collection))
    questionnaire = make_questionnaire(
        labels, collection.labels, plan, vocabulary, entity, asked, before, words_each=each
    )
    remarks = [*_name_faulty_settings(loaded.findings), *_name_existing_texts(collection, entity, asked)]
    without = [id for id in asked if not (before and find_last_contribution(before, entity, id))]
    if earlier and without:
        remarks.append(f"There is no text of {entity} on {', '.join(without)} in {earlier_name}.")
    place = f"{QUESTIONNAIRES}/{entity}.docx"
    return ScaffoldResult(
        place, write_questionnaire(questionnaire, read_template(QUESTIONNAIRE, loaded.files)), tuple(remarks)
    )


def _name_faulty_settings(findings: Iterable[Finding]) -> Iterable[str]:
    """Remarks on settings with an error, because of which something may be missing from a questionnaire."""
    errors = (finding.source.path for finding in findings if finding.severity is Severity.ERROR)
    remark = "has an error, so something may be missing from the form; “assembler check” says what is wrong."
    return (f"{path} {remark}" for path in sorted({path for path in errors if path.endswith(".yaml")}))


def _name_existing_texts(collection: Collection, entity: str, organizations: Iterable[str]) -> Iterable[str]:
    """A remark on the texts that a questionnaire asks for and that are there already; sample text is none."""
    keys = {f"{entity}/{organization}" for organization in organizations}
    existing = [text.path for text in collection.contributions if text.key in keys and text.has_arrived]
    return (f"Already there: {', '.join(existing)}.",) if existing else ()


def begin_forms(
    files: Mapping[str, bytes],
    names: Sequence[str] = (),
    *,
    all_entities: bool = False,
    as_word: bool = True,
    earlier: Mapping[str, bytes] | None = None,
    earlier_name: str = "the earlier report",
    unread: Sequence[Finding] = (),
) -> FormsResult:
    """A questionnaire for each named entity, or a blank contribution on each organization.

    Name entities, then organizations; without organizations, the forms are about those on which the plan asks the
    entity. With `all_entities`, they are for every entity that the plan asks. An organization that another text of the
    entity covers is left out unless it is named. With the files of an earlier report, the forms show what the entity
    wrote in that report; `earlier_name` is its name in remarks. A form that cannot be made is an obstacle in the result
    and does not stop the others. `unread` is as in `load`. Raises UnknownName, NoTemplate, Unreadable or Unprintable;
    and Unwritable if the only form asked for already exists.

    >>> from assembler.api import example_files
    >>> [form.place for form in begin_forms(example_files(), all_entities=True).forms]
    ['build/forms/dppa.docx', 'build/forms/ohchr.docx', 'build/forms/unhcr.docx']
    >>> begin_forms(example_files(), ["OHCHR", "DPPA", "AU"], as_word=False).obstacles
    ('contributions/dppa/au.md is already there; nothing was made.',)
    """
    loaded = load(files, unread=unread)
    collection = loaded.collection
    if collection is None:
        return FormsResult(findings=sort_findings(loaded.findings), inputs=loaded.inputs, has_plan=False)
    entities, organizations = resolve_names(collection.vocabulary, names, all_entities=all_entities)
    asked = _list_asked(collection, organizations) if all_entities else dict.fromkeys(entities, organizations)
    wanted = [(entity, about) for entity, ids in asked.items() for about in _divide(collection, entity, ids, as_word)]
    before = load(earlier) if earlier is not None else None
    forms: list[ScaffoldResult] = []
    obstacles: list[str] = []
    for entity, about in wanted:
        try:
            asked_about = list_organizations(collection.plan, collection.vocabulary, entity, about)
            if as_word:
                forms.append(_make_questionnaire_file(loaded, collection, entity, asked_about, before, earlier_name))
            else:
                if not organizations:
                    _refuse_covered(collection, entity, asked_about[0])
                forms.append(_make_scaffold(loaded, collection, entity, asked_about[0], before, earlier_name))
        except (UnknownName, Unwritable) as error:
            if len(wanted) == 1:
                raise
            obstacles.append(str(error))
    return FormsResult(tuple(forms), tuple(obstacles), inputs=loaded.inputs)


def _refuse_covered(collection: Collection, entity: str, organization: str) -> None:
    """Raises Unwritable where another text of the entity is on the organization, too, so that none is missing."""
    for text in collection.of_kind(Kind.ENTITY):
        if text.header.entity == entity and organization in text.header.also:
            raise Unwritable(f"{text.path} is on {organization}, too; nothing was made.")


def _list_asked(collection: Collection, organizations: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The entities that the plan asks, with what it asks them about, or with that part of the organizations named.

    Raises UnknownName where there are none.
    """
    requested = collection.plan.requested
    about = {
        entity: tuple(id for id in requested.get(entity, ()) if not organizations or id in organizations)
        for entity in collection.vocabulary.entities
    }
    asked = {entity: ids for entity, ids in about.items() if ids}
    if not asked:
        on = f" on {', '.join(organizations)}" if organizations else ""
        raise UnknownName(f"The plan asks nobody to report{on}. Write who is asked under “requested” in {_PLAN}.")
    return asked


def _divide(
    collection: Collection, entity: str, organizations: tuple[str, ...], as_word: bool
) -> Iterator[tuple[str, ...]]:
    """The organizations of each form of an entity: a questionnaire is about all of them, a contribution about one."""
    asked = organizations or collection.plan.requested.get(entity, ())
    if as_word or not asked:
        yield organizations
    else:
        yield from ((id,) for id in asked)
