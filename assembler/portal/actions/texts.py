"""Reads, writes and imports the texts of an entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assembler.api import Review
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import (
    DocumentAnswer,
    FilesAnswer,
    ImportAnswer,
    ImportRequest,
    Replacement,
    Request,
    WriteRequest,
)
from assembler.portal.models import Pair, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.models.texts import Tree
from assembler.portal.moves import find_move
from assembler.portal.permissions import Action, answers_for, is_focal_point, may, require_move
from assembler.portal.problems import Forbidden, Invalid, Stale, TooLarge, require_size

_RECEIVED = "contributions/.received"
TYPED, FROM_FILE = gettext_noop("Typed on the page"), "File "
"""How a text came, as its version keeps it; pages say so in the language of the reader."""
type Note = Callable[[str], None]
"""Notes something of the text of an organization in the transaction that keeps the text."""
LONGEST_TEXT = 400_000
"""How many characters a text may have that is typed on a page."""


class Offer(Value):
    """A text of a file that the person may put in the place of the text that stands."""

    pair: Pair
    """The text, with the version that stands."""
    replacement: Replacement
    """What stands, and what the file says."""


class Upload(Value):
    """What came of a file that somebody sent."""

    answer: ImportAnswer
    """What the library says of it."""
    pairs: tuple[Pair, ...]
    """The texts that it changed."""
    locked: tuple[Pair, ...]
    """The texts that it would have changed, in whose state no text is taken."""
    offers: tuple[Offer, ...] = ()
    """The texts that it changes if the person asks for that."""


def select_own(tree: Tree, entity: str) -> dict[str, str]:
    """The part of a report's tree that a focal point's work needs: settings, templates and the entity's own texts."""
    own = (f"contributions/{entity}/", f"{_RECEIVED}/{entity}/", f"{_RECEIVED}/.unsettled/{entity}.", "templates/")
    return {path: digest for path, digest in tree.items() if path.startswith(own) or text_tree.is_setting(path)}


def review_texts(report: Report, entity: str, organizations: Iterable[str] = (), revision: int | None = None) -> Review:
    """The entity's texts with what was found in them and how they print, now or as of a revision."""
    files = text_tree.read_files(select_own(text_tree.read_tree(report, revision), entity))
    return run_job("review", Request(files=files, entity=entity, organizations=tuple(organizations)), Review)


def make_form(report: Report, entity: str, organizations: Iterable[str] = ()) -> bytes:
    """The Word form of the entity on these organizations, or on all on which it was asked. Raises Invalid."""
    files = text_tree.read_files(select_own(text_tree.read_tree(report), entity))
    answer = run_job(
        "make_form", Request(files=files, entity=entity, organizations=tuple(organizations)), DocumentAnswer
    )
    if not answer.data:
        raise Invalid(_("There is no form for this entity."), answer.obstacle)
    return answer.data


def check_typed_text(person: Person, pair: Pair, body: str) -> Review:
    """What would be found in the text of the pair if its body were this; nothing is kept. Raises TooLarge."""
    return _make_typed_text(person, pair, body, text_tree.read_tree(pair.report)).review


def write_typed_text(person: Person, pair: Pair, body: str, version: int, note: Note | None = None) -> FilesAnswer:
    """Keeps a text that the person typed; `version` is that of the text from which the person began.

    `note` is called in the transaction that keeps the text.

    Raises Forbidden, WrongState, TooLarge, Invalid, or Stale where somebody else has changed the text since.
    """
    require_write(person, pair)
    base = text_tree.read_tree(pair.report)
    answer = _make_typed_text(person, pair, body, base)
    if answer.obstacle:
        raise Invalid(answer.obstacle)
    # Read after the tree, of which `commit` checks that nobody has changed it since.
    stands = Pair.objects.values_list("version", flat=True).get(pk=pair.pk)
    now = text_tree.read_file(pair.report, pair.path)
    if stands != version and answer.files and now != answer.files.get(pair.path):  # else the same was sent twice
        raise Stale({pair.path: (now, answer.files.get(pair.path))})
    with transaction.atomic():
        text_tree.lock_report(pair.report)
        require_write(person, Pair.objects.select_related("report").get(pk=pair.pk))  # a place may have ended meanwhile
        commit_texts(person, pair.report, pair.entity, answer.files, base, answer.review, TYPED)
        if note:
            note(pair.organization)
    return answer


def import_file(
    person: Person,
    report: Report,
    entity: str,
    data: bytes,
    name: str,
    organization: str = "",
    note: Note | None = None,
    replaces: Mapping[str, int | None] | None = None,
) -> Upload:
    """Takes the texts of a Word file of the entity; where a text comes again, the library merges it.

    Texts in whose state the person may not write stay as they are, and are named. `note` is called for each text that
    the report holds now, in the transaction that keeps them. `replaces` names organizations on which the text of the
    file takes the place of one that cannot be merged with it, with the version that the person has seen, if there is
    one. Raises TooLarge, or Stale where that version stands no longer.
    """
    require_size(len(data))
    replaces = replaces or {}
    tree = text_tree.read_tree(report)
    own = select_own(tree, entity)
    request = ImportRequest(
        files=text_tree.read_files(own),
        entity=entity,
        organizations=(organization,) if organization else (),
        data=data,
        name=name,
        on=timezone.localdate(),
        replaces=tuple(replaces),
    )
    answer = run_job("import_word", request, ImportAnswer)
    texts = Pair.objects.select_related("report").filter(report=report, entity=entity)
    for pair in texts.filter(organization__in=set(replaces) & set(answer.taken)):
        # Read after the tree, of which `commit` checks that nobody has changed it since.
        if replaces[pair.organization] not in (None, pair.version):
            raise Stale({pair.path: (text_tree.read_file(report, pair.path), answer.files.get(pair.path))})
    reason = f"{FROM_FILE}{name[:100]}"
    with transaction.atomic():
        text_tree.lock_report(report)
        locked = [pair for pair in texts.filter(organization__in=answer.taken) if not _may_write(person, pair)]
        refused = {pair.organization for pair in locked}
        if not answers_for(person, report, entity):  # what nobody has asked for, the whole entity's people add
            refused |= set(answer.taken) - set(texts.values_list("organization", flat=True))
        files = {path: data for path, data in answer.files.items() if _find_organization(path) not in refused}
        pairs = commit_texts(person, report, entity, files, tree, answer.review, reason)
        if note:
            for text in {*answer.taken, *answer.same} - refused:
                note(text)
    offers, closed = _list_offers(person, texts, answer)
    return Upload(answer, pairs, (*locked, *closed), tuple(offers))


def _list_offers(person: Person, texts: QuerySet[Pair], answer: ImportAnswer) -> tuple[list[Offer], list[Pair]]:
    """The texts that the person may replace, and those of the person in whose state no text is taken."""
    replacements = {text.organization: text for text in answer.replacements}
    offers, closed = [], []
    for pair in texts.filter(organization__in=replacements):
        if _may_write(person, pair):
            offers.append(Offer(pair, replacements[pair.organization]))
        elif is_focal_point(person, pair):
            closed.append(pair)
    return offers, closed


def require_write(person: Person, pair: Pair) -> None:
    """Raises Forbidden or WrongState where the person may not write in the text now."""
    if may(person, Action.WRITE_ANY_FILE, pair.report) and not is_focal_point(person, pair):
        return
    require_move(person, "write", pair)


def _may_write(person: Person, pair: Pair) -> bool:
    if not is_focal_point(person, pair):
        return may(person, Action.WRITE_ANY_FILE, pair.report)
    return find_move("write", pair.state) is not None


def commit_texts(
    person: Person,
    report: Report,
    entity: str,
    files: Mapping[str, bytes | None],
    base: Tree,
    review: Review,
    reason: str,
) -> tuple[Pair, ...]:
    """Commits texts of an entity and notes in their pairs how they stand now; called in a transaction.

    The pairs whose text changed. Raises Stale, or Forbidden where a file lies outside the entity's folders.
    """
    outside = [path for path in files if path not in select_own(dict.fromkeys(files, ""), entity)]
    if outside or any(path.endswith(".yaml") and path.count("/") == 1 for path in files):
        raise Forbidden(_("A text of another entity cannot be changed."))
    revision = text_tree.commit(report, files, base, person, reason)
    if revision is None:
        return ()
    organizations = {_find_organization(path) for path in files if path.startswith(f"contributions/{entity}/")}
    pairs = tuple(_note_text(report, entity, organization, review) for organization in sorted(organizations))
    for pair in pairs:
        details = {"revision": revision.number, "text": pair.text}
        record_event(report.pk, person.email, "write", str(pair), reason, details)
    return pairs


def _note_text(report: Report, entity: str, organization: str, review: Review) -> Pair:
    pair, _is_new = Pair.objects.select_for_update().get_or_create(
        report=report, entity=entity, organization=organization
    )
    move = find_move("write", pair.state)
    text = next((text for text in review.texts if text.organization == organization), None)
    pair.state = move.target if move and move.target else pair.state
    pair.version, pair.changed = text_tree.count_versions(report, pair.paths), timezone.now()
    pair.words, pair.text = (text.words, text.hash) if text else (0, "")
    pair.findings = len(text.remarks) if text else None
    pair.save()
    return pair


def _make_typed_text(person: Person, pair: Pair, body: str, tree: Tree) -> FilesAnswer:
    if len(body) > LONGEST_TEXT:
        raise TooLarge(_("The text is too long."), _("Shorten the text, or send it as a Word file."))
    request = WriteRequest(
        files=text_tree.read_files(select_own(tree, pair.entity)),
        entity=pair.entity,
        organizations=(pair.organization,),
        body=body,
        name=str(person),
        email=person.email,
    )
    return run_job("write_text", request, FilesAnswer)


def _find_organization(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]
