"""The form for a focal point: what it asks, says and shows, from the plan and from the report of last time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assembler.errors import UnknownName, Unprintable
from assembler.intake.questionnaire import (
    labels_template,
    list_organizations,
    list_phrases,
    make_questionnaire,
    read_labels,
    write_questionnaire,
)
from assembler.intake.word_target import count_general_words, count_words_each
from assembler.model.contribution import Collection
from assembler.model.questionnaire import Questionnaire
from assembler.pipeline import load_folder
from assembler.storage.templates import PACKAGED
from tests.builders import QUESTIONNAIRE_TEMPLATE
from tests.conftest import ORGANIZATIONS, PLAN, MakeReport, contribution
from tests.writers.docx.questionnaire_reading import own_words
from tests.writers.docx.word_reading import WordReading

ASKED = PLAN.replace("{unhcr: [au], who: [au]}", "{unhcr: [au, asean], who: [au]}")
PERIOD = "period: {from: 2018-08-18, to: 2020-08-31}\n"


def collected(root: Path) -> Collection:
    collection = load_folder(root).collection
    assert collection is not None
    return collection


def made(collection: Collection, earlier: Collection | None = None, organization: str = "") -> Questionnaire:
    """The form of UNHCR."""
    plan, vocabulary = collection.plan, collection.vocabulary
    name = labels_template(plan)
    words = read_labels((PACKAGED / name).read_bytes(), name)
    return make_questionnaire(
        words,
        collection.labels,
        plan,
        vocabulary,
        "unhcr",
        list_organizations(plan, vocabulary, "unhcr", [organization] if organization else []),
        earlier,
        words_each=count_words_each(plan, count_general_words(collection)),
    )


@pytest.fixture
def form(make_report: MakeReport) -> Callable[..., Questionnaire]:
    """Makes the form of UNHCR in a small report."""

    def of(report_yaml: str = ASKED, organization: str = "", **files: str) -> Questionnaire:
        return made(collected(make_report(report_yaml=report_yaml, **files)), organization=organization)

    return of


def test_asks_about_all_that_the_plan_asks_in_printed_order(form: Callable[..., Questionnaire]) -> None:
    assert [(section.organization, section.title) for section in form().sections] == [
        ("au", "African Union"),
        ("asean", "Association of Southeast Asian Nations (ASEAN)"),
    ]


def test_order_is_that_of_official_english_names_in_every_language(form: Callable[..., Questionnaire]) -> None:
    names = ORGANIZATIONS.replace("acronym: ASEAN,", "acronym: ASEAN, names: {fr: Aaa},").replace(
        "name: African Union,", "name: African Union, names: {fr: Union africaine},"
    )
    french = form(f"{ASKED}language: fr\n", organizations_yaml=names)
    assert [section.title for section in french.sections] == ["Union africaine", "Aaa (ASEAN)"]


def test_asks_about_the_one_that_is_named(form: Callable[..., Questionnaire]) -> None:
    assert [section.organization for section in form(PLAN, "asean").sections] == ["asean"]


def test_identity_names_report_round_entity_and_organizations(form: Callable[..., Questionnaire]) -> None:
    assert form().identity == {
        "AssemblerForm": "1",
        "AssemblerReport": "A/75/345–S/2020/898",
        "AssemblerRound": "2020-06-30",
        "AssemblerEntity": "unhcr",
        "AssemblerOrganizations": "au asean",
    }


def test_round_is_the_day_of_the_report_where_there_is_no_deadline(form: Callable[..., Questionnaire]) -> None:
    assert form(ASKED.replace("deadline: 2020-06-30\n", "")).identity["AssemblerRound"] == "2020-09-11"


def test_head_says_what_the_plan_says(form: Callable[..., Questionnaire]) -> None:
    assert [(fact.name, fact.words, fact.weighty) for fact in form(ASKED + PERIOD).facts] == [
        ("Report", "Report of the Secretary-General, A/75/345–S/2020/898", False),
        ("Entity", "Office of the United Nations High Commissioner for Refugees (UNHCR)", False),
        ("Reporting period", "18 August 2018 to 31 August 2020", False),
        ("Please return by", "30 June 2020", True),
        ("Length", "about 2,830 words on each organization", False),
    ]


CONTACT = "contact: {department: Department of Political Affairs, name: A. Person, email: a@example.org}\n"


def test_head_names_who_asks_and_where_the_form_goes(form: Callable[..., Questionnaire]) -> None:
    made = form(ASKED + CONTACT)
    assert [(fact.name, fact.words) for fact in made.facts[2:]] == [
        ("Requested by", "Department of Political Affairs, A. Person"),
        ("Please return by", "30 June 2020"),
        ("Return to", "a@example.org"),
        ("Length", "about 2,830 words on each organization"),
    ]
    assert made.steps[-1].endswith("return it to the address at the head of this form.")


@pytest.mark.parametrize(
    ("contact", "facts"),
    [
        ("{email: a@example.org}", [("Return to", "a@example.org")]),
        ("{name: A, email: a@example.org}", [("Requested by", "A"), ("Return to", "a@example.org")]),
        (
            "{department: D, email: a@example.org, return_to: https://example.org/forms}",
            [("Requested by", "D"), ("Return to", "https://example.org/forms"), ("Questions to", "a@example.org")],
        ),
        ("{email: a@example.org, return_to: a@example.org}", [("Return to", "a@example.org")]),
    ],
)
def test_what_is_not_known_of_who_asks_is_left_out(
    form: Callable[..., Questionnaire], contact: str, facts: list[tuple[str, str]]
) -> None:
    known = ("Requested by", "Return to", "Questions to")
    assert [
        (fact.name, fact.words) for fact in form(f"{ASKED}contact: {contact}\n").facts if fact.name in known
    ] == facts


@pytest.mark.parametrize(
    ("language", "sender"),
    [("ar", "Department of Political Affairs، A. Person"), ("zh", "Department of Political Affairs，A. Person")],
)
def test_who_asks_is_named_in_the_language_of_the_report(
    form: Callable[..., Questionnaire], language: str, sender: str
) -> None:
    made = form(f"{ASKED}{CONTACT}language: {language}\n")
    assert made.facts[2].words == sender
    assert made.facts[2].name == made.labels.requested_by


def test_what_the_plan_does_not_say_is_left_out(form: Callable[..., Questionnaire]) -> None:
    bare = PLAN.replace("deadline: 2020-06-30\n", "").replace("requested: {unhcr: [au], who: [au]}\n", "")
    alone = form(bare, "au")
    assert [fact.name for fact in alone.facts] == ["Report", "Entity"]
    assert alone.sections[0].question.endswith("with what result?")


def test_length_is_the_limit_shared_out_over_all_that_were_asked_for(form: Callable[..., Questionnaire]) -> None:
    limited = ASKED + "word_limit: {words: 700}\n"
    assert form(limited).sections[0].question.endswith("Please keep to about 230 words.")
    assert form(ASKED + "word_limit: {words: 30}\n").facts[-1].words == "about 6 words on each organization"


def test_steps_name_the_themes_before_the_file_is_sent_back(form: Callable[..., Questionnaire]) -> None:
    steps = form().steps
    assert "“Heading 2” and take their words from this list: “Humanitarian affairs”; “Human rights”." in steps[-3]
    assert "enter at the head of this form who approved them" in steps[-2]
    assert "return it" in steps[-1]
    without = form(ASKED.replace("themes: [Humanitarian affairs, Human rights]\n", "")).steps
    assert without == (*steps[:-3], *steps[-2:])


@pytest.mark.parametrize("language", ["en", "fr", "zh", "ar"])
def test_phrases_are_the_words_of_the_file(make_report: MakeReport, language: str) -> None:
    questionnaire = made(collected(make_report(report_yaml=f"{ASKED}{PERIOD}language: {language}\n")))
    written = {
        " ".join(said.split())
        for _, said in own_words(WordReading(write_questionnaire(questionnaire, QUESTIONNAIRE_TEMPLATE)))
    }
    names = {section.title for section in questionnaire.sections}
    told = set(list_phrases(questionnaire))
    assert written - names <= told
    assert told - written == {f"{field.name} {field.hint}" for field in questionnaire.contact} | {
        questionnaire.labels.last_title.replace("\u00a0", " ")
    }


LAST = """
## Human rights

First *paragraph*.[^a]

1. One;
2. Two:
    1. below.

> Quoted.

Table: Meetings held
| Year | Meetings |
| --- | --- |
| 2019 | 4 |

{>> Is that so? <<}

[^a]: See there.
"""


def test_last_time_is_shown_paragraph_by_paragraph_with_its_notes(make_report: MakeReport) -> None:
    earlier = collected(make_report(unhcr__au=contribution("unhcr", "au", LAST)))
    section = made(earlier, earlier).sections[0]
    assert [line.words for line in section.last if line.heading] == ["Human rights"]
    shown = [line.words for line in section.last if not line.heading]
    assert shown[:5] == ["First paragraph. [Note: See there.]", "(a) One;", "(b) Two:", "(i) below.", "Quoted."]
    assert shown[5:] == ["Meetings held", "Year | Meetings", "2019 | 4"]
    assert not any("Is that so" in line for line in shown)


def test_heading_without_text_is_not_shown(make_report: MakeReport) -> None:
    text = "## Humanitarian affairs\n\n## Human rights\n\nWe met."
    earlier = collected(make_report(unhcr__au=contribution("unhcr", "au", text)))
    assert [line.words for line in made(earlier, earlier).sections[0].last] == ["Human rights", "We met."]


def test_last_time_may_be_a_text_that_covers_the_organization_too(make_report: MakeReport) -> None:
    both = contribution("unhcr", "au", "We met.").replace("status:", "also: [asean]\nstatus:")
    earlier = collected(make_report(report_yaml=ASKED, unhcr__au=both))
    assert [[line.words for line in section.last] for section in made(earlier, earlier).sections] == [["We met."]] * 2


def test_nothing_is_shown_where_the_entity_said_nothing(form: Callable[..., Questionnaire]) -> None:
    assert all(section.last == () for section in form().sections)


def test_entity_that_was_asked_about_nothing_is_refused(make_report: MakeReport) -> None:
    collection = collected(make_report(report_yaml=PLAN.replace("unhcr: [au], ", "")))
    with pytest.raises(UnknownName, match=r"^The plan asks unhcr about no organization: name one, or add [^\n]*\Z"):
        list_organizations(collection.plan, collection.vocabulary, "unhcr")


def test_organization_of_no_list_is_refused(make_report: MakeReport) -> None:
    collection = collected(make_report())
    with pytest.raises(UnknownName, match=r"^No organization has the id, acronym or name “uu”[^\n]*\Z"):
        list_organizations(collection.plan, collection.vocabulary, "unhcr", ["uu"])


@pytest.mark.parametrize(
    ("template", "said"),
    [(b"", "empty"), (b"\xff\xfe", "UTF-8"), (b"language: en\n", "Line 1: "), (b"language: [\n", "Line ")],
)
def test_words_that_cannot_be_used_are_named_with_their_place(template: bytes, said: str) -> None:
    with pytest.raises(Unprintable, match=r"^The template form/en\.yaml cannot be used\. [^\n]*\Z") as refused:
        read_labels(template, "form/en.yaml")
    assert said in str(refused.value)
