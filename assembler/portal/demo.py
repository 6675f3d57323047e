"""The example report with demo people, for `assembler portal serve --demo`, with a text in each state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assembler.portal.actions.reports import import_report
from assembler.portal.models import Membership, Message, Pair, Person, Report, Round
from assembler.portal.models.events import record_event
from assembler.portal.roles import Role, State

PEOPLE = {
    "focal.unhcr@example.org": ("Amina Diallo", Role.FOCAL_POINT, "unhcr"),
    "focal.dppa@example.org": ("Jonas Lindqvist", Role.FOCAL_POINT, "dppa"),
    "focal.undp@example.org": ("Lucía Herrera", Role.FOCAL_POINT, "undp"),
    "editor@example.org": ("Claire Fontaine", Role.EDITOR, ""),
    "editor2@example.org": ("Tariq Rahman", Role.EDITOR, ""),
    "producer@example.org": ("Mei Tanaka", Role.PRODUCER, ""),
    "observer@example.org": ("Olu Adeyemi", Role.OBSERVER, ""),
    "admin@example.org": ("Ivana Petrović", None, ""),
}
"""Name, role and entity of each demo person, by address."""

_STATES = {
    ("unhcr", "au"): (State.SENT_FOR_CLEARANCE, 5),
    ("unhcr", "asean"): (State.RETURNED, 2),
    ("unhcr", "osce"): (State.DRAFT, 3),
    ("dppa", "au"): (State.SENT_FOR_CLEARANCE, 5),
    ("dppa", "asean"): (State.DRAFT, -1),
    ("undp", "au"): (State.DRAFT, 4),
    ("who", "cei"): (State.EXPECTED, -2),
    ("unfpa", "oif"): (State.EXPECTED, 6),
    ("unodc", "caricom"): (State.SUBMITTED, 1),
    ("unodc", "cis"): (State.SUBMITTED, 1),
    ("unesco", "cplp"): (State.ACCEPTED, 1),
    ("dppa", "oas"): (State.OBJECTED, 5),
}
"""State and days until it is due, of some texts; all others are cleared."""
_IN_FILES = {State.DRAFT: "draft", State.RETURNED: "draft"}
"""What the header of a text says in a state; `submitted` in the others."""


def load_demo(files: dict[str, bytes]) -> Report:
    """The example report with demo people; what is there already stays."""
    with transaction.atomic():
        report, _conflicts = import_report(dict(_open_texts(files)))
        if not Person.objects.filter(email="admin@example.org").exists():
            _add_people(report)
            _spread_states(report, timezone.now())
    return report


def _open_texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of the example with the texts of _STATES not cleared yet, and those that are expected not there."""
    places = {f"contributions/{entity}/{organization}.md": (entity, organization) for entity, organization in _STATES}
    for path, data in files.items():
        key = places.get(path)
        if key is None:
            yield path, _take_clearances_out(path, data)
        elif _STATES[key][0] is not State.EXPECTED:
            status = _IN_FILES.get(_STATES[key][0], "submitted")
            header = re.sub(rb"^cleared: .*\n", b"", data, count=1, flags=re.MULTILINE)
            yield path, header.replace(b"status: cleared", f"status: {status}".encode(), 1)


def _take_clearances_out(path: str, data: bytes) -> bytes:
    """A consolidated text without the clearances of entities whose text on that organization is open."""
    folder, _slash, name = path.rpartition("/")
    for entity, organization in _STATES:
        if folder == "contributions/consolidated" and name == f"{organization}.md":
            data = re.sub(rf"^  {entity}: .*\n".encode(), b"", data, flags=re.MULTILINE)
    return data


def _add_people(report: Report) -> None:
    for email, (name, role, entity) in PEOPLE.items():
        person = Person.objects.create_user(email, name=name, is_administrator=role is None)
        if role:
            Membership.objects.create(person=person, report=report, role=role, entity=entity)
    record_event(report.pk, "", "people", report.pk, details={"people": len(PEOPLE)})


def _spread_states(report: Report, now: datetime) -> None:
    """Deadlines around today, and one text in each state that a visitor should see."""
    Pair.objects.filter(report=report).update(due=now + timedelta(days=7))
    for (entity, organization), (state, days) in _STATES.items():
        pairs = Pair.objects.filter(report=report, entity=entity, organization=organization)
        pairs.update(state=state, due=now + timedelta(days=days), changed=now)
    returned = Pair.objects.filter(report=report, state=State.RETURNED).first()
    editor = Person.objects.get(email="editor@example.org")
    sent = Pair.objects.filter(report=report, state=State.SENT_FOR_CLEARANCE)
    revision, silence = report.last_revision, Round.Silence.BLOCKS
    due = now + timedelta(days=5)
    sent.update(round=Round.objects.create(report=report, by=editor, due=due, silence=silence, revision=revision))
    if returned:
        question = "Which year do you mean in the first sentence? Please also say what came of the meeting."
        Message.objects.create(pair=returned, by=editor, text=question, is_query=True, due=now + timedelta(days=2))
