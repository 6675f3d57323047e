"""Capitals: terms of the Organization, members and secretariats of other bodies, resolution, article, Government."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from itertools import groupby, product

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import MASK, Part, Prose, Run, cut_before
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.known_names import match_one_of, read_known_names
from assembler.rules.grammar.letter_case import find_in_other_case
from assembler.rules.grammar.official_capitals import find_small_official_terms
from assembler.rules.grammar.proper_names import find_all_names
from assembler.rules.grammar.sentences import find_first_words, read_abbreviations

_SMALL_STATES = Pattern(r"\b(?<!federal )(?<!constituent )([Mm])ember (states?)\b")
_JOINED_MEMBERS = Pattern(r"\b([Mm])ember(?:s?-[Ss]|s [Ss])(tates?)\b(?!-)")
_MEMBER_COUNTRIES = Pattern(r"(?<=[a-z,] )(Member Countr(?:y|ies))\b|(?:\A|[.] )(Member Countries)\b")
_ANY_BODY = (
    r"(?:[A-Z][\w’-]+ (?:(?:of|for|the|and|on) ){0,2}){0,6}"
    r"(?:Union|Community|Commission|League|Forum|Association|Commonwealth|Authority|Alliance|Bank)"
)
_UNITED_NATIONS = Pattern(r"\bUnited Nations\b|\bGeneral Assembly\b|\bSecurity Council\b")
_MEMBERS_OF_BODY = Pattern(
    r"\b(Member States?) of the (?!United\b|Organization\b(?! (?:of|for)\b)|Security Council|Human Rights Council"
    r"|Peacebuilding|Economic and Social Council)(?:(?:of|for|on|and|the|in) |[A-Z][\w’-]+ ){0,5}?"
    r"(?:Union|Community|Organization|Council|Commission|League|Forum|Association|Commonwealth|Authority|Alliance|Agency)\b"
)
_STATES_PARTIES = Pattern(r"\bstates? (?=part(?:y|ies)\b)")
_SECRETARIAT = Pattern(r"(?<!General )(?<!Executive )\bSecretariat of (?:the )?(?=[A-Z])(?!United Nations\b)")
_REFERENCES = ("Resolution", "Decision", "Paragraph", "Section", "Annex", "Chapter", "Agenda item")
_CAPITAL = Pattern(
    rf"({match_one_of(_REFERENCES, after='(?<=[a-z,;] )')})s?(?=\s(?:[\d{MASK}]|[IVX]+\b))"
    r"(?!\s[IVX\d]+ of the Charter)"
)
_OF_UNITED_NATIONS = Pattern(r"[^.;]{1,20} of the Charter of the United Nations\b")
_CHARTER_NEAR = Pattern(r"\bCharter(?: of the United Nations\b|\b(?! of))")
_NEAR = 150
"""In how many characters around a Chapter the Charter is named to which it belongs."""
_CHARTER = Pattern(
    r"\b(article|chapter)s?(?=\s(?:\d+|[IVX]+)(?: \(\d\))?,? of the Charter\b(?! of (?!the United Nations)))"
)
_GOVERNMENT = Pattern(
    r"\b([Tt]he )(government)(?= of (?:the )?[A-Z])"
    r"|\b[Tt]he [A-Z][a-z]+(?:an|ese|ish|i)\s(?P<of_one>government)(?!\sof)\b"
)
_GOVERNMENTS_OF = Pattern(r"\b[Tt]he (governments) of (?:the )?[A-Z][a-z]+(?:,| and )")
_ENDS_OF_DETERMINERS = ("he ", "its ", "Its ", "our ", "heir ", " to ", " by ", " of ", " with ")
_SOME_GOVERNMENTS = Pattern(
    r"\b([Ss]ome|[Mm]any|[Ff]ew|[Mm]ost|[Cc]ertain|[Ll]ocal|[Mm]unicipal|[Pp]rovincial) Governments\b(?! of)"
)
_COMPASS = Pattern(
    r"\b(?:the|in|from|to) ((?:North|South)(?:-[Ee]ast|-[Ww]est)?|East|West)"
    r"(?= of (?:the (?:country|State|city|island|capital|region|continent|province|river|border|district|town|valley)\b"
    r"|[A-Z]))"
)
_REPORTS = ("he Report of", "ts Report of", "he Reports of", "heir Report of")
_CAPITAL_REPORT = Pattern(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?:[a-z]+ )?(Reports?)(?= of (?:the|an?) )")
_SENTENCES = (Part.PARAGRAPH, Part.ITEM, Part.NOTE)
_SMALL = "a|against|among|and|at|between|by|during|for|from|in|into|of|on|or|the|through|to|under|with|within|&"
_NAME_BEFORE = Pattern(rf"(?P<word>[A-Z][\w’'-]*),? (?P<more>(?:(?:{_SMALL}) )*)\Z|[\ufffc/(-] ?\Z")
_NAME_AFTER = Pattern(r"(?:,? (?:(?:of|for|on|and|or) (?:the )?)?(?=[A-Z])|-?\ufffc|/| \()")
_ARTICLE = Pattern(
    r"(?<=[a-z,;] )(Article)s?(?=\s\d+[^.;]{0,20}? of the (?:[A-Z][\w-]+ ){0,4}?"
    r"(?:Agreement|Constitution|Convention|Covenant|Protocol|Statute|Treaty)\b"
    r"|\s\d+(?: \(\w+\))* of (?:that|this|the same|its|their|the) (?:\w+ ){0,2}?(?:[Aa]greement|[Pp]rotocol"
    r"|[Cc]onvention|[Tt]reaty|[Pp]act|Act|[Ss]tatute|[Cc]onstitution|[Aa]ccord)\b)"
)


def find_member_states_of_another_body(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """“Member States” with a capital M for the members of another body, or “states” with a small s.

    Why: Member States are those of the United Nations; another organization has member States or member countries, and
    a State that is a country has a capital (Editorial Manual, Capitalization).

    Wrong: “Council of Europe Member States”, “the member states of ASEAN”
    Right: “Council of Europe member States”, “the member States of ASEAN”
    """
    organizations = runs.present(read_known_names(collection).organizations)
    names = rf"(?:the )?{match_one_of(organizations)}"
    others = re.compile(rf"\bMember States? of {names}(?!\w)|(?<!\w){names}(?:’s?)? Member States?\b")
    before_states = runs.present(collection.word_lists.words("before_states"))
    countries = re.compile(rf"{match_one_of(before_states, after=r'(?<!\w)')}\sstates\b")
    yield from _find_hyphenated_members(runs)
    yield from _find_members_of_others(runs, names, others)
    for run in runs.having("ember state", "states", "state part", "Member State"):
        for match in _SMALL_STATES.finditer(run.text) if "ember state" in run.text else ():
            right = f"{match[1]}ember S{match[2][1:]}"
            message = "“{words}” has a small s."
            yield run.fault(*match.span(), message, "Write “{instead}”, since a country is meant.", instead=right)
        small = (*_STATES_PARTIES.finditer(run.text), *countries.finditer(run.text)) if "state" in run.text else ()
        for match in small:
            start = match.start() + match.group().rindex("state")
            message = "“{phrase}” has a small s."
            yield run.fault(
                start,
                start + 1,
                message,
                "Write a capital S: a State is a country.",
                instead="S",
                phrase=match.group().rstrip(),
            )
        for match in others.finditer(run.text):
            start = match.start() + match.group().index("Member State")
            end = start + len("Member State") + (run.text[start + 12 : start + 13] == "s")
            right = "m" + run.text[start + 1 : end]
            message = "“{phrase}” means members of a body other than the United Nations."
            yield run.fault(start, end, message, "Write “{instead}”.", instead=right, phrase=match.group())


def _find_hyphenated_members(runs: Prose) -> Iterator[Fault]:
    """A fault for each Member State with a hyphen, or with an s too many."""
    if not {"member-states", "member-state", "members"}.isdisjoint(runs.words):
        for run in runs.having("ember-S", "ember-s", "embers States", "embers states"):
            for match in _JOINED_MEMBERS.finditer(run.text):
                right = f"{match[1]}ember S{match[2]}"
                message = "“{words}” is written in two words, without a hyphen."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)


def _find_members_of_others(runs: Prose, names: str, others: re.Pattern[str]) -> Iterator[Fault]:
    """A fault for each capital of the members of another body: “its Member States” after its name, or before any."""
    own_members = Pattern(rf"(?<!\w)(?:{names}|{_ANY_BODY})(?!\w)[^.;]*?\b[Ii]ts (?:[a-z0-9-]+ )?(Member States?)\b")
    for run in runs.having("Member Countr"):
        for match in _MEMBER_COUNTRIES.finditer(run.text):
            group = 1 if match[1] else 2
            right = match[group].replace("Countr", "countr")
            right = right if group == 2 else right.replace("Member", "member")
            message = "“{words}” has capitals, but only Member States of the United Nations have them."
            yield run.fault(*match.span(group), message, "Write “{instead}”.", instead=right)
    for run in runs.having("its Member State", "Its Member State", "Member States of the "):
        mentions = [match for match in own_members.finditer(run.text) if not _UNITED_NATIONS.search(match.group())]
        for match in (*mentions, *_MEMBERS_OF_BODY.finditer(run.text)):
            if not others.match(run.text, match.start(1)):
                message = "“{phrase}” means members of a body other than the United Nations."
                right = f"m{match[1][1:]}"
                yield run.fault(*match.span(1), message, "Write “{instead}”.", instead=right, phrase=match[1])


def find_secretariat_of_another_body(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The secretariat of another body has a capital.

    Why: the Secretariat is that of the United Nations; other bodies have a secretariat (observed in A/75/345, once with
    each; Editorial Manual, Capitalization).

    Wrong: “the Secretariat of the Collective Security Treaty Organization”
    Right: “the secretariat of the Collective Security Treaty Organization”
    """
    organizations = runs.present(read_known_names(collection).organizations)
    before = re.compile(rf"{match_one_of(organizations, after=r'(?<!\w)')} (Secretariat)\b")
    for run in runs.having("Secretariat"):
        starts = [match.start() for match in _SECRETARIAT.finditer(run.text)]
        starts += [match.start(1) for match in before.finditer(run.text)]
        for start in sorted(starts):
            message = "“Secretariat” with a capital means that of the United Nations."
            end = start + len("Secretariat")
            yield run.fault(start, end, message, "Write “secretariat”.", instead="secretariat")


def find_capital_of_reference(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A resolution, paragraph or annex has a capital inside a sentence, or an Article of the Charter has none.

    Why: these words are small before a number; only the Articles and Chapters of the Charter of the United Nations have
    capitals (Editorial Manual, Capitalization, and Correspondence Manual, list; not read in the original).

    Wrong: “in its Resolution 58/316”, “under article 24 of the Charter of the United Nations”
    Right: “in its resolution 58/316”, “under Article 24 of the Charter of the United Nations”
    """
    for run in runs:
        if run.part is Part.HEADING:
            continue
        for match in _CAPITAL.finditer(run.text):
            if match[1] == "Chapter" and _CHARTER_NEAR.search(
                run.text, max(0, match.start() - _NEAR), match.end() + _NEAR
            ):
                continue
            right = match.group()[0].lower() + match.group()[1:]
            message = "“{words}” has a capital inside a sentence."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=True)
        for match in _ARTICLE.finditer(run.text) if "Article" in run.text else ():
            right = match.group().lower()
            message = "“{words}” has a capital, which only Articles of the Charter have."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
        for match in _CHARTER.finditer(run.text) if " of the Charter" in run.text else ():
            right = match.group().capitalize()
            message = "“{words}” of the Charter has a small letter."
            is_ours = _OF_UNITED_NATIONS.match(run.text, match.end()) is not None
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right, safe=is_ours)


def find_term_in_other_capitals(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A term of the Organization lacks its capitals, or a word has a capital that is part of no name.

    Why: official titles have capitals, general words have none; capitals are no mark of respect or stress (Editorial
    Manual, Capitalization). The lists are in capitals.yaml: `term`, `small_term`, and `small_noun` after a word of the
    list `plain_word`. Inside names and headings, and at the beginning of a sentence, capitals are left alone.

    Wrong: “the permanent Representatives and the Civil Society of the southern Regions”
    Right: “the Permanent Representatives and the civil society of the southern regions”
    """
    lists = collection.word_lists
    for run, match, term in find_in_other_case(runs, lists.words("term")):
        if not (match.group().islower() and term[0].islower()):  # of “states”, UN-CAP-01 speaks
            yield run.fault(*match.span(), "The United Nations writes “{instead}”.", "Write “{instead}”.", instead=term)
    for small in find_small_official_terms(runs, lists):
        message = "The United Nations writes “{instead}”."
        yield small.run.fault(small.start, small.end, message, "Write “{instead}”.", instead=small.right)
    yield from _find_small_terms(runs, lists)
    yield from _find_general_nouns(runs, lists)
    counting = lists.words("counting_word")
    yield from _find_capital_nouns(runs, lists.words("small_noun"), lists.words("plain_word"), counting)
    yield from _find_capital_nouns(runs, lists.words("small_singular"), counting, counting)
    for run in runs.having(*_REPORTS):
        for match in _CAPITAL_REPORT.finditer(run.text):
            yield run.fault(
                *match.span(1),
                "“{words}” has a capital, but is not a name.",
                "Write “{instead}”.",
                instead=match[1].lower(),
            )
    yield from _find_title_case(runs, lists.words("capital_inside_title"))


def _find_small_terms(runs: Prose, lists: WordLists) -> Iterator[Fault]:
    """A fault for each general term with a capital, outside names."""
    abbreviations, heads = read_abbreviations(lists), lists.words("head_of_name")
    terms = groupby(find_in_other_case(runs, lists.words("small_term")), key=lambda place: place[0])
    for run, group in terms:
        places = {match.start(): (match, term) for _, match, term in group} if run.part in _SENTENCES else {}
        first_words = find_first_words(run, abbreviations) if places else frozenset()
        ends = {start: match.end() for start, (match, _) in places.items()}
        starts = {end: start for start, end in ends.items()}
        for start, (match, term) in places.items():
            right = term[0].upper() + term[1:] if start in first_words else term
            if right != match.group() and not (
                _has_name_before(run.text, start, heads, first_words, starts)
                or _has_name_after(run.text, match.end(), ends)
            ):
                message, hint = "“{words}” has a capital, but is not a name.", "Write “{instead}”."
                yield run.fault(*match.span(), message, hint, instead=right)


def _find_general_nouns(runs: Prose, lists: WordLists) -> Iterator[Fault]:
    """A fault for each general noun with a capital inside a sentence and beside no name."""
    heads, abbreviations = lists.words("head_of_name"), read_abbreviations(lists)
    short = lists.words("short_form_noun") & runs.words
    names = (name.text for some in runs.cached(find_all_names).values() for name in some) if short else ()
    in_names = {word.lower() for name in names for word in name.split()}
    nouns = (noun.capitalize() for noun in (lists.words("general_noun") & runs.words) | (short - in_names))
    for noun in sorted(noun for noun in nouns if f" {noun}" in runs.joined):
        for run in runs.with_any((noun,)):
            start = run.text.find(f" {noun}") + 1
            while start > 0:
                end = start + len(noun)
                if _is_general(run, start, end) and not (
                    _has_name_before(run.text, start, heads, find_first_words(run, abbreviations), {})
                    or _has_name_after(run.text, end, {})
                ):
                    message, hint = "“{words}” has a capital, but is not a name.", "Write “{instead}”."
                    yield run.fault(start, end, message, hint, instead=noun.lower())
                start = run.text.find(f" {noun}", end) + 1


def _is_general(run: Run, start: int, end: int) -> bool:
    """Whether a noun with a capital stands in a sentence after a word behind which no name begins."""
    is_whole = not run.text[end : end + 1].isalpha() and run.text[end : end + 1] not in ("’", "-")
    return run.part in _SENTENCES and is_whole and run.cut_before(start).endswith(_ENDS_OF_DETERMINERS)


def _has_name_before(
    text: str, start: int, heads: Container[str], first_words: Container[int], starts: Mapping[int, int]
) -> bool:
    """Whether a name begins before a place, also before another term: Committee on Small Arms and Human Rights.

    The first word of a sentence may be none. `starts` gives where each of the terms begins, by its end.
    """
    before = cut_before(text, start)
    match = _NAME_BEFORE.search(before)
    if not match:
        return False
    place = start - len(before) + match.start()
    other = start - len(match["more"] or "") - 1
    if match["more"] in ("and ", "or ") and other in starts:
        return _has_name_before(text, starts[other], heads, first_words, starts)
    return place not in first_words or match["word"] in heads


def _has_name_after(text: str, end: int, ends: Mapping[int, int]) -> bool:
    """Whether a name goes on after a place, be it after another term: Human Rights Day, Human Rights and Peace Day.

    `ends` gives where each of the terms ends, by its beginning.
    """
    match = _NAME_AFTER.match(text, end)
    return match is not None and (match.end() not in ends or _has_name_after(text, ends[match.end()], ends))


def _find_capital_nouns(
    runs: Prose, nouns: frozenset[str], plain: frozenset[str], before_any: frozenset[str]
) -> Iterator[Fault]:
    """A fault for each noun with a capital after a plain word, which may have one itself if it is of the last."""
    pairs = {noun for before, noun in runs.pairs if noun in nouns and before in plain}
    pattern = re.compile(
        rf"(?<![\w-])([A-Za-z][\w-]*) ({match_one_of(noun.capitalize() for noun in pairs)})\b(?! [A-Z])"
    )
    for run in runs.with_any(pairs):
        for match in pattern.finditer(run.text) if run.part in _SENTENCES else ():
            if match[1] in plain or match[1].lower() in before_any:
                message, hint = "“{noun}” has a capital, but is not a name.", "Write “{instead}”."
                yield run.fault(*match.span(2), message, hint, instead=match[2].lower(), noun=match[2])


def _find_title_case(runs: Prose, inside: frozenset[str]) -> Iterator[Fault]:
    """A fault for each row of words in a sentence of which small words, too, have capitals."""
    words = match_one_of(inside)
    pattern = Pattern(rf"(?<=[a-z] )[A-Z][a-z]+ (?:[A-Z][a-z]+ )*{words}(?: [A-Z][a-z]+)+\b")
    for run in runs.having(*(f" {word} " for word in sorted(inside))):
        for match in pattern.finditer(run.text) if run.part in _SENTENCES else ():
            message = "“{words}” has a capital in every word, like a title."
            yield run.fault(*match.span(), message, "Keep capitals for names; put the title of a work in italics.")


def find_small_government(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """The government of a particular country has a small g.

    Why: it is a Government, and governments in general are small (Editorial Manual, Capitalization; not read in the
    original).

    Wrong: “the government of Chad”, “local Governments”
    Right: “the Government of Chad”, “local governments”
    """
    for run in runs.having("Governments"):
        for match in _SOME_GOVERNMENTS.finditer(run.text):
            message = "“{words}” has a capital, but no particular Governments are meant."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=f"{match[1]} governments")
    for run in runs.having("governments of "):
        for match in _GOVERNMENTS_OF.finditer(run.text):
            message = "“{words}” of particular countries has a small g."
            yield run.fault(*match.span(1), message, "Write “{instead}”.", instead="Governments")
    for run in runs.having("government"):
        for match in _GOVERNMENT.finditer(run.text):
            message = "“government” of a particular country has a small g."
            yield run.fault(
                *match.span("of_one" if match["of_one"] else 2), message, "Write “Government”.", instead="Government"
            )


def find_capital_of_region(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A region that bears a name has a small letter, or a mere direction has a capital.

    Why: regions that bear a name have capitals, directions have none (Editorial Manual, Capitals; list `regions`).

    Wrong: “in central Africa”, “the horn of Africa”
    Right: “in Central Africa”, “the Horn of Africa”
    """
    regions = collection.word_lists.pairs("regions")
    sought = runs.present(regions)
    pattern = re.compile(rf"{match_one_of(sought, after=r'(?<![\w-])')}(?![\w-])")
    for run in runs.with_any(sought):
        for match in pattern.finditer(run.text):
            right = regions[" ".join(match.group().split())]
            message = "The United Nations writes “{instead}”."
            yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
    yield from _find_capital_directions(runs, collection.word_lists)


def _match_direction(direction: str) -> str:
    """A direction with a capital, the second of its two words with one or without."""
    first, hyphen, second = direction.partition("-")
    return f"{first.title()}{hyphen}(?:{second}|{second.title()})"


def _find_capital_directions(runs: Prose, lists: WordLists) -> Iterator[Fault]:
    """A fault for each direction with a capital before a noun or a country: the Southern provinces, Northern Mali."""
    for run in runs.having("North of ", "South of ", "ast of ", "est of "):
        for match in _COMPASS.finditer(run.text):
            message = "“{words}” is a direction, and no name of a region."
            yield run.fault(*match.span(1), message, "Write “{instead}”.", instead=match[1].lower())
    directions = lists.words("direction") & runs.words
    nouns = {*lists.words("noun_of_area"), *(country.lower() for country in lists.pairs("country_of_one_word"))}
    for direction, noun in sorted(runs.pairs.intersection(product(directions, nouns & runs.words))):
        way = rf"(?<=[a-z,’] ){_match_direction(direction)}"
        of_country = noun not in lists.pairs("noun_of_area")
        of_this = rf"{noun.title()}(?=s? of (?:the country|the State)\b)"
        pattern = Pattern(rf"{way} {noun.title()}\b(?! [A-Z])" if of_country else rf"{way} (?:{noun}\b|{of_this})")
        for run in runs.with_any((f"{direction} {noun}",)):
            for match in pattern.finditer(run.text):
                right = match.group().lower() if not of_country else match.group()[0].lower() + match.group()[1:]
                message = "“{words}” is a direction, and no name of a region."
                yield run.fault(*match.span(), message, "Write “{instead}”.", instead=right)
