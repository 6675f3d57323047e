"""Edits of one paragraph of a consolidated text."""

from __future__ import annotations

import pytest

from assembler.api import check, example_files, load
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
    return edit_unit(FILES, "au", UnitEdit(act, number, hash or (units[number - 1].hash if number else ""), text))


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
    """Two paragraphs out of one: the first keeps them."""
    body = _read(_edit("rewrite", 2, "They met.\r\n\r\nThey agreed.[^one]"))
    assert body == BODY.replace("They met in May.[^one]\n", "They met.\n").replace(
        '0123456789ab" }\n', '0123456789ab" }\n\nThey agreed.[^one]\n'
    )


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
    joined = edit_unit(moved, "au", UnitEdit("join", 3, units[2].hash))
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
    assert edit_unit(FILES, "au", UnitEdit("rewrite", 99, "0" * 12, "Mine.")).is_stale
    assert edit_unit(example_files(), "au", UnitEdit("rewrite", 1, "", "Mine.")).obstacle


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_whole_text_can_be_split_and_read_again(end: str) -> None:
    """Every word of the example's text is in a unit, and an edit that changes nothing gives no file."""
    files = example_files(whole=True)
    files[PLACE] = files[PLACE].replace(b"\n", end.encode())
    text = read_organization(files, "au")
    for unit in text.units:
        result = edit_unit(files, "au", UnitEdit("rewrite", unit.number, unit.hash, unit.text))
        assert not result.obstacle
        assert end == "\r\n" or not result.files
    longer = edit_unit(files, "au", UnitEdit("rewrite", 1, text.units[0].hash, f"{text.units[0].text} They agreed."))
    rules = {finding.rule for finding in check(load(files | dict(longer.files))).blockers}
    assert rules == {"IN-CLR-04"}


def test_what_became_of_each_contributed_paragraph() -> None:
    """Used, changed since, left out with its reason, or new."""
    files = example_files(whole=True)
    place = "contributions/unhcr/au.md"
    files[place] = files[place].replace(b"UNHCR", b"the Office", 1) + b"\nA new paragraph.\n"
    text = read_organization(files, "au")
    unit = next(unit for unit in text.units if any("dos/au" in origin.paragraph for origin in unit.origins))
    files |= edit_unit(files, "au", UnitEdit("leave-out", unit.number, unit.hash, "Too long.")).files
    sources = {source.name: source for source in read_organization(files, "au").sources}
    states = {source.state for source in sources.values()}
    assert SourceState.USED in states
    assert any(source.state is SourceState.CHANGED for name, source in sources.items() if name.startswith("unhcr/"))
    assert any(source.state is SourceState.NEW and "A new" in source.text for source in sources.values())
    assert {source.reason for source in sources.values() if source.state is SourceState.LEFT_OUT} == {"Too long."}
