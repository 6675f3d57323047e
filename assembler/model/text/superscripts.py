"""Writes superscripts and subscripts as plain text, so that they never run into the word before them."""

from __future__ import annotations

from collections.abc import Mapping

_RAISED = dict(
    zip("0123456789+-−=()abcdefghijklmnoprstuvwxyz ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ ", strict=True)
)
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvx ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ ", strict=True))
_BARE = str.maketrans({sign: bare for signs in (_RAISED, _LOWERED) for bare, sign in signs.items() if bare != "−"})


def format_superscript(words: str) -> str:
    """Raised words: in superscript characters where there are some for each letter, as in “m²”, else as “^(words)”."""
    return _format(words, _RAISED, "^")


def format_subscript(words: str) -> str:
    """Lowered words: in subscript characters where there are some for each letter, as in “H₂O”, else as “_(words)”."""
    return _format(words, _LOWERED, "_")


def _format(words: str, signs: Mapping[str, str], mark: str) -> str:
    if not words.strip():
        return words
    formatted = [signs.get(letter, "") for letter in words]
    return "".join(formatted) if all(formatted) else f"{mark}({words})"


def replace_superscripts(text: str) -> str:
    """The text with ordinary letters and figures for superscript and subscript characters, of the same length."""
    return text.translate(_BARE)
