"""Days and moments in the language and time zone of the person who reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def moment(at: datetime) -> SafeString:
    """Day and time."""
    return _mark(at, format_moment(at))


@register.filter
def day(at: datetime) -> SafeString:
    """The day alone."""
    return _mark(at, _format(at, _("j F Y")))


@register.filter
def recent_moment(at: datetime) -> SafeString:
    """Day and time without the year, of what was lately."""
    return _mark(at, _format(at, _("j F, H:i")))


@register.filter
def exact_moment(at: datetime) -> SafeString:
    """Day and time with seconds and time zone, as a receipt gives them."""
    return _mark(at, f"{_format(at, _('j F Y, H:i:s'))} ({_name_zone()})")


@register.filter
def deadline(at: datetime) -> SafeString:
    """Day, time and time zone until which something is due."""
    return _mark(at, print_deadline(at))


@register.filter
def deadline_day(at: datetime) -> SafeString:
    """The day on which something is due."""
    return _mark(at, _format(_find_last_minute(at), _("j F Y")))


@register.filter
def calendar_day(day: date) -> str:
    """A day that no time zone moves."""
    return _print(day, _("j F Y"))


def print_deadline(at: datetime) -> str:
    """Day, time and time zone until which something is due, as words alone."""
    return f"{format_moment(_find_last_minute(at))} ({_name_zone()})"


def format_moment(at: datetime) -> str:
    """Day and time as words alone."""
    return _format(at, _("j F Y, H:i"))


def _format(at: datetime, pattern: str) -> str:
    return _print(timezone.localtime(at), pattern)


def _print(day: date, pattern: str) -> str:
    if day.day == 1 and (get_language() or "").startswith("fr"):
        pattern = pattern.replace("j", r"j\e\r")  # 1er, as French counts the first day alone
    return format_date(day, pattern)


def _find_last_minute(due: datetime) -> datetime:
    """The minute before a day is over, where a day as a whole was given; else the moment itself."""
    return due - timedelta(minutes=1) if due.astimezone(UTC).time() == time() else due


def _name_zone() -> str:
    return timezone.get_current_timezone_name().replace("_", " ")


def _mark(at: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', at.astimezone(UTC).isoformat(timespec="seconds"), words)
