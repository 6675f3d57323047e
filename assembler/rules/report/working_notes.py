"""Words around a text or about it that nobody means to print: letters, notes to the editor, leftovers of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Footnote,
    Heading,
    Inlines,
    LetteredList,
    Link,
    Paragraph,
    Placeholder,
    Query,
    Subscript,
    Superscript,
    Symbol,
    Table,
)
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.phrases import list_contained
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_blocks, walk_contents, walk_sections
from assembler.rules.grammar.dummy_names import is_dummy_title
from assembler.rules.grammar.paragraph_ends import End, breaks_off, find_end
from assembler.rules.grammar.title_lines import is_bold_line, is_figure_title

_PHRASES = (
    *("as discussed by phone", "as discussed by email", "delete this paragraph", "delete this sentence", "do not cite"),
    *("do not circulate", "do not distribute", "do not quote", "for internal use only", "not for circulation"),
    *("not for citation", "not for distribution", "best regards", "kind regards", "dear colleague", "sent from my"),
    *("please check", "please confirm", "please find", "please insert", "please see attached", "pls ", "see attached"),
    *(
        "see the attached",
        "see file attached",
        "ref _",
        "pageref ",
        'hyperlink "',
        "&nbsp;",
        "&amp;",
        "&lt;",
        "&gt;",
        ">>>",
        "<<<",
    ),
    *("a.n. other", "blah blah", "asdf", "veuillez trouver", "ne pas diffuser", "bien cordialement"),
    *("saludos cordiales", "no distribuir", "adjunto encontrará", "с уважением,", "не для распространения"),
    *("во вложении", "此致", "敬礼", "请勿外传", "مع أطيب التحيات"),
)
"""What no report says, wherever it stands, in small letters."""
_WHOLE = Pattern(
    r"(?:(?:add|another|any|dummy|enter|insert|my|new|sample|start|some|test|this is an?|type|write|your) )*"
    r"(?:bullet(?: point)?|heading|item|paragraph|sentence|sub-?heading|text|test|title|typing)(?: here| \d+)?"
    r"|(?:type|start typing|write|enter) here|(?:first|second|final|revised|working) draft"
    r"|draft (?:of|as of|dated) \d.{0,30}"
    r"|(?:strictly )?confidential|(?:advance )?unedited(?: copy| version)?|embargoed.{0,40}"
    r"|(?:same as|see|cf\.?|no change (?:since|from)) (?:above|below|attached|in )?(?:the )?"
    r"(?:last|previous|earlier|annex(?:ed)?|attached|e-?mail)?"
    r"(?: ?(?:year|report|time|text|file|document|contribution))?"
    r"|to check with .{1,40}|idem|ditto|dito|as above|op\.? ?cit\.?|page \d+ (?:of|/) ?\d+|\(?\d+ words\)?"
    r"|end of (?:text|document|contribution)"
    r"|(?:input|contribution|submission|text|inputs) (?:by|from|of) .{1,80}"
    r"|(?:[\w’.-]+ ){1,2}(?:input|contribution|submission)"
    r"(?: to the report.{0,60})?",
    re.IGNORECASE,
)
"""A paragraph of these words alone says nothing."""
_FIRST_WORDS_OF_WHOLE = """
add advance another any bullet cf confidential contribution ditto dito draft dummy end enter final
first heading idem input inputs insert item my new no op opcit page paragraph revised same sample second see
sentence some start strictly sub subheading submission test text this title to type typing unedited working write
your
"""
"""The first words of such paragraphs, each of which needs its first word here or one of the next parts."""
_PARTS_OF_WHOLE = ("embargoed", "as above", " input", " contribution", " submission")
_NO_TITLE = Pattern(
    r"(?:(?:new|sample|sub-?|your|an?) ?)?(?:annex|annex title|author|caption|entity|heading|name|organi[sz]ation"
    r"|section|section title|table|table title|test|text|title|untitled)(?: here| \d{1,2}| [A-Z]| name)?[.:]?",
    re.IGNORECASE,
)
_ORDER = Pattern(
    r"(?:add|amend|check|confirm|cut|delete|expand|insert|merge|moved?|rephrase|reword|shorten|split|update|verify)"
    r"(?: (?:an?|the|this|that|here|more|new|para\w*|text|figures?|source|year|date|to|in|with|if"
    r"|whether|last)\b.{0,70})?"
    r"|(?:to be )?(?:added|confirmed|inserted|moved|provided|updated|written)(?: by .{1,40})?|to be .{4,20} by .{2,40}"
    r"|to (?:add|check|confirm|insert|update|verify)\b.{0,60}|needs? (?:update|updating|work|checking).{0,40}"
    r"|(?:still )?(?:awaiting|waiting for) (?:clearance|confirmation|data|figures|input|reply|text)\b.{0,40}"
    r"|(?:missing|pending)(?:: .{0,60}| (?:clearance|data|figures?|input|source|text))?"
    r"|(?:clearance|data|figures|input|text) (?:missing|pending)|no (?:input|reply|response) (?:from .{1,40} )?yet"
    r"|(?:under|for) (?:review|clearance|action|information|discussion)|subject to (?:clearance|review).{0,40}"
    r"|(?:text )?not (?:yet )?(?:agreed|cleared|final|reviewed)(?: (?:by|with) .{1,40})?|cleared (?:by|with) .{1,40}"
    r"|(?:choose|select) an item|elija un elemento|choisissez un élément|выберите элемент|选择一项。?|اختر عنصراً?"
    r"|repetition|repeated|duplicate(?: of .{1,40})?|stet|fyi|asap|encl\.?|endnote|footnote|end|\(?signed\)?"
    r"|alternative|alt|(?:attachment|version|page|rev|v)\.? ?\d+(?: \(?\w+\)?)?|- \d+ -|change log|summary of changes"
    r"|(?:clean|marked(?:-up)?|tracked|final) version|track(?:ed)? changes.{0,40}|the .{1,40} (?:is|are) attached"
    r"|please see .{1,60}",
    re.IGNORECASE,
)
"""A numbered paragraph of these words alone is an order to somebody, or says how far the text has got."""
_FIRST_WORDS_OF_ORDER = """
added add alt alternative amend asap attachment awaiting change check choisissez choose cleared clean clearance confirm
confirmed cut data delete duplicate elija encl end endnote expand figures final footnote for fyi input insert
inserted marked merge missing move moved need needs no not page pending please provided rephrase repeated repetition
rev reword select shorten signed split stet still subject summary text the to track tracked under update updated v
verify version waiting written
"""
"""The first words of such paragraphs, each of which needs its first word here where that is of Latin letters."""
_TO_DO = Pattern(
    r"[A-Z]{2,8}(?:/[A-Z]{2,8})* to (?:add|check|clear|confirm|decide|draft|insert|provide|revise|send|supply|update)\b"
    r".{0,60}|(?:[Ss]till )?(?:[Aa]waiting|[Ww]aiting for) [A-Z]{2,8}\b.{0,40}"
    r"|[A-Z]{2,8}\?|\S+@\S+|(?:https?://|www\.)\S+"
)
"""The same where capitals count, and an address alone."""
_FIRST_OF_WHOLE = frozenset(_FIRST_WORDS_OF_WHOLE.split())
_FIRST_OF_ORDER = frozenset(_FIRST_WORDS_OF_ORDER.split())
_FIRST_OF_TO_DO = frozenset(("still", "awaiting", "waiting", "http", "https", "www"))
_FIRST_WORD = Pattern(r"[a-z]+(?![a-z]|[^\x00-\x7f])")
_LABEL = Pattern(
    r"(?:From|To|Cc|CC|Subject|Sent|Contact|Contact person|Focal point|Word count|Words|Input (?:by|from) [^:]{1,60}"
    r"|Contribution (?:by|from|of) [^:]{1,60}|OLD|NEW|Old text|New text|Comment|Author’s note"
    r"|Editor’s note|Author|Reviewer(?: \d)?|Q|Question|Answer|Theme|Section \d+|Text for .{1,40}|Tel\.?"
    r"|E-?mail"
    r"|(?:Proposed|Suggested|Agreed|Final|Alternative) (?:text|language|wording)|Language as agreed|Rationale"
    r"|Explanation"
    r"|Formatted|Signed|Mobile|NB|N\.B\.|Footnote \d+|Attachment)"
    r"\s?:.{0,200}|[A-Z]{2,3}: .{0,200}\?|N\.?B\.? .{0,200}|Note: .{0,200}\?|@\w+.{0,200}"
)
"""A paragraph that begins like this is a letter, the head of a form or a note."""
_CONTINUE = (LetteredList, BulletedList, BlockQuotation, Table)
"""What may follow in the middle of a sentence."""
_EXACT = (CrossReference, Link, Subscript, Superscript, Symbol)
"""What may stand at an end without a full stop on purpose."""
_UNFINISHED = (End.BROKEN, End.COLON)
_AND_NEXT = Pattern(r"[;,；،؛、]\s*\w*\Z")
"""How an item of a list ends before the next one: a mark, and the word for “and”."""
_GENERAL = "contributions/general/"
"""The texts in which a line in bold may be meant as one."""
_QUOTED = 40
"""How many characters of an end a message quotes."""
_LONGEST = 260
"""How many characters such a paragraph has at most."""


def find_working_note_left(report: Report, collection: Collection) -> Iterator[Fault]:
    """A paragraph is a note to the editor, part of a letter or form, or breaks off in the middle of a sentence.

    Why: what came with a text, and was never meant for print, would be issued with it: “Dear colleague, please find
    below”, “Word count: 250”, “Same as last year”, “Not for citation”. A final is refused. A paragraph breaks off if
    it ends with a word, a comma, a dash, or a colon that nothing follows. An item of a list or a footnote breaks off
    if it ends with a word such as “and” or “the”. A paragraph may end in the list, table or quotation that follows.
    Where only the mark is missing, see IN-OPN-07.

    Wrong: `Please confirm.` as a paragraph; `The two secretariats met in Cairo and`
    Right: the paragraph without such words; the whole sentence
    """
    samples = {(at.path, at.line) for text in collection.contributions for _, at in text.scaffold_sentences}
    passages = [
        (content, extract_text(content).strip(), block, following)
        for block, following in _list_blocks(report)
        if isinstance(block, Paragraph | LetteredList | BulletedList)
        and (block.source.path, block.source.line) not in samples
        for content in walk_contents(block)
    ]
    phrases = list_contained(_PHRASES, "\n".join(words for _, words, _, _ in passages).casefold())
    in_annex = {id(block) for annex in report.annexes for block in annex.blocks}
    for content, words, block, following in passages:
        note = _find_note(words, block, phrases)
        if note:
            yield _make_fault(note, block.source)
        elif isinstance(block, Paragraph):
            if is_figure_title(content) or (is_bold_line(content) and not block.source.path.startswith(_GENERAL)):
                continue  # of which rules IN-FIG-01 and IN-THM-02 speak
            end = _find_end(content, words, following, report.language)
            if end in _UNFINISHED or (end is End.OPEN and id(block) not in in_annex):
                yield _make_end_fault(words, end, block.source)
        elif breaks_off(_AND_NEXT.sub("", words), report.language):
            yield _make_end_fault(words, End.BROKEN, block.source)
        for note_words, source in _list_notes(content):
            if breaks_off(note_words, report.language):
                yield _make_end_fault(note_words, End.BROKEN, source)
    for words, source in _list_titles(report, collection):
        if _NO_TITLE.fullmatch(words.strip()) or is_dummy_title(words):
            message = "“{words}” is a placeholder for a title or a name."
            yield make_fault(source, message, "Replace the placeholder by the title or the name.", words=words.strip())


def find_paragraph_without_full_stop(report: Report, collection: Collection) -> Iterator[Fault]:
    """A paragraph ends without its mark behind an address, a measure, a symbol, a bracket or a quotation, or with a
    semicolon and no list behind. In an annex, so do words.

    Why: numbered paragraphs end with a full stop, of which the scripts have several: 。 in Chinese, ؟ behind a question
    in Arabic, । in Hindi; Thai, Lao, Khmer, Burmese and Tibetan need none. Nothing is lost, so a final is not refused.
    A colon may end a paragraph, and so may a full stop before a closing bracket or quotation mark, or before a note. A
    paragraph that ends with a word may have lost more than its full stop: see IN-OPN-05.

    Wrong: `The two secretariats met (see A/75/1)`
    Right: `The two secretariats met (see A/75/1).`
    """
    in_annex = {id(block) for annex in report.annexes for block in annex.blocks}
    for block, following in _list_blocks(report):
        if isinstance(block, Paragraph):
            words = extract_text(block.content).strip()
            end = _find_end(block.content, words, following, report.language)
            if end is End.UNMARKED or (end is End.OPEN and id(block) in in_annex):
                message = "No full stop ends the paragraph: “{words}”."
                hint = "Write the full stop behind the last word, or add what is missing."
                yield make_fault(block.source, message, hint, words=words[-_QUOTED:].strip())


def _list_blocks(report: Report) -> Iterator[tuple[Block, Block | None]]:
    """Each block with what follows in the same text."""
    summary = report.summary.blocks if report.summary else ()
    texts = [section.blocks for section in walk_sections(report)] + [annex.blocks for annex in report.annexes]
    for blocks in (summary, *texts):
        for block, following in zip_longest(blocks, blocks[1:]):
            is_same = following is not None and following.source.path == block.source.path
            yield block, following if is_same else None


def _find_end(content: Inlines, words: str, following: Block | None, language: str) -> End:
    """How a paragraph ends; before a list, a table or a quotation its sentence goes on there."""
    last = next((inline for inline in reversed(content) if not isinstance(inline, Footnote | Query)), None)
    if not words or isinstance(following, _CONTINUE) or isinstance(last, Placeholder):
        return End.WHOLE
    end = find_end(words, language, is_exact=isinstance(last, _EXACT))
    return End.WHOLE if end is End.COLON and isinstance(following, Paragraph) else end


def _list_notes(content: Inlines) -> Iterator[tuple[str, Source]]:
    for inline in content:
        if isinstance(inline, Footnote):
            yield from ((extract_text(paragraph).strip(), inline.source) for paragraph in inline.content[-1:])


def _make_end_fault(words: str, end: End, source: Source) -> Fault:
    shown = words[-_QUOTED:].strip()
    if end is End.COLON:
        message = "Nothing follows the colon at the end of this paragraph: “{words}”."
        return make_fault(source, message, "Write what follows, or end the sentence with a full stop.", words=shown)
    message = "The last sentence is not complete: “{words}”."
    hint = "Complete the sentence and add the full stop, or delete the words."
    return make_fault(source, message, hint, words=shown)


def _list_titles(report: Report, collection: Collection) -> Iterator[tuple[str, Source]]:
    """Titles, headings, captions of tables and names, with their places."""
    plan = collection.plan
    head = report.masthead
    yield from ((words, plan.source) for words in (head.title, head.author))
    yield from ((title, plan.source) for organ in head.organs for title in (organ.title, *organ.sub_items))
    for section in walk_sections(report):
        organization = collection.vocabulary.organizations.get(section.organization)
        yield section.title, organization.source if organization else plan.source
    yield from ((annex.title, plan.source) for annex in report.annexes)
    yield from ((theme, plan.source) for theme in plan.themes)
    for block in walk_blocks(report):
        if isinstance(block, Heading):
            yield extract_text(block.content), block.source
        elif isinstance(block, Table):
            yield extract_text(block.caption), block.source


def _find_note(words: str, block: Block, phrases: list[str]) -> str:
    """The words of a passage that nobody means to print; empty where there are none."""
    folded = words.casefold() if phrases else ""
    places = (re.search(rf"(?<!\w){re.escape(phrase)}", folded) for phrase in phrases if phrase in folded)
    place = next(filter(None, places), None)
    if place:
        return words[place.start() : place.end()].strip()
    is_note = len(words) <= _LONGEST and _is_note(words, is_paragraph=isinstance(block, Paragraph))
    return words if is_note else ""


def _is_note(words: str, *, is_paragraph: bool) -> bool:
    """Whether these words are a note, a label or a leftover as a whole; orders are meant in items of lists."""
    bare, folded = words.rstrip(" .:;!,"), words.lower()
    first = _get_first_word(folded)
    may_be_whole = not first or first in _FIRST_OF_WHOLE or any(part in folded for part in _PARTS_OF_WHOLE)
    if may_be_whole and _WHOLE.fullmatch(bare):
        return True
    if (":" in words or words[:1] in "N@") and _LABEL.fullmatch(words):
        return True
    if not is_paragraph:
        return False
    may_be_order = not first or (first in _FIRST_OF_ORDER and (first != "the" or " attached" in folded))
    if may_be_order and _ORDER.fullmatch(bare.rstrip("?")):
        return True
    may_be_to_do = words[:2].isupper() or first in _FIRST_OF_TO_DO or "@" in words
    return may_be_to_do and bool(_TO_DO.fullmatch(words.rstrip(" .")))


def _get_first_word(folded: str) -> str:
    """The letters with which a paragraph begins; empty where other signs, or letters of another script, are there."""
    match = _FIRST_WORD.match(folded)
    return match[0] if match else ""


def _make_fault(words: str, source: Source) -> Fault:
    message = "“{words}” looks like part of a note, a letter or a form, not like text of a report."
    hint = "Delete the words, or write the text. If the words are right, waive the rule."
    word_hint = "Delete the words, or write the text. If the words are right, say so in a comment."
    return make_fault(source, message, hint, word_hint=word_hint, words=words)
