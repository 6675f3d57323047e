"""Keeps filters of a report's texts under names."""

from __future__ import annotations

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from assembler.portal.actions.typed_words import clean_words
from assembler.portal.models import Person, Report, SavedView
from assembler.portal.page_content.matrix import read_filter
from assembler.portal.permissions import Action, require
from assembler.portal.problems import Invalid, TooMany

LONGEST_NAME, MOST_VIEWS = 60, 30


def save_view(person: Person, report: Report, name: str, query: str) -> SavedView:
    """Keeps a filter under a name, in the place of an earlier one. Raises Forbidden, Invalid or TooMany."""
    require(person, Action.SEE_ALL_STATES, report)
    name = " ".join(clean_words(name).split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(_("The name cannot be used."), _("Write a name of 1 to 60 characters."))
    filter = read_filter(QueryDict(query))
    if not filter:
        raise Invalid(
            _("The view leaves nothing out."), _("Choose a state, an entity, an organization or an editor first.")
        )
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # one view at a time
        views = SavedView.objects.filter(person=person, report=report)
        if views.exclude(name=name).count() >= MOST_VIEWS:
            raise TooMany(_("You have 30 saved views already."), _("Remove a view that you do not use any more."))
        view, _is_new = views.update_or_create(
            person=person, report=report, name=name, defaults={"query": filter.print_query()}
        )
    return view


def remove_view(person: Person, report: Report, name: str) -> bool:
    """Removes a view of the person; False where there is none of that name."""
    count, _rows = SavedView.objects.filter(person=person, report=report, name=name).delete()
    return bool(count)
