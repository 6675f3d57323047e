"""The table of people: taken as a whole or not at all, and twice like once."""

from __future__ import annotations

import codecs
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from assembler.portal.command_line import portal
from assembler.portal.models import Event, Membership, Pair, Person, Report
from assembler.portal.models.events import verify_chain
from assembler.portal.people.table_import import import_people
from assembler.portal.problems import Invalid
from assembler.portal.roles import Role
from tests.portal.conftest import MakePerson

HEAD = "email,name,role,report,entities,from,until,language"
TABLE = f"""\
{HEAD}
Amina@example.org,Amina Diallo,focal-point,a-81-1,UNHCR,,2027-03-31,fr
jonas@example.org,"Lindqvist, Jonas",focal-point,a-81-1,unhcr UNDP,2026-12-01,,
claire@example.org,Élodie Fontaine,editor,A-81-1,,,,fr

admin2@example.org,,administrator,,,,,
"""

pytestmark = pytest.mark.usefixtures("report")


def take(text: str, *, is_trial: bool = False) -> tuple[list[str], list[str]]:
    changes, faults = import_people(text.encode(), is_trial=is_trial)
    return list(map(str, changes)), [f"{fault.line}: {fault.sentence}" for fault in faults]


def read_rows() -> set[tuple[object, ...]]:
    places = Membership.objects.values_list("person__email", "role", "report", "entity", "begins", "ends")
    people = Person.objects.values_list("email", "name", "language", "is_administrator")
    return {*places, *people}


def test_table_gives_people_their_places() -> None:
    changes, faults = take(TABLE)
    assert faults == []
    begins, ends = datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)
    assert read_rows() == {
        ("amina@example.org", "Amina Diallo", "fr", False),
        ("jonas@example.org", "Lindqvist, Jonas", "en", False),
        ("claire@example.org", "Élodie Fontaine", "fr", False),
        ("admin2@example.org", "", "en", True),
        ("amina@example.org", "focal-point", "a-81-1", "unhcr", None, ends),
        ("jonas@example.org", "focal-point", "a-81-1", "unhcr", begins, None),
        ("jonas@example.org", "focal-point", "a-81-1", "undp", begins, None),
        ("claire@example.org", "editor", "a-81-1", "", None, None),
    }
    assert "amina@example.org: focal point of unhcr in a-81-1, until 2027-03-31." in changes
    assert len(changes) == 8
    assert Event.objects.filter(what__in=("person", "place")).count() == 8
    assert [fault for chain in ("", "a-81-1") for fault in verify_chain(chain)] == []


def test_same_table_again_changes_nothing() -> None:
    take(TABLE)
    rows, events = read_rows(), Event.objects.count()
    assert take(TABLE) == ([], [])
    assert (read_rows(), Event.objects.count()) == (rows, events)


def test_trial_says_what_would_change_and_changes_nothing() -> None:
    rows, events = read_rows(), Event.objects.count()
    tried = take(TABLE, is_trial=True)
    assert (read_rows(), Event.objects.count()) == (rows, events)
    assert take(TABLE) == tried


def test_later_table_changes_days_names_and_languages(make_person: MakePerson, pair: Pair) -> None:
    person = make_person(Role.FOCAL_POINT, "unhcr", email="amina@example.org")
    assert Pair.objects.answered_by(person).filter(pk=pair.pk).exists()
    changes, _faults = take(f"{HEAD}\namina@example.org,Amina,focal-point,a-81-1,unhcr,,2026-01-31,fr\n")
    assert changes == [
        "amina@example.org: now name “Amina”, language “fr”.",
        "amina@example.org: now focal point of unhcr in a-81-1, until 2026-01-31.",
    ]
    assert not Pair.objects.answered_by(person).exists()  # the place has ended
    event = Event.objects.get(what="place-changed")
    assert (event.object, event.details["until"]) == ("amina@example.org", "2026-01-31")
    changes, _faults = take("email,role,report,entities\namina@example.org,focal-point,a-81-1,unhcr\n")
    assert changes == ["amina@example.org: now focal point of unhcr in a-81-1, without an end."]
    assert Person.objects.get(pk=person.pk).name == "Amina"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("amina,,editor,a-81-1,,,,", "“amina” is not an e-mail address."),
        ("josé@example.org,,editor,a-81-1,,,,", "“josé@example.org” is not an e-mail address."),
        ("a@example.org,,boss,a-81-1,,,,", "There is no role “boss”."),
        ("a@example.org,,,a-81-1,,,,", "There is no role “”."),
        ("a@example.org,,editor,a-99-1,,,,", "There is no report “a-99-1”."),
        ("a@example.org,,editor,,,,,", "The report is missing."),
        ("a@example.org,,focal-point,a-81-1,,,,", "The entities are missing."),
        ("a@example.org,,focal-point,a-81-1,unhcr who,,,", "The report a-81-1 has no entity “who”."),
        ("a@example.org,,editor,a-81-1,unhcr,,,", "The role “editor” has no entities."),
        ("a@example.org,,administrator,a-81-1,,,,", "An administrator belongs to no report."),
        ("a@example.org,,editor,a-81-1,,31/03/2027,,", "“31/03/2027” is not a day."),
        ("a@example.org,,editor,a-81-1,,,2027-02-30,", "“2027-02-30” is not a day."),
        ("a@example.org,,editor,a-81-1,,,9999-12-31,", "“9999-12-31” is not a day."),
        ("a@example.org,,editor,a-81-1,,2027-03-01,2027-02-01,", "The place ends before it begins."),
        ("a@example.org,,editor,a-81-1,,,,de", "There is no language “de”."),
        ("a@example.org,=HYPERLINK(1),editor,a-81-1,,,,", "The name cannot be used."),
        ("a@example.org,\x1b[2Jx,editor,a-81-1,,,,", "The name cannot be used."),
        (f"a@example.org,{'a' * 201},editor,a-81-1,,,,", "The name cannot be used."),
        ("claire@example.org,Clara,editor,a-81-1,,,,", "Line 4 gives claire@example.org another name."),
        (
            "claire@example.org,,editor,a-81-1,,,2027-01-01,",
            "Line 4 gives claire@example.org the same place with other days.",
        ),
    ],
)
def test_line_that_cannot_be_used_stops_all(line: str, sentence: str) -> None:
    rows = read_rows()
    assert take(TABLE + line + "\n") == ([], [f"7: {sentence}"])
    assert read_rows() == rows


def test_every_fault_is_named_with_its_line() -> None:
    text = f'{HEAD}\n"a@example.org","Two\nlines",editor,a-81-1,,,,\nb,,boss,,,,,\n'
    assert [fault.partition(":")[0] for fault in take(text)[1]] == ["2", "4", "4"]


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.replace("Lindqvist, Jonas", "L").replace(",", ";").encode(),
        TABLE.replace("Lindqvist, Jonas", "L").replace(",", "\t").encode(),
        TABLE.replace("\n", "\r\n").encode(),
        b"Name, Email ,ROLE,Report\nAmina,amina@example.org,editor,a-81-1\n",
    ],
)
def test_table_is_read_as_spreadsheets_write_it(data: bytes) -> None:
    changes, faults = import_people(data)
    assert faults == []
    assert changes
    assert Person.objects.exclude(name="").exists()


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b"", "The first line has no column “email”."),
        (b"\x00\x01\x02", "The first line has a column “\x00\x01\x02”."),
        (TABLE.encode("latin-1"), "Line 4 is not in UTF-8."),
        (b"\xff\xfea", "Line 1 is not in UTF-8."),
        (b"email,email,role\n", "The first line has the column “email” twice."),
        (b"email,role,password\n", "The first line has a column “password”."),
        (b"email,name\n", "The first line has no column “role”."),
        (b'email,role\n"a@example.org,editor\n', "Line 2 cannot be read as CSV."),
        (b"email,role\n" + b'"' + b"a" * 200_000 + b'",editor\n', "Line 2 cannot be read as CSV."),
        (b"email,role\na@example.org,editor,a-81-1\n", "Line 2 has more cells than the first line."),
        (b"a" * 5_000_001, "The file is larger than 5 MB."),
    ],
)
def test_file_that_is_no_table_is_refused(data: bytes, title: str) -> None:
    with pytest.raises(Invalid) as problem:
        import_people(data)
    assert problem.value.title == title
    assert problem.value.detail


def test_days_are_whole(report: Report) -> None:
    take(f"{HEAD}\na@example.org,,editor,a-81-1,,2026-12-02,2026-12-02,\n")
    places = Membership.objects.filter(report=report)
    day = date(2026, 12, 2)
    for hour, count in ((0, 1), (12, 1), (23, 1)):
        at = datetime(day.year, day.month, day.day, hour, 59, tzinfo=UTC)
        assert places.current(at).count() == count  # type: ignore[attr-defined]
    assert not places.current(datetime(2026, 12, 3, tzinfo=UTC)).exists()  # type: ignore[attr-defined]


def test_command_says_what_it_does_and_how_it_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSEMBLER_DATA", str(tmp_path / "data"))
    file = tmp_path / "people.csv"
    file.write_text(TABLE, encoding="utf-8")
    run = CliRunner().invoke
    for arguments, words in ((["--dry-run"], "this was a trial"), ([], "Changes: 8."), ([], "Changes: 0.")):
        result = run(portal, ["people", str(file), *arguments], standalone_mode=False)
        assert result.return_value == 0
        assert words in result.stderr
    file.write_text(f"{TABLE}a,,editor,a-81-1,,,,\n", encoding="utf-8")
    result = run(portal, ["people", str(file)], standalone_mode=False)
    assert result.return_value == 1
    assert f"{file}, line 7: “a” is not an e-mail address. Write the address in full." in result.stderr
    file.write_bytes(b"\xff")
    assert run(portal, ["people", str(file)], standalone_mode=False).return_value == 2
