"""Document symbols: their form, and how they agree with the sessions and dates of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose, mask_exact_words

_MALFORMED = (
    (
        ("A/19", "A/20"),
        Pattern(r"(?<![\w/.-])A/(?:19[5-9]|20)\d\d/\d{1,4}(?![\w/])", re.ASCII),
        "The symbol “{words}” has a year where the session belongs.",
    ),
    (
        ("S/",),
        Pattern(r"(?<![\w/.-])S/\d{2}/\d{1,4}(?![\w/])", re.ASCII),
        "The symbol “{words}” has a session where the year belongs.",
    ),
    (
        ("A-", "S-", "A/", "S/"),
        Pattern(
            r"(?<![\w/.-])(?:A[-/](?:[3-9]\d|1[0-3]\d)|S[-/](?:19|20)\d\d)-\d{1,4}(?![\w/-])"
            r"|(?<![\w/.-])(?:A-(?:[3-9]\d|1[0-3]\d)|S-(?:19|20)\d\d)/\d{1,4}(?![\w/-])",
            re.ASCII,
        ),
        "The symbol “{words}” has hyphens instead of slashes.",
    ),
    (
        ("А/", "Ａ/", "Ａ／", "Ѕ/", "Ｓ/", "A／", "S／"),
        Pattern(r"(?<!\w)(?:[АＡЅＳ][/／]|[AS]／)\d{1,4}[/／]\d{1,4}(?![\w/])"),
        "The symbol “{words}” has a letter or stroke of another script.",
    ),
    (
        ("S/PRST/", "S/", "E/"),
        Pattern(r"(?<![\w/.-])(?:S/PRST|[SE])/(?!(?:19|20)\d\d/)\d{1,4}/(?:19|20)\d\d(?![\w/])", re.ASCII),
        "The symbol “{words}” has its year behind its number.",
    ),
    (
        ("A-", "E-", "S-"),
        Pattern(r"(?<![\w/.-])[AES]-(?:HRC|RES|PRST|INF|C\.\d)-\d{1,4}(?:-\d{1,4})?(?![\w/-])", re.ASCII),
        "The symbol “{words}” has hyphens instead of slashes.",
    ),
    (
        ("A ", "A/ ", "S ", "S/ ", "0 /", "/ "),
        Pattern(
            r"(?<![\w/.-])(?:[AS](?: ?/ | /)\d{2,4} ?/ ?\d{1,4}|[AS]/\d{2,4}(?: / ?|/ )\d{2,4}"
            r"|[AS] \d{2,4}/\d{2,4})(?![\w/])",
            re.ASCII,
        ),
        "The symbol “{words}” has a space inside.",
    ),
    (
        ("\\",),
        Pattern(r"(?<![\w/.-])[ASas]\\(?:RES\\)?\d{1,4}\\\d{1,4}(?![\w\\])", re.ASCII),
        "The symbol “{words}” has backslashes instead of slashes.",
    ),
    (
        ("a/", "s/"),
        Pattern(r"(?<![\w/.-])[as]/(?:res/|prst/)?\d{2,4}/\d{1,4}(?![\w/])", re.ASCII),
        "The symbol “{words}” has small letters.",
    ),
    (
        ("/A", "/S"),
        Pattern(r"(?<![\w/.-])\d{1,4}/\d{2,4}/[AS](?![\w/])", re.ASCII),
        "The symbol “{words}” stands in reverse order.",
    ),
)
"""Characters that stand in every find, what is looked for, and the message."""
_SUFFIX = Pattern(
    r"(?<![\w/.-])[ASE]/(?:[\w./()-]*?\d|\d+/6 ?\(Sect\. ?\d+\))/?[ /-](add|corr|rev|amend)(\.?)( ?)(\d{1,3})\b",
    re.IGNORECASE | re.ASCII,
)
_RIGHT_SUFFIX = Pattern(r"/(?:Add|Corr|Rev|Amend)\.\d{1,3}\Z")
_ASSEMBLY, _COUNCIL = r"A/\d{1,3}/(?:L\.)?\d{1,4}", r"[SE]/(?:19|20)\d\d/\d{1,4}"
_JOINT_FAULTS = (
    Pattern(rf"(?<![\w/.-])(?P<second>{_COUNCIL}) ?[-–—/] ?(?P<first>{_ASSEMBLY})(?![\w/])", re.ASCII),
    Pattern(rf"(?<![\w/.-])(?P<first>{_ASSEMBLY})(?: [-–—] |[–—/])(?P<second>{_COUNCIL})(?![\w/])", re.ASCII),
)
_ADDRESS = Pattern(r"(?:https?://|www\.)[^\s<>()\ufffc]+[^\s<>().,;:\ufffc]")
_STEM = Pattern(rf"({_ASSEMBLY}|{_COUNCIL})/(?:Add|Corr)\.\d+(?:, | and |, and )((\1)(/(?:Add|Corr)\.\d+))")
_CLOSED = Pattern(r"(?<![\w/])(?:A|S|E)/[\w./]*(?:CRP\.\d+|R\.\d+)\b")
_TO_COME = Pattern(r"(?<![\w/])(?:A|S)/\d{2,4}/(?:[xX]{2,}|Z{2,}|_+|\.{3}|…|\?+|\[ ?\])")
_YEAR = Pattern(r"(?:19|20)\d\d")
_FOUNDED = 1945
"""The Assembly's session is the year in which it opens less this; so is the year of the Council."""


def find_malformed_symbol(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A symbol has another form than organ, session or year, and number.

    Why: a symbol is the address of a document; one that is mistyped leads nowhere, in all six languages. Since 1976 the
    Assembly counts by session, since 1994 the Council by year (UN Documentation: Research Guide, UN Document Symbols).

    Wrong: “A/2020/345”, “S/75/898”, “A-75-345”
    Right: “A/75/345”, “S/2020/898”
    """
    for characters, pattern, message in _MALFORMED:
        for run in runs.having(*characters):
            for match in pattern.finditer(run.plain):
                yield run.fault(
                    *match.span(), message, "Look up the symbol. Its form is A/SESSION/NUMBER or S/YEAR/NUMBER."
                )


def find_malformed_suffix(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The suffix of a symbol lacks its slash or point, has a space, or small letters.

    Why: it is part of the symbol: /Add.1, /Corr.1, /Rev.1 (UN Documentation: Research Guide, UN Document Symbols).

    Wrong: “A/78/744/Add 11”, “A/78/744 add.11”
    Right: “A/78/744/Add.11”
    """
    for run in runs.having("A/", "S/", "E/", "a/", "s/", "e/"):
        for match in _SUFFIX.finditer(run.plain):
            if not _RIGHT_SUFFIX.search(match.group()):
                right = f"{match.group()[: match.start(1) - match.start()].rstrip(' /-')}/"
                right += f"{match[1].capitalize()}.{match[4]}"
                message = "The suffix of “{words}” is mistyped."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)


def find_malformed_joint_symbol(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A joint symbol names the Council first, or joins its parts by something else than a hyphen.

    Why: one report to two organs has one symbol, the Assembly first; running text has a hyphen without spaces, the
    masthead an en dash, which the program sets (observed in A/75/345).

    Wrong: “S/2020/898-A/75/345”, “A/75/345 – S/2020/898”, “A/75/345/S/2020/898”
    Right: “A/75/345-S/2020/898”
    """
    for run in runs.having("S/19", "S/20", "E/19", "E/20"):
        for pattern in _JOINT_FAULTS:
            for match in pattern.finditer(run.plain):
                right = f"{match['first']}-{match['second']}"
                message = "The two symbols of “{words}” stand in the wrong order, or are not joined as in a masthead."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True)


def find_symbol_against_date(report: Report, collection: Collection) -> Iterator[Fault]:
    """The sessions, the symbols and the date in report.yaml do not agree.

    Why: the Assembly's session is the year in which it opens less 1945, so is the Council's year; they are seen at
    once on the first page (arithmetic; mastheads of A/75/345 and A/77/895-S/2023/363). A report may be issued for a
    session from spring on, before it opens, until the next one opens.

    Wrong: `symbols: [A/75/345, S/2020/898]` with `session: 74` or `date: 2022-09-11`
    Right: `session: 75`, `year: 75`, `date: 2020-09-11`
    """
    plan = collection.plan
    session = plan.date.year - _FOUNDED
    organs = collection.labels.organs
    for symbol in plan.symbols:
        body, _, rest = symbol.partition("/")
        number = rest.partition("/")[0]
        if body != "A" and _YEAR.fullmatch(number) and int(number) != plan.date.year:
            message = "The year in the symbol {words} is {number}, but the year of the report’s date is {report_year}."
            hint = "Correct the symbol or the date in contributions/report.yaml."
            yield make_fault(plan.source, message, hint, words=symbol, number=number, report_year=plan.date.year)
        if body == "A" and number.isdecimal() and int(number) not in (session - 1, session):
            yield _make_session_fault(collection, symbol)
    number, _, rest = plan.job_number.partition("-")
    if rest and number.isdecimal() and abs(int(number) - plan.date.year % 100) > 1:
        message = "The year of the job number {words} is not the year of the report’s date, {date}."
        hint = "Correct the job number or the date in contributions/report.yaml."
        yield make_fault(plan.source, message, hint, words=plan.job_number, date=str(plan.date))
    for organ in plan.organs:
        if organ.year and organ.year != session:
            message = "The Council's year {year} is not that of {report_year}, which is {session}."
            yield make_fault(
                plan.source,
                message,
                "Correct the year or the date.",
                words=f"year: {organ.year}",
                year=organ.year,
                report_year=plan.date.year,
                session=session,
            )
        prefix = organs[organ.organ].symbol if organ.organ in organs else ""
        for symbol in plan.symbols if organ.session and prefix else ():
            if symbol.startswith(f"{prefix}/") and symbol.split("/")[1] not in (str(organ.session), "RES", "HRC"):
                message = "{symbol} is not of session {session}."
                yield make_fault(
                    plan.source,
                    message,
                    "Correct the symbol or the session in contributions/report.yaml.",
                    words=f"session: {organ.session}",
                    symbol=symbol,
                    session=organ.session or 0,
                )


def _make_session_fault(collection: Collection, symbol: str) -> Fault:
    message = "The session in the symbol {words} does not fit a report of {report_year}."
    return make_fault(
        collection.plan.source,
        message,
        "Correct the symbol or the date in contributions/report.yaml.",
        words=symbol,
        report_year=collection.plan.date.year,
    )


def find_address_in_text(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """An address of the web stands in the text.

    Why: the words carry the link, and a symbol is linked by the program (observed in A/80/596 and A/80/634).

    Wrong: “(see https://docs.un.org/en/A/75/345)”
    Right: “(see A/75/345)”, or words with a link: `[the page](https://example.org)`
    """
    for run in runs.having("://", "www."):
        for match in _ADDRESS.finditer(mask_exact_words(run.content)):  # an address is masked in `text`
            hint = "Give the symbol alone, or put the link on words: [words](address)."
            message, word_hint = (
                "The text shows the address “{words}”.",
                "Give the symbol alone, or put the link on words.",
            )
            yield run.fault(*match.span(), message, hint, word_hint=word_hint)


def find_repeated_stem(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Several parts of one document are cited with the whole symbol each time.

    Why: the symbol is given once, then the suffixes alone (UN Documentation: Research Guide).

    Wrong: “A/78/744/Add.1 and A/78/744/Add.2”
    Right: “A/78/744/Add.1 and Add.2”
    """
    for run in runs.having("/Add.", "/Corr."):
        for match in _STEM.finditer(run.plain):
            right = match[4].removeprefix("/")
            message = "“{words}” repeats the symbol before it."
            yield run.fault(*match.span(2), message, "Write “{instead}” alone.", instead=right)


def find_document_not_public(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A conference room paper, a restricted document or one that has no number yet is cited.

    Why: the reader cannot get it (Editorial Manual, Footnotes).

    Wrong: “A/C.2/75/CRP.1”, “A/76/xxx”
    Right: the document that was issued
    """
    for run in runs.having("A/", "S/", "E/"):
        for match in _CLOSED.finditer(run.plain):
            yield run.fault(*match.span(), "“{words}” is not public.", "Cite a document that has been issued.")
        for match in _TO_COME.finditer(run.plain):
            yield run.fault(*match.span(), "“{words}” has no number yet.", "Add the number, or delete the reference.")
