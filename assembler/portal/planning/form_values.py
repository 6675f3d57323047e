"""The values of a form: as they are shown, as somebody typed them, and which fields of the file that changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.http import QueryDict
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from assembler.model.value import Value
from assembler.portal.actions.typed_words import clean_words
from assembler.portal.planning.fields import FormField, Part, Rows, Words

type Setting = str | tuple[str, ...]
type Settings = Mapping[str, Setting]
"""Values of a settings file by field, as the library reads them."""

_SECTIONS = "sections"


class Input(Value):
    """A field on a page."""

    field: FormField
    name: str
    """The name of the field, which is its id on the page."""
    value: str
    """What stands in it."""
    chosen: tuple[str, ...] = ()
    """The values that are chosen, of several."""
    errors: tuple[str, ...] = ()
    """What is wrong with it."""
    standing: str | None = None
    """What stands in the file now, where somebody else has changed the same field."""

    @property
    def type(self) -> str:
        """The type of its element."""
        return {"day": "date", "number": "number", "email": "email"}.get(self.field.kind, "text")

    @property
    def words(self) -> str:
        """Its value as a person reads it."""
        if self.field.kind == "day":
            return format_date(date.fromisoformat(self.value), _("j F Y"))
        return str(dict(self.field.choices).get(self.value, self.value))

    @property
    def described_by(self) -> str:
        """The ids of its hint and of what is wrong with it."""
        parts = ("hint" if self.field.hint else "", "error" if self.errors else "")
        return " ".join(f"{self.name}-{part}" for part in parts if part)

    @property
    def lines(self) -> int:
        """How many lines it shows."""
        return max(3, self.value.count("\n") + 2)

    @property
    def is_unknown(self) -> bool:
        """Whether its value is none of those that can be chosen."""
        return self.value not in dict(self.field.choices)


class Row(Value):
    """The fields of one item of a list."""

    title: Words
    number: int
    """Counted from 1."""
    name: str
    """The list and the position."""
    inputs: tuple[Input, ...]
    is_new: bool
    has_place: bool


class Faults(Value):
    """What is wrong with the fields of a form."""

    by_input: Mapping[str, tuple[str, ...]]
    """Sentences by the name of the input."""
    others: tuple[str, ...]
    """Sentences about fields that are not in the form."""


def show_parts(
    values: Settings, parts: Sequence[Part], errors: Mapping[str, tuple[str, ...]], standing: Settings
) -> Iterator[Input | Row]:
    """The inputs and the rows of a form; `standing` holds what others have typed into the same fields."""
    for part in parts:
        if isinstance(part, FormField):
            yield _show(values, part, "", errors, standing)
        else:
            yield from _show_rows(values, part, errors, standing)


def list_inputs(shown: Sequence[Input | Row]) -> Iterator[Input]:
    """The inputs of a form, those in rows too."""
    for part in shown:
        if isinstance(part, Input):
            yield part
        else:
            yield from part.inputs


def find_changes(values: Settings, parts: Sequence[Part], post: QueryDict) -> dict[str, Setting]:
    """The fields of the file that what was typed changes, each with its new value; an empty one goes."""
    changes: dict[str, Setting] = {}
    for part in parts:
        if isinstance(part, FormField):
            typed = _read(post, part, part.name)
            if typed != _read_shown(values.get(part.name), part):
                changes[part.name] = typed
        else:
            changes |= _find_row_changes(values, part, post)
    filled = tuple(name for name, value in changes.items() if value)
    return {
        name: value
        for name, value in changes.items()
        if value or not any(other.startswith(f"{name}.") for other in filled)
    }


def sort_faults(faults: Sequence[tuple[str, str]], shown: Sequence[Input | Row]) -> Faults:
    """The faults, each with its field and its sentence, by the inputs that stand for their fields."""
    names = [one.name for one in list_inputs(shown)]
    empty = {one.name: one.field.label for one in list_inputs(shown) if one.field.is_needed and not one.value}
    by_input: dict[str, tuple[str, ...]] = {}
    others: list[str] = []
    for field, sentence in faults:
        name = _find_input(field, names)
        if name in empty:
            by_input[name] = (_("“%(field)s” cannot be empty.") % {"field": empty[name]},)
        elif name:
            by_input[name] = (*by_input.get(name, ()), sentence)
        else:
            others.append(sentence)
    return Faults(by_input, tuple(others))


def place_standing(standing: Settings, shown: Sequence[Input | Row]) -> dict[str, Setting]:
    """What others have typed, by the inputs that stand for the fields."""
    names = [one.name for one in list_inputs(shown)]
    return {_find_input(field, names) or field: value for field, value in standing.items()}


def print_setting(value: Setting | None) -> str:
    """The value in one line."""
    return value if isinstance(value, str) else ", ".join(value or ())


def _find_input(field: str, names: Sequence[str]) -> str:
    """The input of that field: its own, one below or above it, or the first of its row."""
    if field in names:
        return field
    own = field.replace(".organizations.except", ".list").replace(".organizations", ".list")
    if own in names:
        return own
    near = (name for name in names if field and (name.startswith(f"{field}.") or field.startswith(f"{name}.")))
    return next(near, "")


def _show(
    values: Settings, field: FormField, prefix: str, errors: Mapping[str, tuple[str, ...]], standing: Settings
) -> Input:
    name = prefix + field.name
    shown = _read_shown(values.get(name), field)
    return Input(
        _choose_kind(field, shown),
        name,
        _print(shown, field),
        shown if isinstance(shown, tuple) else (),
        errors.get(name, ()),
        print_setting(standing[name]) if name in standing else None,
    )


def _choose_kind(field: FormField, shown: Setting) -> FormField:
    """The field; a day or a number that is none is shown as text, since a browser would hide it."""
    text = print_setting(shown)
    if not text or {"number": text.isdecimal(), "day": _is_day(text)}.get(field.kind, True):
        return field
    return FormField(field.name, field.label, field.hint, is_needed=field.is_needed)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _print(value: Setting, field: FormField) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(value) if field.kind == "lines" else ", ".join(value)


def _read_shown(value: Setting | None, field: FormField) -> Setting:
    """The value as it is shown: the default where the file has none."""
    if field.kind in ("lines", "words", "choices"):
        if value is None:
            return tuple(field.default.split())
        return (value,) if isinstance(value, str) else value
    return print_setting(value) if value else field.default


def _read(post: QueryDict, field: FormField, name: str) -> Setting:
    """What was typed."""
    typed = clean_words(post.get(name, ""))
    match field.kind:
        case "choices":
            return tuple(value for value in post.getlist(name) if value in dict(field.choices))
        case "lines":
            return tuple(filter(None, (" ".join(line.split()) for line in typed.splitlines())))
        case "words":
            return tuple(filter(None, typed.replace(",", " ").split()))
        case "yes-no":
            return "true" if typed else "false"
        case _:
            return " ".join(typed.split())


def _show_rows(
    values: Settings, rows: Rows, errors: Mapping[str, tuple[str, ...]], standing: Settings
) -> Iterator[Row]:
    items = _list_items(values, rows.name)
    for place in range(min(len(items) + 1, rows.most)):
        own = f"{rows.name}.{place}"
        item = items[place] if place < len(items) else {}
        item = _show_section(item) if rows.name == _SECTIONS else item
        named = {f"{own}.{name}": value for name, value in item.items()}
        inputs = tuple(_show(named, field, f"{own}.", errors, standing) for field in rows.fields)
        yield Row(rows.title, place + 1, own, inputs, place >= len(items), rows.has_places and place < len(items))


def _list_items(values: Settings, prefix: str) -> list[dict[str, Setting]]:
    """The items of a list, each by the fields below it."""
    items: dict[int, dict[str, Setting]] = {}
    for name, value in values.items():
        place, _dot, field = name.removeprefix(f"{prefix}.").partition(".")
        if name.startswith(f"{prefix}.") and place.isdecimal():
            items.setdefault(int(place), {})[field] = value
    return [items[place] for place in sorted(items)]


def _find_row_changes(values: Settings, rows: Rows, post: QueryDict) -> dict[str, Setting]:
    before = _list_items(values, rows.name)
    after = _read_items(before, rows, post)
    changes: dict[str, Setting] = {}
    for place in range(max(len(before), len(after))):
        old = before[place] if place < len(before) else {}
        new = after[place] if place < len(after) else {}
        for field in dict.fromkeys((*new, *old)):
            if old.get(field, "") != new.get(field, ""):
                changes[f"{rows.name}.{place}.{field}"] = new.get(field, "")
    return changes


def _read_items(before: Sequence[dict[str, Setting]], rows: Rows, post: QueryDict) -> list[dict[str, Setting]]:
    """The items as they were typed, in the order that was typed; those that were emptied are gone."""
    items: list[tuple[float, dict[str, Setting]]] = []
    for place in range(min(len(before) + 1, rows.most)):
        own = f"{rows.name}.{place}"
        old = before[place] if place < len(before) else {}
        item = _read_item(old, rows, own, post)
        typed = post.get(f"{own}.place", "")
        # a place that is typed counts before the one that the item had: 1 goes before the item that is first
        order = int(typed) if typed.isdecimal() and len(typed) < 4 else place + 1
        weight = order - 0.5 if order < place + 1 else order + 0.5 if order > place + 1 else float(order)
        if item and not post.get(f"{own}.remove"):
            items.append((weight, item))
    return [item for _weight, item in sorted(items, key=lambda one: one[0])]


def _read_item(old: Mapping[str, Setting], rows: Rows, own: str, post: QueryDict) -> dict[str, Setting]:
    if not any(f"{own}.{field.name}" in post for field in rows.fields):
        return dict(old)
    is_section = rows.name == _SECTIONS
    shown = _show_section(old) if is_section else old
    item = dict(old)
    typed: dict[str, Setting] = {}
    for field in rows.fields:
        value = _read(post, field, f"{own}.{field.name}")
        typed[field.name] = value
        if value != _read_shown(shown.get(field.name), field) and not is_section:
            item[field.name] = value
    if not old and not any(typed[field.name] for field in rows.fields if not field.default):
        return {}
    item = _read_section(old, typed) if is_section else item
    return {name: value for name, value in item.items() if value}


def _show_section(item: Mapping[str, Setting]) -> dict[str, Setting]:
    """A section with what stands in it as one of four."""
    excluded, listed = item.get("organizations.except"), item.get("organizations")
    scope = "except" if excluded else "all" if listed == "all" else "only" if listed else "text"
    shown = {name: value for name, value in item.items() if not name.startswith("organizations")}
    names = excluded or (listed if scope == "only" else None)
    return shown | {"scope": scope} | ({"list": names} if names else {})


def _read_section(old: Mapping[str, Setting], typed: Mapping[str, Setting]) -> dict[str, Setting]:
    """The fields of a section as the file has them."""
    scope, names, headings = typed["scope"], typed["list"], typed["headings"]
    item = {"title": typed["title"]}
    if scope == "text":
        return item | {"text": typed["text"]}
    item |= {"organizations": "all"} if scope == "all" else {}
    item |= {"organizations.except": names} if scope == "except" else {}
    item |= {"organizations": names} if scope == "only" else {}
    return item | ({"headings": headings} if headings != "true" or "headings" in old else {})
