"""Edits of one paragraph of a consolidated text."""

from __future__ import annotations

import pytest

from assembler.api import check, example_files, load
from assembler.consolidation.general_texts import read_general_texts
from assembler.consolidation.organization_text import SourceState, read_organization
from assembler.consolidation.text_units import EditResult, UnitEdit, UnitKind, edit_unit, split_units
from assembler.model.contribution import read_body

PLACE = "contributions/consolidated/au.md"
BODY = """\
## Peace and security

They met in May.[^one]
{: #may from="dppa/au#p1@0123456789ab" }

- Training

  of judges
- Advice

They met in June.
{: from="unhcr/au#p1@ba9876543210" }

| Town | Wells |
| --- | --- |
| Atar | 12 |

[^one]: In Lomé.
"""
FILES = example_files() | {PLACE: f"---\norganization: au\n---\n\n{BODY}".encode()}


def _edit(act: str, number: int, text: str = "", hash: str = "") -> EditResult:
    units = split_units(BODY)
    return edit_unit(FILES, PLACE, UnitEdit(act, number, hash or (units[number - 1].hash if number else ""), text))


def _read(result: EditResult) -> str:
    assert result.obstacle == ""
    return read_body(result.files[PLACE].decode())


def test_units_are_what_stands_between_empty_lines() -> None:
    """A list with lines that are set in is one unit."""
    units = split_units(BODY)
    assert [unit.kind for unit in units] == [
        UnitKind.HEADING,
        UnitKind.PARAGRAPH,
        UnitKind.LIST,
        UnitKind.PARAGRAPH,
        UnitKind.TABLE,
        UnitKind.NOTE,
    ]
    assert units[1].text == "They met in May.[^one]"
    assert [origin.paragraph for origin in units[1].origins] == ["dppa/au#p1"]
    assert "of judges\n- Advice" in units[2].text


def test_new_words_keep_name_and_sources() -> None:
    """Two paragraphs out of one: the first keeps them, and the second has the sources, too."""
    body = _read(_edit("rewrite", 2, "They met.\r\n\r\nThey agreed.[^one]"))
    assert body == BODY.replace("They met in May.[^one]\n", "They met.\n").replace(
        '0123456789ab" }\n',
        '0123456789ab" }\n\nThey agreed.[^one]\n{: from="dppa/au#p1@0123456789ab" }\n',
    )


def test_a_paragraph_is_moved_to_any_place() -> None:
    """Its number is that of the paragraph whose place it takes."""
    assert [unit.text for unit in split_units(_read(_edit("move", 4, "1")))][:2] == [
        "They met in June.",
        "## Peace and security",
    ]
    for place in ("0", "7", "", "x"):
        assert _edit("move", 4, place).obstacle == "The text has no such place."


def test_comments_are_added_after_each_other_and_settled() -> None:
    """At the end of the first paragraph; a mark that would end the comment is taken out."""
    once = FILES | dict(_edit("comment", 2, "A. Person: in <<} which\nyear?").files)
    unit = split_units(read_body(once[PLACE].decode()))[1]
    assert unit.text == "They met in May.[^one]{>> A. Person: in which year? <<}"
    twice = once | dict(edit_unit(once, PLACE, UnitEdit("comment", 2, unit.hash, "In 2026.")).files)
    unit = split_units(read_body(twice[PLACE].decode()))[1]
    assert unit.comments == ("A. Person: in which year?", "In 2026.")
    settled = edit_unit(twice, PLACE, UnitEdit("settle", 2, unit.hash, "In 2026."))
    assert _read(settled) == read_body(once[PLACE].decode())
    assert edit_unit(
        once, PLACE, UnitEdit("settle", 2, split_units(read_body(once[PLACE].decode()))[1].hash, "None.")
    ).obstacle
    assert _edit("comment", 5, "Which?").obstacle


def test_a_paragraph_is_joined_moved_and_added() -> None:
    """Joining keeps the sources of both; where it cannot be done, nothing changes."""
    assert _edit("join", 4).obstacle
    assert _edit("up", 1).obstacle
    assert _edit("down", 6).obstacle
    assert _edit("add", 2, " ").obstacle
    assert _read(_edit("up", 3)).index("- Training") < _read(_edit("up", 3)).index("They met in May")
    assert _read(_edit("down", 3)).index("- Training") > _read(_edit("down", 3)).index("They met in June")
    assert _read(_edit("add", 0, "First.")).startswith("First.\n\n## Peace")
    moved = FILES | dict(_edit("up", 4).files)
    units = split_units(read_body(moved[PLACE].decode()))
    joined = edit_unit(moved, PLACE, UnitEdit("join", 3, units[2].hash))
    assert (
        'They met in May.[^one] They met in June.\n{: #may from="dppa/au#p1@0123456789ab unhcr/au#p1@ba9876543210" }'
        in _read(joined)
    )


def test_what_is_left_out_needs_a_reason_that_the_header_keeps() -> None:
    """A unit without sources needs none."""
    assert "Say why" in _edit("leave-out", 2).obstacle
    text = _edit("leave-out", 2, "Said: elsewhere.").files[PLACE].decode()
    assert 'left_out:\n  dppa/au#p1@0123456789ab: "Said: elsewhere."\n---' in text
    assert "They met in May" not in text
    assert "left_out" not in _edit("leave-out", 3).files[PLACE].decode()


def test_nobody_overwrites_what_somebody_else_wrote() -> None:
    """The hash of the unit that was read is the condition, and a number beyond the end is stale, too."""
    assert _edit("rewrite", 2, "Mine.", "0" * 12).is_stale
    for act in ("rewrite", "join", "up", "down", "move", "leave-out", "comment", "settle"):
        assert "has no paragraph 0" in edit_unit(FILES, PLACE, UnitEdit(act, 0, "", "1")).obstacle
    assert edit_unit(FILES, PLACE, UnitEdit("rewrite", 99, "0" * 12, "Mine.")).is_stale
    assert edit_unit(example_files(), PLACE, UnitEdit("rewrite", 1, "", "Mine.")).obstacle


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.slow
def test_a_whole_text_can_be_split_and_read_again(end: str) -> None:
    """Every word of the example's text is in a unit, and an edit that changes nothing gives no file."""
    files = example_files(whole=True)
    files[PLACE] = files[PLACE].replace(b"\n", end.encode())
    text = read_organization(files, "au")
    for unit in text.units:
        result = edit_unit(files, PLACE, UnitEdit("rewrite", unit.number, unit.hash, unit.text))
        assert not result.obstacle
        assert end == "\r\n" or not result.files
    longer = edit_unit(files, PLACE, UnitEdit("rewrite", 1, text.units[0].hash, f"{text.units[0].text} They agreed."))
    rules = {finding.rule for finding in check(load(files | dict(longer.files))).blockers}
    assert rules == {"IN-CLR-04"}


@pytest.mark.slow
def test_what_became_of_each_contributed_paragraph() -> None:
    """Used, changed since, left out with its reason, or new."""
    files = example_files(whole=True)
    place = "contributions/unhcr/au.md"
    files[place] = files[place].replace(b"UNHCR", b"the Office", 1) + b"\nA new paragraph.\n"
    text = read_organization(files, "au")
    unit = next(unit for unit in text.units if any("dos/au" in origin.paragraph for origin in unit.origins))
    files |= edit_unit(files, PLACE, UnitEdit("leave-out", unit.number, unit.hash, "Too long.")).files
    sources = {source.name: source for source in read_organization(files, "au").sources}
    states = {source.state for source in sources.values()}
    assert SourceState.USED in states
    assert any(source.state is SourceState.CHANGED for name, source in sources.items() if name.startswith("unhcr/"))
    assert any(source.state is SourceState.NEW and "A new" in source.text for source in sources.values())
    assert {source.reason for source in sources.values() if source.state is SourceState.LEFT_OUT} == {"Too long."}


GENERAL = "contributions/general/introduction.md"


def test_a_general_text_is_begun_and_edited_without_reasons() -> None:
    """Its first unit makes the file; nothing is begun at the place of any other text."""
    files = example_files()
    del files[GENERAL]
    text = next(text for text in read_general_texts(files).texts if text.name == "introduction")
    assert (text.title, text.exists, text.is_printed, text.units) == ("Introduction", False, True, ())
    files |= edit_unit(files, GENERAL, UnitEdit("add", 0, "", "They met.\n\nThey agreed.")).files
    text = next(text for text in read_general_texts(files).texts if text.name == "introduction")
    assert [unit.text for unit in text.units] == ["They met.", "They agreed."]
    assert (text.words, text.place) == (4, GENERAL)
    assert edit_unit(files, GENERAL, UnitEdit("leave-out", 1, text.units[0].hash)).files[GENERAL] == b"They agreed.\n"
    for place in (PLACE, "contributions/unhcr/new.md", "contributions/report.yaml", "contributions/general/a/b.md"):
        assert edit_unit(files, place, UnitEdit("add", 0, "", "They met.")).obstacle, place
    assert edit_unit(files, "contributions/unhcr/au.md", UnitEdit("rewrite", 1, "0" * 12, "Mine.")).obstacle


@pytest.mark.slow
def test_general_texts_stand_in_printed_order_and_the_others_after_them() -> None:
    """The heading is that of the section or annex; a text of another encoding is read and not overwritten."""
    files = example_files(whole=True) | {"contributions/general/a.md": "Né.\n".encode("latin-1")}
    texts = read_general_texts(files).texts
    assert [(text.name, text.is_printed) for text in texts] == [
        ("summary", True),
        ("introduction", True),
        ("observations", True),
        ("annex", True),
        ("a", False),
    ]
    assert all(text.title for text in texts[:4])
    other = edit_unit(files, texts[-1].place, UnitEdit("rewrite", 1, texts[-1].units[0].hash, "Born."))
    assert "UTF-8" in other.obstacle
    assert not other.files
    assert read_general_texts({}).obstacle


def test_findings_stand_at_their_unit_and_words_and_are_mended_one_by_one() -> None:
    """A safe replacement of one unit leaves the same fault in the next one; stale or idle fixes change nothing."""
    body = "Five States met.\n\nThey met in Un\u200bion Hall.\n\nThey met in Un\u200bion Hall.\n"
    files = FILES | {PLACE: f"---\norganization: au\n---\n\n{body}".encode()}
    text = read_organization(files, "au")
    safe = [one for one in text.findings if one.is_safe]
    assert [one.number for one in safe] == [2, 3]
    assert [unit.line for unit in text.units] == [5, 7, 9]
    edit = UnitEdit("fix", 2, text.units[1].hash, safe[0].rule)
    result = edit_unit(files, PLACE, edit)
    assert result.files[PLACE].decode().count("\u200b") == 1
    assert edit_unit({**files, **result.files}, PLACE, edit).is_stale
    idle = edit_unit(files, PLACE, UnitEdit("fix", 1, text.units[0].hash, safe[0].rule))
    assert idle.files == {}
    assert idle.obstacle


def test_findings_of_general_texts_stand_at_their_units() -> None:
    files = FILES | {"contributions/general/introduction.md": b"They met.\n\nWe held 5 meetings, and 5 visits.\n"}
    text = next(text for text in read_general_texts(files).texts if text.name == "introduction")
    assert [(one.number, one.words, one.earlier) for one in text.findings if one.rule == "UN-NUM-01"] == [
        (2, "5", 0),
        (2, "5", 1),
    ]
