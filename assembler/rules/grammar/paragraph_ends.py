"""How paragraphs end: with a sentence, without its full stop, or in the middle of a sentence."""

from __future__ import annotations

from enum import Enum, auto

from assembler.model.text.lazy_regex import Pattern

_STOPS = frozenset(".!?…。！？؟۔।॥።։។၊။")
"""What ends a sentence, in the scripts that have such a mark."""
_CLOSING = ")]}”’“\"'»›」』》〉）】"
"""What may stand behind that mark; in German “ closes a quotation."""
_INVISIBLE = " \t\u00a0\u202f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c"
_GOES_ON = frozenset(",،、-–—/([{«„‹「《（【&+=<")
"""Marks behind which a sentence goes on."""
_WITHOUT_STOPS = Pattern(r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Tibetan, Burmese and Khmer, in which a space may end a sentence."""
_NO_WORD = Pattern(r"(?:https?://|www\.)\S+|\S+@\S+|\S*[%‰°′″²³]|[A-Z]{1,4}/\S+")
"""An address, a measure or a symbol, behind which a full stop is often left out on purpose."""
_LOST_NOTE = Pattern(r"(?:\[\^[^\]]*\])+\s*\Z")
"""The mark of a note that has no text, which is a fault of its own."""
_LAST_WORDS = {
    "en": "a an the and or of its their",
    "fr": "à au aux d’ de des du et l’ la le les leur ou par pour que qui sa ses son sur un une",
    "es": "al con de del el en las los o para por que sus u un una y",
    "ru": "в для и из или к на о об от по при с со",
    "ar": "إلى الذي التي أن أو بين عن على في من و",
    "zh": "",
}
"""Words with which no sentence ends, nor an item of a list, by language."""
_CHINESE_LAST = ("和", "与", "及", "或", "在", "由")


class End(Enum):
    """How a paragraph ends."""

    WHOLE = auto()
    """With a sentence and its mark."""
    UNMARKED = auto()
    """With an address, a measure, a symbol, a bracket or a quotation, and no mark behind."""
    OPEN = auto()
    """With a word, and no mark: the full stop was forgotten, or the rest of the sentence."""
    BROKEN = auto()
    """With a comma, a dash, an opening bracket, or a word behind which a sentence goes on."""
    COLON = auto()
    """With a colon, which announces something."""


def find_end(words: str, language: str, *, is_exact: bool = False) -> End:
    """How these words end; the last of them are exact where they are a link, a symbol or a reference."""
    text = (_LOST_NOTE.sub("", words) if "[^" in words else words).rstrip(_INVISIBLE)
    core = text.rstrip(_CLOSING + _INVISIBLE)
    last = core[-1:]
    if not last or last in _STOPS or _WITHOUT_STOPS.match(last):
        return End.WHOLE
    if last in ":：" and core == text:
        return End.COLON
    if core != text or last in ";；؛:：":
        return End.UNMARKED
    if breaks_off(core, language):
        return End.BROKEN
    return End.UNMARKED if is_exact or _NO_WORD.fullmatch(core.split()[-1]) else End.OPEN


def breaks_off(words: str, language: str) -> bool:
    """Whether words end in the middle of a sentence, whatever stands at the end of a sentence there."""
    text = words.rstrip(_INVISIBLE)
    if text[-1:] in _GOES_ON or (language == "zh" and text.endswith(_CHINESE_LAST)):
        return True
    return text.rpartition(" ")[2].replace("'", "’") in _LAST_WORDS.get(language, "").split()
