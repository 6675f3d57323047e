"""The blank form of a contribution: what it says, and that nothing of it is ever printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.errors import Unprintable, Unwritable
from assembler.intake.contribution_scaffold import TEMPLATE, find_last_text, find_place, write_scaffold
from assembler.model.contribution import Collection, Kind
from assembler.model.nodes import Block, Paragraph, Text
from assembler.pipeline import load_folder
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile
from assembler.storage.templates import PACKAGED
from tests.conftest import PLAN, ROOT, MakeReport, contribution

TEMPLATE = (PACKAGED / TEMPLATE).read_bytes()


def collected(root: Path) -> Collection:
    collection = load_folder(root).collection
    assert collection is not None
    return collection


def read_back(form: bytes, collection: Collection, key: str) -> tuple[Block, ...]:
    """The blocks of a form; it must be without fault."""
    plan = collection.plan
    path = f"contributions/{key}.md"
    text_file = TextFile(path, Kind.ENTITY, key, plan.language, plan.themes, collection.vocabulary)
    text, findings = read_markdown(form, text_file)
    assert findings == ()
    assert text.usable
    return text.blocks


def last(root: Path, entity: str, organization: str) -> str:
    loaded = load_folder(root)
    assert loaded.collection is not None
    return find_last_text(loaded.inputs, loaded.collection.contributions, entity, organization)


def test_form_says_what_the_plan_says(make_report: MakeReport) -> None:
    plan = PLAN + "period: {from: 2018-08-18, to: 2020-08-31}\n"
    form = write_scaffold(TEMPLATE, collected(make_report(report_yaml=plan)), "unhcr", "asean").decode()
    assert form.startswith("---\nentity: unhcr\norganization: asean\nstatus: draft")
    for words in (
        "Office of the United Nations High Commissioner for Refugees (UNHCR)",
        "Organization: Association of Southeast Asian Nations\n",
        "Period: 18 August 2018 to 31 August 2020\n",
        "Due: 30 June 2020\n",
        "at most 8,500 words\n",
        "about 4,240 words, since 2 contributions were asked for\n",
        "\n## Humanitarian affairs\n\n<!-- ",
        "\n## Human rights\n\n<!-- ",
    ):
        assert form.count(words) == 1, words
    assert "$" not in form
    assert "Last time" not in form


def test_line_that_would_say_nothing_is_left_out(make_report: MakeReport) -> None:
    plan = PLAN.replace("deadline: 2020-06-30\n", "").replace("requested: {unhcr: [au], who: [au]}\n", "")
    form = write_scaffold(TEMPLATE, collected(make_report(report_yaml=plan)), "unhcr", "asean").decode()
    assert not any(words in form for words in ("Period", "Due", "Length of your text", "None", "\n\n\n"))


def test_names_are_in_the_language_of_the_report(make_report: MakeReport) -> None:
    names = "au: {name: African Union, names: {fr: Union africaine}, agenda: {item_letter: a}}\n"
    root = make_report(report_yaml=PLAN + "language: fr\n", organizations_yaml=names, who__au=None)
    form = write_scaffold(TEMPLATE, collected(root), "unhcr", "au").decode()
    assert "Union africaine" in form
    assert "30 juin 2020" in form


@pytest.mark.slow
def test_no_word_of_any_form_is_read_as_text() -> None:
    collection = collected(ROOT)
    texts = collection.of_kind(Kind.ENTITY)
    assert texts
    for text in texts:
        entity, organization = text.header.entity, text.header.organization
        words = find_last_text(collection.files, collection.contributions, entity, organization)
        assert words, text.path
        form = write_scaffold(TEMPLATE, collection, entity, organization, words)
        assert words.splitlines()[-1] in form.decode()
        assert read_back(form, collection, text.key) == ()


@pytest.mark.parametrize(
    "words",
    [
        "An arrow --> and more.",
        "--->",
        "<!-- a",
        "<!-->",
        "# One\n## Two\n{: #a }",
        "[^a]: Note.",
        "{>> a <<}",
        "``` x",
    ],
)
def test_last_text_cannot_leave_its_comment(make_report: MakeReport, words: str) -> None:
    collection = collected(make_report())
    form = write_scaffold(TEMPLATE, collection, "unhcr", "asean", f"Before.\n\n{words}")
    assert read_back(form, collection, "unhcr/asean") == ()


def test_what_is_written_into_the_form_is_all_that_is_read(make_report: MakeReport) -> None:
    collection = collected(make_report())
    form = write_scaffold(TEMPLATE, collection, "unhcr", "asean", "Last time.").decode()
    heading = "## Human rights\n"
    for filled in (form.replace(heading, f"{heading}\nWe met.\n"), f"{form}We met.\n"):
        (block,) = read_back(filled.encode(), collection, "unhcr/asean")
        assert isinstance(block, Paragraph)
        assert (block.content, block.theme) == ((Text("We met."),), "Human rights")


def test_plan_without_themes_makes_a_form_without_headings(make_report: MakeReport) -> None:
    plan = PLAN.replace("themes: [Humanitarian affairs, Human rights]\n", "")
    collection = collected(make_report(report_yaml=plan))
    form = write_scaffold(TEMPLATE, collection, "unhcr", "asean")
    assert b"##" not in form
    assert read_back(form, collection, "unhcr/asean") == ()


def test_last_text_is_the_body_without_header_and_guidance(make_report: MakeReport) -> None:
    text = contribution("unhcr", "au", "<!-- Guidance,\n\nlong. -->\n\n## Human rights\n\nWe met.[^a]\n\n[^a]: Where.")
    root = make_report(unhcr__au=text.replace("\n", "\r\n"))
    assert last(root, "unhcr", "au") == "## Human rights\n\nWe met.[^a]\n\n[^a]: Where."


def test_last_text_may_be_one_that_covers_the_organization_too(make_report: MakeReport) -> None:
    assert last(make_report(), "who", "asean") == "WHO worked with the African Union."
    assert last(make_report(), "unhcr", "asean") == ""


def test_form_that_nobody_filled_is_no_last_text(make_report: MakeReport) -> None:
    root = make_report()
    form = write_scaffold(TEMPLATE, collected(root), "unhcr", "au", "The time before.")
    assert last(make_report(unhcr__au=form), "unhcr", "au") == ""
    filled = form.decode() + "\nWe met.\n"
    assert last(make_report(unhcr__au=filled), "unhcr", "au") == "## Human rights\n\nWe met."


def test_text_that_is_no_utf8_is_no_last_text(make_report: MakeReport) -> None:
    assert last(make_report(unhcr__au="---\nentity: unhcr\n---\n".encode("utf-16")), "unhcr", "au") == ""


def test_place_is_refused_where_a_word_file_is(make_report: MakeReport) -> None:
    root = make_report()
    (root / "contributions/unhcr/asean.docx").write_bytes(b"PK")
    with pytest.raises(Unwritable, match=r"contributions/unhcr/asean\.docx is already there"):
        find_place(collected(root), "unhcr", "asean")
    assert find_place(collected(root), "who", "asean") == "contributions/who/asean.md"


@pytest.mark.parametrize("template", [b"", b"\xff\xfe", b"Costs 5 $ a page\n", b"From $nobody\n"])
def test_template_that_cannot_be_used_is_named(make_report: MakeReport, template: bytes) -> None:
    with pytest.raises(Unprintable, match=r"^The template contribution\.md cannot be used: [^\n]*\Z"):
        write_scaffold(template, collected(make_report()), "unhcr", "asean")
