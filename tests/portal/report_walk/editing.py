"""The third part of the walk: the text of the report on one organization, at which two editors work at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.portal.report_walk.beginning import REPORT, sign_in_by_mail

if TYPE_CHECKING:
    from tests.portal.report_walk.desk import Desk

_UNIT = "//article[@id='unit-2']"
_TEXT = "In 2027, the United Nations Office on Drugs and Crime (UNODC) and OSCE trained 25 prosecutors in Tashkent."


def begin_text(editor: Desk) -> None:
    """An editor begins the text on OSCE with the paragraphs of two entities."""
    editor.open(REPORT)
    editor.judge()
    editor.press("OSCE")
    editor.press("Begin the text of the report with these paragraphs")
    editor.see("The text is begun. The report now prints it in place of what the entities wrote.")


def rewrite_at_once(first: Desk, second: Desk) -> None:
    """Two editors change the same paragraph: each sees the other, and the second save keeps both changes."""
    for editor in (first, second):
        editor.open(f"{REPORT}org/osce/")
        editor.judge()
        editor.wait_for_element("#own-text:not([hx-get])")  # the findings have come
        editor.open_part("Change", _UNIT)
    first.write("Words", _TEXT.replace("Tashkent.", "Tashkent on cybercrime."), _UNIT)
    second.write("Words", _TEXT.replace("In 2027", "In June 2027"), _UNIT)
    second.see("Claire Fontaine")
    first.see("Tariq Rahman")
    first.press("Save the words", _UNIT)
    second.press("Save the words", _UNIT)
    for editor in (first, second):
        editor.open(f"{REPORT}org/osce/")
        editor.see(_TEXT.replace("In 2027", "In June 2027").replace("Tashkent.", "Tashkent on cybercrime."))


def resubmit(focal_point: Desk, editor: Desk) -> None:
    """The editor returns a text that is in the report already, and takes over what the entity changes in it."""
    editor.open(f"{REPORT}my/unodc/osce/")
    editor.press("Return the text")
    editor.write("Why", "How many prosecutors came?")
    editor.press("Return the text", "//main//form")
    sign_in_by_mail(focal_point, editor, "focal.unodc@example.org")
    focal_point.press("Answer")
    focal_point.write("Your text", _TEXT.replace("25", "28"))
    focal_point.press("Save the text")
    focal_point.press("Go on to submit")
    focal_point.press("Submit this text")
    focal_point.see("Receipt")
    editor.open(f"{REPORT}my/unodc/osce/")
    editor.press("Accept the text")
    editor.press("Accept the text", "//main//form")
    editor.press("Open the text of the report on this organization")
    editor.see("changed since")
    editor.press_element("button[value=take-over]")
    editor.see("In June 2027, the United Nations Office on Drugs and Crime (UNODC) and OSCE trained 28 prosecutors")
    editor.see("in Tashkent on cybercrime.")
    editor.open("/")
    assert "A-82-345" not in editor.read(), "What somebody did lately names a report as if it were an entity."
