"""A new report that follows an earlier one: its plan as far as somebody has answered the steps, and its making."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from assembler.api import SettingFault, SettingsEdit
from assembler.model.value import Value
from assembler.portal import text_tree
from assembler.portal.actions.reports import find_report_of, import_report
from assembler.portal.isolated.process import run_job
from assembler.portal.isolated.values import FilesAnswer, ReportRequest
from assembler.portal.models import Event, Membership, Person, Report
from assembler.portal.models.events import record_event
from assembler.portal.permissions import list_earlier_reports, list_roles
from assembler.portal.planning.fields import ASKED, FORMS, Form, Part
from assembler.portal.planning.form_values import Setting, Settings
from assembler.portal.planning.saving import Faulty, edit_text
from assembler.portal.problems import Invalid
from assembler.portal.roles import Role

PLAN = "contributions/report.yaml"
EVENT = "new report"
"""What the event of a new report is called."""
_BLANK = ("date", "deadline", "period.from", "period.to", "symbols")
"""The fields of the plan that a new report never takes from the earlier one."""


def _select(form: str, name: str, *fields: str) -> Form:
    """A page with some of the fields of a form."""
    whole = next(own for own in FORMS if own.name == form)
    parts: tuple[Part, ...] = tuple(part for part in whole.parts if part.name in fields)
    return Form(name, whole.title, whole.lead, parts)


STEPS = (
    _select("dates", "dates", "date", "period.from", "period.to", "deadline"),
    _select("symbols", "symbols", "symbols", "distribution"),
    _select("symbols", "sessions", "organs"),
    next(form for form in FORMS if form.name == ASKED),
)
"""The four steps; the check answers page follows."""


class NewReport(Value):
    """A report that is not made yet, as it is kept between two pages."""

    earlier: str
    """The id of the report that it follows."""
    plan: str
    """Its plan."""
    blank: tuple[str, ...] = _BLANK
    """The fields of the plan that still say what the earlier report says."""
    done: tuple[str, ...] = ()
    """The steps that were answered."""

    @property
    def next_step(self) -> str:
        """The first step that was not answered; empty where all were."""
        return next((step.name for step in STEPS if step.name not in self.done), "")


def begin(person: Person, id: str) -> NewReport:
    """A new report that follows the report of that id. Raises Invalid where the person may not take it up."""
    earlier = list_earlier_reports(person).filter(pk=id).first()
    if earlier is None:
        raise Invalid(_("No report was chosen."), _("Choose the report that the new one follows."), field="earlier")
    return NewReport(earlier.pk, _begin_files(earlier)[PLAN].decode())


def read_edit(new: NewReport, earlier: Report) -> SettingsEdit:
    """The plan of the new report as it stands."""
    return edit_text(_read_files(new, earlier), PLAN, {})


def list_values(new: NewReport, edit: SettingsEdit) -> dict[str, Setting]:
    """The values of the plan without those that only the earlier report can have."""
    return {name: value for name, value in edit.fields.items() if name not in new.blank}


def answer_step(new: NewReport, earlier: Report, step: Form, changes: Mapping[str, Setting]) -> NewReport:
    """The new report with the answers to a step; what was not answered is taken out.

    Raises Faulty where a value cannot be used.
    """
    names = {part.name for part in step.parts}
    emptied = {name: "" for name in new.blank if name in names and name not in changes}
    edit = edit_text(_read_files(new, earlier), PLAN, {**changes, **emptied})
    own = tuple(fault for fault in edit.faults if fault.blocks and _is_of(fault, step))
    own += tuple(_find_own_faults(edit.fields, names))
    if own:
        raise Faulty(SettingsEdit(text=edit.text, fields=edit.fields, keys=edit.keys, faults=own))
    blank = tuple(name for name in new.blank if name not in names)
    done = tuple(name.name for name in STEPS if name.name in (*new.done, step.name))
    return NewReport(new.earlier, edit.text, blank, done)


def _find_own_faults(values: Settings, names: Iterable[str]) -> Iterable[SettingFault]:
    """What the portal needs, and the plan of a report on paper does not."""
    if "deadline" in names and "deadline" not in values:
        words = _("The deadline is missing."), _("Write the day by which contributions are asked for.")
        yield SettingFault("deadline", 1, *words, blocks=True)
    first = _find_first_symbol(values) if "symbols" in names else ""
    if first and find_report_of(first):
        words = _("There is a report with the symbol %(symbol)s.") % {"symbol": first}, _("Write another symbol.")
        yield SettingFault("symbols", 1, *words, blocks=True)


def _is_of(fault: SettingFault, step: Form) -> bool:
    if step.name == ASKED:
        return fault.field.startswith("requested")
    return any(fault.field == part.name or fault.field.startswith(f"{part.name}.") for part in step.parts)


def list_people(earlier: Report) -> list[Membership]:
    """The places in the earlier report that a new one can take over; a text that was handed to a colleague is none."""
    places = Membership.objects.current().filter(report=earlier, organization="").select_related("person")
    return list(places.order_by("role", "entity", "person__email"))


def make_report(person: Person, new: NewReport, earlier: Report, places: Sequence[Membership]) -> Report:
    """Makes the report, and gives the people of these places the same places in it.

    The person who makes it keeps the roles of the earlier report. Where the same person has made the report already,
    nothing changes. Raises Invalid where the plan cannot be used, or
    where there is a report with its symbol.
    """
    if new.next_step:
        raise Invalid(_("A step is not answered yet."), _("Answer all four steps."))
    edit = read_edit(new, earlier)
    files = {**_begin_files(earlier), PLAN: new.plan.encode()}
    with transaction.atomic():
        list(Report.objects.select_for_update().filter(pk=earlier.pk))  # a button that is pressed twice waits here
        own = tuple(_find_own_faults(edit.fields, ("deadline", "symbols")))
        if own and (report := _find_last(person, earlier, edit.fields)):
            return report
        if own:
            raise Invalid(own[0].message, own[0].hint)
        report, _conflicts = import_report(files, person)
        for role in list_roles(person, earlier) - {Role.FOCAL_POINT}:
            Membership.objects.get_or_create(person=person, report=report, role=role)
        for place in places:
            Membership.objects.get_or_create(person=place.person, report=report, role=place.role, entity=place.entity)
        people = [f"{place.person.email} {place.role} {place.entity}".strip() for place in places]
        details = {"earlier": earlier.pk, "people": people}
        record_event(report.pk, person.email, EVENT, report.pk, details=details)
    return report


def _find_last(person: Person, earlier: Report, values: Settings) -> Report | None:
    """The report with that symbol, where the person has made it from the same earlier report."""
    report = find_report_of(_find_first_symbol(values))
    events = Event.objects.filter(what=EVENT, actor=person.email, details__earlier=earlier.pk)
    return report if report and events.filter(chain=report.pk).exists() else None


def _find_first_symbol(values: Settings) -> str:
    symbols = values.get("symbols", "")
    return symbols if isinstance(symbols, str) else symbols[0]


def _begin_files(earlier: Report) -> dict[str, bytes]:
    tree = text_tree.read_tree(earlier)
    files = text_tree.read_files({path: digest for path, digest in tree.items() if not _is_text(path)})
    answer = run_job("begin_report", ReportRequest(files), FilesAnswer)
    return {path: data for path, data in answer.files.items() if data is not None}


def _is_text(path: str) -> bool:
    """Whether a path lies in a folder of texts."""
    return path.startswith("contributions/") and path.count("/") > 1


def _read_files(new: NewReport, earlier: Report) -> dict[str, bytes]:
    """The settings files of the new report."""
    tree = text_tree.read_tree(earlier)
    lists = {path: digest for path, digest in tree.items() if text_tree.is_setting(path)}
    return {**text_tree.read_files(lists), PLAN: new.plan.encode()}
