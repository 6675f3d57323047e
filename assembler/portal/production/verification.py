"""Signs finals, and verifies that the files of a build and what it was made from are still what its manifest says."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from assembler.errors import UnusableKey
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.blobs import hash_content, read_blob, save_blob
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import Files, JsonAnswer, VerificationRequest
from assembler.portal.models import Build, BuildFile, Event, Person
from assembler.portal.models.events import record_event
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid
from assembler.portal.production.manifest_content import MANIFEST
from assembler.provenance.signature import SIGNATURE, derive_public_key, is_signed, sign

_SIGN = "sign final"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of each file in an archive, so that the same files give the same archive."""


class VerifiedFile(Value):
    """An output, and whether it is what the manifest says."""

    name: str
    sha256: str
    """The hash of what is stored."""
    size: int
    fault: str
    """What is wrong with it; empty where it is as the manifest says."""


class Signature(Value):
    """The signature of a manifest."""

    is_valid: bool | None
    """Whether the manifest was signed with the key of this portal; None where the portal has no key to compare."""
    event: Event | None
    """Who signed it, and when."""


class Verification(Value):
    """What was compared with the manifest of a build, and what came of it."""

    manifest: str
    """The hash of the manifest."""
    files: tuple[VerifiedFile, ...]
    inputs: int
    """How many files of the report were compared, as they were when the build was made."""
    input_faults: tuple[tuple[str, str], ...]
    """The place of each of them that is not as the manifest says, with what is wrong."""
    remarks: tuple[str, ...]
    signature: Signature | None
    """The signature; None where there is none."""
    changed: tuple[str, ...]
    """The files of the report that have changed since the build was made, which is no fault of the build."""

    @property
    def is_whole(self) -> bool:
        """Whether all is as the manifest says."""
        is_signed = self.signature is None or self.signature.is_valid is not False
        return is_signed and not self.input_faults and not any(file.fault for file in self.files)


def verify_build(build: Build) -> Verification:
    """What is to be said of a build that is done. Raises Invalid where it has no manifest that can be read."""
    files = {file.name: file for file in build.files.select_related("blob")}
    outputs = dict(_read_outputs(files.values()))
    if MANIFEST not in outputs:
        raise Invalid(_("This build has no outputs."), _("Choose a build that is done."))
    request = VerificationRequest(text_tree.check_out(build.report, build.revision), outputs)
    answer = run_job("verify", request, JsonAnswer)
    if answer.obstacle:
        raise Invalid(_("The manifest of this build cannot be read."), answer.obstacle)
    result: Mapping[str, Any] = json.loads(answer.text)
    faults = {fault["path"]: fault["what"] for fault in result["outputs"]}
    return Verification(
        manifest=hash_content(outputs[MANIFEST]),
        files=tuple(
            VerifiedFile(name, hash_content(outputs.get(name, b"")), len(outputs.get(name, b"")), faults.get(name, ""))
            for name in sorted({*files, *faults})
        ),
        inputs=result["inputs_compared"],
        input_faults=tuple((fault["path"], fault["what"]) for fault in result["inputs"]),
        remarks=tuple(result["remarks"]),
        signature=_verify_signature(build, outputs),
        changed=_list_changed(build),
    )


def sign_final(person: Person, build: Build) -> None:
    """Signs the manifest of a final with the key of this portal, once.

    Raises Forbidden, or Invalid where the build is no final that is done, or the portal has no key.
    """
    require(person, Action.BUILD_FINAL, build.report)
    file = build.files.filter(name=MANIFEST).first()
    if build.kind != "final" or build.state != Build.State.DONE or file is None:
        raise Invalid(_("This is no final that is done."), _("Sign a final when its files are there."))
    hint = _("Ask who runs the portal to set ASSEMBLER_SIGNING_KEY.")
    try:
        key = _read_key()
        signature = sign(read_blob(file.blob_id), key) if key else b""
    except UnusableKey as error:
        raise Invalid(_("The key of this portal cannot be used."), hint) from error
    if not signature:
        raise Invalid(_("This portal has no key to sign with."), hint)
    blob = save_blob(signature)
    with transaction.atomic():
        _signature, is_new = BuildFile.objects.get_or_create(build=build, name=SIGNATURE, defaults={"blob": blob})
        if is_new:
            details = {"manifest": file.blob_id, "key": hash_content(derive_public_key(key))}
            record_event(build.report_id, person.email, _SIGN, build.pk, details=details)


def can_sign(build: Build) -> bool:
    """Whether the build is a final without a signature, and the portal has a key."""
    is_final = build.kind == "final" and build.state == Build.State.DONE
    return is_final and bool(read_public_key()) and not build.files.filter(name=SIGNATURE).exists()


def read_public_key() -> bytes:
    """The public key of this portal, in PEM; empty where there is no key that can be used."""
    try:
        key = _read_key()
        return derive_public_key(key) if key else b""
    except UnusableKey:
        return b""


def pack(build: Build) -> bytes:
    """All files of a build in one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in build.files.all():
            archive.writestr(zipfile.ZipInfo(file.name, _EARLIEST), read_blob(file.blob_id))
    return out.getvalue()


def recognize(build: Build, files: Iterable[tuple[str, bytes]]) -> list[tuple[str, str, str]]:
    """Of each file that somebody has: its name, its hash, and which file of the build it is, byte for byte, if any."""
    names = {file.blob_id: file.name for file in build.files.all()}
    hashes = ((name, sha256(data).hexdigest()) for name, data in files)
    return [(name, digest, names.get(digest, "")) for name, digest in hashes]


def _read_key() -> bytes:
    """The private key of this portal; empty where none is named. Raises UnusableKey where it cannot be read."""
    if not settings.SIGNING_KEY:
        return b""
    try:
        return Path(settings.SIGNING_KEY).read_bytes()
    except OSError as error:
        raise UnusableKey("The file that ASSEMBLER_SIGNING_KEY names cannot be read.") from error


def _read_outputs(files: Iterable[BuildFile]) -> Iterable[tuple[str, bytes]]:
    """The stored outputs that are whole; one that is damaged is missing."""
    for file in files:
        try:
            yield file.name, read_blob(file.blob_id)
        except (OSError, ValueError):
            continue


def _verify_signature(build: Build, outputs: Files) -> Signature | None:
    signature = outputs.get(SIGNATURE)
    if signature is None:
        return None
    key = read_public_key()
    is_valid = is_signed(outputs[MANIFEST] or b"", signature, key) if key else None
    return Signature(is_valid, Event.objects.filter(chain=build.report_id, what=_SIGN, object=build.pk).first())


def _list_changed(build: Build) -> tuple[str, ...]:
    before, now = text_tree.read_tree(build.report, build.revision), text_tree.read_tree(build.report)
    return tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))
