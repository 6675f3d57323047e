"""What pages say to who is not the focal point: editors, producers and observers."""

from __future__ import annotations

import pytest

from assembler.portal.models import Build, Pair
from assembler.portal.page_content.builds import list_obstacles
from assembler.portal.roles import Role, State
from assembler.portal.templatetags.portal import finding_hint, hide_marks
from tests.portal.test_focal_point_pages import AU, read_words, sign_in


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.SUBMITTED, "Submitted UNHCR The entity has submitted the text."),
        (State.RETURNED, "Returned UNHCR An editor has returned the text."),
        (State.OBJECTED, "Objected UNHCR The entity has objected."),
    ],
)
def test_text_speaks_of_the_entity_to_an_editor(make_person, state: State, words: str) -> None:
    Pair.objects.update(state=state, due=None)
    page = read_words(sign_in(make_person(Role.EDITOR)).get(AU))
    assert words.replace(" UNHCR", "") in page.replace(" UNHCR", "")
    assert "Messages with the entity" in page
    assert "My organizations" not in page


def test_editor_sees_what_can_be_done_before_the_words(make_person) -> None:
    Pair.objects.update(state=State.SUBMITTED)
    page = read_words(sign_in(make_person(Role.EDITOR)).get(AU))
    assert page.index("Accept the text") < page.index("How it will print")


def test_observer_finds_the_way_back_to_all_texts(make_person) -> None:
    Pair.objects.update(state=State.SUBMITTED)
    page = sign_in(make_person(Role.OBSERVER)).get(AU).content.decode()
    assert '<a href="/r/a-81-1/">Entities and organizations</a>' in page
    assert "Accept the text" not in page


def test_what_keeps_a_final_back_leads_to_the_text_of_the_report(report) -> None:
    finding = {
        "rule": "IN-CLR-05",
        "blocks": True,
        "path": "contributions/consolidated/au.md",
        "message": "Not cleared.",
    }
    (obstacle,) = list_obstacles(Build(report=report, findings=[finding], accepted={}))
    assert obstacle.addresses == ("/r/a-81-1/org/au/",)
    assert obstacle.names == ("Text of the report: African Union (AU)",)
    assert "Send the words for clearance" in finding_hint(obstacle.hint)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Affairs,[^departments] the *Charter* of", "Affairs,<sup>departments</sup> the <em>Charter</em> of"),
        ("2 * 3 * 4 <b>", "2 * 3 * 4 &lt;b&gt;"),
        ("*<script>*", "<em>&lt;script&gt;</em>"),
        ("**bold** a*b*c", "**bold** a*b*c"),
    ],
)
def test_marks_of_text_files_are_hidden_in_words(words: str, shown: str) -> None:
    assert hide_marks(words) == shown
