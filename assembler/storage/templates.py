"""Finds the files of form and wording: the report's own templates/ before the packaged ones, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from assembler.errors import NoTemplate, Unreadable, why

_HERE = Path(__file__).parents[1]
PACKAGED = _HERE / "templates" if (_HERE / "templates").is_dir() else _HERE.parent / "templates"
"""Inside the installed package, or beside it in a checkout."""
OWN = "templates"
"""The folder of a report's own templates."""

FORM = ("report.html.j2", "report.css", "crop-marks.css", "screen.css")
"""What the writers need."""
COMPARISON = ("comparison.html.j2",)
"""What comparisons are made with, beside the words of their language."""
ANSWER = ("answer.html.j2", "answer.txt.j2")
"""What the answer to an entity is made with."""
PREVIEW = ("preview/fault.html.j2", "preview/bar.html.j2", "preview/preview.css", "preview/preview.js", "screen.css")
"""What the preview adds to the web page, and the look of its own page."""
_MOST_BYTES = 1 << 26
"""The largest template that is read; a stylesheet with its faces in it is far smaller."""
_REPORT = "report"
"""The folder of the small complete report with which one begins."""


def template_path(name: str, root: Path) -> Path:
    """The file of that name, such as labels/en.yaml; whatever stands in the place of the report's own hides the other.

    Raises NoTemplate where neither place has it, or Unreadable.
    """
    folder, _, file = name.rpartition("/")
    for path in (_own_folder(folder, root) / file, PACKAGED / name):
        if os.path.lexists(path):
            return path
    raise NoTemplate(f"The template {name} is missing from {PACKAGED}; install the program again.")


def _own_folder(name: str, root: Path) -> Path:
    """The folder of that name among the report's own templates, whether it is there or not.

    Raises Unreadable where something else stands there or on the way, such as a link to a drive that is not there.
    """
    folder = place = root / OWN / name
    while place != root:
        if os.path.lexists(place) and not place.is_dir():
            raise Unreadable(f"{place} is no folder; put a folder with templates in its place, or take it away.")
        place = place.parent
    return folder


def label_file(language: str) -> str:
    """The name of the template with the fixed words of a language."""
    return f"labels/{language}.yaml"


def read_template(name: str, root: Path) -> bytes:
    """The bytes of a template. Raises NoTemplate or Unreadable."""
    return read_path(template_path(name, root))


def wording_paths(language: str, root: Path) -> tuple[Path, ...]:
    """The files of word lists of a language, by name; a file of the report takes the place of the packaged one.

    Raises Unreadable.
    """
    folders = (PACKAGED / "wording" / language, _own_folder(f"wording/{language}", root))
    files = {path.name: path for folder in folders for path in folder.glob("*.yaml")}
    return tuple(files[name] for name in sorted(files))


def language_templates(root: Path, language: str) -> Mapping[str, bytes]:
    """The labels and word lists of a language, by name. Raises NoTemplate or Unreadable."""
    labels = label_file(language)
    lists = {f"wording/{language}/{path.name}": read_path(path) for path in wording_paths(language, root)}
    return {labels: read_template(labels, root)} | lists


def own_neighbours(root: Path, names: Iterable[str]) -> frozenset[str]:
    """The names of word lists in the report's own folder that lie beside those named."""
    beside = {name.rpartition("/")[0] for name in names if name.startswith("wording/")}
    return frozenset(f"{folder}/{path.name}" for folder in beside for path in (root / OWN / folder).glob("*.yaml"))


def form_templates(root: Path) -> Mapping[str, bytes]:
    """The templates that the writers need, by name. Raises NoTemplate or Unreadable."""
    return {name: read_template(name, root) for name in FORM}


def with_emblem(templates: Mapping[str, bytes], emblem: bytes | None) -> Mapping[str, bytes]:
    """The templates with the report's own emblem among them, where it has one."""
    return {**templates, "emblem": emblem} if emblem else templates


def lies_in_report(root: Path, name: str) -> bool:
    """Whether the template of that name is taken from the report's own folder."""
    return (root / OWN / name).is_file()


def own_templates(root: Path, used: Mapping[str, bytes]) -> frozenset[str]:
    """The names of those that are the report's own: they lie in its folder, and are no copies of the packaged ones."""
    return frozenset(name for name, data in used.items() if lies_in_report(root, name) and not is_packaged(name, data))


def is_packaged(name: str, data: bytes) -> bool:
    """Whether these are the bytes of the packaged template of that name."""
    return _packaged(name) == data


def _packaged(name: str) -> bytes | None:
    return read_path(PACKAGED / name) if (PACKAGED / name).is_file() else None


def answer_templates(root: Path) -> Mapping[str, bytes]:
    """The templates of the answer to an entity, by name. Raises NoTemplate or Unreadable."""
    return {name: read_template(name, root) for name in ANSWER}


def preview_templates() -> Mapping[str, bytes]:
    """The templates of the preview, by name: the packaged ones alone, for a report must not bring a script along.

    Raises NoTemplate or Unreadable.
    """
    missing = [name for name in PREVIEW if not (PACKAGED / name).is_file()]
    if missing:
        raise NoTemplate(f"The template {missing[0]} is missing from {PACKAGED}; install the program again.")
    return {name: read_path(PACKAGED / name) for name in PREVIEW}


def comparison_templates(root: Path) -> Mapping[str, bytes]:
    """The templates of a comparison, by name. Raises NoTemplate or Unreadable."""
    return {name: read_template(name, root) for name in COMPARISON}


def comparison_words_file(language: str) -> str:
    """The name of the template with the fixed words of comparisons in a language."""
    return f"comparison/{language}.yaml"


def report_files() -> Mapping[str, bytes]:
    """The files of the small complete report with which one begins, by their place in contributions/.

    Raises NoTemplate or Unreadable.
    """
    folder = PACKAGED / _REPORT
    paths = sorted(path for form in ("*.yaml", "*.md") for path in folder.rglob(form))
    if not paths:
        raise NoTemplate(f"The folder {folder} is missing; install the program again.")
    return {path.relative_to(folder).as_posix(): read_path(path) for path in paths}


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
        raise Unreadable(f"The template {path} can't be read: {why(error)}.") from error
