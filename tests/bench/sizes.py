"""The example report, and reports of several times its size, made from it.

Each text of an entity stands again for entities and organizations that have none yet; where there are no more of them,
further entities are named. A consolidated text says it all several times over. The plan asks for all of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

EXAMPLE = Path(__file__).parents[2]
TEXTS = "contributions"
_ENTRY = re.compile(r"^([a-z0-9-]+):", re.MULTILINE)
_LABEL = re.compile(r"\[\^([^\]]+)\]")
_IDENTIFIER = re.compile(r"^(\{: #[a-z0-9-]+)", re.MULTILINE)
_LIMIT = re.compile(r"^  words: (\d+)", re.MULTILINE)
_HEADER = re.compile(r"^entity: .*\norganization: .*\n", re.MULTILINE)


def report(folder: Path, times: int) -> Path:
    """A report in a new folder, with as many times the text of the example; its root."""
    shutil.copytree(EXAMPLE / TEXTS, folder / TEXTS)
    shutil.copytree(EXAMPLE / "templates", folder / "templates")
    texts = folder / TEXTS
    originals = [path for name in _names(texts / "entities.yaml") for path in sorted((texts / name).glob("*.md"))]
    copies = len(originals) * (times - 1)
    _further_entities(texts, copies)
    for original, (entity, organization) in zip(islice(cycle(originals), copies), _free(texts), strict=False):
        header = f"entity: {entity}\norganization: {organization}\n"
        copy = texts / entity / f"{organization}.md"
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(_HEADER.sub(header, original.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    _rewrite(texts / "report.yaml", lambda text: text[: text.index("\nrequested:")] + "\nrequested:\n" + _asked(texts))
    for path in sorted((texts / "consolidated").glob("*.md")):
        _rewrite(path, lambda text: _consolidated(text, times))
    _rewrite(
        texts / "report.yaml", lambda text: _LIMIT.sub(lambda limit: f"  words: {int(limit[1]) * times * 2}", text)
    )
    return folder


def _names(path: Path) -> list[str]:
    return _ENTRY.findall(path.read_text(encoding="utf-8"))


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def _organizations(texts: Path) -> list[str]:
    """Those on which there is no consolidated text, which would stand in the place of the copies."""
    return [
        organization
        for organization in _names(texts / "organizations.yaml")
        if not (texts / "consolidated" / f"{organization}.md").exists()
    ]


def _further_entities(texts: Path, copies: int) -> None:
    """Names as many further entities as the copies need."""
    missing = copies - sum(1 for _ in _free(texts))
    entries = (
        f"further-{number}:\n  name: Further Office {number} of the Secretariat\n  acronym: FO{number}\n"
        for number in range(1, -(-missing // len(_organizations(texts))) + 1)
    )
    _rewrite(texts / "entities.yaml", lambda text: text + "".join(entries))


def _free(texts: Path) -> Iterator[tuple[str, str]]:
    """The entities and organizations between which there is no text yet."""
    organizations = _organizations(texts)
    taken = {(path.parent.name, path.stem) for path in texts.glob("*/*.md")}
    for entity in _names(texts / "entities.yaml"):
        yield from ((entity, organization) for organization in organizations if (entity, organization) not in taken)


def _asked(texts: Path) -> str:
    """Who is asked for what: for all that is there."""
    there = {
        entity: sorted(path.stem for path in (texts / entity).glob("*.md"))
        for entity in _names(texts / "entities.yaml")
    }
    return "".join(f"  {entity}: [{', '.join(names)}]\n" for entity, names in there.items() if names)


def _consolidated(text: str, times: int) -> str:
    """The text several times over: each time, notes and names of paragraphs are others."""
    head, body = text.split("\n---\n", 1)
    copies = (_IDENTIFIER.sub(rf"\1-{n}", _LABEL.sub(rf"[^\1-{n}]", body)) for n in range(2, times + 1))
    return head + "\n---\n" + "\n".join([body, *copies])
