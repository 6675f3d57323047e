"""The preview in a real browser: saves show, the reader keeps the place, findings stand beside their paragraphs."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys

from assembler.build import BuildOptions
from assembler.pipeline import build
from assembler.rules.registry import RULES
from tests.browser import NARROW, WIDE, is_too_wide, show, violations
from tests.conftest import PLAN, MakeReport, contribution
from tests.preview.previewing import awaited, previewing, settled, text_of

pytestmark = pytest.mark.slow

FIRST = "#general-introduction-p1"
GONE = -1e6
"""In the place of how far below, where there is no such paragraph."""
HOSTILE = "<script>window.taken = 1</script> <img src=x onerror='window.taken = 2'> [go](javascript:taken)"


def long_text(paragraphs: int, first: str = "") -> str:
    """An introduction that fills several screens."""
    told = [f"Passage x{number} tells what was done in those years. " * 6 for number in range(paragraphs)]
    return "\n\n".join([*([first] if first else []), *told]) + "\n"


def introduction(root: Path) -> Path:
    return root / "contributions/general/introduction.md"


def top_of(browser: Chrome, words: str) -> float:
    """How far below the upper edge of the window the paragraph with these words begins."""
    script = """
      const found = [...document.querySelectorAll("main p")].find((it) => it.textContent.includes(arguments[0]));
      return found ? found.getBoundingClientRect().top : arguments[1]"""
    return float(browser.execute_script(script, words, GONE))


def scroll_to(browser: Chrome, paragraph: str) -> None:
    browser.execute_script("document.querySelector(arguments[0]).scrollIntoView()", paragraph)


def read_at(browser: Chrome, paragraph: str, words: str) -> float:
    """Scrolls to a paragraph, as its reader does, and says where in the window the one with these words begins."""
    scroll_to(browser, paragraph)
    return top_of(browser, words)


def boxes(browser: Chrome) -> list[tuple[str, str]]:
    """For each box of findings, the paragraph that follows and its words."""
    script = """return [...document.querySelectorAll(".preview-box")].map((it) => [
      it.nextElementSibling.id, it.textContent])"""
    return [(anchor, words) for anchor, words in browser.execute_script(script)]


def test_page_is_that_of_a_build(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    built = build(root, BuildOptions(final=False, formats=("html",))).folder
    assert built
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        script = "document.querySelectorAll('#preview, .preview-box').forEach((it) => it.remove());"
        shown = browser.execute_script(script + "return document.documentElement.outerHTML")
        browser.get((built / "A-75-345.html").as_uri())
        assert shown == browser.execute_script("return document.documentElement.outerHTML")


def test_save_shows(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    with previewing(root) as address:
        show(browser, address, WIDE)
        assert "The first paragraph." in text_of(browser, FIRST)
        browser.execute_script("window.stayed = true")
        introduction(root).write_text("Quite other words.\n")
        awaited(browser, lambda: "Quite other words." in text_of(browser, FIRST))
        introduction(root).unlink()
        awaited(browser, lambda: "introduction.md" in text_of(browser, "mark.placeholder"))
        (root / "contributions/unhcr/au.md").write_text(contribution("unhcr", "au", "A [para.](who/au#p1) more."))
        awaited(browser, lambda: "A para." in text_of(browser, "#unhcr-au-p1"))
        assert browser.execute_script("return window.stayed")


def test_editor_that_puts_a_new_file_in_the_place_is_followed(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    with previewing(root) as address:
        show(browser, address, WIDE)
        for words in ("First of two.", "Second of two."):
            beside = introduction(root).with_name(".introduction.md.swp")
            beside.write_text(words + "\n")
            beside.replace(introduction(root))
            awaited(browser, lambda words=words: words in text_of(browser, FIRST))  # type: ignore[misc]


def test_reader_keeps_the_place(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(general__introduction=long_text(40))
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        before = read_at(browser, "#general-introduction-p21", "Passage x20 tells")
        assert browser.execute_script("return scrollY") > 1000
        introduction(root).write_text(long_text(40, first="A new paragraph comes first. " * 30))
        awaited(browser, lambda: "A new paragraph" in text_of(browser, FIRST))
        assert top_of(browser, "Passage x20 tells") == pytest.approx(before, abs=1)
        settled(browser)
        assert top_of(browser, "Passage x20 tells") == pytest.approx(before, abs=1)
        introduction(root).write_text(long_text(40))
        awaited(browser, lambda: "Passage x0 tells" in text_of(browser, FIRST))
        assert top_of(browser, "Passage x20 tells") == pytest.approx(before, abs=1)


def test_reader_keeps_the_place_in_the_paragraph_that_changes(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(general__introduction=long_text(40))
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        before = read_at(browser, "#general-introduction-p21", "Passage x20 tells")
        introduction(root).write_text(long_text(40).replace("20 tells", "20 tells, at far greater length,"))
        awaited(browser, lambda: "at far greater length" in text_of(browser, "#general-introduction-p21"))
        assert top_of(browser, "Passage x20 tells") == pytest.approx(before, abs=1)


@pytest.mark.parametrize("broken", ["", "---\norganization au\n", "short"])
def test_text_that_is_gone_for_a_moment_comes_back_where_it_was(
    browser: Chrome, make_report: MakeReport, broken: str
) -> None:
    whole = "---\norganization: au\n---\n\n" + long_text(40)
    root = make_report(consolidated__au=whole)
    text = root / "contributions/consolidated/au.md"
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        before = read_at(browser, "#consolidated-au-p11", "Passage x10 tells")
        text.write_text(whole[: len(whole) // 9] if broken == "short" else broken)
        awaited(browser, lambda: top_of(browser, "Passage x10 tells") == GONE)
        settled(browser)
        text.write_text(whole)
        awaited(browser, lambda: top_of(browser, "Passage x10 tells") != GONE)
        assert top_of(browser, "Passage x10 tells") == pytest.approx(before, abs=1)


def test_reader_who_goes_elsewhere_meanwhile_stays_there(browser: Chrome, make_report: MakeReport) -> None:
    whole = "---\norganization: au\n---\n\n" + long_text(40)
    root = make_report(consolidated__au=whole, general__introduction=long_text(20).replace(" x", " y"))
    text = root / "contributions/consolidated/au.md"
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        scroll_to(browser, "#consolidated-au-p21")
        text.write_text("")
        awaited(browser, lambda: top_of(browser, "Passage x20 tells") == GONE)
        before = read_at(browser, "#general-introduction-p6", "Passage y5 tells")
        text.write_text(whole)
        awaited(browser, lambda: top_of(browser, "Passage x20 tells") != GONE)
        assert top_of(browser, "Passage y5 tells") == pytest.approx(before, abs=1)


def test_findings_that_come_and_go_move_nothing(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(general__introduction=long_text(40))
    with previewing(root) as address:
        show(browser, address, NARROW)
        settled(browser)
        before = read_at(browser, "#general-introduction-p21", "Passage x20 tells")
        introduction(root).write_text(long_text(40).replace("Passage x3 tells", "Passage x3[^lost] tells", 1))
        awaited(browser, lambda: any("lost" in words for _, words in boxes(browser)))
        assert top_of(browser, "Passage x20 tells") == pytest.approx(before, abs=1)


def test_findings_stand_beside_their_paragraphs(browser: Chrome, make_report: MakeReport) -> None:
    text = contribution("unhcr", "au", "The first.\n\nThe second.[^lost]\n\n1. an item,[^gone] and\n2. the last.")
    root = make_report(unhcr__au=text)
    with previewing(root) as address:
        show(browser, address, WIDE)
        assert settled(browser).startswith("2 errors")
        found = boxes(browser)
        anchors = [anchor for anchor, words in found if "IN-FN-01" in words]
        assert anchors == ["unhcr-au-p2"]
        (words,) = (words for anchor, words in found if anchor == "unhcr-au-p2")
        assert "contributions/unhcr/au.md:9:12" in words
        assert "The note “lost” has no text." in words
        assert "add a line that begins with “[^lost]:”" in words
        assert "The note “gone” has no text." in words


MARKED = """
  return Object.fromEntries(["error", "warning", "advice", "pointed"].map((kind) =>
    [kind, [...(CSS.highlights.get(`preview-${kind}`) ?? [])].map((range) => range.toString())]))"""
FAULTY = """
The the report was organised by *all* of them, in 50% of the the cases.

The programme[^a] was organised:

1. Item that was organised.

[^a]: In a note it was organised too.
"""


def test_words_of_findings_are_marked_in_text_list_and_note(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", FAULTY))
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        marked = browser.execute_script(MARKED)
        assert sorted(marked["error"]) == ["%", "The the", *["organised"] * 4, "the the"]
        around = browser.execute_script(
            """const found = [...CSS.highlights.get("preview-error")].filter((it) => `${it}` === "organised");
            return found.map((it) => it.startContainer.data.slice(0, it.startOffset).trim().split(" ").at(-1))"""
        )
        assert around == ["was"] * 4


def test_marked_words_and_finding_lead_to_each_other(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", FAULTY))
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        button = browser.find_element("css selector", ".preview-show")
        browser.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
        button.click()
        assert len(browser.execute_script(MARKED)["pointed"]) == 1
        x, y = browser.execute_script(
            """const range = [...CSS.highlights.get("preview-error")].find((it) => `${it}` === "%");
            range.startContainer.parentElement.scrollIntoView({ block: "center" });
            const { x, y, width, height } = range.getBoundingClientRect();
            return [x + width / 2, y + height / 2]"""
        )
        builder = ActionBuilder(browser)
        builder.pointer_action.move_to_location(round(x), round(y)).click()
        builder.perform()
        assert "UN-NUM-04" in browser.switch_to.active_element.text
        assert browser.execute_script(MARKED)["pointed"] == ["%"]


def test_marks_follow_a_save(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "It was organised."))
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        assert browser.execute_script(MARKED)["error"] == ["organised"]
        text = contribution("unhcr", "au", "Before, nothing was mended. It was organised, and labour counted.")
        (root / "contributions/unhcr/au.md").write_text(text)
        awaited(
            browser,
            lambda: browser.execute_script(MARKED)["error"] == ["organised"] and "mended" in text_of(browser, "main"),
        )
        text = contribution("unhcr", "au", "It was organized.")
        (root / "contributions/unhcr/au.md").write_text(text)
        awaited(browser, lambda: browser.execute_script(MARKED)["error"] == [])


@pytest.mark.parametrize(
    ("place", "way"), [(".preview-box", "#preview-next"), ("#preview-elsewhere", "#preview-elsewhere summary")]
)
def test_finding_opens_to_what_its_rule_says(browser: Chrome, make_report: MakeReport, place: str, way: str) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "They met the the Union."))
    (root / "contributions/stray.txt").write_text("Nobody reads this.")
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        browser.find_element("css selector", way).click()
        rule = f"{place} .preview-rule"
        code = text_of(browser, f"{rule} summary").removeprefix("Rule ")
        browser.find_element("css selector", f"{rule} summary").click()
        awaited(browser, lambda: text_of(browser, f"{rule} p"))
        shown = browser.find_elements("css selector", f"{rule} p")
        assert [line.text.partition(":")[0] for line in shown[1:4]] == ["Why", "Wrong", "Right"]
        assert shown[0].text == " ".join(RULES[code].page.partition("\n\n")[0].split())
        assert all(element.is_displayed() for element in shown)


def test_findings_without_a_paragraph_stand_in_the_list(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "Words.").replace("submitted", "submited"))
    (root / "contributions/stray.txt").write_text("Nobody reads this.")
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        assert text_of(browser, "#preview-elsewhere summary").startswith("Not on the page: ")
        listed = text_of(browser, "#preview-elsewhere ol")
        assert "contributions/stray.txt" in listed
        browser.find_element("css selector", "#preview-elsewhere summary").click()
        assert browser.find_element("css selector", "#preview-elsewhere ol").is_displayed()


def test_file_that_cannot_be_used_is_spoken_of_beside_its_placeholder(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(unhcr__au="---\nentity: [\n---\n\nWords.\n")
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        assert [anchor for anchor, words in boxes(browser) if "unhcr/au.md" in words] == ["unhcr-au-missing"]


@pytest.mark.parametrize("broken", ["titel: x\n", "title: [\n", ""])
def test_broken_plan_is_a_page_until_it_is_mended(browser: Chrome, make_report: MakeReport, broken: str) -> None:
    root = make_report(general__introduction=long_text(40))
    plan = root / "contributions/report.yaml"
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        before = read_at(browser, "#general-introduction-p21", "Passage x20 tells")
        plan.write_text(broken)
        awaited(browser, lambda: text_of(browser, "h1") == "The report cannot be shown")
        assert "contributions/report.yaml" in text_of(browser, "main li")
        assert not browser.find_element("css selector", "#preview-pdf").is_enabled()
        plan.write_text(PLAN)
        awaited(browser, lambda: "Passage x20 tells" in text_of(browser, "#general-introduction-p21"))
        assert top_of(browser, "Passage x20 tells") == pytest.approx(before, abs=1)
        assert browser.find_element("css selector", "#preview-pdf").is_enabled()


def test_plan_may_be_broken_from_the_beginning(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(report_yaml="title: [\n")
    with previewing(root) as address:
        show(browser, address, WIDE)
        assert settled(browser) == "The report cannot be shown."
        assert "contributions/report.yaml:2:1" in text_of(browser, "main li")
        assert not browser.find_element("css selector", "#preview-pdf").is_enabled()
        (root / "contributions/report.yaml").write_text(PLAN)
        awaited(browser, lambda: "The first paragraph." in text_of(browser, FIRST))


def test_template_with_a_fault_is_a_page_until_it_is_mended(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        (root / "templates").mkdir()
        own = root / "templates/report.html.j2"
        own.write_text("{{ 1 / 0 }}")
        awaited(browser, lambda: "report.html.j2" in text_of(browser, "main p"))
        own.unlink()
        awaited(browser, lambda: "The first paragraph." in text_of(browser, FIRST))


def test_folder_that_goes_and_comes_is_followed(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        (root / "contributions").rename(root / "elsewhere")
        awaited(browser, lambda: text_of(browser, "h1") == "The report cannot be shown")
        (root / "elsewhere").rename(root / "contributions")
        awaited(browser, lambda: "The first paragraph." in text_of(browser, FIRST))
        introduction(root).write_text("And it is followed again.\n")
        awaited(browser, lambda: "followed again" in text_of(browser, FIRST))


def test_changed_style_shows_and_keeps_the_place(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(general__introduction=long_text(40))
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        scroll_to(browser, "#general-introduction-p21")
        (root / "templates").mkdir()
        (root / "templates/screen.css").write_text("body { color: rgb(1, 2, 3) }\r\n")
        colour = "return getComputedStyle(document.body).color"
        awaited(browser, lambda: browser.execute_script(colour) == "rgb(1, 2, 3)")
        awaited(browser, lambda: 0 <= top_of(browser, "Passage x20 tells") < 40)


def test_button_makes_the_pdf(browser: Chrome, make_report: MakeReport, tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    behaviour = {"behavior": "allow", "downloadPath": str(downloads)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    root = make_report()
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        browser.find_element("css selector", "#preview-pdf").click()
        awaited(browser, lambda: "among your downloads" in text_of(browser, "#preview-message"))
        awaited(browser, (downloads / "A-75-345.pdf").is_file)
    with pdfplumber.open(downloads / "A-75-345.pdf") as pdf:
        assert "The first paragraph." in "".join(page.extract_text() for page in pdf.pages)
    assert not (root / "build").exists()


def test_pdf_keeps_its_name_where_the_plan_breaks_meanwhile(
    browser: Chrome, make_report: MakeReport, tmp_path: Path
) -> None:
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path / "got")})
    root = make_report()
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        browser.execute_script("document.getElementById('preview-pdf').click()")
        (root / "contributions/report.yaml").write_text("title: [")
        awaited(browser, lambda: "cannot be shown" in text_of(browser, "main"))
        awaited(browser, lambda: "downloads" in text_of(browser, "#preview-message"))
        assert text_of(browser, "#preview-message") == "A-75-345.pdf is among your downloads."
        awaited(browser, lambda: (tmp_path / "got/A-75-345.pdf").exists())


def test_pdf_that_cannot_be_made_is_spoken_of(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates/report.html.j2").write_text("<body>{% if printed %}{{ nonsense }}{% endif %}Words.</body>")
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        browser.find_element("css selector", "#preview-pdf").click()
        awaited(browser, lambda: "nonsense" in text_of(browser, "#preview-message"))


def test_hostile_words_are_words(browser: Chrome, make_report: MakeReport) -> None:
    plan = PLAN.replace("summary: summary", f"summary: summary\nnonsense{'<b>'}: 1")
    root = make_report(
        general__introduction=f"{HOSTILE}\n",
        unhcr__au=contribution("unhcr", "au", f"{HOSTILE}[^<script>window.taken=3</script>]"),
        report_yaml=plan,
    )
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        assert "<script>window.taken = 1</script>" in text_of(browser, FIRST)
        introduction(root).write_text(f"Again. {HOSTILE}\n")
        awaited(browser, lambda: "Again." in text_of(browser, FIRST))
        (root / "contributions/report.yaml").write_text("<script>window.taken = 4</script>: 1\n")
        awaited(browser, lambda: text_of(browser, "h1") == "The report cannot be shown")
        assert "<script>" in text_of(browser, "main")
        assert browser.execute_script("return window.taken ?? 'nothing'") == "nothing"
        assert browser.execute_script("return document.querySelectorAll('script').length") == 1


def test_script_of_a_template_does_not_run(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    (root / "templates/preview").mkdir(parents=True)
    (root / "templates/preview/preview.js").write_text("window.taken = 1")
    (root / "templates/report.html.j2").write_text(
        "<html><head><script>window.taken = 2</script></head><body onload='window.taken = 3'><main>"
        "<p id='words'>Words.</p><img src='x' onerror='window.taken = 4'><script src='http://127.0.0.1:1/x.js'></script>"
    )
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        assert text_of(browser, "#words") == "Words."
        assert browser.execute_script("return window.taken ?? 'nothing'") == "nothing"


def test_bar_is_one_row_on_a_telephone_and_breaks_no_names_of_files(browser: Chrome, make_report: MakeReport) -> None:
    with previewing(make_report(general__introduction="The Assembly has have met.\n")) as address:
        show(browser, address, 360)
        settled(browser)
        bar = "return [...document.querySelectorAll('.preview-bar button')].map((it) => it.getBoundingClientRect().top)"
        assert len(set(browser.execute_script(bar))) == 1
        assert browser.find_elements("css selector", ".preview-where wbr")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing(browser: Chrome, make_report: MakeReport, width: int, scheme: str) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "Words.[^lost]\n\nTen per cent or 10%."))
    (root / "contributions/stray.txt").write_text("Nobody reads this.")
    with previewing(root) as address:
        show(browser, address, width, scheme)
        settled(browser)
        browser.find_element("css selector", "#preview-elsewhere summary").click()
        assert len(boxes(browser)) > 1
        browser.execute_script("document.querySelectorAll('.preview-rule').forEach((it) => { it.open = true })")
        awaited(
            browser, lambda: all(element.text for element in browser.find_elements("css selector", ".preview-rule p"))
        )
        assert violations(browser) == []
        assert not is_too_wide(browser)
        (root / "contributions/report.yaml").write_text("titel: x\n")
        awaited(browser, lambda: text_of(browser, "h1") == "The report cannot be shown")
        assert violations(browser) == []
        assert not is_too_wide(browser)


def test_keyboard_alone_leads_from_finding_to_finding(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(general__introduction=long_text(20, "A.[^lost]") + "\nThe end.[^gone]\n")
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        browser.switch_to.active_element.send_keys(Keys.TAB)
        assert browser.switch_to.active_element.get_attribute("id") == "preview-next"
        there = len(boxes(browser))
        seen = []
        for _ in range(there + 1):
            browser.execute_script("document.getElementById('preview-next').focus()")
            browser.switch_to.active_element.send_keys(Keys.ENTER)
            seen.append(browser.switch_to.active_element.text)
            assert 0 <= browser.switch_to.active_element.rect["y"] - browser.execute_script("return scrollY") < 800
        assert there >= 2
        assert len(set(seen[:there])) == there
        assert "lost" in seen[0]
        assert seen[there] == seen[0]


def test_next_finding_is_the_next_one_after_a_save_too(browser: Chrome, make_report: MakeReport) -> None:
    once = PLAN.replace("rules: {", "rules: {IN-CON-04: {level: off, reason: all are alike}, ")
    root = make_report(report_yaml=once)
    marked = "return document.activeElement.closest('.preview-box')?.nextElementSibling.textContent ?? ''"

    def save(*faulty: int) -> None:
        text = long_text(12)
        for number in faulty:
            text = text.replace(f"Passage x{number} tells", f"Passage x{number} [^lost{number}] tells", 1)
        introduction(root).write_text(text)
        names = [f"“lost{number}”" for number in faulty]
        awaited(browser, lambda: all(any(name in words for _, words in boxes(browser)) for name in names))
        awaited(browser, lambda: len(boxes(browser)) == len(faulty))

    def next_one() -> str:
        browser.execute_script("document.getElementById('preview-next').click()")
        return str(browser.execute_script(marked))

    with previewing(root) as address:
        show(browser, address, WIDE)
        save(3, 6, 9)
        assert "x3 " in next_one()
        assert "x6 " in next_one()
        save(6, 9)
        assert "x6 " in browser.execute_script(marked)
        save(3, 9)
        assert "x9 " in next_one()
        assert "x3 " in next_one()


def test_boxes_beside_the_text_do_not_cover_it(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report(general__introduction="\n\n".join(f"A.[^n{number}]" for number in range(6)) + "\n")
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        rectangles = browser.execute_script(
            "return [...document.querySelectorAll('.preview-box')].map((it) => it.getBoundingClientRect().toJSON())"
        )
        left = browser.execute_script(f"return document.querySelector('{FIRST}').getBoundingClientRect().left")
        assert len(rectangles) == 6
        assert all(0 <= box["left"] < box["right"] <= left for box in rectangles)
        assert all(one["bottom"] <= other["top"] for one, other in pairwise(rectangles))


def test_boxes_stand_on_the_other_side_of_a_text_from_right_to_left(browser: Chrome, make_report: MakeReport) -> None:
    text = "\n\n".join(f"نص.[^n{number}]" for number in range(3)) + "\n"
    root = make_report(general__introduction=text, report_yaml=PLAN + "language: ar\n")
    with previewing(root) as address:
        show(browser, address, WIDE)
        settled(browser)
        assert browser.execute_script("return document.documentElement.dir") == "rtl"
        script = "return [...document.querySelectorAll(arguments[0])].map((it) => it.getBoundingClientRect().toJSON())"
        found = browser.execute_script(script, ".preview-box")
        (paragraph,) = browser.execute_script(script, FIRST)
        assert len(found) >= 3
        assert all(paragraph["right"] <= box["left"] < box["right"] <= WIDE for box in found)
        assert violations(browser) == []
        assert not is_too_wide(browser)


def test_page_in_many_tabs_is_followed_in_each(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    with previewing(root) as address:
        first = browser.current_window_handle
        for _ in range(8):
            browser.switch_to.new_window("tab")
            show(browser, address, WIDE)
            settled(browser)
        introduction(root).write_text("Other words in every tab.\n")
        for handle in browser.window_handles:
            browser.switch_to.window(handle)
            if handle != first:
                awaited(browser, lambda: "in every tab" in text_of(browser, FIRST))
                browser.close()
        browser.switch_to.window(first)


def test_low_screen_has_room_for_the_text(browser: Chrome, make_report: MakeReport) -> None:
    with previewing(make_report()) as address:
        show(browser, address, NARROW)
        settled(browser)
        position = "return getComputedStyle(document.querySelector('.preview-bar')).position"
        assert browser.execute_script(position) == "fixed"
        size = {"width": NARROW, "height": 256, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        assert browser.execute_script(position) == "static"
        assert not is_too_wide(browser)


def test_last_of_many_quick_saves_is_what_stands(browser: Chrome, make_report: MakeReport) -> None:
    root = make_report()
    with previewing(root) as address:
        show(browser, address, WIDE)
        for number in range(40):
            introduction(root).write_text(f"Save {number}.[^lost{number}]\n")
            time.sleep(0.02)
        awaited(browser, lambda: "Save 39." in text_of(browser, FIRST))
        awaited(browser, lambda: any("lost39" in words for _, words in boxes(browser)))
        assert settled(browser).startswith("1 error")


def test_page_says_when_the_preview_has_ended(browser: Chrome, make_report: MakeReport) -> None:
    with previewing(make_report()) as address:
        show(browser, address, WIDE)
        settled(browser)
    awaited(browser, lambda: "does not answer" in text_of(browser, "#preview-state"))
    assert "The first paragraph." in text_of(browser, FIRST)
