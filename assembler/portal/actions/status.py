"""How far a report is, as the library says; each person reads what that person may know."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.utils import timezone

from assembler.portal import text_tree
from assembler.portal.actions.texts import select_own
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import JsonAnswer, StatusRequest
from assembler.portal.models import Pair, Person, Report
from assembler.portal.permissions import Action, may
from assembler.portal.problems import Invalid

_WITH_WORDS = ("open", "blockers")
"""What the status says in words of texts that may not be submitted yet."""


def read_status(person: Person, report: Report) -> dict[str, object]:
    """The status of the report, as `status --format json` gives it; of the own texts alone for a focal point.

    Raises Invalid where the plan cannot be used.
    """
    tree = text_tree.read_tree(report)
    entities: tuple[str, ...] = ()
    own: set[tuple[str, str]] = set()
    if not may(person, Action.SEE_ALL_STATES, report):
        own = set(Pair.objects.answered_by(person).filter(report=report).values_list("entity", "organization"))
        entities = tuple(sorted({entity for entity, _ in own}))
        tree = _select_pairs(tree, own)
    request = StatusRequest(text_tree.read_files(tree), timezone.localdate(), entities)
    answer = run_job("read_status", request, JsonAnswer)
    if not answer.text:
        raise Invalid(answer.obstacle)
    status: dict[str, object] = json.loads(answer.text)
    if own:
        cells = status["contributions"]
        assert isinstance(cells, list)
        status["contributions"] = [cell for cell in cells if (cell["entity"], cell["organization"]) in own]
    if not own and not may(person, Action.READ_ALL_TEXTS, report):
        status |= {name: [] for name in _WITH_WORDS}
    return status


def _select_pairs(tree: dict[str, str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Settings, templates, and the texts of these pairs."""
    texts = tuple(f"contributions/{entity}/{organization}." for entity, organization in pairs)
    selected: dict[str, str] = {}
    for entity in {entity for entity, _ in pairs}:
        folder = f"contributions/{entity}/"
        own = select_own(tree, entity)
        selected |= {
            path: digest
            for path, digest in own.items()
            if path.startswith(texts) or not (path.startswith(folder) or "/.received/" in path)
        }
    return selected
