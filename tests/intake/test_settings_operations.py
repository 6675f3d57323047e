"""Fields of settings files are changed where they stand, and faults are told by their fields."""

from __future__ import annotations

import difflib

import pytest

from assembler.api import edit_settings, example_files

PLAN, ENTITIES = "contributions/report.yaml", "contributions/entities.yaml"


def _edit(changes: dict[str, str | tuple[str, ...]], place: str = PLAN) -> list[str]:
    """The lines that an edit changes in the example, without the remarks at their ends."""
    files = example_files()
    after = edit_settings(files, place, changes)
    before = files[place].decode().splitlines()
    lines = difflib.unified_diff(before, after.text.splitlines(), n=0, lineterm="")
    return [line.partition("  #")[0].rstrip() for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"organs.0.session": "82"}, ["-    session: 81", "+    session: 82"]),
        (
            {"period.to": "2027-05-01"},
            ["-period: {from: 2025-05-01, to: 2027-04-30}", "+period: {from: 2025-05-01, to: 2027-05-01}"],
        ),
        ({"organs.0.agenda.note": "A/81/150"}, ["+      note: A/81/150"]),
        ({"organs.2.organ": "Council"}, ["+  - {organ: Council}"]),
        (
            {"themes": ("Peace", "a: b")},
            [
                "-  - Political affairs, peace and security",
                "-  - Human rights and the rule of law",
                "-  - Humanitarian affairs and disaster risk reduction",
                "-  - Sustainable development",
                "+  - Peace",
                '+  - "a: b"',
            ],
        ),
        ({"annexes.0.title": "One", "annexes.0.text": "one"}, ["-annexes: []", "+annexes: [{title: One, text: one}]"]),
        (
            {"contact.email": "a@example.org", "contact.name": "N. # 1"},
            ['+contact: {email: a@example.org, name: "N. # 1"}'],
        ),
        ({"summary": ""}, ["-summary: summary"]),
        ({"organs.1.organ": "", "organs.1.year": ""}, ["-  - organ: Security Council", "-    year: 82"]),
        ({"word_limit.waiver": "W 1"}, ["-  waiver: null", "+  waiver: W 1"]),
        ({"requested.dppa": ()}, ["-  dppa: [asean, au]"]),
        ({"title": "Cooperation between the United Nations and regional and other organizations"}, []),
    ],
)
def test_only_the_lines_of_a_field_change(changes: dict[str, str | tuple[str, ...]], lines: list[str]) -> None:
    assert _edit(changes) == lines


def test_entries_of_a_list_are_added_moved_and_taken_out() -> None:
    assert _edit({"who.name": "World Health Organization", "who.acronym": "WHO"}, ENTITIES) == [
        "+who: {name: World Health Organization, acronym: WHO}"
    ]
    assert _edit({"dppa": ""}, ENTITIES)[0] == "-dppa:"
    moved = edit_settings(example_files(), ENTITIES, move="unhcr", steps=-1)
    assert moved.keys == ("dppa", "unhcr", "ohchr")
    assert edit_settings({**example_files(), ENTITIES: moved.text.encode()}, ENTITIES, move="unhcr", steps=1).text == (
        example_files()[ENTITIES].decode()
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"sections.0.text": ""}, "sections.0"),
        ({"organs.0.session": ""}, "organs.0.session"),
        ({"deadline": "soon"}, "deadline"),
        ({"organs.0.agenda.title": ""}, "organs.0.agenda.title"),
        ({"period.to": "2020-01-01"}, "period.to"),
        ({"requested.dppa": ("nobody",)}, "requested.dppa"),
        ({"symbols": ("A/8",)}, "symbols"),
    ],
)
def test_a_fault_names_its_field(changes: dict[str, str | tuple[str, ...]], field: str) -> None:
    faults = edit_settings(example_files(), PLAN, changes).faults
    assert [fault.field for fault in faults if fault.blocks] == [field]


def test_every_field_of_the_plan_can_be_taken_out() -> None:
    files = example_files()
    for field in edit_settings(files, PLAN).fields:
        edit = edit_settings(files, PLAN, {field: ""})
        assert field not in edit.fields
        assert all(fault.line > 0 for fault in edit.faults), field


def test_text_in_lines_of_its_own_ends_before_the_next_key_of_its_item() -> None:
    files = {PLAN: b"sections:\n  - title: >-\n      One\n      two\n    text: a\nthemes:\n  - |\n    One\n  - Two\n"}
    assert edit_settings(files, PLAN, {"sections.0.title": "B"}).text == (
        "sections:\n  - title: B\n    text: a\nthemes:\n  - |\n    One\n  - Two\n"
    )
    assert edit_settings(files, PLAN, {"themes": ("Two",)}).text.endswith("text: a\nthemes:\n  - Two\n")


def test_broken_yaml_stays_as_it_is() -> None:
    files = {**example_files(), PLAN: b"title: [A report\n"}
    edit = edit_settings(files, PLAN, {"title": "B"})
    assert (edit.text, dict(edit.fields)) == ("title: [A report\n", {})
    assert edit.faults[0].line
