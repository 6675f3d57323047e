"""Finds the files of form and wording: the report's own templates/ before the packaged ones, file by file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from assembler.errors import NoTemplate, Unreadable, explain_os_error

_HERE = Path(__file__).parents[1]
PACKAGED = _HERE / "templates" if (_HERE / "templates").is_dir() else _HERE.parent / "templates"
"""Inside the installed package, or beside it in a checkout."""
_EXAMPLE = _HERE / "example" if (_HERE / "example").is_dir() else _HERE.parent / "contributions"
"""The contributions of the example report, in the same two places."""
OWN = "templates"
"""The folder of a report's own templates."""
OWN_WORD_TEMPLATES = (f"{OWN}/report.docx", f"{OWN}/questionnaire.docx")
"""The places of a report's own Word templates."""

FORM = ("report.html.j2", "report.css", "crop-marks.css", "screen.css", "report.docx")
"""What the writers need."""
COMPARISON = ("comparison.html.j2", "report.docx")
"""What comparisons are made with, beside the words of their language."""
ANSWER = ("answer.html.j2", "answer.txt.j2")
"""What the answer to an entity is made with."""
PREVIEW = ("preview/fault.html.j2", "preview/bar.html.j2", "preview/preview.css", "preview/preview.js", "screen.css")
"""What the preview adds to the web page, and the look of its own page."""
QUESTIONNAIRE = "questionnaire.docx"
"""What the questionnaire is made with, beside the words of its language."""
CONTRIBUTION = "contribution.md"
"""The template of a blank contribution."""
SCAFFOLD_INDEX = "scaffold_text.json"
"""What the templates of blank contributions, questionnaires and new reports say, made from them."""
_FORM = "form"
"""The folder of the questionnaire's words, a file for each language."""
_MOST_BYTES = 1 << 26
"""The largest template that is read; a stylesheet with its faces in it is far smaller."""
_MOST_READINGS = 128
"""How many readings of packaged templates are kept: each language has a dozen."""
_FOLDERS = ("answer", "labels", "comparison", _FORM, "reminder", "wording")
"""The folders of templates with words in a language."""
_WORDING = "wording"
_LANGUAGE = re.compile("[a-z]{2}")
_GIT = "git"
"""The folder of the files for Git in a new report."""
_REPORT = "report"
"""The folder of the small complete report with which one begins."""


def read_template(name: str, files: Mapping[str, bytes]) -> bytes:
    """The bytes of the template of that name, such as labels/en.yaml: the report's own among its files, or the packaged
    one.

    Raises NoTemplate where neither is there, or Unreadable.
    """
    own = files.get(f"{OWN}/{name}")
    if own is not None:
        return own
    if not os.path.lexists(PACKAGED / name):
        raise _missing(name)
    return read_path(PACKAGED / name)


def _missing(name: str) -> NoTemplate:
    return NoTemplate(f"The template {name} is missing from {PACKAGED}; install the program again.")


def is_template_folder(name: str) -> bool:
    """Whether templates lie in the folder of that name below templates/."""
    folder, _, language = name.rpartition("/")
    return name in _FOLDERS or (folder == _WORDING and _LANGUAGE.fullmatch(language) is not None)


def is_template_name(name: str) -> bool:
    """Whether a file of that name below templates/ is a template: one that is packaged, or words in a language."""
    folder, _, file = name.rpartition("/")
    return file.endswith(".yaml") and not file.startswith(".") if folder else (PACKAGED / name).is_file()


def label_file(language: str) -> str:
    """The name of the template with the fixed words of a language."""
    return f"labels/{language}.yaml"


def read_word_list_files(language: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of word lists of a language, by name; one of the report takes the place of the packaged one.

    Raises Unreadable.
    """
    folder = f"{_WORDING}/{language}/"
    lists = {f"{folder}{path.name}": path for path in (PACKAGED / folder).glob("*.yaml")}
    own = {place.removeprefix(f"{OWN}/") for place in files if place.startswith(f"{OWN}/{folder}")}
    return {name: read_template(name, files) for name in sorted(lists.keys() | own)}


def has_own_word_lists(language: str, files: Mapping[str, bytes]) -> bool:
    """Whether the report has a file of word lists of a language, be it a copy of the packaged one."""
    return any(place.startswith(f"{OWN}/{_WORDING}/{language}/") for place in files)


def read_dictionary(language: str) -> str:
    """The packaged dictionary of a language; nothing where it has none. Raises Unreadable."""
    path = PACKAGED / _WORDING / language / "dictionary.txt"
    return read_path(path).decode() if path.is_file() else ""


def read_language_templates(files: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """The labels and word lists of a language, by name. Raises NoTemplate or Unreadable."""
    labels = label_file(language)
    return {labels: read_template(labels, files)} | read_word_list_files(language, files)


def read_report_templates(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The templates that the writers need, by name. Raises NoTemplate or Unreadable."""
    return {name: read_template(name, files) for name in FORM}


def add_emblem(templates: Mapping[str, bytes], emblem: bytes | None) -> Mapping[str, bytes]:
    """The templates with the report's own emblem among them, where it has one."""
    return {**templates, "emblem": emblem} if emblem else templates


def find_own_templates(files: Mapping[str, bytes], used: Mapping[str, bytes]) -> frozenset[str]:
    """The names of those that are the report's own: they are among its files, and no copies of the packaged ones."""
    return frozenset(name for name, data in used.items() if f"{OWN}/{name}" in files and not is_packaged(name, data))


def is_packaged(name: str, data: bytes) -> bool:
    """Whether these are the bytes of the packaged template of that name."""
    return (PACKAGED / name).is_file() and read_path(PACKAGED / name) == data


def recall_packaged[*A, T](function: Callable[[*A], T], *arguments: *A) -> T:
    """What a function makes of packaged templates; a process computes it once, since no report changes them."""
    result: T = _call_once(function, *arguments)
    return result


@lru_cache(_MOST_READINGS)
def _call_once(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


def read_with[T](read: Callable[[bytes, str], T], name: str, files: Mapping[str, bytes]) -> T:
    """What a reader makes of the template of that name: the report's own, or the packaged one, which is read once.

    Raises NoTemplate, Unreadable and what the reader raises.
    """
    data = read_template(name, files)
    return read(data, name) if find_own_templates(files, {name: data}) else recall_packaged(read, data, name)


def read_answer_templates(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The templates of the answer to an entity, by name. Raises NoTemplate or Unreadable."""
    return {name: read_template(name, files) for name in ANSWER}


def read_preview_templates() -> Mapping[str, bytes]:
    """The templates of the preview, by name: the packaged ones alone, for a report must not bring a script along.

    Raises NoTemplate or Unreadable.
    """
    return {name: read_template(name, {}) for name in PREVIEW}


def read_comparison_templates(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The templates of a comparison, by name. Raises NoTemplate or Unreadable."""
    return {name: read_template(name, files) for name in COMPARISON}


def comparison_words_file(language: str) -> str:
    """The name of the template with the fixed words of comparisons in a language."""
    return f"comparison/{language}.yaml"


def read_sample_report() -> Mapping[str, bytes]:
    """The files of the small complete report with which one begins, by their place in contributions/.

    Raises NoTemplate or Unreadable.
    """
    return _read_report(PACKAGED / _REPORT)


def read_example_report() -> Mapping[str, bytes]:
    """The files of the example report, A/75/345, by their place in contributions/. Raises NoTemplate or Unreadable."""
    return _read_report(_EXAMPLE)


def _read_report(folder: Path) -> Mapping[str, bytes]:
    paths = sorted(path for form in ("*.yaml", "*.md") for path in folder.rglob(form) if path.name != "README.md")
    if not paths:
        raise NoTemplate(f"The folder {folder} is missing; install the program again.")
    return {path.relative_to(folder).as_posix(): read_path(path) for path in paths}


def read_scaffold_index() -> bytes:
    """The index of what the packaged scaffold templates say. Raises NoTemplate or Unreadable."""
    return read_template(SCAFFOLD_INDEX, {})


def read_git_files() -> Mapping[str, bytes]:
    """The files for Git of a new report, by their names. Raises NoTemplate or Unreadable."""
    return {f".git{name}": read_template(f"{_GIT}/{name}", {}) for name in ("attributes", "ignore")}


def find_own_scaffold_templates(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The report's own templates of blank contributions and questionnaires, by name; no copies of packaged ones."""
    places = (place for place in files if place.startswith((f"{OWN}/{CONTRIBUTION}", f"{OWN}/{_FORM}/")))
    own = {place.removeprefix(f"{OWN}/"): files[place] for place in places}
    return {name: data for name, data in own.items() if not is_packaged(name, data)}


def read_path(path: Path) -> bytes:
    """The bytes of a template whose place is known. Raises Unreadable."""
    if os.path.lexists(path) and not path.is_file():  # a pipe would never end
        raise Unreadable(f"The template {path} is no file; put a file in its place, or take it away.")
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            hint = "put the right file in its place, or take it away"
            raise Unreadable(f"The template {path} has {size:,} bytes, of at most {_MOST_BYTES:,}; {hint}.")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"The template {path} cannot be read: {explain_os_error(error)}.") from error
