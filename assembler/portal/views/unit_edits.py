"""What the pages of the workbench and of general texts share: edits of one paragraph, and taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from assembler.api import UnitEdit
from assembler.portal.actions.editorial import edit_unit, find_newest_change, take_back
from assembler.portal.models import Person, Report
from assembler.portal.permissions import Action, may, require
from assembler.portal.problems import Invalid, Problem

_EDITS = {
    "rewrite": "text",
    "add": "text",
    "join": "",
    "up": "",
    "down": "",
    "leave-out": "reason",
    "fix": "rule",
    "comment": "text",
    "settle": "comment",
}
"""What can be done with a paragraph, and the field whose words it takes."""


def edit_text(request: HttpRequest, person: Person, report: Report, path: str) -> str:
    """Does what was asked for with a paragraph; the anchor of the one that comes into view.

    Raises what the actions raise, Forbidden where the person is no editor, or Invalid where no act was chosen.
    """
    require(person, Action.WRITE_ANY_FILE, report)
    act, number = request.POST.get("act", ""), _read_number(request)
    if act in _EDITS:
        words = request.POST.get(_EDITS[act], "") if _EDITS[act] else ""
        if act == "comment" and words.strip():
            words = f"{person}: {words}"
        edit_unit(person, report, path, UnitEdit(act, number, request.POST.get("hash", ""), words))
        shift = {"add": 1, "down": 1, "up": -1, "join": -1}.get(act, 0)
        return f"#unit-{max(1, number + shift)}"
    if act == "take-back":
        take_back(person, report, path, number)
        messages.success(request, _("The last change is taken back."))
        return ""
    raise Invalid(_("No act was chosen."), _("Open the page again."))


def describe_edits(
    request: HttpRequest, person: Person, report: Report, path: str, problem: Problem | None
) -> dict[str, object]:
    """What the parts of a page show that edit a text: what can be taken back, and what was typed and not kept."""
    newest = find_newest_change(report, path)
    return {
        "may_edit": may(person, Action.WRITE_ANY_FILE, report),
        "newest": newest if newest > 1 else 0,
        "problem": problem,
        "is_checked": "findings" in request.GET,
        "typed": request.POST.get("text", "") or request.POST.get("reason", ""),
        "typed_number": _read_number(request),
    }


def _read_number(request: HttpRequest) -> int:
    value = request.POST.get("number", "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
