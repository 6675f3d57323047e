"""Mail about what happened: written into the outbox in the transaction of what it tells of.

Whether the person may still read a notice is looked up when it is sent. A notice to one entity says nothing of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assembler.portal.actions.typed_words import clean_words
from assembler.portal.models import Build, Membership, Organization, OutgoingMail, Pair, Person, Receipt, Report
from assembler.portal.page_content.labels import MOVES
from assembler.portal.page_content.names import Names
from assembler.portal.roles import Role, State
from assembler.portal.templatetags.moments import print_deadline


def send_notice(person: Person, subject: str, text: str, purpose: str, pair: Pair | None = None) -> None:
    """Puts a message to the person into the outbox; line breaks in the subject become blanks.

    One about a text is sent only while the person is a focal point of it or an editor.
    """
    words = " ".join(clean_words(subject).split())[:300]
    OutgoingMail.objects.create(person=person, subject=words, text=clean_words(text), purpose=purpose, pair=pair)


def announce_move(actor: Person, pair: Pair, move: str, reason: str, receipt: Receipt | None) -> None:
    """Tells the other side of a move, and gives the focal point who made it a receipt."""
    if receipt:
        with translation.override(actor.language):
            words = _describe_receipt(receipt)
        _send_about(actor, pair, words, "receipt")
        recipients = _list_people(pair, Role.EDITOR)
    else:
        recipients = _list_people(pair, Role.FOCAL_POINT)
    for person in recipients:
        if person != actor:
            with translation.override(person.language):
                words = _("%(move)s by %(name)s.") % {"move": MOVES[move][2], "name": actor}
            _send_about(person, pair, f"{words}\n\n{reason}", move)


def announce_message(actor: Person, pair: Pair, words: str, purpose: str, addressee: Person | None = None) -> None:
    """Tells the other side of a message: the editors of a focal point's, the focal points of an editor's.

    With an addressee, that person alone.
    """
    editors = _list_people(pair, Role.EDITOR)
    for person in _list_people(pair, Role.FOCAL_POINT) if actor in editors else editors:
        if person != actor and addressee in (None, person):
            _send_about(person, pair, words, purpose)


def announce_share(actor: Person, colleague: Person, pair: Pair) -> None:
    """Tells a colleague that a text was shared with that person."""
    with translation.override(colleague.language):
        words = _("%(name)s has shared this text with you. You can write, submit and clear it.") % {"name": actor}
    _send_about(colleague, pair, words, "share")


def announce_assignment(actor: Person, reader: Person, report: Report, pairs: Iterable[Pair]) -> None:
    """Writes an editor one message, which lists the texts that this person now reads.

    It is sent only while the person is an editor of the report and reads a text of it.
    """
    names, texts = Names([report.pk]), sorted(pairs, key=str)
    with translation.override(reader.language), timezone.override(reader.time_zone):
        subject = _("%(report)s: texts assigned to you") % {"report": report.symbols}
        head = ngettext(
            "%(name)s has assigned one text to you:", "%(name)s has assigned %(count)s texts to you:", len(texts)
        ) % {"name": actor, "count": len(texts)}
        text = "\n\n".join([head, *(_describe_owed(pair, names, with_day=False) for pair in texts)])
    OutgoingMail.objects.create(person=reader, report=report, subject=subject[:300], text=text, purpose="assign")


def announce_extension(actor: Person, pair: Pair, due: datetime) -> None:
    """Tells the focal points of a text that there is more time."""
    for person in _list_people(pair, Role.FOCAL_POINT):
        with translation.override(person.language), timezone.override(person.time_zone):
            words = _("%(name)s has given you more time for this text. It is now due on %(day)s.")
            _send_about(person, pair, words % {"name": actor, "day": print_deadline(due)}, "extend")


def announce_deadline(actor: Person, report: Report, groups: Mapping[Person, Iterable[Pair]], due: datetime) -> None:
    """Writes each person one message: texts of the report that the person owes are due on another day.

    It is sent only while the person owes a text of the report.
    """
    names = Names([report.pk])
    for person, pairs in groups.items():
        with translation.override(person.language), timezone.override(person.time_zone):
            subject = _("%(report)s: the deadline is another day") % {"report": report.symbols}
            head = _("%(name)s has changed the deadline. These texts are now due on %(day)s:")
            words = head % {"name": actor, "day": print_deadline(due)}
            text = "\n\n".join([words, *(_describe_owed(pair, names, with_day=False) for pair in pairs)])
        OutgoingMail.objects.create(person=person, report=report, subject=subject[:300], text=text, purpose="deadline")


def invite(report: Report, groups: Mapping[Person, Iterable[Pair]], actor: Person, words: str) -> None:
    """Writes each person one message, which asks for the texts of the report that the person owes.

    It is sent only while the person owes a text of the report.
    """
    names = Names([report.pk])
    for person, pairs in groups.items():
        subject, text = describe_invitation(person, report, pairs, actor, words, names)
        OutgoingMail.objects.create(person=person, report=report, subject=subject, text=text, purpose="invitation")


def describe_invitation(
    person: Person, report: Report, pairs: Iterable[Pair], actor: Person, words: str, names: Names
) -> tuple[str, str]:
    """Subject and words of an invitation, in the language and the time zone of the person."""
    with translation.override(person.language), timezone.override(person.time_zone):
        subject = _("%(report)s: your entity is asked to contribute") % {"report": report.symbols}
        head = _("%(name)s asks your entity for contributions to the report “%(title)s”.")
        foot = _("You sign in with this e-mail address; no password is needed: %(address)s")
        parts = [
            head % {"name": actor, "title": report.title},
            clean_words(words).strip(),
            *(_describe_owed(pair, names) for pair in pairs),
            foot % {"address": f"{settings.BASE_ADDRESS}/"},
        ]
        return subject[:300], "\n\n".join(filter(None, parts))


def announce_draft(actor: Person, build: Build) -> None:
    """Tells everybody else in the report that a draft can be read."""
    places = Membership.objects.current().filter(report=build.report)
    for person in Person.objects.filter(memberships__in=places).exclude(pk=actor.pk).distinct():
        with translation.override(person.language):
            subject = _("%(report)s: a draft of the report") % {"report": build.report.symbols}
            words = _("%(name)s has sent out a draft of the report. You can read it on this page:") % {"name": actor}
        address = f"{settings.BASE_ADDRESS}/r/{build.report_id}/builds/{build.pk}/"
        send_notice(person, subject, f"{words}\n\n{address}", "draft")


def group_by_focal_point(pairs: Iterable[Pair]) -> dict[Person, list[Pair]]:
    """The texts of each person who answers for one of them now, each of the same report."""
    texts = list(pairs)
    places = Membership.objects.current().filter(report__in={pair.report_id for pair in texts}, role=Role.FOCAL_POINT)
    groups: dict[Person, list[Pair]] = {}
    for place in places.select_related("person").order_by("person__email"):
        own = groups.setdefault(place.person, [])
        own += [pair for pair in texts if place.covers(pair.entity, pair.organization) and pair not in own]
    return {person: own for person, own in groups.items() if own}


def remind_of_texts(report: Report, groups: Mapping[Person, Iterable[Pair]], words: str) -> None:
    """Writes each person one message, which lists the texts of the report that the person owes.

    It is sent only while the person owes a text of the report.
    """
    names = Names([report.pk])
    for person, pairs in groups.items():
        subject, text = describe_reminder(person, report, pairs, words, names)
        OutgoingMail.objects.create(person=person, report=report, subject=subject, text=text, purpose="reminder")


def describe_reminder(
    person: Person, report: Report, pairs: Iterable[Pair], words: str, names: Names
) -> tuple[str, str]:
    """Subject and words of a reminder, in the language and the time zone of the person."""
    texts = sorted(pairs, key=lambda pair: (pair.due or datetime.max.replace(tzinfo=UTC), str(pair)))
    with translation.override(person.language), timezone.override(person.time_zone):
        subject = _("%(report)s: texts that are due") % {"report": report.symbols}
        head = ngettext(
            "One text of your entity has not been submitted yet.",
            "%(count)s texts of your entity have not been submitted yet.",
            len(texts),
        ) % {"count": len(texts)}
        parts = [head, clean_words(words).strip(), *(_describe_owed(pair, names) for pair in texts)]
        return subject[:300], "\n\n".join(filter(None, parts))


def _describe_owed(pair: Pair, names: Names, *, with_day: bool = True) -> str:
    line = f"{names.name_entity(pair)}, {names.name_organization(pair)}"
    if pair.due and with_day:
        line = _("%(text)s: due on %(day)s") % {"text": line, "day": print_deadline(pair.due)}
    return f"{line}\n{settings.BASE_ADDRESS}/r/{pair.report_id}/my/{pair.entity}/{pair.organization}/"


def ask_for_clearance(report: Report, groups: Mapping[Person, Iterable[Pair]], purpose: str) -> None:
    """Writes each person one message, which lists the texts that wait to be cleared, with day and meaning of silence.

    It is sent only while a text of the report waits for the person.
    """
    names = Names([report.pk])
    for person, pairs in groups.items():
        with translation.override(person.language), timezone.override(person.time_zone):
            subject = _("%(report)s: words that wait for your clearance") % {"report": report.symbols}
            head = _("Read the words of your entity as they will print. Then clear these words, or object.")
            text = "\n\n".join([head, *(_describe_waiting(pair, names) for pair in pairs)])
        OutgoingMail.objects.create(person=person, report=report, subject=subject[:300], text=text, purpose=purpose)


def _describe_waiting(pair: Pair, names: Names) -> str:
    lines = [f"{names.name_entity(pair)}, {names.name_organization(pair)}"]
    if pair.round:
        lines.append(_("Please answer by %(day)s.") % {"day": print_deadline(pair.round.due)})
        lines.append(pair.round.get_silence_display())
    return "\n".join(
        [*lines, f"{settings.BASE_ADDRESS}/r/{pair.report_id}/my/{pair.entity}/{pair.organization}/clear/"]
    )


def _send_about(person: Person, pair: Pair, words: str, purpose: str) -> None:
    with translation.override(person.language):
        organization = Organization.objects.filter(report=pair.report, key=pair.organization).first()
        name = organization.name if organization else pair.organization
        subject = _("%(report)s, %(organization)s: %(state)s") % {
            "report": pair.report.symbols,
            "organization": name,
            "state": State(pair.state).label,
        }
        address = f"{settings.BASE_ADDRESS}/r/{pair.report_id}/my/{pair.entity}/{pair.organization}/"
        send_notice(person, subject, f"{words.strip()}\n\n{address}", purpose, pair)


def _describe_receipt(receipt: Receipt) -> str:
    return _("Receipt %(number)s of %(at)s UTC: %(what)s. Hash of the text: %(hash)s.") % {
        "number": receipt.number,
        "at": f"{receipt.at:%Y-%m-%d %H:%M:%S}",
        "what": MOVES[receipt.what][2],
        "hash": receipt.text or "–",
    }


def _list_people(pair: Pair, role: Role) -> list[Person]:
    places = Membership.objects.current().filter(report=pair.report, role=role)
    if role is Role.FOCAL_POINT:
        places = places.filter(entity=pair.entity, organization__in=("", pair.organization))
    return list(Person.objects.filter(memberships__in=places).distinct())
