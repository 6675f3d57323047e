"""Sources that merged texts name no more: which are noted, where, and why."""

from __future__ import annotations

from assembler.merge.left_out import record_left_out
from assembler.model.contribution import Contribution, Kind
from assembler.model.vocabulary import Vocabulary
from assembler.readers.markdown.contribution import read_markdown
from assembler.readers.text_file import TextFile

AU, ASEAN = "contributions/consolidated/au.md", "contributions/consolidated/asean.md"
ONE = 'One.\n{: from="who/au#p1@5c0a unhcr/au#p1" }\n'
TWO = 'Two.\n{: from="who/au#p2" }\n'


def spelled(organization: str, *paragraphs: str, left_out: str = "") -> bytes:
    return "\n".join((f"---\norganization: {organization}\n{left_out}---\n", *paragraphs)).encode()


def text(path: str, data: bytes, kind: Kind = Kind.CONSOLIDATED) -> Contribution:
    key = path.removeprefix("contributions/").removesuffix(".md")
    return read_markdown(data, TextFile(path, kind, key, "en", None, Vocabulary({}, {})))[0]


def left_out(now: dict[str, bytes], before: dict[str, bytes], editor: str = "", to: str = "") -> dict[str, str]:
    """What stands under left_out in each text."""
    texts = [text(path, data) for path, data in before.items()]
    made = record_left_out(now, texts, "en", editor, {"who/au#p1": to} if to else {})
    assert made.keys() == now.keys()
    return {path: data.decode().partition("left_out:\n")[2].partition("---\n")[0] for path, data in made.items()}


def test_source_that_no_text_names_is_noted_with_its_hash_in_the_text_that_named_it() -> None:
    before = {AU: spelled("au", ONE, TWO), ASEAN: spelled("asean", "Three.\n")}
    now = {AU: spelled("au", TWO), ASEAN: spelled("asean", "Other.\n")}
    wanted = '  who/au#p1@5c0a: "deleted in Word"\n  unhcr/au#p1: "deleted in Word"\n'
    assert left_out(now, before) == {AU: wanted, ASEAN: ""}
    assert left_out(now, before, "Jane Doe")[AU] == wanted.replace("in Word", "in Word by Jane Doe")
    moved = left_out(now, before, "Jane Doe", to="general/x")[AU].splitlines()
    assert [line.partition(": ")[2] for line in moved] == [
        '"moved to general/x in Word by Jane Doe"',
        '"deleted in Word by Jane Doe"',
    ]


def test_source_that_stands_in_any_text_by_now_is_not_noted() -> None:
    before = {AU: spelled("au", ONE, TWO), ASEAN: spelled("asean", ONE)}
    assert left_out({AU: spelled("au", TWO)}, before) == {AU: ""}
    assert left_out({AU: spelled("au"), ASEAN: spelled("asean", TWO, ONE)}, before) == {AU: "", ASEAN: ""}
    now = {AU: spelled("au", TWO), ASEAN: spelled("asean", "Three.\n")}
    assert [words.count("who/au#p1@5c0a") for words in left_out(now, before).values()] == [1, 1]


def test_source_with_another_hash_is_another_one() -> None:
    other = ONE.replace("5c0a", "5c0b")
    assert left_out({AU: spelled("au", other)}, {AU: spelled("au", ONE)})[AU] == '  who/au#p1@5c0a: "deleted in Word"\n'


def test_source_that_was_left_out_before_keeps_its_reason() -> None:
    reason = 'left_out:\n  who/au#p2: "too long"\n'
    before = {AU: spelled("au", ONE, left_out=reason)}
    assert left_out({AU: spelled("au", ONE, left_out=reason)}, before)[AU] == '  who/au#p2: "too long"\n'


def test_texts_without_sources_and_new_ones_are_as_they_were() -> None:
    path = "contributions/general/introduction.md"
    files = {path: b"One.\n", AU: spelled("au", "One.\n"), ASEAN: spelled("asean", ONE)}
    general = text(path, TWO.encode(), Kind.GENERAL)
    entity = text("contributions/who/au.md", spelled("au", TWO), Kind.ENTITY)
    assert record_left_out(files, [general, entity, text(AU, spelled("au", "Two.\n"))], "en", "", {}) == files
