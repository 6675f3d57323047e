"""Takes a file with the text of an entity on one organization, Word or Markdown, and says what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.utils.translation import gettext as _

from assembler.model.contribution import read_body
from assembler.model.finding import Severity
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.actions.moves import make_receipt
from assembler.portal.actions.texts import Note, Offer, import_file, require_write, select_own, write_typed_text
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import JsonAnswer, Request
from assembler.portal.models import Pair, Person, Receipt
from assembler.portal.page_content.file_names import name_texts
from assembler.portal.page_content.hints import choose_hint, drop_other_ways
from assembler.portal.problems import Invalid, require_size

_WORD = b"PK\x03\x04"
"""How a Word file begins."""


class Taken(Value):
    """What came of a file."""

    receipt: Receipt
    """What the person keeps."""
    findings: tuple[dict[str, object], ...]
    """What is wrong with the text, in the form of `check --format json`."""


def take_file(
    person: Person, pair: Pair, data: bytes, name: str, version: int | None = None, *, replaces: bool = False
) -> Taken:
    """Takes the text of the pair; `version` is that of the text from which the file was made, if it is known.

    With `replaces`, a Word text takes the place of one that cannot be merged with it. Raises Forbidden, WrongState,
    TooLarge, Invalid where no text on the organization is in the file or another text stands, or Stale.
    """
    require_write(person, pair)
    require_size(len(data))
    receipts: dict[str, Receipt] = {}

    def note(organization: str) -> None:
        if organization == pair.organization:
            revision = text_tree.lock_report(pair.report).last_revision
            pair.refresh_from_db()
            receipts[organization] = make_receipt(person, pair, "upload", revision)

    if data.startswith(_WORD):
        wanted = {pair.organization: version} if replaces else {}
        findings = _take_word(person, pair, data, name, note, wanted)
    else:
        stands = pair.version if version is None else version
        findings = write_typed_text(person, pair, _read_markdown(data), stands, note).findings
    if not receipts:  # a move has closed the text meanwhile
        pair.refresh_from_db()
        require_write(person, pair)
    return Taken(receipts[pair.organization], _select_findings(findings, pair))


def list_findings(pair: Pair) -> tuple[dict[str, object], ...]:
    """What is wrong with the text of the pair as it stands, in the form of `check --format json`."""
    files = text_tree.read_files(select_own(text_tree.read_tree(pair.report), pair.entity))
    answer = run_job("check", Request(files=files, entity=pair.entity), JsonAnswer)
    return _select_findings(answer.text, pair)


def _select_findings(text: str, pair: Pair) -> tuple[dict[str, object], ...]:
    findings = json.loads(text)["findings"] if text else []
    place = pair.path.removesuffix("md")
    return tuple(finding for finding in findings if finding["path"].startswith(place))


def _take_word(
    person: Person, pair: Pair, data: bytes, name: str, note: Note, replaces: Mapping[str, int | None]
) -> str:
    upload = import_file(person, pair.report, pair.entity, data, name, pair.organization, note, replaces)
    answer = upload.answer
    for offer in upload.offers:
        if offer.pair == pair:
            raise _describe_other_text(offer)
    if pair.organization not in (*answer.taken, *answer.same):
        texts = [text for text in answer.review.texts if text.organization in ("", pair.organization)]
        errors = [remark for text in texts for remark in text.remarks if remark.severity is Severity.ERROR]
        reasons = [drop_other_ways(sentence) for sentence in answer.sentences]
        reasons += [f"{name_texts(error.message)} {choose_hint(error.rule, error.hint)}" for error in errors]
        raise Invalid(_("No text was taken from this file."), " ".join(filter(None, reasons)))
    return answer.findings


def _describe_other_text(offer: Offer) -> Invalid:
    """That another text stands, with both texts and the way out."""
    return Invalid(
        _("Another text stands here, and it cannot be merged with the file."),
        _("To use the text of the file, send the file again with “replace=true”. The earlier text stays as a version."),
        replaceable=True,
        version=offer.pair.version,
        current=offer.replacement.stands,
        yours=offer.replacement.text,
    )


def _read_markdown(data: bytes) -> str:
    """The body of a text; a header that came with it is left out, since the portal keeps its own."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Invalid(
            _("This file is neither Word nor text."), _("Send a Word file (.docx), or Markdown in UTF-8.")
        ) from error
    if "\0" in text:
        raise Invalid(_("This file is neither Word nor text."), _("Send a Word file (.docx), or Markdown in UTF-8."))
    text = read_body(text)
    if not text.strip():
        raise Invalid(_("This file is empty."), _("Send the text, or say that there is nothing to report."))
    return text
