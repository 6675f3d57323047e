"""The answer to an entity as page and as mail: the same words, nothing from elsewhere, for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import html as reader
from selenium.webdriver import Chrome

from assembler.intake.answer import HTML_TEMPLATE, TEXT_TEMPLATE
from assembler.model.answer import Answer, AnswerLabels, AnswerPart, PlaceName, Remark, State
from assembler.model.finding import Severity
from assembler.model.value import replace
from assembler.readers.settings.answer_labels import read_answer_labels
from assembler.readers.settings.labels import require_labels
from assembler.storage.templates import ANSWER, PACKAGED
from assembler.writers.html.answer import write_html, write_text
from assembler.writers.html.page import BrokenTemplateError
from tests.browser import NARROW, WIDE, is_too_wide, show, violations
from tests.builders import WORDING, every_node, note, para

TEMPLATES = {name: (PACKAGED / name).read_bytes() for name in ANSWER}
REMARK = Remark(
    "second paragraph",
    "…in Decmber 2019…",
    "“Decmber” is no word of English.",
    "Write December & go on.",
    Severity.ERROR,
    "UN-SPL-01",
)
NODES = every_node(draft=False).sections[0].sections[0].blocks
PARTS = (
    AnswerPart(
        "au", "African Union (AU)", (), State.PRINTED, (REMARK, replace(REMARK, severity=Severity.ADVICE)), NODES
    ),
    AnswerPart("las", "League of Arab States", (), State.MERGED, (), (para("a", 7, "They met.", note("When?", 9)),)),
    AnswerPart("oas", "Organization of American States", (), State.LEFT_OUT),
    AnswerPart("osce", "OSCE", (), State.NOTHING),
    AnswerPart("oic", "OIC", (), State.MISSING),
    AnswerPart("", "notes <1>.txt", (), State.UNUSABLE, (Remark("", "", "No.", "", Severity.WARNING, "IN-PLC-01"),)),
)
ANSWERED = Answer(
    entity="World Health Organization (WHO)",
    title="Cooperation",
    symbol="A/75/345–S/2020/898",
    language="en",
    direction="ltr",
    deadline=date(2020, 6, 30),
    wording=WORDING,
    parts=PARTS,
)
CLEAN = replace(ANSWERED, parts=(replace(PARTS[0], remarks=()),))
ARABIC = replace(ANSWERED, language="ar", direction="rtl", title="التعاون")


def read_words(language: str) -> AnswerLabels:
    name = f"answer/{language}.yaml"
    return require_labels((PACKAGED / name).read_bytes(), name, read_answer_labels)


WORDS = read_words("en")


def page(answer: Answer = ANSWERED, words: AnswerLabels = WORDS) -> str:
    return write_html(answer, words, TEMPLATES, HTML_TEMPLATE).decode()


def mail(answer: Answer = ANSWERED, words: AnswerLabels = WORDS) -> str:
    return write_text(answer, words, TEMPLATES, TEXT_TEMPLATE).decode()


def test_mail_says_where_what_and_what_to_do_in_one_line() -> None:
    place = "African Union (AU), second paragraph, “…in Decmber 2019…” (must be changed)"
    assert f"\n1. {place}: “Decmber” is no word of English. Write December & go on.\n" in mail()


def test_page_says_the_same() -> None:
    words = " ".join(reader.fromstring(page()).text_content().split())
    assert "Must be changed · Second paragraph, “…in Decmber 2019…” “Decmber” is no word of English. Write" in words
    assert "Write December & go on." in words
    assert "notes <1>.txt" in words


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("written", [page, mail])
def test_frame_is_in_the_language_and_remarks_are_marked_as_english(
    written: Callable[[Answer, AnswerLabels], str], language: str
) -> None:
    words, labels = written(ANSWERED, read_words(language)), read_words(language)
    text = " ".join(words.split())
    assert labels.words["title"].format(symbol=ANSWERED.symbol) in text
    assert labels.words["english"] in text
    english = WORDS.words.values()
    assert not [phrase for phrase in english if len(phrase) > 12 and "{" not in phrase and phrase in text]
    if written is page:
        assert f'<html lang="{language}"' in words
        assert ('dir="rtl"' in words.partition("<head>")[0]) is (language == "ar")
        assert '<p lang="en" dir="ltr">“Decmber” is no word of English.' in words


@pytest.mark.parametrize(("language", "colon"), [("fr", "\u00a0: "), ("zh", "："), ("ru", ": ")])
def test_colons_are_those_of_the_language(language: str, colon: str) -> None:
    labels = read_words(language)
    title = labels.words["title"].format(symbol=ANSWERED.symbol)
    assert f"<title>{title}{colon}" in page(ANSWERED, labels)
    assert f"</a>{colon}<span" in page(ANSWERED, labels)
    assert f"({labels.words['level_error']}){colon}“Decmber”" in mail(ANSWERED, labels)


@pytest.mark.parametrize("written", [page, mail])
def test_both_tell_how_each_text_stands(written: object) -> None:
    words = " ".join((page() if written is page else mail()).split())
    for said in (
        "The editor has made one text of yours and others",
        "The editor's text does without yours",
        "nothing to report on this organization; thank you",
        "No text has arrived yet",
        "nothing of it prints",
        "Please make changes in your own file",
        "1 point must be changed before the report can be issued; please check 1 more; 1 suggestion.",
    ):
        assert said in words.replace("&#39;", "'"), said


@pytest.mark.parametrize("written", [page, mail])
def test_points_to_check_alone_are_counted(written: Callable[[Answer], str]) -> None:
    part = replace(CLEAN.parts[0], remarks=(Remark("", "", "A fault.", "", Severity.WARNING, "IN-FIG-01"),))
    assert "Nothing must be changed; please check 1 point." in written(replace(CLEAN, parts=(part,)))


@pytest.mark.parametrize("answer", [CLEAN, replace(CLEAN, parts=())])
def test_clean_texts_are_said_to_be_clean(answer: Answer) -> None:
    assert "Nothing is wrong." in page(answer)
    assert "Nothing is wrong." in mail(answer)
    assert "Please make changes" not in page(answer) + mail(answer)
    assert "What was found" not in page(answer)
    assert "<nav" not in page(answer)


def test_texts_stand_with_their_numbers_and_notes() -> None:
    assert "\n7. They met.[9]\n\n[9] When?\n" in mail()
    root = reader.fromstring(page())
    calls = {
        element.get("id"): element.get("href") for element in root.iter("a") if element.get("role") == "doc-noteref"
    }
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(calls) == 3
    assert len(set(ids)) == len(ids)
    assert {href.removeprefix("#") for href in calls.values() if href} <= set(ids)
    assert {
        element.get("href", "").removeprefix("#") for element in root.iter("a") if element.get("role") == "doc-backlink"
    } == set(calls)


def test_page_needs_nothing_from_elsewhere() -> None:
    written = page()
    assert "<script" not in written
    assert not re.findall(r'(?:src|<link[^>]*href|url\()="?(?!#)', written)


def test_words_of_texts_are_marked_as_of_their_language() -> None:
    root = reader.fromstring(page(ARABIC))
    (text, *_) = root.find_class("text")
    assert (root.get("lang"), text.get("lang"), text.get("dir")) == ("en", "ar", "rtl")


@pytest.mark.parametrize(("template", "said"), [(b"{{ nobody }}", "nobody"), (b"{% if %}", ":1: ")])
def test_template_that_cannot_be_used_is_named(template: bytes, said: str) -> None:
    for name, write in ((HTML_TEMPLATE, write_html), (TEXT_TEMPLATE, write_text)):
        with pytest.raises(BrokenTemplateError, match=f"^{re.escape(name)}") as refused:
            write(ANSWERED, WORDS, {name: template}, name)
        assert said in str(refused.value)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("answer", [ANSWERED, ARABIC], ids=["en", "ar"])
def test_axe_finds_nothing(browser: Chrome, tmp_path: Path, answer: Answer, width: int, scheme: str) -> None:
    file = tmp_path / "answer.html"
    file.write_text(page(answer), encoding="utf-8")
    show(browser, file.as_uri(), width, scheme)
    assert violations(browser) == []
    assert not is_too_wide(browser)


@pytest.mark.parametrize(
    ("language", "paragraph", "item"),
    [
        ("en", "second paragraph", "item (b) after the second paragraph"),
        ("fr", "paragraphe 2 de votre texte", "point (b), après le paragraphe 2 de votre texte"),
        ("es", "párrafo 2 de su texto", "apartado (b), después del párrafo 2 de su texto"),
        ("ru", "абзац 2 Вашего текста", "пункт (b) после абзаца 2 Вашего текста"),
        ("ar", "الفقرة 2 من نصكم", "البند (b) بعد الفقرة 2 من نصكم"),
        ("zh", "贵方案文第2段", "贵方案文第2段之后的第(b)项"),
    ],
)
def test_places_are_named_in_the_language_of_the_answer(language: str, paragraph: str, item: str) -> None:
    names = (PlaceName(number=2), PlaceName("item", "after", 2, "(b)"))
    remarks = tuple(replace(REMARK, place=name.english, place_name=name) for name in names)
    answer = replace(ANSWERED, parts=(replace(PARTS[0], remarks=remarks),))
    for written in (
        write_text(answer, read_words(language), TEMPLATES, TEXT_TEMPLATE),
        write_html(answer, read_words(language), TEMPLATES, HTML_TEMPLATE),
    ):
        words = written.decode().casefold()
        assert paragraph.casefold() in words
        assert item.casefold() in words
        assert language == "en" or "second paragraph" not in words
