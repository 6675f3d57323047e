"""What is still open in a text: queries, proposed changes, places kept free for words to come."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import chain

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    CrossReference,
    Deletion,
    Footnote,
    Inline,
    Insertion,
    Link,
    Placeholder,
    Query,
    Quotation,
    Text,
)
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.phrases import list_contained
from assembler.model.text.plain_text import extract_passage_text, extract_text
from assembler.model.text.prose import Prose
from assembler.model.text.traversal import (
    walk_block_inlines,
    walk_blocks,
    walk_contents,
    walk_report_inlines,
    walk_sections,
)
from assembler.rules.grammar.date_words import ANY_MONTH
from assembler.rules.grammar.dummy_names import find_dummy_names

_MEANT = Pattern(r"\s*(?:sic|[A-Z]{1,3}/\S+|(?P<note>\^\S+))\s*")
"""What may stand between square brackets outside of quotations: “sic” and symbols; notes without text are IN-FN-01."""
_NOTE = (
    r"(?:please|pls|check|insert|add|verify|confirm|update|figures?|dates?|numbers?|names?|sources?|refs?|cites?|citations?)\b"
    r"(?=[^()]{0,40}[)])|to\ (?:be\ )?(?:check|confirm|verif|updat|insert|add|complet|follow|come)"
    r"|à\ (?:compléter|confirmer|déterminer|insérer|préciser|vérifier)"
    r"|por\ (?:completar|confirmar|definir|determinar|insertar)|уточнить|дополнить|добавить|вставить|проверить"
    r"|(?:يحدد|تحدد|يستكمل|يؤكد)\ لاحقا"
)
"""How a note begins that stands in brackets, or as a paragraph of its own."""
# XX is also a Roman numeral, so capitals count only where a figure would stand: before a month or a small letter, or
# in a symbol.
_PLACEHOLDER = Pattern(
    rf"""[\[［【] (?P<inside> [^\[\]［］【】]{{0,200}} ) [\]］】]
    | \( [^\s(),]{{0,20}} (?:\s[^\s(),]{{1,20}}){{0,2}} \?{{1,3}} \) | [(（] (?i:{_NOTE}) [^()（）]{{0,40}} (?=[)）])
    | ^(?i:à\ (?:compléter|confirmer|préciser|vérifier)|por\ (?:completar|confirmar|definir)|уточнить)(?=\W*$)
    | \b(?i:date|figure|name|number|place|source|time|title|venue)s?
      \ to\ be\ (?:added|advised|checked|confirmed|determined|inserted|provided|verified)\b
    | \b(?:[Dd]etails|[Ff]igures|[Ll]inks?|[Mm]ore)\ to\ (?:come|follow)(?=\W*$|\)) | \b[tT]\.[bB]\.[acdACD]\b\.?
    | \bINSERT\ [A-Z]+\b | \bTK\b | ‹[^‹›]{{1,40}}›
    | \bXX?\.XX?\.(?:19|20)\d\d\b | (?<!\d)00?\s(?={ANY_MONTH}) | \b(?:19|20)(?:\d[_?]|xx|\.\.)(?!\w)
    | (?<![\w°])N(?=\s[a-z]{{4}}) | (?<!\S)nn(?=\s[a-z]) | (?<!\d\s)(?<!\S)x(?=\s[a-z]{{3}}) | (?<!\S)\#(?=\s[a-z])
    | (?<!\S)\$?X(?=\s(?:per\ cent|million|billion)\b)
    | \d\?(?=\s[a-z]) | (?<!\S)\?(?=\s[a-z]) | [☐☑☒] | (?<=\w\s)[•●](?=\s\w) | %[sd]\b
    | ^\W*\?\W*$ | (?<=[^\S\u00a0\u202f])\?(?=[^\w?]*$) | (?<=\d)/0+(?!\w) | \b0000\b
    | \b(?:12-34567|99-\d{{5}}|\d\d-(?P<figure>\d)(?P=figure){{4}})\b
    | \bT[ -]B[ -][CD]\b | [ＴＢＣＤ]{{3}} | (?<!\S)[xX][.,][xX](?!\w)
    | \$\s(?=million\b|billion\b|\W*$) | \b(?:by|from|of|to)\s(?:per\ cent\b|%) | \(\s*\) | «\s*» | (?<!\S)_(?!\S)
    | (?<=\s)/\s/\s?(?:19|20)\d\d | \.\s\.\s(?:19|20)\d\d | (?<=\d)/(?=[\s),](?!\d)|\.(?![.\d])) | \b[Ff]rom\s+to\b
    | \b[Bb]etween\s+and\b
    | \b(?:pp?|paras?)\.\s(?:X{{1,3}}|x{{1,3}}|0)\b | \b(?:[Ff]ootnote|[Tt]able)\ X\b
    | \b(?:CHECK|CONFIRM|VERIFY|UPDATE)\b!*
    | \b(?:XYZ|[Ff]oo\s?bar|[Qq]werty)\b | \b[\w-]+\.(?:docx?|xlsx?|pptx?)\b
    | (?:[X×]{{1,2}}[月日])+ | ×{{2,}} | 某某 | 待(?:定|补|確|确|核)\w{{0,2}}
    | \b(?:(?i:TB[ACD])|TODO|FIXME|DRAFT)\b
    | \b20(?:\dX|XX)\b | \bDD[ ./-]M(?:M|onth)\b | \#(?:REF|VALUE|NAME|DIV/0|N/A)\b
    | (?:Error!|Erreur\s?!|¡Error!|Ошибка!|错误[!！]|خطأ!)(?:\s?\w+)*    # a reference that Word has lost
    | \b[Cc]lick\ (?:or\ tap\ )?(?:here\ )?to\ (?:add|enter|insert|type)\ \w+
    | \b[Cc]liquez\ (?:ou\ appuyez\ )?ici\ pour\ \w+ | \b[Hh]aga\ clic\ (?:o\ pulse\ )?aquí\ para\ \w+
    | Место\ для\ ввода\ \w+ | 单击(?:或点击)?此处输入\w* | انقر\ (?:أو\ اضغط\ )?هنا
    | \b(?i:insert\ (?:date|figure|name|number|text|title))\ (?i:here)\b | \b[Ll]orem\ ipsum\b
    | (?:^|(?<=[.:;]\ ))(?:Add|Describe|Explain|Insert|Say|State|Write)\ here\b
    | \b[Tt]ext\ to\ (?:come|follow)(?=\W*$|\)) | ^(?i:placeholder)\b
    | (?<![\w(])(?: x{{2,}} | X{{4,}} | (?<![Aa]rticle\ )(?<![Cc]hapter\ )X{{2,}}(?=\s(?:{ANY_MONTH}|(?!century)[a-z]))
      | X{{3}}(?=\W*$) )(?!\w)
    | (?<=/)X{{2,}}(?!\w) | (?<=[\dA-Z]/)(?:\.{{3}}|…)
    | _{{2,}} | [?？]{{2,}} | ¿\? | !{{3,}} | /{{4,}} | -{{4,}} | (?<!\S)~(?!\S)
    | \*{{2,}} | ~{{2,}} | \#{{2,}} | ={{2,}} | (?<!\S)(?:\.{{3}}|…)(?=\s\w)
    | \{{[^{{}}]{{0,60}}\}}+ | \$[a-z_]{{3,}}
    | \b\d\d-0{{4,}}\b
    | \b[Nn]ote\ (?:to|for)\ (?:the\ )?(?:editor|translator|reviewer|drafter|focal\ point)s?\b
    | (?:^|\() (?i:to\ be)\ (?i:added|announced|completed|confirmed|determined|drafted|inserted|provided|updated)
      (?=\W*$|\))""",
    re.VERBOSE,
)
_QUOTATION_TO_COME = Pattern(
    r"\bTB[ACD]\b|\bTODO\b|\[(?:to be|tbc|insert|please) [^\]]{0,60}\]"
    r"|\b(?:please )?insert (?:the )?quot\w+|\blorem ipsum"
    r"|\bquot(?:e|ation) (?:here|to come)",
    re.IGNORECASE,
)
_NO_ADDRESS = Pattern(r"example\.(?:com|org|net)|//localhost|//127\.0|\bTB[CD]\b|\bxxx+", re.IGNORECASE)
_SIGNS = (
    *("[", "［", "【", "_", "??", "**", "~~", "#", "==", "...", "…", "{", "$", "!", "！", "xx", "XX", "？", "¿"),
    *("////", "----", " ~ ", "02X", "03X", "DD", "TB", "Tb", "tb", "TODO", "FIXME", "DRAFT", "-0000", "ote to"),
    *("ote for", "o be ", "O BE ", "ext to ", " here", " HERE", "lick to ", " tap to ", "ici pour", " aquí "),
    *("Место", "此处", "هنا", "orem ipsum", "laceholder", "PLACEHOLDER", "?)", "? ", "(please", "(Please", "(pls"),
    *("(check", "(Check", "(insert", "(Insert", "(add ", "(verif", "(confirm", "(Name", "(Date", "(Number"),
    *("(Figure", "(update", "(figure", "(date", "(number", "(name", "(source", "(ref", "(to ", "à c", "À C", "À c"),
    *("à préc", "à vér", "à insér", "à déter", "por c", "Por c", "POR C", "or def", "or deter", "or insert"),
    *("(уточн", "(доп", "(доба", "(встав", "(пров", "Уточнить", "（", " لاحقا", " to come", " to follow", "t.b."),
    *("T.B.", "INSERT ", "TK", "‹", " 00 ", " 0 J", "0..", " N ", " nn ", " x ", " X", "$X ", "%s"),
    *("%d", "☐", "☑", "☒", "•", "●", "X月", "X日", "×", "$ ", "to per cent", "by per cent", "of per cent"),
    *("from per cent", "to %", "by %", "of %", "( )", "()", "«»", "« »", "/ ", "/)", "/.", "/,", ". . ", "rom to"),
    *("etween and", "p. X", "p. x", "p. 0", "a. X", "a. x", "a. 0", "s. X", "s. x", "s. 0", "ootnote X", "able X"),
    *("CHECK", "CONFIRM", "VERIFY", "UPDATE", "XYZ", "oo bar", "oobar", "werty"),
    *(".doc", ".xls", ".ppt", "(REF", "(Ref", "(cit", "(CIT", "某某", "待", "/0", "0000", "-34567", "99-", "T B"),
    *("T-B", "Ｔ", "x.x", "X.X", "x,x", " ? ", "?  "),
    *(f"-{figure * 5}" for figure in "123456789"),
)
"""One of these stands in every place kept free: looked for first, since hardly any words hold one."""
_COMMON_SIGNS = {
    "o be ": Pattern("o be (?:added|advis|annou|check|compl|confi|deter|draft|inser|provi|updat|verif)", re.IGNORECASE),
    " to follow": Pattern(r" to follow(?:\W*$|\))"),
    "$": Pattern(r"\$[a-z_\sX]"),
    **dict.fromkeys(("TB", "Tb", "tb"), Pattern("TB[ACD]", re.IGNORECASE)),
}
"""Signs that other words hold, too: each with what else stands there in a place kept free."""


def find_open_query(report: Report, collection: Collection) -> Iterator[Fault]:
    """An editor's query stands in a text that is printed.

    Why: a query is a comment in drafts; a final is refused while it stands.

    Wrong: `In 2019 {>> or 2020? <<} the two secretariats met.`
    Right: `In 2019 the two secretariats met.`
    """
    for inline in walk_report_inlines(report):
        if isinstance(inline, Query):
            message = "A query is open: “{text}”"
            hint, word_hint = "Answer the query and delete it.", "Answer the comment and delete it."
            yield make_fault(inline.source, message, hint, word_hint=word_hint, text=inline.text)


def find_open_proposal(report: Report, collection: Collection) -> Iterator[Fault]:
    """A proposed change stands in a text that is printed.

    Why: a proposal is a tracked change in drafts; a final is refused while it stands.

    Wrong: `The {~~first~>second~~} meeting was held.`
    Right: `The second meeting was held.`
    """
    for inline in walk_report_inlines(report):
        if isinstance(inline, Insertion):
            message = "A proposal is open: to add “{content}”."
            yield make_fault(
                inline.source,
                message,
                "To accept the proposal, delete the marks. To reject it, delete the words.",
                word_hint="Accept or reject the change.",
                content=extract_text(inline.content),
            )
        if isinstance(inline, Deletion):
            message = "A proposal is open: to delete “{content}”."
            yield make_fault(
                inline.source,
                message,
                "To accept the proposal, delete the words. To reject it, delete the marks.",
                word_hint="Accept or reject the change.",
                content=extract_text(inline.content),
            )


def find_placeholder_left(report: Report, collection: Collection) -> Iterator[Fault]:
    """A placeholder stands for words that are still missing: TBC, XX, [date], a line of underscores, {name},
    or what Word and forms write themselves: “Error! Reference source not found”, “Click here to enter text”.

    Why: what is easily overlooked in a draft would stand in the report as issued. Titles, names and symbols are looked
    at, too. Quotations are left alone, and so is the numeral XX. A final is refused.

    Wrong: `On XX June 2020, [number to be confirmed] participants met in Addis Ababa.`
    Right: `On 12 June 2020, 40 participants met in Addis Ababa.`
    """
    message = "“{words}” looks like a placeholder for words that are still missing."
    samples = {(at.path, at.line) for text in collection.contributions for _, at in text.scaffold_sentences}
    blocks = [block for block in walk_blocks(report) if (block.source.path, block.source.line) not in samples]
    without_text = {finding.source.path for finding in collection.findings if finding.rule == "IN-FN-01"}
    for words, source in _find_places_kept_free(
        ((words, block.source) for block in blocks for words in _list_words(block)), without_text
    ):
        yield make_fault(
            source,
            message,
            "Write the missing words. If the text is right as it stands, waive the rule.",
            word_hint="Write the missing words. If the text is right as it stands, say so in a comment.",
            words=words,
        )
    quotations = (inline for inline in walk_report_inlines(report) if isinstance(inline, Quotation))
    if _QUOTATION_TO_COME.search("\n".join(extract_text(quotation.content) for quotation in quotations)) or any(
        isinstance(block, BlockQuotation) for block in walk_blocks(report)
    ):
        yield from _find_unfinished_quotations(report)
    yield from _find_unfinished_links(report)
    for words, source in _find_places_kept_free(_list_titles(report, collection)):
        yield make_fault(source, message, "Write the right words or number in {path}.", words=words, path=source.path)


def find_dummy_name_left(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A name stands for another one that nobody has written yet: Entity A, ABC, the ABC Organization, Country Y, N.N.,
    «Name», ‘Name’, **Name**, (place), `<name of the minister>`, or a date such as DD/MM/YYYY.

    Why: such a name is a word like any other to whoever reads quickly, and would stand in the report as issued. It is
    looked for in all six languages. A word in its own meaning, such as the head “Name” of a column, may stand. A final
    is refused.

    Wrong: `The ABC Organization and Entity A met in (place).`
    Right: `The African Union and the World Health Organization met in Cairo.`
    """
    tags = {(at.source.path, at.source.line) for at in collection.findings if at.rule == "IN-MD-01"}
    organizations, entities = collection.vocabulary.organizations, collection.vocabulary.entities
    acronyms = {item.acronym for names in (organizations, entities) for item in names.values()}
    for run, (start, end) in find_dummy_names(runs, acronyms.union(collection.plan.words)):
        if run.shown[start] != "<" or (run.source.path, run.source.line) not in tags:
            message = "“{words}” stands in the place of a name, a date or a number."
            hint = "Write the missing words. If the text is right as it stands, waive the rule."
            word_hint = "Write the missing words. If the text is right as it stands, say so in a comment."
            yield run.fault(start, end, message, hint, word_hint=word_hint)


def _find_places_kept_free(
    passages: Iterable[tuple[str, Source]], without_text: Container[str] = ()
) -> Iterator[tuple[str, Source]]:
    """The words in these passages that keep a place free, with the places of their passages.

    A mark of a note such as [^1] is one, but for files of which notes `without_text` are found.
    """
    passages = tuple(passages)
    signs = list_contained(_SIGNS, "  ".join(("", *(words for words, _ in passages), "")))
    for words, source in passages:
        padded = f" {words} "
        if any(sign in padded and (not (more := _COMMON_SIGNS.get(sign)) or more.search(words)) for sign in signs):
            for match in _PLACEHOLDER.finditer(words):
                if _is_left(match, is_note_known=source.path in without_text):
                    yield match.group(), source


def _find_unfinished_quotations(report: Report) -> Iterator[Fault]:
    """The quotations that are still to come; whatever else a quotation has was written by others."""
    for block in walk_blocks(report):
        quoted = [block] if isinstance(block, BlockQuotation) else []
        parts = () if quoted else (part for part in walk_block_inlines((block,)) if isinstance(part, Quotation))
        words = extract_passage_text(quoted) if quoted else " ".join(extract_text(part.content) for part in parts)
        for match in _QUOTATION_TO_COME.finditer(words):
            message = "“{words}” stands where a quotation is missing."
            yield make_fault(block.source, message, "Write the quotation.", words=match.group())


def _find_unfinished_links(report: Report) -> Iterator[Fault]:
    """The links that lead to an address which only holds the place of another one."""
    links = [inline for inline in walk_report_inlines(report) if isinstance(inline, Link)]
    unfinished = [link for link in links if _NO_ADDRESS.search(link.target)]
    for block in walk_blocks(report) if unfinished else ():
        for link in walk_block_inlines((block,)):
            if link in unfinished and isinstance(link, Link):
                message = "The link of “{words}” leads to {address}, which is only a placeholder."
                hint = "Write the right address, or remove the link."
                words = extract_text(link.content)
                yield make_fault(block.source, message, hint, words=words, address=link.target)


def _list_titles(report: Report, collection: Collection) -> Iterator[tuple[str, Source]]:
    """Titles, names and symbols, as they print, with the places where they are set."""
    plan, head = collection.plan, report.masthead
    yield from ((words, plan.source) for words in (head.title, head.author, *head.symbols, head.job_number))
    yield from ((title, plan.source) for organ in head.organs for title in (organ.title, *organ.sub_items))
    for section in walk_sections(report):
        organization = collection.vocabulary.organizations.get(section.organization)
        yield section.title, organization.source if organization else plan.source
    yield from ((annex.title, plan.source) for annex in report.annexes)
    yield from ((theme, plan.source) for theme in plan.themes)


def _is_left(match: re.Match[str], *, is_note_known: bool) -> bool:
    exception = _MEANT.fullmatch(match["inside"] or "")
    return exception is None or (exception["note"] is not None and not is_note_known)


def _list_words(block: Block) -> Iterator[str]:
    """The words of a block as they print, run by run, without quotations."""
    if isinstance(block, BlockQuotation):
        return
    notes = (inline.content for inline in walk_block_inlines((block,)) if isinstance(inline, Footnote))
    for content in chain(walk_contents(block), chain.from_iterable(notes)):
        yield extract_text(_blank_exact(inline) for inline in content)


def _blank_exact(inline: Inline) -> Inline:
    """The node itself, or a space in the place of words that are not the author's."""
    return Text(" ") if isinstance(inline, Quotation | Placeholder | CrossReference) else inline
