"""The forms of the plan and the name lists: faults at the field, other lines untouched, nobody overwrites anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from assembler.portal import text_tree
from assembler.portal.actions.many import extend
from assembler.portal.actions.reports import compare_folder, export_report, find_end_of_day, import_report
from assembler.portal.models import Event, OutgoingMail, Pair, Report
from assembler.portal.planning import saving
from assembler.portal.planning.deadlines import read_deadline
from assembler.portal.planning.fields import FORMS
from assembler.portal.planning.form_values import find_changes
from assembler.portal.problems import Invalid
from assembler.portal.roles import Role
from tests.portal.conftest import PLAN, MakePerson

PAGE = "/r/a-81-1/plan/"
PATH = "contributions/report.yaml"


def read_form(page: Client, part: str, more: str = "") -> dict[str, list[str]]:
    """What a browser would send of the form."""
    words = page.get(f"{PAGE}?part={part}{more}").content.decode()
    form = words[words.index('<form method="post" class="plan-form') :].partition("</form>")[0]
    sent: dict[str, list[str]] = {}
    for element in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r' name="([^"]*)"', element), re.search(r' value="([^"]*)"', element)
        if name and ('type="checkbox"' not in element or " checked" in element):
            sent.setdefault(name[1], []).append(value[1] if value else "")
    for name, options in re.findall(r'<select id="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = [chosen[1] if chosen else ""]
    for name, value in re.findall(r'<textarea id="([^"]*)".*?>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = [value]
    return sent


def save(page: Client, part: str, sent: Mapping[str, list[str]], more: str = "", **typed: object) -> tuple[int, str]:
    answer = page.post(
        f"{PAGE}?part={part}{more}", {**sent, **{name.replace("__", "."): v for name, v in typed.items()}}
    )
    return answer.status_code, answer.content.decode()


def read_plan(report: Report, name: str = "report") -> str:
    return (text_tree.read_file(report, f"contributions/{name}.yaml") or b"").decode()


@pytest.mark.parametrize("part", [form.name for form in FORMS])
def test_form_that_is_saved_as_shown_changes_nothing(page: Client, report: Report, part: str) -> None:
    assert save(page, part, read_form(page, part))[0] == 302
    assert read_plan(report) == PLAN
    assert not Event.objects.filter(what="write").exists()


def test_one_field_changes_one_place(page: Client, report: Report) -> None:
    assert save(page, "symbols", read_form(page, "symbols"), organs__0__session="82")[0] == 302
    assert read_plan(report) == PLAN.replace("session: 81", "session: 82")
    assert Event.objects.get(what="write").object == PATH


def test_fault_stands_at_its_field_and_in_the_summary(page: Client, report: Report) -> None:
    sent = read_form(page, "dates")
    status, words = save(page, "dates", sent, period__to="2020-01-01", date="tomorrow")
    assert status == 422
    assert read_plan(report) == PLAN
    for name in ("date", "period.to"):
        assert f'<a href="#{name}">' in words
        element = re.search(rf'<input [^>]*id="{re.escape(name)}"[^>]*>', words)
        assert element
        assert 'aria-invalid="true"' in element[0]
        assert f'{name}-error"' in element[0]
    assert 'type="text" id="date"' in words  # a day that is none is not hidden by the browser
    assert 'value="tomorrow"' in words


def test_fields_that_others_changed_are_shown_and_other_fields_are_merged(page: Client, report: Report) -> None:
    first, second = read_form(page, "report"), read_form(page, "report")
    assert save(page, "report", first, title="One title", author="Somebody")[0] == 302
    assert save(page, "report", second, language="fr")[0] == 302
    assert "title: One title\nauthor: Somebody" in read_plan(report)
    status, words = save(page, "report", second, title="Another title")
    assert status == 412
    assert "Another title" in words
    assert re.search(r"Stands there now:</strong> One title", words)
    assert "Another title" not in read_plan(report)
    version = re.search(r'name="version" value="([0-9a-f]{64})"', words)
    assert version
    fresh = {**read_form(page, "report"), "version": [version[1]]}
    assert save(page, "report", fresh, title="Another title")[0] == 302
    assert "title: Another title\nauthor: Somebody" in read_plan(report)


def test_sections_change_places_and_go(page: Client, report: Report) -> None:
    sent = read_form(page, "sections")
    more = {"sections__1__title": "Introduction", "sections__1__text": "introduction", "sections__1__scope": "text"}
    assert save(page, "sections", sent, **more)[0] == 302
    sent = read_form(page, "sections")
    assert save(page, "sections", sent, sections__1__place="1")[0] == 302
    text = read_plan(report)
    assert text.index("Introduction") < text.index("Cooperation, organizations")
    sent = read_form(page, "sections")
    changed = {"sections__1__scope": "except", "sections__1__list": "osce"}
    assert save(page, "sections", sent, sections__0__remove="1", **changed)[0] == 302
    assert "sections:\n  - {title: Cooperation, organizations: {except: [osce]}, headings: true}" in read_plan(report)


def test_section_with_an_unknown_organization_names_it_at_the_field(page: Client) -> None:
    sent = read_form(page, "sections")
    status, words = save(page, "sections", sent, sections__0__scope="only", sections__0__list="au, nobody")
    assert status == 422
    assert '<a href="#sections.0.list">' in words
    assert 'value="au, nobody"' in words


def test_sections_that_two_have_changed_show_both_versions(page: Client, report: Report) -> None:
    first, second = read_form(page, "sections"), read_form(page, "sections")
    assert save(page, "sections", first, sections__0__scope="only", sections__0__list="au")[0] == 302
    status, words = save(page, "sections", second, sections__0__scope="only", sections__0__list="osce, au")
    assert (status, '<a href="#sections.0.list">Organizations</a>' in words) == (412, True)
    assert 'value="osce, au"' in words
    assert re.search(r"Stands there now:</strong> au<", words)
    assert "organizations: [au]" in read_plan(report)


def test_write_between_reading_and_saving_loses_nothing(
    page: Client, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, begin = read_form(page, "report"), saving._apply

    def write_first(*arguments: object) -> object:
        monkeypatch.setattr(saving, "_apply", begin)
        edit = begin(*arguments)  # type: ignore[arg-type]
        data = PLAN.replace("language: en", "language: fr", 1).encode()
        text_tree.commit(report, {PATH: data}, text_tree.read_tree(report), None, "Meanwhile")
        return edit

    monkeypatch.setattr(saving, "_apply", write_first)
    assert save(page, "report", sent, title="One title")[0] == 302
    assert "title: One title" in read_plan(report)
    assert "language: fr" in read_plan(report)


def test_check_marks_ask_and_a_text_not_begun_is_not_asked_for_any_more(page: Client, report: Report) -> None:
    sent = read_form(page, "asked")
    assert sent["pair"] == ["unhcr/au", "unhcr/osce", "undp/au"]
    assert save(page, "asked", sent, pair=["unhcr/au", "undp/au", "undp/osce"])[0] == 302
    assert "requested: {unhcr: [au], undp: [au, osce]}" in read_plan(report)
    pairs = {str(pair) for pair in Pair.objects.filter(report=report)}
    assert pairs == {"unhcr/au", "undp/au", "undp/osce"}
    assert Event.objects.get(what="not asked").object == "unhcr/osce"


def test_two_editors_ask_different_entities_and_both_count(page: Client, report: Report) -> None:
    first, second = read_form(page, "asked"), read_form(page, "asked")
    assert save(page, "asked", first, pair=[*first["pair"], "undp/osce"])[0] == 302
    assert save(page, "asked", second, pair=["unhcr/au", "undp/au"])[0] == 302
    assert "requested: {unhcr: [au], undp: [au, osce]}" in read_plan(report)
    status, words = save(page, "asked", second, pair=["unhcr/au", "unhcr/osce"])
    assert status == 412
    assert "somebody else has asked meanwhile for au, osce" in words


@pytest.fixture
def owed(report: Report, make_person: MakePerson) -> Pair:
    """A text that is due on the deadline, of an entity with a focal point; another one has a day of its own."""
    Pair.objects.filter(report=report).update(due=find_end_of_day(read_deadline("2027-03-01")))
    make_person(Role.FOCAL_POINT, "unhcr")
    editor = make_person(Role.EDITOR, email="second@example.org")
    other = Pair.objects.get(report=report, entity="unhcr", organization="osce")
    extend(editor, other, timezone.now() + timedelta(days=40))
    OutgoingMail.objects.all().delete()
    return Pair.objects.get(report=report, entity="unhcr", organization="au")


def test_new_deadline_reaches_open_texts_that_have_no_day_of_their_own(
    page: Client, report: Report, owed: Pair
) -> None:
    sent = read_form(page, "dates")
    assert sent["open"] == ["undp/au", "unhcr/au"]
    status, _words = save(page, "dates", sent, deadline="2099-05-01")
    assert status == 302
    new = find_end_of_day(read_deadline("2099-05-01"))
    assert {str(pair) for pair in Pair.objects.filter(report=report, due=new)} == {"undp/au", "unhcr/au"}
    events = Event.objects.filter(what="extend").order_by("number").values_list("object", flat=True)
    assert list(events) == ["unhcr/osce", "undp/au", "unhcr/au"]
    mail = OutgoingMail.objects.get()
    assert (mail.person.email, mail.purpose) == ("focal-point.unhcr@example.org", "deadline")
    assert "/my/unhcr/au/" in mail.text
    assert "/my/unhcr/osce/" not in mail.text
    owed.refresh_from_db()
    assert owed.due == new


def test_open_texts_keep_their_day_where_the_editor_says_so(page: Client, report: Report, owed: Pair) -> None:
    before = owed.due
    sent = {**read_form(page, "dates"), "open": []}
    assert save(page, "dates", sent, deadline="2099-05-01")[0] == 302
    owed.refresh_from_db()
    assert (owed.due, OutgoingMail.objects.count()) == (before, 0)
    assert "deadline: 2099-05-01" in read_plan(report)


def test_deadline_that_has_passed_is_refused_at_its_field(page: Client, report: Report, owed: Pair) -> None:
    status, words = save(page, "dates", read_form(page, "dates"), deadline="2021-05-01")
    assert status == 422
    assert '<a href="#deadline">The new deadline has passed already.' in words
    assert read_plan(report) == PLAN
    assert owed.due == Pair.objects.get(pk=owed.pk).due


def test_changed_symbol_leaves_one_report(page: Client, report: Report) -> None:
    assert save(page, "symbols", read_form(page, "symbols"), symbols="A/82/7")[0] == 302
    folder = export_report(report)
    after, conflicts = import_report(folder)
    assert (after.pk, conflicts, Report.objects.count()) == ("a-81-1", (), 1)
    assert after.symbols == "A/82/7"


def test_folder_that_was_exported_does_not_make_a_second_report_by_another_symbol(page: Client, report: Report) -> None:
    folder = export_report(report)
    folder[PATH] = folder[PATH].replace(b"A/81/1]", b"A/82/7]")
    for take in (compare_folder, import_report):
        with pytest.raises(Invalid, match="the folder of the report A/81/1, with the symbol A/82/7"):
            take(folder)
    assert Report.objects.count() == 1
    assert save(page, "symbols", read_form(page, "symbols"), symbols="A/82/7")[0] == 302  # the way out
    assert compare_folder(folder).id == "a-81-1"
    assert import_report(folder) == (report, ())
    without_texts = {path: data for path, data in folder.items() if path.count("/") == 1}
    other = {**without_texts, PATH: folder[PATH].replace(b"A/82/7]", b"A/83/1]")}
    assert import_report(other)[0].pk == "a-83-1"


def test_symbol_of_another_report_is_refused(page: Client, report: Report, report_files: dict[str, bytes]) -> None:
    import_report({**report_files, PATH: PLAN.replace("A/81/1]", "A/81/2]").encode()})
    status, words = save(page, "symbols", read_form(page, "symbols"), symbols="A/81/2")
    assert status == 422
    assert '<a href="#symbols">Another report has the symbol A/81/2.' in words
    assert read_plan(report) == PLAN


def test_entity_gets_contacts_and_another_place(page: Client, report: Report) -> None:
    sent = read_form(page, "entities", "&key=undp")
    more = {"contacts__0__name": "C. Person", "contacts__0__email": "c@example.org", "place": "1"}
    assert save(page, "entities", sent, "&key=undp", **more)[0] == 302
    assert read_plan(report, "entities").splitlines()[0] == (
        "undp: {name: United Nations Development Programme, acronym: UNDP, "
        "contacts: [{name: C. Person, email: c@example.org}]}"
    )
    assert list(report.entities.values_list("key", flat=True)) == ["undp", "unhcr"]
    status, words = save(
        page, "entities", read_form(page, "entities", "&key=undp"), "&key=undp", contacts__0__email="c"
    )
    assert status == 422
    assert '<a href="#contacts.0.email">' in words


@pytest.mark.slow
def test_body_is_added_and_goes_while_nobody_asks_for_texts_of_it(page: Client, report: Report) -> None:
    sent = read_form(page, "entities", "&new=1")
    for wrong in ("", "Who", "unhcr", "a" * 41):
        status, words = save(page, "entities", sent, "&new=1", key=wrong, name="World Health Organization")
        assert (status, '<a href="#key">' in words, "World Health Organization" in words) == (422, True, True), wrong
    assert save(page, "entities", sent, "&new=1", key="who", name="World Health Organization")[0] == 302
    assert list(report.entities.values_list("key", flat=True)) == ["unhcr", "undp", "who"]
    version = read_form(page, "entities", "&key=who")["version"]
    assert save(page, "entities", {"version": version}, "&key=who", act="remove")[0] == 302
    assert list(report.entities.values_list("key", flat=True)) == ["unhcr", "undp"]
    version = read_form(page, "entities", "&key=undp")["version"]
    assert save(page, "entities", {"version": version}, "&key=undp", act="remove")[0] == 422


def test_organization_without_a_name_is_refused_at_the_field(page: Client) -> None:
    sent = read_form(page, "organizations", "&key=au")
    status, words = save(page, "organizations", sent, "&key=au", name="")
    assert (status, '<a href="#name">' in words) == (422, True)


def test_broken_file_leads_to_its_text(page: Client, report: Report) -> None:
    text_tree.commit(report, {PATH: b"title: [A\n"}, text_tree.read_tree(report), None, "Broken")
    words = page.get(f"{PAGE}?part=dates").content.decode()
    assert "The file cannot be read as YAML." in words
    assert 'href="?file=report"' in words


def test_reader_sees_fields_and_cannot_change_them(client: Client, make_person: MakePerson) -> None:
    client.force_login(make_person(Role.PRODUCER))
    words = client.get(f"{PAGE}?part=dates").content.decode()
    assert "readonly" in words
    assert "<button>Save" not in words
    assert client.post(f"{PAGE}?part=dates", {"version": "0" * 64}).status_code == 403
    assert client.get(f"{PAGE}?part=entities&new=1").status_code == 403
    for wrong in ("?part=secrets", "?part=entities&key=nobody"):
        assert client.get(PAGE + wrong).status_code == 404


def test_fields_that_the_form_does_not_know_stay() -> None:
    values = {"organs.0.organ": "A", "organs.0.agenda.letters": ("a", "b"), "organs.1.organ": "B"}
    form = next(form for form in FORMS if form.name == "symbols")
    post = QueryDict("organs.0.organ=A&organs.0.session=3&organs.1.organ=B&organs.1.remove=1", mutable=True)
    changes = find_changes(values, form.parts, post)
    organs = {name: value for name, value in changes.items() if name.startswith("organs")}
    assert organs == {"organs.0.session": "3", "organs.1.organ": ""}
