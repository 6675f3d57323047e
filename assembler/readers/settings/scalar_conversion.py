"""Converts a single value of a settings file from text to the type in its schema: a day, a number, an identifier."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import assert_never
from unicodedata import category
from unicodedata import name as unicodedata_name

from assembler.model.text.suggestions import suggest, suggest_identifier
from assembler.model.vocabulary import Entity, Organization, Vocabulary
from assembler.readers.settings.fault_codes import (
    EMPTY,
    MISTYPED,
    UNKNOWN_IDENTIFIER,
    Complaint,
    Subject,
    complain,
    quote,
)
from assembler.readers.settings.schema_types import (
    Choice,
    Day,
    DocumentSymbol,
    Identifier,
    NameList,
    Phrase,
    Text,
    Whole,
    Word,
    YesNo,
    describe_shape,
    list_facts,
)

type Content = str | int | bool | date
"""What a single value can be."""

_SPACES = re.compile("[ \t\r\n]{2,}|[\t\r\n]")
IDENTIFIER = re.compile("[a-z0-9-]{1,40}")
"""The form of an identifier."""
DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
"""The form of a day, whether the calendar has it or not."""
_WHOLE = re.compile("0|[1-9][0-9]{0,8}")
# Series of the Assembly carry the session, those of the Council the year (UN-SYM-01); other organs have letters.
SYMBOL = re.compile(
    r"(?!A/[0-9]{4})(?!S/(?!(?:19|20)[0-9]{2}/)[0-9])[A-Z]{1,8}(?:/[A-Z0-9][A-Za-z0-9.-]*){2,8}"
    r"(?:\([0-9]{4}\))?(?: \((?:Sect\. [0-9]+|Vol\. [IVX]+|Part [IVX]+)\))?"
)
"""The form of a document symbol."""
TRUTH = {"true": True, "yes": True, "false": False, "no": False}
"""What may be written for true and false, in small letters or capitals."""
_CONTROLS = {"\t": "tab", "\n": "line break", "\r": "line break"}
_PLACE = re.compile(r"\{([a-z_]+)\}")


def convert_scalar(written: str, shape: Word, subject: Subject, vocabulary: Vocabulary) -> Content | Complaint:
    """The value of the text, or why the text is not valid; messages speak of it as the subject."""
    spaced = "  " in written or "\n" in written or "\t" in written or "\r" in written
    text = (_SPACES.sub(" ", written) if spaced else written).strip(" ")
    exact = isinstance(shape, Text) and shape.exact  # then a no-break space may be what is meant
    if not (text if exact else text.strip()):
        hint = "Write the value, or delete the line."
        facts = (("key", subject.key),)
        return complain(EMPTY, "Nothing is written for {name}.", hint, facts, name=subject.name)
    match shape:
        case Text():
            return _convert_text(written if shape.exact else text, shape, subject)
        case Phrase():
            return _convert_phrase(written, shape, subject)
        case Identifier():
            return _convert_identifier(written, shape, subject, vocabulary)
        case Day():
            return _convert_day(text, shape, subject)
        case Whole():
            return _convert_whole(text, shape, subject)
        case Choice():
            return _convert_choice(text, shape, subject)
        case YesNo():
            truth = TRUTH.get(text.lower())
            return _refuse(text, shape, subject, "Write true or false.") if truth is None else truth
        case DocumentSymbol():
            hint = "Write the symbol as printed, in capital letters with slashes. Put two symbols in square brackets."
            return text if SYMBOL.fullmatch(text) else _refuse(text, shape, subject, hint)
        case _:
            assert_never(shape)


def capitalize(name: str) -> str:
    """The name at the beginning of a sentence."""
    return name[:1].upper() + name[1:]


def _refuse(text: str, shape: Word, subject: Subject, hint: str, **parameters: str) -> Complaint:
    parameters |= {"name": capitalize(subject.name), "form": describe_shape(shape), "value": quote(text)}
    facts = (("key", subject.key), *list_facts(shape))
    return complain(MISTYPED, "{name} must be {form}, but {value} stands here.", hint, facts, **parameters)


def _convert_text(text: str, shape: Text, subject: Subject) -> Content | Complaint:
    if not shape.pattern or re.fullmatch(shape.pattern, text):
        return text
    return _refuse(text, shape, subject, "Write {wanted}.", wanted=shape.form)


def _convert_phrase(text: str, shape: Phrase, subject: Subject) -> Content | Complaint:
    """The phrase, safe to be filled: every place is known, and no other brace stands in it."""
    places = _PLACE.findall(text)
    missing = [place for place in shape.needed if place not in places]
    strange = [place for place in places if place not in (*shape.needed, *shape.possible)]
    if not missing and not strange and not re.search("[{}]", _PLACE.sub("", text)):
        return text
    place_names = ", ".join(f"{{{place}}}" for place in (*shape.needed, *shape.possible))
    hint = "Use braces only around these words, which are replaced: {known}."
    return _refuse(text, shape, subject, hint, known=place_names)


def _convert_identifier(text: str, shape: Identifier, subject: Subject, vocabulary: Vocabulary) -> Content | Complaint:
    hidden = _find_hidden_character(text)
    visible = "".join(character for character in text if not _is_hidden(character)) if hidden else ""
    if visible:
        message = "{value} is written with a character that cannot be seen: {character}."
        hint = "Write {value}: an identifier has small letters, figures and hyphens, and nothing else."
        return complain(MISTYPED, message, hint, value=quote(visible), character=_describe_character(hidden))
    if text in shape.reserved:
        hint = "Choose another name: the folder of that name holds texts of the lead department."
        name, facts = capitalize(subject.name), (("key", subject.key),)
        return complain(MISTYPED, "{name} cannot be “{value}”.", hint, facts, name=name, value=text)
    listed = _list_names(shape.of, vocabulary)
    # An empty list is a fault of its own; then every name is valid.
    if shape.of is not None and listed and text not in listed:
        return _refuse_unknown(text, shape.of, subject, listed)
    if IDENTIFIER.fullmatch(text):
        return text
    hint = "Use small letters a to z, figures and hyphens only, at most 40; no space, and no ending such as .md."
    return _refuse(text, shape, subject, hint)


def _find_hidden_character(text: str) -> str:
    """The first character that cannot be seen, or empty; of common spaces, one at the beginning or the end."""
    if text.isascii() and text.isprintable() and text.strip() == text:
        return ""
    inside = text.strip(" ")
    return next(
        (character for character in inside if _is_hidden(character) and character != " "), " " * (inside != text)
    )


def _is_hidden(character: str) -> bool:
    return category(character)[0] in "ZC"


def _describe_character(character: str) -> str:
    """Its name and number, such as no-break space (U+00A0)."""
    return (
        f"{unicodedata_name(character, _CONTROLS.get(character, 'control character')).lower()} (U+{ord(character):04X})"
    )


type _Names = Mapping[str, Organization] | Mapping[str, Entity]


def _list_names(of: NameList | None, vocabulary: Vocabulary) -> _Names:
    match of:
        case "organization":
            return vocabulary.organizations
        case "entity":
            return vocabulary.entities
        case None:
            return {}


def _refuse_unknown(text: str, of: NameList, subject: Subject, listed: _Names) -> Complaint:
    file = "organizations.yaml" if of == "organization" else "entities.yaml"
    suggestion = suggest_identifier(text, listed)
    parameters = {"suggestion": suggestion, "suggestion_name": listed[suggestion].name} if suggestion else {}
    return complain(
        UNKNOWN_IDENTIFIER,
        "{value} is not the identifier of an {list} in {file}.",
        "Did you mean “{suggestion}” ({suggestion_name})?" if suggestion else "Write one of the identifiers in {file}.",
        (("key", subject.key),),
        value=quote(text),
        list=of,
        file=file,
        **parameters,
    )


def _convert_day(text: str, shape: Day, subject: Subject) -> Content | Complaint:
    if not DAY.fullmatch(text):
        return _refuse(text, shape, subject, "Write four figures for the year, two for the month and two for the day.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = "{name} is {value}, a day that the calendar does not have."
        name, facts = capitalize(subject.name), (("key", subject.key), *list_facts(shape))
        return complain(MISTYPED, message, "Look up the month and the day.", facts, name=name, value=text)


def _convert_whole(text: str, shape: Whole, subject: Subject) -> Content | Complaint:
    if _WHOLE.fullmatch(text) and shape.least <= int(text) <= shape.most:
        return int(text)
    return _refuse(text, shape, subject, "Use figures only, without spaces, commas or noughts before them.")


def _convert_choice(text: str, shape: Choice, subject: Subject) -> Content | Complaint:
    if text in shape.words:
        return text
    suggestion = suggest(text, shape.words)
    hint = "Did you mean “{suggestion}”?" if suggestion else "Write one of these words."
    return _refuse(text, shape, subject, hint, suggestion=suggestion)
