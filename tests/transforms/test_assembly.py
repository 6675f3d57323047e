"""Order, numbers, notes, references: what assembly makes of a collection."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assembler.model.nodes import CrossReference, Footnote, Heading, Paragraph, Table
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_block_inlines, walk_blocks, walk_sections
from assembler.model.vocabulary import Organization
from assembler.pipeline import Examination, examine
from tests.conftest import ORGANIZATIONS, PLAN, ROOT, MakeReport, contribution

TWO_NOTES = "A[^x] b[^y].\n\n[^x]: One.\n[^y]: Two."


def report_of(make_report: MakeReport, **files: str | None) -> Report:
    report = examine(make_report(**files)).report
    assert report is not None
    return report


def body(report: Report) -> list[tuple[int | None, str]]:
    return [
        (block.number, extract_text(block.content))
        for section in walk_sections(report)
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


def references(report: Report) -> list[CrossReference]:
    return [i for i in walk_block_inlines(walk_blocks(report)) if isinstance(i, CrossReference)]


# Order


@pytest.mark.parametrize(
    ("earlier", "later"),
    list(
        pairwise(
            [
                "African Union",
                "Asian-African Legal Consultative Organization",
                "Association of Southeast Asian Nations",
                "International Criminal Police Organization",
                "International Fund for Saving the Aral Sea",
                "International Organization for Migration",
                "International Organization of la Francophonie",
                "The League of Arab States",
                "Organization for Democracy and Economic Development – GUAM",
                "Organization for Security and Cooperation in Europe",
                "Organization of American States",
                "Organization of Islamic Cooperation",
            ]
        )
    ),
)
def test_names_are_ordered_word_by_word(earlier: str, later: str) -> None:
    assert Organization("a", earlier).order < Organization("b", later).order


def test_paragraphs_by_order_theme_entity_and_place(make_report: MakeReport) -> None:
    who = contribution("who", "au", "## Humanitarian affairs\n\nWHO one.\n\nWHO two.\n\n## Human rights\n\nWHO three.")
    text = "## Human rights\n\nUNHCR four.\n\n## Humanitarian affairs\n\nUNHCR five.\n\nUNHCR six.\n{: order=1 }"
    unhcr = contribution("unhcr", "au", text)
    printed = [text for _, text in body(report_of(make_report, who__au=who, unhcr__au=unhcr))]
    assert printed[2:] == ["UNHCR six.", "UNHCR five.", "WHO one.", "WHO two.", "UNHCR four.", "WHO three."]


def test_text_is_printed_though_the_list_of_entities_names_nobody(make_report: MakeReport) -> None:
    report = report_of(make_report, entities_yaml=None, who__au=None)
    assert "UNHCR worked with the African Union." in [words for _, words in body(report)]


def test_list_moves_with_its_paragraph(make_report: MakeReport) -> None:
    text = "Last:\n\n1. item.\n\nFirst:\n{: order=1 }\n\n1. its item."
    report = report_of(make_report, unhcr__au=contribution("unhcr", "au", text))
    kinds = [type(block).__name__ for section in walk_sections(report) for block in section.blocks]
    assert kinds[2:] == ["Paragraph", "LetteredList", "Paragraph", "LetteredList", "Paragraph"]


def test_consolidated_text_replaces_the_contributions(make_report: MakeReport) -> None:
    text = '---\norganization: au\n---\n\nMerged.\n{: from="unhcr/au#p1 who/au#p1" }\n'
    report = report_of(make_report, consolidated__au=text)
    assert body(report)[2:] == [(3, "Merged.")]
    (paragraph,) = (b for b in walk_blocks(report) if isinstance(b, Paragraph) and b.origins)
    assert paragraph.entities == ("UNHCR", "WHO")


def test_organizations_as_listed_keep_that_order(make_report: MakeReport) -> None:
    plan = PLAN.replace("organizations: all", "organizations: [au, asean]")
    report = report_of(make_report, report_yaml=plan, unhcr__asean=contribution("unhcr", "asean", "On ASEAN."))
    assert [section.title for section in report.sections[1].sections] == [
        "African Union",
        "Association of Southeast Asian Nations",
    ]


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("en", "DRAFT – 1 May 2027"),
        ("fr", "PROJET – 1er mai 2027"),
        ("es", "BORRADOR – 1 de mayo de 2027"),
        ("ru", "ПРОЕКТ – 1 мая 2027 года"),
        ("zh", "草稿 – 2027年5月1日"),
        ("ar", "مسودة – 1 أيار/مايو 2027"),
    ],
)
def test_mark_of_a_draft_has_the_day_in_the_language_of_the_version(
    make_report: MakeReport, language: str, mark: str
) -> None:
    plan = PLAN.replace("date: 2020-09-11", f"date: 2027-05-01\nlanguage: {language}")
    report = report_of(make_report, report_yaml=plan)
    assert report.draft_mark == mark
    assert (report.label == "") == (language in ("en", "fr", "es"))


def test_lettered_headings_and_sections(make_report: MakeReport) -> None:
    plan = PLAN.replace("headings: true", "headings: lettered")
    report = report_of(make_report, report_yaml=plan)
    assert [(s.label, s.title) for s in walk_sections(report)] == [
        ("I.", "Introduction"),
        ("II.", "Cooperation"),
        ("A.", "African Union"),
    ]


# Numbers


TABLE = "Table: Visits\n\n| Year | Number |\n| --- | --: |\n| 2019 | 2 |\n"


@pytest.mark.parametrize(("texts", "numbers"), [((TABLE, "None."), [None]), ((TABLE, TABLE), [1, 2])])
def test_one_table_has_no_number_and_several_run_through_the_report(
    make_report: MakeReport, texts: tuple[str, str], numbers: list[int | None]
) -> None:
    first, second = texts
    report = report_of(
        make_report, general__introduction=f"See it.\n\n{first}", unhcr__au=contribution("unhcr", "au", second)
    )
    assert [block.number for block in walk_blocks(report) if isinstance(block, Table)] == numbers


def test_headings_inside_a_text_are_lettered_within_their_section(make_report: MakeReport) -> None:
    text = "## First\n\nOne.\n\n### Below\n\nTwo.\n\n## Second\n\nThree.\n"
    report = report_of(make_report, general__introduction=text)
    headings = [one for one in next(iter(walk_sections(report))).blocks if isinstance(one, Heading)]
    assert [(one.level, one.label) for one in headings] == [(2, "A."), (3, ""), (2, "B.")]


def test_paragraphs_are_numbered_through_all_sections(example: Examination) -> None:
    assert example.report is not None
    numbers = [number for number, _ in body(example.report)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_summary_is_not_numbered_and_annex_starts_again(example: Examination) -> None:
    assert example.report is not None
    assert example.report.summary is not None
    assert all(b.number is None for b in example.report.summary.blocks if isinstance(b, Paragraph))
    (annex,) = example.report.annexes
    assert [block.number for block in annex.blocks if isinstance(block, Paragraph)] == [1]


@pytest.mark.parametrize(("names", "labels"), [(["one"], ["Annex"]), (["one", "two"], ["Annex I", "Annex II"])])
def test_annexes_are_numbered_where_there_are_several(
    make_report: MakeReport, names: list[str], labels: list[str]
) -> None:
    annexes = "".join(f"  - {{title: Title, text: {name}}}\n" for name in names)
    texts: dict[str, str | None] = {f"general__{name}": "Words.\n" for name in names}
    report = report_of(make_report, report_yaml=f"{PLAN}annexes:\n{annexes}", **texts)
    assert [annex.label for annex in report.annexes] == labels


def test_notes_run_through_files_that_use_the_same_labels(make_report: MakeReport) -> None:
    files = {f"{entity}__au": contribution(entity, "au", TWO_NOTES) for entity in ("unhcr", "who")}
    report = report_of(make_report, **files)
    notes = [i for i in walk_block_inlines(walk_blocks(report)) if isinstance(i, Footnote)]
    assert [note.number for note in notes] == [1, 2, 3, 4]


# References


def test_reference_in_its_own_file_elsewhere_and_over_a_range(make_report: MakeReport) -> None:
    text = "See [para.](#here), [para.](who/au#p1) and [paras.](#here..there).\n\nA.\n{: #here }\n\nB.\n{: #there }"
    report = report_of(make_report, unhcr__au=contribution("unhcr", "au", text))
    assert [reference.numbers for reference in references(report)] == [(4,), (6,), (4, 5)]


def test_reference_follows_a_paragraph_into_the_consolidated_text(make_report: MakeReport) -> None:
    merged = '---\norganization: au\n---\n\nOne.\n\nMerged.\n{: from="unhcr/au#p1" }\n'
    intro = "See [para.](unhcr/au#p1).\n\nThe second paragraph.\n"
    report = report_of(make_report, consolidated__au=merged, general__introduction=intro)
    assert [reference.numbers for reference in references(report)] == [(4,)]


def test_bare_name_is_found_in_another_file(make_report: MakeReport) -> None:
    named = contribution("unhcr", "au", "Named.\n{: #crisis }")
    report = report_of(make_report, unhcr__au=named, general__introduction="See [para.](#crisis).\n")
    assert [(one.first, one.numbers) for one in references(report)] == [("unhcr/au#crisis", (2,))]


def test_name_that_stands_in_several_files_is_not_guessed(make_report: MakeReport) -> None:
    named = {"unhcr__au": "Named.\n{: #crisis }", "who__au": "Named.\n{: #crisis }"}
    files = {path: contribution(path.partition("__")[0], "au", text) for path, text in named.items()}
    report = report_of(make_report, **files, general__introduction="See [para.](#crisis).\n")
    assert [one.numbers for one in references(report)] == [()]


def test_place_of_a_paragraph_means_its_own_file(make_report: MakeReport) -> None:
    report = report_of(
        make_report, general__introduction="See [para.](#p2).\n", who__au=contribution("who", "au", "A.\n\nB.")
    )
    assert [one.numbers for one in references(report)] == [()]


# Masthead


def test_agenda_line_of_the_example(example: Examination) -> None:
    assert example.report is not None
    assembly, council = example.report.masthead.organs
    letters = ", ".join(f"({letter})" for letter in "abcdefghijklmnopqrstuvwxy")
    assert assembly.agenda == f"Agenda item 130 {letters} and (z) of the provisional agenda"
    assert (assembly.session, assembly.mark, len(assembly.sub_items)) == ("Seventy-fifth session", "*", 26)
    assert (council.organ, council.session, council.agenda) == ("Security Council", "Seventy-fifth year", "")
    assert assembly.sub_items[24].endswith("(INTERPOL)")


def test_masthead_lines_of_the_example(example: Examination) -> None:
    assert example.report is not None
    masthead = example.report.masthead
    assert masthead.symbol == "A/75/345–S/2020/898"
    assert masthead.job_line == "20-11922 (E)    180920"
    assert (masthead.distribution, masthead.date, masthead.original) == (
        "Distr.: General",
        "11 September 2020",
        "Original: English",
    )
    assert [(note.mark, extract_text(note.content)) for note in masthead.notes] == [("*", "A/75/150.")]


JOINT_WITH_ECOSOC = {
    "A/75/345, S/2020/898": "A/75/345, E/2020/61",
    "  - organ: Security Council\n    year: 75\n": "  - organ: Economic and Social Council\n    session: 2020\n"
    "    agenda: {item: 11, letters: [b], title: Coordination questions}\n",
}
ECOSOC_LINES = {
    "ar": ("المجلس الاقتصادي والاجتماعي", "دورة عام 2020"),
    "zh": ("经济及社会理事会", "2020年届会"),
    "en": ("Economic and Social Council", "2020 session"),
    "fr": ("Conseil économique et social", "Session de 2020"),
    "ru": ("Экономический и Социальный Совет", "Сессия 2020 года"),
    "es": ("Consejo Económico y Social", "Período de sesiones de 2020"),
}


def joint_with_ecosoc() -> str:
    text = PLAN
    for old, new in JOINT_WITH_ECOSOC.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_joint_document_of_assembly_and_economic_and_social_council(make_report: MakeReport) -> None:
    examined = examine(make_report(report_yaml=joint_with_ecosoc()))
    assert examined.report is not None
    masthead = examined.report.masthead
    assembly, council = masthead.organs
    assert masthead.symbol == "A/75/345–E/2020/61"
    assert (council.organ, council.session) == ECOSOC_LINES["en"]
    assert (council.agenda, council.title, council.sub_items) == ("Agenda item 11 (b)", "Coordination questions", ())
    assert assembly.sub_items
    assert [finding.message for finding in examined.checked.findings if "MST" in finding.rule] == []
    assert [finding.message for finding in examined.checked.findings if "SYM" in finding.rule] == []


@pytest.mark.parametrize("language", ECOSOC_LINES)
def test_economic_and_social_council_in_six_languages(make_report: MakeReport, language: str) -> None:
    report = report_of(make_report, report_yaml=f"{joint_with_ecosoc()}language: {language}\n")
    council = report.masthead.organs[1]
    assert (council.organ, council.session) == ECOSOC_LINES[language]


@pytest.mark.parametrize(
    ("language", "end"),
    [("en", ":"), ("fr", "\u00a0:"), ("es", ":"), ("ru", ":"), ("zh", "\uff1a"), ("ar", ":")],
)
def test_title_over_sub_items_ends_with_the_colon_of_its_language(
    make_report: MakeReport, language: str, end: str
) -> None:
    title = "Cooperation between the United Nations and regional and other organizations"
    assembly, council = report_of(make_report, report_yaml=f"{PLAN}language: {language}\n").masthead.organs
    assert assembly.title == title + end
    assert assembly.item_title == title
    assert council.title == ""


def test_report_to_one_organ_alone(make_report: MakeReport) -> None:
    plan = PLAN.replace("[A/75/345, S/2020/898]", "[A/75/345]").replace(
        "  - organ: Security Council\n    year: 75\n", ""
    )
    examined = examine(make_report(report_yaml=plan))
    assert examined.report is not None
    assert examined.report.masthead.symbol == "A/75/345"
    assert [organ.organ for organ in examined.report.masthead.organs] == ["General Assembly"]
    assert [finding.message for finding in examined.checked.findings if "MST" in finding.rule] == []


def test_symbol_of_another_year_than_the_report(make_report: MakeReport) -> None:
    plan = joint_with_ecosoc().replace("E/2020/61", "E/2019/61")
    messages = [finding.message for finding in examine(make_report(report_yaml=plan)).checked.findings]
    assert "The year in the symbol E/2019/61 is 2019, but the year of the report’s date is 2020." in messages
    assert "E/2019/61 is not of session 2020." in messages


def test_organ_of_the_report_s_own_label_file(make_report: MakeReport) -> None:
    root = make_report(report_yaml=joint_with_ecosoc().replace("Economic and Social Council", "Trusteeship Council"))
    own = root / "templates/labels/en.yaml"
    own.parent.mkdir(parents=True)
    text = (ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("Economic and Social Council", "Trusteeship Council"), encoding="utf-8")
    report = examine(root).report
    assert report is not None
    assert report.masthead.organs[1].organ == "Trusteeship Council"


def test_facts_stand_beside_the_printed_words(example: Examination) -> None:
    assert example.report is not None
    masthead = example.report.masthead
    assembly, council = masthead.organs
    assert [(part.organ, part.parts) for part in masthead.symbol_parts] == [
        ("General Assembly", ("A", "75", "345")),
        ("Security Council", ("S", "2020", "898")),
    ]
    assert (masthead.category, masthead.original_language, masthead.stamp) == ("General", "en", "2020-09-18")
    assert (assembly.key, assembly.symbol, assembly.session_number, assembly.year_number) == (
        "General Assembly",
        "A",
        75,
        None,
    )
    assert (assembly.item, assembly.stage, assembly.list_symbol) == (130, "provisional agenda", "A/75/150")
    assert assembly.letters == tuple("abcdefghijklmnopqrstuvwxyz")
    assert (council.key, council.year_number, council.item, council.items) == ("Security Council", 75, None, ())
    au = next(item for item in assembly.items if item.organization == "au")
    assert (au.name, au.acronym) == ("African Union", "AU")
    assert au.title in assembly.sub_items
    assert tuple(item.title for item in assembly.items) == assembly.sub_items


def test_one_sub_item_has_no_series(make_report: MakeReport) -> None:
    one = ORGANIZATIONS.splitlines()[1] + "\n"
    who = contribution("who", "au", "WHO.")
    report = report_of(make_report, organizations_yaml=one, who__au=who)
    assert report.masthead.organs[0].agenda == "Item 130 (a) of the provisional agenda"


# Drafts


def test_placeholder_for_what_is_missing_and_unusable(make_report: MakeReport) -> None:
    report = report_of(make_report, who__au=None, unhcr__au="no header")
    assert [text for number, text in body(report) if number is None] == [
        "[contributions/unhcr/au.md: the text cannot be read; see the findings]",
        "[Contribution of WHO on the African Union: not received]",
    ]


def test_address_of_the_report_has_no_spaces(make_report: MakeReport) -> None:
    plan = PLAN.replace("[A/75/345, S/2020/898]", "[A/75/345 (Part I), S/2020/898]")
    assert report_of(make_report, report_yaml=plan).masthead.address == "https://docs.un.org/en/A/75/345(PartI)"
