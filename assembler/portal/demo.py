"""The example report with demo people, for `assembler portal serve --demo`, with a text in each state."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assembler.portal.actions.reports import import_report
from assembler.portal.models import Membership, Message, Pair, Person, Report
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
}
"""State and days until it is due, of some texts."""


def load_demo(files: dict[str, bytes]) -> Report:
    """The example report with demo people; what is there already stays."""
    with transaction.atomic():
        report, _conflicts = import_report(files)
        if not Person.objects.filter(email="admin@example.org").exists():
            _add_people(report)
            _spread_states(report, timezone.now())
    return report


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
    if returned:
        question = "Which year do you mean in the first sentence? Please also say what came of the meeting."
        Message.objects.create(pair=returned, by=editor, text=question, is_query=True, due=now + timedelta(days=2))
