"""The plain text: every word once, in order, with numbers and letters."""

from __future__ import annotations

from assembler.model.nodes import Footnote
from assembler.model.report import Section
from assembler.model.value import replace
from assembler.writers.text import write
from tests.builders import every_node, note, para, t

FINAL = """\
United Nations
A/75/345–S/2020/898

General Assembly
Security Council

Distr.: General
11 September 2020
Original: English

General Assembly
Seventy-fifth session
Agenda item 130 (a), (b) and (c) of the provisional agenda*
Cooperation between the United Nations and regional and other organizations:
Cooperation between the United Nations and the African Union
Cooperation between the United Nations and the Organization of Islamic Cooperation
Cooperation between the United Nations and the League of Arab States

Security Council
Seventy-fifth year

Cooperation between the United Nations and regional and other organizations
Report of the Secretary-General

* A/75/150.

Summary

The summary of the report.

I. Cooperation with organizations

African Union

1. The first paragraph cites resolution 2457\u00a0(2019), a page, Printemps de la francophonie and \
“Silencing the Guns”.[1]

2. I recommend 10ᵗʰ things (see paras.\u00a01–2 and para.\u00a01 above):

    (a) The first item;
    (b) The second item:
        (i) One degree below;
        (ii) The last.

    • A bullet
    • Another bullet

    A long quotation stands further in.

3. A third paragraph[2].

II. Observations and recommendations

A. Recommendations

Of the first kind

4. The last paragraph.

Annex
Contributions received

1. The table lists the contributions.

Contributions by organization
Organization\tSub-item\tEntities
African Union\t(a)\tUNHCR, OSAA
League of Arab States\t(c)\t–

__________________

[1] The text of the first note.

[2] Another note, with two paragraphs.

20-11922 (E)    180920
"""


def test_final_is_the_whole_report_in_order() -> None:
    assert write(every_node(draft=False), {}).decode() == FINAL


def test_draft_shows_sources_queries_and_proposals() -> None:
    lines = write(every_node(), {}).decode().splitlines()
    assert lines[0] == "DRAFT – 11 September 2020"
    assert "4. Proposed: {--old--}{++new++} words.[Is this still so?] [OSAA]" in lines
    assert "[The contribution of WHO on the African Union is missing.]" in lines


def test_final_prints_what_stands_without_proposals() -> None:
    assert "4. Proposed: old words.\n" in write(replace(every_node(), draft=False), {}).decode()


def test_contents_name_sections_headings_of_the_second_degree_and_annexes() -> None:
    text = write(replace(every_node(), contents=True), {}).decode()
    entries = text[text.index("Contents\n") : text.index("Summary\n")].splitlines()
    assert entries == [
        "Contents",
        "",
        "I. Cooperation with organizations",
        "    African Union",
        "II. Observations and recommendations",
        "    A. Recommendations",
        "Annex Contributions received",
        "",
    ]


def test_masthead_note_that_no_agenda_line_calls_is_called_by_the_title() -> None:
    head = every_node().masthead
    head = replace(head, notes=(*head.notes, replace(head.notes[0], mark="**", content=t("Submitted late."))))
    text = write(replace(every_node(), masthead=head), {}).decode()
    assert f"{head.title}**\n" in text
    assert "** Submitted late.\n" in text


def test_notes_come_in_the_order_of_their_calls_with_all_their_paragraphs() -> None:
    several = Footnote(content=(t("First."), t("Second.")), number=1)
    blocks = (para("a#p1", 1, "One", several), para("a#p2", 2, "Two", note("Third.", 2)))
    section = Section(id="s", title="Title", level=1, label="I.", blocks=blocks)
    text = write(replace(every_node(False), sections=(section,), annexes=()), {}).decode()
    assert "\n[1] First.\nSecond.\n\n[2] Third.\n" in text
