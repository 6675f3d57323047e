"""Days and moments on pages: in the language and the time zone of the person, whatever the machine keeps."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone, translation

from assembler.portal.models import Pair, Person
from assembler.portal.roles import Role
from assembler.portal.templatetags import moments
from tests.portal.conftest import MakePerson

AT = datetime(2027, 3, 1, 21, 5, 9, tzinfo=UTC)
END_OF_DAY = datetime(2027, 3, 2, tzinfo=UTC)
TEMPLATES = Path(moments.__file__).parents[1] / "templates"


@pytest.mark.parametrize(
    ("name", "at", "language", "zone", "words"),
    [
        ("moment", AT, "en", "UTC", "1 March 2027, 21:05"),
        ("moment", AT, "fr", "UTC", "1er mars 2027, 21 h 05"),
        ("moment", AT, "fr", "Asia/Tokyo", "2 mars 2027, 06 h 05"),
        ("day", AT, "fr", "Asia/Tokyo", "2 mars 2027"),
        ("recent_moment", AT, "en", "America/New_York", "1 March, 16:05"),
        ("exact_moment", AT, "en", "Africa/Abidjan", "1 March 2027, 21:05:09 (Africa/Abidjan)"),
        ("exact_moment", AT, "fr", "UTC", "1er mars 2027, 21 h 05 min 09 s (UTC)"),
        ("deadline", AT, "en", "America/New_York", "1 March 2027, 16:05 (America/New York)"),
        ("deadline", END_OF_DAY, "en", "UTC", "1 March 2027, 23:59 (UTC)"),
        ("deadline", END_OF_DAY, "fr", "Europe/Paris", "2 mars 2027, 00 h 59 (Europe/Paris)"),
        ("deadline_day", END_OF_DAY, "en", "UTC", "1 March 2027"),
        ("deadline_day", END_OF_DAY, "fr", "America/New_York", "1er mars 2027"),
    ],
)
def test_moment_is_written_as_the_person_reads_it(
    name: str, at: datetime, language: str, zone: str, words: str
) -> None:
    with translation.override(language), timezone.override(ZoneInfo(zone)):
        shown = getattr(moments, name)(at)
    assert re.sub("<.*?>", "", shown).replace("\xa0", " ") == words
    assert f'datetime="{at.isoformat()}"' in shown


def test_page_follows_the_person(make_person: MakePerson, client: Client, pair: Pair) -> None:
    person = make_person(Role.FOCAL_POINT, "unhcr")
    Person.objects.filter(pk=person.pk).update(language="fr", time_zone="Pacific/Auckland")
    Pair.objects.filter(pk=pair.pk).update(due=AT)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/r/a-81-1/my/unhcr/au/").content.decode().replace("\xa0", " ")
    assert "2 mars 2027, 10 h 05 (Pacific/Auckland)" in page


def test_no_page_writes_dates_in_another_way() -> None:
    dates = re.compile(r"\|(date|time)\b")
    assert [path.name for path in TEMPLATES.rglob("*.html") if dates.search(path.read_text("utf-8"))] == [
        "receipt.html"
    ]
