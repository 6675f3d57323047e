"""Bytes to text: line ends, composed characters, and characters that nobody sees."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from assembler.model.finding import Finding, Severity, Source
from assembler.readers.decoding import MAX_BYTES, decode_leniently, locate, read_text
from tests.builders import spoken

PATH = "contributions/unhcr/au.md"


def invisible(text: str, path: str = PATH) -> list[Finding]:
    return [finding for finding in read_text(text.encode(), path)[1] if finding.rule == "IN-TXT-05"]


def hidden(text: str, path: str = PATH) -> list[str]:
    """What stands at the place of each finding."""
    lines = text.split("\n")
    return [lines[f.source.line - 1][f.source.column - 1 : f.source.end_column - 1] for f in invisible(text, path)]


def test_line_ends_become_one_and_characters_are_composed() -> None:
    data = "\ufeffcafe\u0301\r\nb\rc\n".encode()
    assert read_text(data, PATH) == ("café\nb\nc\n", ())
    assert decode_leniently(data) == "café\nb\nc\n"


def test_counted_text_takes_any_bytes() -> None:
    assert decode_leniently(b"a\xffb") == "a\ufffdb"


# What cannot be read


def test_each_conflict_of_a_git_merge_is_one_finding() -> None:
    conflict = "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> 2091d26\n"
    text, findings = errors(f"{conflict}\nThree.\n\n{conflict}".encode())
    assert text is None
    assert [(finding.rule, finding.source.line) for finding in findings] == [("IN-TXT-06", 1), ("IN-TXT-06", 9)]


@pytest.mark.parametrize("text", ["<<<<<<< one sign\n", "a <<<<<<< b\n>>>>>>> c\n", ">>>>>>> c\n<<<<<<< b\n"])
def test_signs_that_are_no_conflict_are_text(text: str) -> None:
    assert read_text(text.encode(), PATH) == (text, ())


def errors(data: bytes, path: str = PATH) -> tuple[str | None, tuple[Finding, ...]]:
    """The text, and the findings with their sentences filled in."""
    text, findings = read_text(data, path)
    return text, spoken(*findings)


def fault(rule: str, message: str, hint: str, line: int = 1, column: int = 1, path: str = PATH) -> Finding:
    return Finding(rule, Severity.ERROR, Source(path, line, column), message, hint)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"caf\xe9", 1, 4),
        (b"One.\r\n\r\nTwo \xc3\xa9 caf\xe9 and \xe9.\n", 3, 10),
        (b"\xef\xbb\xbfOne.\n\xc3\xa9 caf\xe9", 2, 6),
        ("Words.\n".encode("utf-16"), 1, 1),
        ("Words.\n".encode("utf-16-be"), 1, 1),
        ("Words.\n".encode("utf-32-le"), 1, 1),
        (b"a" * 2730 + b"\0" * 1366 + b"a" * 9999, 1, 1),
    ],
)
def test_bytes_of_another_encoding_are_found_where_they_begin(data: bytes, line: int, column: int) -> None:
    hint = "Save the file again as UTF-8 (in most editors: Save as, Encoding, UTF-8)."
    assert errors(data) == (None, (fault("IN-TXT-01", "The file is not UTF-8 text.", hint, line, column),))


def test_text_of_which_a_third_is_nought_is_read_as_utf_8() -> None:
    text, findings = read_text(b"aa\0" * 1365, PATH)
    assert (text, {one.rule for one in findings}) == ("aa\ufffd" * 1365, {"IN-TXT-02"})


def test_file_of_more_than_a_mebibyte_is_not_read() -> None:
    message = "The file has 1,048,577 bytes; a text may have at most 1,048,576."
    hint = "Divide the text into several files."
    assert read_text(b"a" * MAX_BYTES, PATH) == ("a" * MAX_BYTES, ())
    assert errors(b"a" * MAX_BYTES + b"a") == (None, (fault("IN-TXT-04", message, hint),))


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \t\r\n"])
def test_empty_file_is_found(data: bytes) -> None:
    write = "Write the text or delete the file. Without news, write “status: nothing-to-report” in the header."
    take = "Restore an earlier copy of the file, or copy the one that “assembler new report DIR” writes."
    for path, hint in ((PATH, write), ("contributions/report.yaml", take)):
        assert errors(data, path) == (None, (fault("IN-TXT-03", "The file is empty.", hint, path=path),))


def test_each_character_that_cannot_be_printed_is_found_and_shown() -> None:
    hint = "Delete the character and type the word again. Such characters come from text copied from other programs."
    text, findings = read_text(b"One\x00.\n\n\tTwo \x1b\x7f.", PATH)
    assert text == "One\ufffd.\n\n\tTwo \ufffd\ufffd."
    assert spoken(*findings) == tuple(
        fault("IN-TXT-02", f"This character cannot be printed (U+{code}).", hint, line, column)
        for code, line, column in (("0000", 1, 4), ("001B", 3, 6), ("007F", 3, 7))
    )


@pytest.mark.parametrize("code", [0x80, 0x85, 0x96, 0x9F])
def test_dash_or_mark_that_another_program_has_saved_in_its_own_way_is_found(code: int) -> None:
    text, (finding,) = read_text(f"The years 2018{chr(code)}2020".encode(), PATH)
    assert text == "The years 2018\ufffd2020"
    assert (finding.rule, finding.source.column) == ("IN-TXT-02", 15)


def test_sign_that_another_program_has_lost_is_found() -> None:
    text, (finding,) = read_text("The entity\ufffds work.".encode(), PATH)
    assert text == "The entity\ufffds work."
    assert (finding.rule, finding.severity, finding.source.column) == ("IN-TXT-02", Severity.ERROR, 11)
    assert finding.message == "A character was lost here and replaced by “\ufffd” (U+FFFD)."


def test_characters_that_cannot_be_printed_hide_no_invisible_ones() -> None:
    assert [one.rule for one in read_text("a\x01b\u200bc".encode(), PATH)[1]] == ["IN-TXT-02", "IN-TXT-05"]


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 1, 1), (1, 2, 1), (3, 2, 3), (4, 3, 1), (5, 4, 1), (7, 4, 3)]
)
def test_place_of_a_character_is_its_line_and_column(offset: int, line: int, column: int) -> None:
    text = "\nab\n\ncd\ne"
    assert locate(text, offset, PATH) == Source(PATH, line, column)


# What is read and looks like something else


def test_no_character_that_prints_is_found() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    escape_path = "".join(sign for sign in every if sign.isprintable() and sign != "\ufffd")
    for beginning in ("", "\t"):  # a tab makes the reader look closely
        text, findings = read_text(f"{beginning}{escape_path}".encode(), PATH)
        assert text is not None
        assert text.removeprefix("\t") == unicodedata.normalize("NFC", escape_path)
        assert findings == ()


def test_message_names_the_character_and_its_word() -> None:
    (finding,) = invisible("One.\n\nThe (UN\u200bHCR), too.\n")
    assert (finding.source.line, finding.source.column) == (3, 8)
    assert (finding.source.end_line, finding.source.end_column) == (3, 9)
    assert finding.message == "“UNHCR” contains an invisible character: zero width space (U+200B)."
    assert finding.severity is Severity.WARNING
    assert finding.fix is not None
    assert (finding.fix.text, finding.fix.safe) == ("", True)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("The entity\u2028worked.", " "),
        ("The entity \u2028worked.", ""),
        ("One.\u2029", ""),
        ("a\u200b\u2028\u2028b", " "),
    ],
)
def test_separator_of_lines_parts_words_and_a_space_takes_its_place(text: str, instead: str) -> None:
    (finding,) = invisible(text)
    assert "between the words: " in finding.message
    assert finding.fix is not None
    assert (finding.fix.text, finding.fix.safe) == (instead, True)
    assert (
        finding.hint
        == f"“assembler check --fix” {'replaces the character by a space' if instead else 'deletes the character'}."
    )


def test_one_finding_for_characters_side_by_side() -> None:
    (finding,) = invisible("A \u200b\u200b\u2060 word.")
    assert finding.message == (
        "Invisible characters stand between the words: zero width space (U+200B), word joiner (U+2060)."
    )


@pytest.mark.parametrize(
    "character",
    [
        *"\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u2063",
        "\U000e0061",
        "\u2028",
        "\u2029",
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_each_is_found_in_a_word(character: str) -> None:
    assert hidden(f"A wo{character}rd.") == [character]
    assert f"(U+{ord(character):04X})" in invisible(f"A wo{character}rd.")[0].message


@pytest.mark.parametrize(
    "text",
    [
        "No-break\u00a0space, en\u2013dash, narrow\u202fspace.",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0661\u0664\u0664\u0662\u0647\u200d",
        "\u0915\u094d\u200d\u0937",
        "The \u2067\u062c\u0627\u0645\u0639\u0629\u2069 (\u200f\u0627\u0644\u0639\u0631\u0628\u064a\u0629\u200f).",
        "\u0648\u062b\u064a\u0642\u0629 \u0627\u0644\u0623\u0645\u0645 \u202dA/75/345\u202c",
    ],
    ids=["spaces", "Persian joiner", "joiner at the end", "Devanagari joiner", "isolate", "override in Arabic"],
)
def test_what_is_proper_is_not_found(text: str) -> None:
    assert invisible(text) == []


def test_override_is_an_error_even_beside_a_foreign_word() -> None:
    findings = invisible("The word \u0639 and \u202esdrawkcab words in a line.")
    assert [(f.severity, f.fix and f.fix.safe) for f in findings] == [(Severity.ERROR, False)]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("A/75\u200b/345", [True]),
        ("\u202aPlain\u202c", [True, True]),
        ("1\u200b234", [False]),
        ("2018\u00ad2020", [False]),
        ("\u202b2018 \u2013 2020\u202c", [False, False]),
        ("\u202etxet\u202c wo\u200brd", [False, False, True]),
    ],
    ids=["symbol", "embedding", "thousands", "years", "turned numbers", "turned words"],
)
def test_only_what_shows_the_same_goes_unasked(text: str, safe: list[bool]) -> None:
    assert [finding.fix.safe for finding in invisible(text) if finding.fix] == safe


def test_it_is_an_error_in_a_header() -> None:
    text = "---\nentity: un\u200bhcr\n---\n\nUN\u200bHCR.\n\n---\n"
    assert [(f.source.line, f.severity) for f in invisible(text)] == [(2, Severity.ERROR), (5, Severity.WARNING)]


def test_it_may_hide_in_the_hyphens_of_the_header() -> None:
    assert [f.severity for f in invisible("\ufeff\ufeff---\nentity: unhcr\n---\u200b\n\nText.\n")] == [
        Severity.ERROR
    ] * 2


def test_settings_are_for_people_to_mend() -> None:
    (finding,) = invisible("au: {name: African\u200b Union}\n", "contributions/organizations.yaml")
    assert (finding.severity, finding.fix) == (Severity.ERROR, None)


def test_text_keeps_the_character() -> None:
    assert read_text("UN\u200bHCR".encode(), PATH)[0] == "UN\u200bHCR"


def test_a_wall_of_them_is_one_finding() -> None:
    assert len(invisible("a" + "\u200b" * 300_000 + "b")) == 1
