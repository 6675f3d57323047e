"""What the pages of the workbench and of general texts share: edits of one paragraph, undo, history and presence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assembler.api import TextUnit, UnitEdit
from assembler.model.text.word_diff import diff_words
from assembler.portal import text_tree
from assembler.portal.actions.editorial import edit_unit
from assembler.portal.actions.presence import note_presence
from assembler.portal.actions.undo import find_undoable, list_edits, restore_version, take_back, trace_paragraph
from assembler.portal.models import Person, Report
from assembler.portal.page_content.history import read_words
from assembler.portal.page_content.labels import describe_reason
from assembler.portal.page_content.typed_text import show_words
from assembler.portal.permissions import Action, may, require
from assembler.portal.problems import Invalid, Problem, Stale
from assembler.portal.views.my import read_person

_EDITS = {
    "rewrite": "text",
    "add": "text",
    "join": "",
    "up": "",
    "down": "",
    "move": "place",
    "leave-out": "reason",
    "fix": "rule",
    "comment": "text",
    "settle": "comment",
}
"""What can be done with a paragraph, and the field whose words it takes."""
_LATEST = 20
"""How many edits of a text are shown with their words."""


def edit_text(request: HttpRequest, person: Person, report: Report, path: str) -> str:
    """Does what was asked for with a paragraph; the anchor of the one that comes into view.

    Raises what the actions raise, Forbidden where the person is no editor, or Invalid where no act was chosen.
    """
    require(person, Action.WRITE_ANY_FILE, report)
    act, number = request.POST.get("act", ""), _read_number(request)
    if act in _EDITS:
        words = request.POST.get(_EDITS[act], "") if _EDITS[act] else ""
        edit_unit(person, report, path, UnitEdit(act, number, request.POST.get("hash", ""), words))
        if act == "move":
            return f"#unit-{words}"
        shift = {"add": 1, "down": 1, "up": -1, "join": -1}.get(act, 0)
        return f"#unit-{max(1, number + shift)}"
    if act == "take-back":
        take_back(person, report, path, number)
        messages.success(request, _("The last change is taken back."))
        return ""
    if act == "restore":
        restore_version(person, report, path, number, _read_number(request, "revision"))
        messages.success(request, _("The earlier version stands again."))
        return ""
    raise Invalid(_("No act was chosen."), _("Open the page again."))


def describe_edits(
    request: HttpRequest, person: Person, report: Report, path: str, problem: Problem | None
) -> dict[str, object]:
    """What the parts of a page show that edit a text: who else is here, what can be taken back, what was typed."""
    edits = list_edits(report, path)
    undoable = find_undoable(edits)
    return {
        "may_edit": may(person, Action.WRITE_ANY_FILE, report),
        "others": note_presence(person, report, path),
        "newest": edits[0].number if edits else 0,
        "undoable": undoable,
        "undoable_reason": describe_reason(undoable.reason) if undoable else "",
        "problem": problem,
        "both_texts": _compare(problem, path) if isinstance(problem, Stale) else (),
        "is_checked": "findings" in request.GET,
        "typed": request.POST.get("text", "") or request.POST.get("reason", ""),
        **{f"typed_{name}": request.POST.get(name, "") for name in ("to", "quote", "due")},
        "typed_act": request.POST.get("act", ""),
        "typed_number": (problem.members.get("paragraph") if problem else 0) or _read_number(request),
    }


def _compare(problem: Stale, path: str) -> tuple[object, ...]:
    """The words that differ from the text that stands now to the one that was to be written."""
    stands, wanted = problem.paths.get(path, (None, None))
    return diff_words(_show(stands), _show(wanted)) if wanted is not None else ()


def _show(data: bytes | None) -> str:
    return show_words(read_words(data))


def show_presence(request: HttpRequest, person: Person, report: Report, path: str) -> HttpResponse:
    """Who else has the page open; the page asks for this again and again."""
    others = note_presence(person, report, path, _read_number(request, "paragraph"))
    return render(request, "portal/parts/others.html", {"others": others})


def show_history(
    request: HttpRequest,
    report: Report,
    path: str,
    title: str,
    units: Iterable[TextUnit],
    sources: Iterable[object] = (),
) -> HttpResponse:
    """The page that says how a text, or one of its paragraphs, came to its words."""
    hash = request.GET.get("history", "")
    unit = next((unit for unit in units if unit.hash == hash), None)
    edits = list_edits(report, path)
    content = {
        "report": report,
        "title": title,
        "unit": unit,
        "sources": list(sources) if unit else [],
        "edits": list(_describe_unit(report, path, unit) if unit else _describe_text(report, path)),
        "newest": edits[0].number if edits else 0,
        "may_edit": may(read_person(request), Action.WRITE_ANY_FILE, report),
    }
    return render(request, "portal/report/text_history.html", content)


def _describe_unit(report: Report, path: str, unit: TextUnit) -> Iterator[dict[str, object]]:
    for edit in trace_paragraph(report, path, unit.hash):
        segments = diff_words(show_words(edit.version.before), show_words(edit.version.text))
        yield {"revision": edit.revision, "reason": describe_reason(edit.revision.reason), "segments": segments}


def _describe_text(report: Report, path: str) -> Iterator[dict[str, object]]:
    edits = list_edits(report, path)
    for edit, former in zip(edits[:_LATEST], [*edits[1:], None], strict=False):
        before = text_tree.read_file(report, path, former.number) if former else None
        now = text_tree.read_file(report, path, edit.number)
        segments = diff_words(_show(before), _show(now)) if former else ()
        yield {"revision": edit, "reason": describe_reason(edit.reason), "segments": segments, "can_restore": True}


def _read_number(request: HttpRequest, name: str = "number") -> int:
    value = request.POST.get(name) or request.GET.get(name, "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
