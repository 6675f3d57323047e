"""The focal point's pages by an ordinary HTTP client, without script."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from assembler import api
from assembler.portal import text_tree
from assembler.portal.actions.moves import make_move
from assembler.portal.actions.reports import import_report
from assembler.portal.actions.threads import ask_query
from assembler.portal.models import Membership, Message, OutgoingMail, Pair, Person, Receipt, Report
from assembler.portal.models.events import verify_chain
from assembler.portal.page_content.history import read_version
from assembler.portal.roles import Role, State

AU = "/r/a-81-1/my/unhcr/au/"


@pytest.fixture
def focal_point(make_person) -> Person:
    return make_person(Role.FOCAL_POINT, "unhcr")


@pytest.fixture
def editor(make_person) -> Person:
    return make_person(Role.EDITOR)


@pytest.fixture
def client(focal_point: Person) -> Client:
    return sign_in(focal_point)


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def read_words(page: object) -> str:
    """What a person reads on a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.content.decode()).split())  # type: ignore[attr-defined]


def test_queue_names_each_task_once_with_one_button(client: Client) -> None:
    page = client.get("/")
    words = read_words(page)
    assert "2 texts wait for you" in words
    assert words.count("Finish the text and submit it") == words.count("Write the text") == 1
    assert f'href="{AU}"' in page.content.decode()


def test_queue_with_nothing_to_do_says_what_comes(client: Client) -> None:
    Pair.objects.update(state=State.SUBMITTED)
    assert "You have nothing to do now. When an editor asks you" in read_words(client.get("/"))


def test_queue_of_somebody_without_a_place_says_whom_to_ask(report: Report) -> None:  # noqa: ARG001
    client = sign_in(Person.objects.create_user("nobody@example.org"))
    assert "write to the editor of the report" in read_words(client.get("/"))


@pytest.mark.parametrize("texts", [3, 1300])
@pytest.mark.slow
def test_queue_asks_the_database_as_often_for_many_texts(
    client: Client, report: Report, texts: int, django_assert_max_num_queries
) -> None:
    Pair.objects.bulk_create(Pair(report=report, entity="unhcr", organization=f"o{n}") for n in range(texts))
    with django_assert_max_num_queries(13):
        assert client.get("/").status_code == 200
    with django_assert_max_num_queries(13):
        assert client.get("/r/a-81-1/my/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/r/a-81-1/my/undp/au/", "/r/a-81-1/form/undp/", "/r/other/my/", "/r/a-81-1/my/unhcr/x/"]
)
def test_what_belongs_to_others_does_not_exist(client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert "or it is not yours to see" in read_words(page)


def test_text_is_saved_checked_and_compared(client: Client, pair: Pair) -> None:
    page = client.post(
        AU, {"body": "## Peace and security\r\n\r\nThey organised 5 meetings.", "version": pair.version}, follow=True
    )
    words = read_words(page)
    assert "The text is saved." in words
    assert "Write “organized”" in words
    assert re.search(r'<mark id="words-\d+" tabindex="-1">organised</mark>', page.content.decode())
    pair.refresh_from_db()
    assert pair.findings >= 2
    changed = client.get(f"{AU}changes/?old=1&new={pair.version}").content.decode()
    assert "organised" in " ".join(re.findall(r"<ins>.*?</ins>", changed))


def test_check_keeps_nothing(client: Client, pair: Pair) -> None:
    page = client.post(f"{AU}check/", {"body": "They organised it.", "version": pair.version})
    assert "Write “organized”" in read_words(page)
    assert "They organised it.</textarea>" in page.content.decode()
    part = client.post(f"{AU}check/", {"body": "They organised it."}, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div class="checked"')
    assert Pair.objects.get(pk=pair.pk).version == pair.version


def test_theme_is_typed_and_shown_in_words(client: Client, pair: Pair) -> None:
    body = "Theme: Peace and security\n\nThe two organizations met.\n{: #meeting }"
    client.post(AU, {"body": body, "version": pair.version})
    pair.refresh_from_db()
    assert read_version(pair, pair.version).startswith("## Peace and security\n\nThe two")
    page = client.get(f"{AU}?checked=1").content.decode()
    assert "Theme: Peace and security\n\nThe two" in page
    assert "## Peace" not in page
    changed = client.get(f"{AU}changes/?old=1&new={pair.version}").content.decode()
    assert "##" not in changed
    assert "meeting }" not in changed
    french = client.post(f"{AU}check/", {"body": "Thème : Peace and security\n\nThe two organizations met."})
    assert "Theme: Peace and security" in french.content.decode()


def test_who_saves_second_gets_both_texts(client: Client, pair: Pair) -> None:
    version = pair.version
    client.post(AU, {"body": "First words.", "version": version})
    page = client.post(AU, {"body": "Second words.", "version": version})
    assert page.status_code == 412
    assert "Second words.</textarea>" in page.content.decode()
    assert "First words." in read_words(page)
    number = re.search(r'name="version" value="(\d+)"', page.content.decode())[1]  # type: ignore[index]
    assert client.post(AU, {"body": "Both words.", "version": number}).status_code == 302


def test_submit_twice_gives_one_receipt(client: Client, pair: Pair, editor: Person) -> None:
    assert "What you submit, as it will print" in read_words(client.get(f"{AU}submit/"))
    first = client.post(f"{AU}submit/", {"version": pair.version})
    second = client.post(f"{AU}submit/", {"version": pair.version})
    assert first.headers["Location"] == second.headers["Location"]
    address = first.headers["Location"]
    assert client.get(f"{AU}submit/").headers["Location"] == address
    pair.refresh_from_db()
    assert pair.text in read_words(client.get(address))
    assert sign_in(editor).get(address).status_code == 200
    assert Receipt.objects.count() == 1
    assert OutgoingMail.objects.filter(person=editor).count() == 1


def test_numbers_tell_nobody_how_much_others_send(client: Client, pair: Pair, editor: Person, make_person) -> None:
    query = ask_query(editor, pair, "In which year?")
    make_move(Person.objects.get(email="focal-point.unhcr@example.org"), pair, "submit")
    other = Pair.objects.get(entity="undp")
    make_move(make_person(Role.FOCAL_POINT, "undp"), other, "nothing-to-report")
    first, second = Receipt.objects.order_by("pk").values_list("number", flat=True)
    assert min(first, second) > 99_999_999
    assert second != first + 1
    page = client.get(AU).content.decode()
    assert f'value="{query.key}"' in page
    assert f'message-{query.pk}"' not in page


def test_versions_say_how_they_came_in_the_language_of_the_reader(client: Client, pair: Pair) -> None:
    client.post(AU, {"body": "They met.", "version": pair.version})
    form = fill_form(client.get("/r/a-81-1/form/unhcr/osce/").content, "They met again.")
    client.post("/r/a-81-1/my/", {"entity": "unhcr", "files": [SimpleUploadedFile("osce été.docx", form)]})
    Person.objects.update(language="fr")
    words = read_words(client.get(AU))
    assert "Saisi sur la page" in words
    assert "Dossier importé" in words
    assert "Fichier osce été.docx" in read_words(client.get("/r/a-81-1/my/unhcr/osce/"))


def test_receipt_of_another_entity_does_not_exist(client: Client, pair: Pair, make_person) -> None:
    address = client.post(f"{AU}submit/", {"version": pair.version}).headers["Location"]
    assert sign_in(make_person(Role.FOCAL_POINT, "undp")).get(address).status_code == 404


def test_a_move_in_the_wrong_state_says_so(client: Client) -> None:
    page = client.get(f"{AU}clear/")
    assert page.status_code == 409
    assert "the text is in the state “Draft”" in read_words(page)


def test_query_is_answered_once(client: Client, pair: Pair, editor: Person) -> None:
    query = ask_query(editor, pair, "Which year?")
    assert "Queries that wait for your answer" in read_words(client.get(AU))
    answer = {"answers": query.key, "text": "2026."}
    assert [client.post(f"{AU}messages/", answer).status_code for _time in range(2)] == [302, 302]
    other = client.post(f"{AU}messages/", answer | {"text": "2025."})
    assert other.status_code == 409
    assert Message.objects.filter(answers=query).count() == 1
    assert OutgoingMail.objects.filter(person=editor, purpose="answer").count() == 1


def test_empty_message_stays_on_the_page_with_its_error(client: Client) -> None:
    page = client.post(f"{AU}messages/", {"text": "  "})
    assert page.status_code == 422
    assert "There is a problem The message is empty." in read_words(page)


def read_hash(page: object) -> str:
    """The hash of the words that the page has the person clear."""
    return re.search(r'name="words" value="([^"]*)"', page.content.decode())[1]  # type: ignore[attr-defined, index]


@pytest.mark.slow
def test_clearance_can_be_proposed_otherwise_objected_or_given(client: Client, pair: Pair, editor: Person) -> None:
    make_move_to_clearance(client, editor, pair)
    version = Pair.objects.get(pk=pair.pk).version
    page = client.get(f"{AU}clear/")
    assert "No word has changed." in read_words(page)
    proposal = {"decision": "propose", "version": version, "words": read_hash(page)}
    words = "The two organizations met in Geneva in 2026."
    unchanged = client.post(f"{AU}clear/", proposal | {"paragraph-1": words.replace("met", "held a meeting")})
    assert unchanged.status_code == 422
    assert "You have not changed any words." in read_words(unchanged)
    for _time in range(2):
        assert client.post(f"{AU}clear/", proposal | {"paragraph-1": words}).status_code == 302
    assert (Message.objects.get().quote, Message.objects.get().text) == (words.replace("met", "held a meeting"), words)
    assert "<del><span" in client.get(AU).content.decode()
    assert Pair.objects.get(pk=pair.pk).state == State.SENT_FOR_CLEARANCE
    silent = client.post(f"{AU}clear/", {"decision": "object", "version": version, "reason": ""})
    assert silent.status_code == 422
    assert "Give a reason." in read_words(silent)
    clear = {"decision": "clear", "version": version, "words": read_hash(page)}
    receipts = [client.post(f"{AU}clear/", clear).headers["Location"] for _time in range(2)]
    assert len(set(receipts)) == 1
    assert Pair.objects.get(pk=pair.pk).state == State.CLEARED
    assert not list(verify_chain("a-81-1"))


EDITED = "contributions/consolidated/au.md"


def edit(report: Report, changes: dict[str, bytes]) -> None:
    """Changes files of the report as an editor does elsewhere."""
    text_tree.commit(report, changes, text_tree.read_tree(report), None, "Edited")


@pytest.mark.slow
def test_words_to_clear_are_those_of_the_editors_text(client: Client, pair: Pair, editor: Person) -> None:
    client.post(f"{AU}submit/", {"version": pair.version})
    text = api.consolidate(text_tree.check_out(pair.report), ["au"]).files[EDITED]
    edit(pair.report, {EDITED: text.replace(b"held a meeting", b"met")})
    for name in ("accept", "consolidate", "send-for-clearance"):
        make_move(editor, Pair.objects.select_related("report").get(pk=pair.pk), name)
    page = client.get(f"{AU}clear/")
    assert "The two organizations met in Geneva in 2026." in read_words(page)
    changed = page.content.decode().partition("Changes since you submitted")[2]
    assert "held a meeting" in " ".join(re.findall(r"<del>.*?</del>", changed))
    assert "met" in " ".join(re.findall(r"<ins>.*?</ins>", changed))

    edit(pair.report, {EDITED: text.replace(b"held a meeting", b"met twice")})
    version = Pair.objects.get(pk=pair.pk).version
    clear = {"decision": "clear", "version": version, "words": read_hash(page)}
    stale = client.post(f"{AU}clear/", clear)
    assert stale.status_code == 412
    assert "The words have changed since you opened this page." in read_words(stale)
    assert "met twice" in stale.content.decode()
    assert client.post(f"{AU}clear/", clear | {"words": read_hash(stale)}).status_code == 302
    assert Pair.objects.get(pk=pair.pk).state == State.CLEARED
    assert b"unhcr: {by:" in text_tree.read_file(pair.report, EDITED)


def test_words_that_cannot_be_cleared_yet_name_no_file(client: Client, pair: Pair, editor: Person) -> None:
    make_move_to_clearance(client, editor, pair)
    text = text_tree.read_file(pair.report, pair.path)
    edit(pair.report, {pair.path: text.replace(b"2026.", b"2026.{>>Which day?<<}")})
    page = client.get(f"{AU}clear/")
    version = Pair.objects.get(pk=pair.pk).version
    refused = client.post(f"{AU}clear/", {"decision": "clear", "version": version, "words": read_hash(page)})
    assert refused.status_code == 422
    assert "These words cannot be cleared as they are." in read_words(refused)
    assert "contributions/" not in read_words(refused)


def make_move_to_clearance(client: Client, editor: Person, pair: Pair) -> None:
    client.post(f"{AU}submit/", {"version": pair.version})
    for name in ("accept", "send-for-clearance"):
        make_move(editor, Pair.objects.select_related("report").get(pk=pair.pk), name)


def test_colleague_sees_the_shared_text_alone(client: Client, report: Report, focal_point: Person) -> None:
    assert client.post(f"{AU}share/", {"email": "no address"}).status_code == 422
    for _time in range(2):
        assert client.post(f"{AU}share/", {"email": " New@Example.org "}).status_code == 302
    colleague = Person.objects.get(email="new@example.org")
    assert Membership.objects.get(person=colleague).organization == "au"
    assert sign_in(colleague).get(AU).status_code == 200
    assert sign_in(colleague).get("/r/a-81-1/my/unhcr/osce/").status_code == 404
    assert OutgoingMail.objects.filter(person=colleague).count() == 1
    assert report.memberships.filter(person=focal_point).exists()


def fill_form(data: bytes, words: str) -> bytes:
    """The Word form with these words as the first answer, as a person types them."""
    document = Document(BytesIO(data))
    place = next(at for at, paragraph in enumerate(document.paragraphs) if paragraph.style.name.startswith("Heading"))
    document.paragraphs[place + 1].text = words
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_files_of_every_kind_get_a_row_each(client: Client) -> None:
    files = [
        SimpleUploadedFile("empty.docx", b""),
        SimpleUploadedFile("picture.docx", b"\x89PNG\r\n" + b"0" * 500),
    ]
    page = client.post("/r/a-81-1/my/", {"entity": "unhcr", "files": files})
    words = read_words(page)
    assert page.status_code == 200
    assert words.count("not taken") == 2
    assert "Traceback" not in words


@pytest.mark.slow
def test_what_came_of_a_file_is_said_without_a_path_in_the_language_of_the_reader(
    client: Client, focal_point: Person, pair: Pair
) -> None:
    focal_point.language = "fr"
    focal_point.save()
    form = client.get("/r/a-81-1/form/unhcr/").content
    Document().save(bare := BytesIO())
    files = [SimpleUploadedFile("form.docx", form), SimpleUploadedFile("bare.docx", bare.getvalue())]
    words = read_words(client.post("/r/a-81-1/my/", {"entity": "unhcr", "files": files}))
    assert "le formulaire ne contient pas de réponse" in words
    assert "Le fichier ne contient aucun texte" in words
    assert "contributions/" not in words
    page = read_words(client.post(f"{AU}check/", {"body": "They organised it.", "version": pair.version}))
    assert "Les observations sont en anglais." in page


def test_no_file_and_foreign_entity_are_refused(client: Client) -> None:
    assert client.post("/r/a-81-1/my/", {"entity": "unhcr"}).status_code == 422
    file = SimpleUploadedFile("a.docx", b"x")
    assert client.post("/r/a-81-1/my/", {"entity": "undp", "files": file}).status_code == 404


def test_form_comes_as_word_file_of_own_organizations(client: Client) -> None:
    answer = client.get("/r/a-81-1/form/unhcr/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a-81-1-unhcr.docx"'
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs)
    assert "African Union" in text


def test_withdraw_needs_a_reason_and_nothing_to_report_none(client: Client, pair: Pair) -> None:
    address = f"{AU}act/withdraw/"
    page = client.post(address, {"version": pair.version, "reason": " "})
    assert page.status_code == 422
    assert client.post(address, {"version": pair.version, "reason": "Sent too early."}).status_code == 302
    version = Pair.objects.get(pk=pair.pk).version
    assert client.post(f"{AU}act/nothing-to-report/", {"version": version}).status_code == 302
    assert Pair.objects.get(pk=pair.pk).state == State.NOTHING_TO_REPORT
    assert client.get(f"{AU}act/accept/").status_code == 404


def test_findings_are_those_of_a_check_or_not_known(
    report_files: dict[str, bytes], report: Report, make_person
) -> None:
    report_files["contributions/unhcr/au.md"] += b"\nThey organised 5 meetings.\n"
    import_report(report_files)
    pair = Pair.objects.get(report=report, entity="unhcr", organization="au")
    client = sign_in(make_person(Role.FOCAL_POINT, "unhcr"))
    checked = read_words(client.get(f"{AU}?checked=1"))
    assert pair.findings is not None
    assert f"{pair.findings} findings" in checked
    Pair.objects.filter(pk=pair.pk).update(findings=None)
    assert "not checked yet" in read_words(client.get("/r/a-81-1/my/"))
