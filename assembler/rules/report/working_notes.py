"""Words around a text or about it that nobody means to print: letters, notes to the editor, leftovers of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, Source, make_fault
from assembler.model.nodes import Block, BlockQuotation, BulletedList, Heading, LetteredList, Paragraph, Table
from assembler.model.report import Report
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.phrases import list_contained
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_blocks, walk_contents, walk_sections
from assembler.rules.grammar.dummy_names import is_dummy_title

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
_ENDS = frozenset(".!?:;…)]”’\"'»。！？：；）】」؟؛")
"""How a paragraph ends whose sentence has an end."""
_CONTINUE = (LetteredList, BulletedList, BlockQuotation, Table)
"""What may follow in the middle of a sentence."""
_LONGEST = 260
"""How many characters such a paragraph has at most."""


def find_working_note_left(report: Report, collection: Collection) -> Iterator[Fault]:
    """A paragraph is a note to the editor, part of a letter or form, or breaks off in the middle of a sentence.

    Why: what came with a text, and was never meant for print, would be issued with it: “Dear colleague, please find
    below”, “Word count: 250”, “Same as last year”, “Not for citation”. A final is refused.

    Wrong: `Please confirm.` as a paragraph; `The two secretariats met in Cairo and`
    Right: the paragraph without such words; the whole sentence
    """
    blocks = tuple(walk_blocks(report))
    samples = {(at.path, at.line) for text in collection.contributions for _, at in text.scaffold_sentences}
    passages = [
        (extract_text(content).strip(), block, following)
        for block, following in zip_longest(blocks, blocks[1:])
        if isinstance(block, Paragraph | LetteredList | BulletedList)
        and (block.source.path, block.source.line) not in samples
        for content in walk_contents(block)
    ]
    phrases = list_contained(_PHRASES, "\n".join(words for words, _, _ in passages).casefold())
    for words, block, following in passages:
        yield from _check_passage(words, block, following, phrases)
    for words, source in _list_titles(report, collection):
        if _NO_TITLE.fullmatch(words.strip()) or is_dummy_title(words):
            message = "“{words}” only holds the place of a title or a name."
            yield make_fault(source, message, "Write the title or the name in its place.", words=words.strip())


def _list_titles(report: Report, collection: Collection) -> Iterator[tuple[str, Source]]:
    """Titles, headings, captions of tables and names, with their places."""
    plan = collection.plan
    yield from ((words, plan.source) for words in (report.masthead.title, report.masthead.author))
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


def _check_passage(words: str, block: Block, following: Block | None, phrases: list[str]) -> Iterator[Fault]:
    folded = words.casefold() if phrases else ""
    places = (re.search(rf"(?<!\w){re.escape(phrase)}", folded) for phrase in phrases if phrase in folded)
    place = next(filter(None, places), None)
    if place:
        yield _make_fault(words[place.start() : place.end()].strip(), block.source)
    elif len(words) <= _LONGEST and _is_note(words, is_paragraph=isinstance(block, Paragraph)):
        yield _make_fault(words, block.source)
    elif isinstance(block, Paragraph) and not isinstance(following, _CONTINUE) and words and words[-1] not in _ENDS:
        yield make_fault(
            block.source,
            "The last sentence of the paragraph has no end: “{words}”.",
            "Write the rest of the sentence or the full stop; where this is no sentence, delete the words.",
            words=words[-40:].strip(),
        )


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
    message = "“{words}” is what notes, letters and forms say, and no text of a report."
    hint = "Delete the words, or write the text; where these words are meant, waive the rule."
    word_hint = "Delete the words, or write the text; where these words are meant, say so in a comment."
    return make_fault(source, message, hint, word_hint=word_hint, words=words)
