"""A build is verified by its manifest: outputs, texts and signature; and files that somebody has received."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assembler.portal import text_tree
from assembler.portal.actions.build_work import make_next_build
from assembler.portal.actions.builds import request_build
from assembler.portal.actions.reports import export_report
from assembler.portal.blobs import read_blob, save_blob
from assembler.portal.models import Build, Event, Person, Report
from assembler.portal.roles import Role
from tests.portal.conftest import Call, MakePerson
from tests.portal.running_portal import write_folder

TEXT = "contributions/unhcr/au.md"


@pytest.fixture
def page(client: Client, producer: Person) -> Client:
    client.force_login(producer)
    return client


@pytest.fixture
def draft(report: Report, producer: Person) -> Build:
    build = request_build(producer, report, kind="draft", formats=["txt"])
    make_next_build.call()
    build.refresh_from_db()
    return build


@pytest.fixture
def final(draft: Build) -> Build:
    """The draft's files as those of a final, which for verification is the same."""
    Build.objects.filter(pk=draft.pk).update(kind="final")
    return Build.objects.get()


@pytest.fixture
def key(tmp_path: Path, settings: Any) -> Path:
    """The private key of the portal."""
    path = tmp_path / "key.pem"
    key = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(key)
    settings.SIGNING_KEY = str(path)
    return path


def _verify(page: Client, build: Build) -> str:
    return page.get(f"/r/a-81-1/builds/{build.pk}/verify/").content.decode()


def test_build_is_as_its_manifest_says(page: Client, draft: Build) -> None:
    """The page names each file with its hash, how many texts were compared, and that there is no signature."""
    words = _verify(page, draft)
    assert "All is as the manifest says." in words
    assert "4 files of revision 1 were compared." in words
    assert all(file.blob_id in words for file in draft.files.all())
    assert "The manifest is not signed." in words
    assert "No file of the report has changed." in words


def test_output_that_is_another_or_damaged_is_named(page: Client, draft: Build, settings: Any) -> None:
    file = draft.files.get(name="A-81-1.txt")
    draft.files.filter(name=file.name).update(blob=save_blob(b"other words"))
    words = _verify(page, draft)
    assert "Something is not as the manifest says" in words
    assert "has changed since the build" in words
    draft.files.filter(name=file.name).update(blob=file.blob)
    stored = Path(settings.STORAGES["blobs"]["OPTIONS"]["location"]) / file.blob_id[:2] / file.blob_id
    stored.chmod(0o600)
    stored.write_bytes(b"damaged")
    assert "is missing" in _verify(page, draft)


def test_texts_that_changed_since_are_no_fault_of_the_build(page: Client, draft: Build, report: Report) -> None:
    tree = text_tree.read_tree(report)
    text_tree.commit(
        report, {TEXT: b"---\nentity: unhcr\norganization: au\nstatus: draft\n---\n\nNew.\n"}, tree, None, "x"
    )
    words = _verify(page, draft)
    assert "All is as the manifest says." in words
    assert "One file of the report has changed." in words
    assert f"/builds/compare/?old={draft.pk}&amp;new=2" in words


def test_files_that_somebody_received_are_recognized(page: Client, draft: Build) -> None:
    own = read_blob(draft.files.get(name="A-81-1.txt").blob_id)
    files = [SimpleUploadedFile("mail.txt", own), SimpleUploadedFile("forged<b>.txt", own + b" ")]
    words = page.post(f"/r/a-81-1/builds/{draft.pk}/verify/", {"files": files}).content.decode()
    assert "mail.txt is A-81-1.txt of this build, byte for byte." in words
    assert "forged&lt;b&gt;.txt is no file of this build." in words


def test_set_is_one_archive_and_always_the_same(page: Client, draft: Build) -> None:
    address = f"/r/a-81-1/builds/{draft.pk}/set/"
    answer = page.get(address)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == {file.name: read_blob(file.blob_id) for file in draft.files.all()}
    assert page.get(address).content == answer.content
    assert 'filename="a-81-1-draft.zip"' in answer.headers["Content-Disposition"]


@pytest.mark.slow
def test_final_is_signed_once_and_the_signature_is_verified(
    page: Client, final: Build, key: Path, producer: Person, tmp_path: Path
) -> None:
    address = f"/r/a-81-1/builds/{final.pk}/"
    assert "Sign this final" in page.get(address).content.decode()
    for _time in range(2):
        assert page.post(f"{address}sign/").status_code == 302
    event = Event.objects.get(what="sign final")
    assert (event.actor, event.object) == (producer.email, final.pk)
    assert event.details["manifest"] == final.files.get(name="manifest.json").blob_id
    words = _verify(page, final)
    assert "All is as the manifest says." in words
    assert "The manifest was signed with the key of this portal." in words
    assert producer.email in words
    assert "Sign this final" not in page.get(address).content.decode()
    for file in final.files.all():
        write_folder(tmp_path / "set", {file.name: read_blob(file.blob_id)})
    (tmp_path / "public.pem").write_bytes(page.get("/r/a-81-1/builds/public-key/").content)
    options = ["verify", str(tmp_path / "set"), "--outputs-only", "--key", str(tmp_path / "public.pem")]
    result = subprocess.run([sys.executable, "-m", "assembler", *options], capture_output=True, text=True)
    assert (result.returncode, "manifest.json was signed with this key." in result.stderr) == (0, True)
    final.files.filter(name="manifest.json.sig").update(blob=save_blob(bytes(64)))
    assert "The signature does not fit" in _verify(page, final)
    key.write_text("no key")
    assert "has no key to compare" in _verify(page, final)


def test_nobody_signs_without_a_key_or_a_final(page: Client, final: Build, key: Path, settings: Any) -> None:
    address = f"/r/a-81-1/builds/{final.pk}/sign/"
    key.write_text("no key")
    assert page.post(address).status_code == 422
    settings.SIGNING_KEY = ""
    assert page.post(address).status_code == 422
    Build.objects.update(kind="draft")
    assert page.post(address).status_code == 422
    assert not final.files.filter(name="manifest.json.sig").exists()


def test_api_verifies_and_signs(call: Call, final: Build, key: Path, producer: Person, make_person: MakePerson) -> None:  # noqa: ARG001
    address = f"/builds/{final.pk}"
    status, result = call(producer, "GET", f"{address}/verification")
    assert (status, result["is_whole"], result["signature"], result["outputs"]) == (200, True, "none", [])
    status, build = call(producer, "POST", f"{address}/signature")
    assert (status, "manifest.json.sig" in str(build["files"])) == (200, True)
    assert call(producer, "GET", f"{address}/verification")[1]["signature"] == "valid"
    assert call(make_person(Role.EDITOR), "POST", f"{address}/signature")[0] == 403


def test_exported_folder_verifies_the_final(final: Build, report: Report, tmp_path: Path) -> None:
    """The command line compares the files of the portal with an exported folder."""
    write_folder(tmp_path, export_report(report))
    write_folder(tmp_path / "set", {file.name: read_blob(file.blob_id) for file in final.files.all()})
    options = ["-C", str(tmp_path), "verify", str(tmp_path / "set")]
    result = subprocess.run([sys.executable, "-m", "assembler", *options], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, "")
