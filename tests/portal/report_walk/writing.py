"""The second part of the walk: five focal points write and submit, and an editor accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selenium.webdriver.common.keys import Keys

from tests.portal.report_walk.beginning import REPORT, sign_in_by_mail

if TYPE_CHECKING:
    from tests.portal.report_walk.desk import Desk

TEXTS = {
    "unhcr": {
        "asean": "In 2026, the Office of the United Nations High Commissioner for Refugees (UNHCR) trained 40 "
        "officials of the Association of Southeast Asian Nations (ASEAN) in Jakarta on the registration of refugees.",
        "au": "In 2026, UNHCR and the African Union held a meeting on internal displacement in Addis Ababa.",
    },
    "dppa": {
        "au": "In March 2027, the Department of Political and Peacebuilding Affairs and the African Union trained 30 "
        "mediators in Addis Ababa.",
        "osce": "In 2026, the Department and the Organization for Security and Cooperation in Europe (OSCE) held staff "
        "talks in Vienna.",
    },
    "undp": {
        "las": "In 2027, the United Nations Development Programme (UNDP) and the League of Arab States published a "
        "study of water management in Cairo.",
    },
    "unodc": {
        "osce": "In 2027, the United Nations Office on Drugs and Crime (UNODC) and OSCE trained 25 prosecutors in "
        "Tashkent.",
    },
    "unep": {
        "asean": "In 2026, the United Nations Environment Programme (UNEP) and ASEAN adopted a plan of action on "
        "marine litter in Bangkok.",
    },
}
"""What the focal points write, by entity and organization."""


def write_texts(desk: Desk, editor: Desk) -> None:
    """Each focal point signs in, writes about the organizations, and submits."""
    for entity, texts in TEXTS.items():
        sign_in_by_mail(desk, editor, f"focal.{entity}@example.org")
        for organization, words in texts.items():
            desk.open(f"{REPORT}my/")
            desk.judge()
            desk.browser.find_element("css selector", f"main a[href='{REPORT}my/{entity}/{organization}/']").click()
            desk.write("Your text", words)
            desk.press("Save the text")
            desk.see("The text is saved.")
            desk.press("Go on to submit")
            desk.press("Submit this text")
            desk.see("Receipt")


def accept_texts(editor: Desk) -> None:
    """An editor accepts all texts that were submitted, from the list."""
    editor.open(f"{REPORT}?state=submitted")
    editor.judge()
    editor.find("Choose all texts of this page").send_keys(Keys.ENTER)
    editor.tick("Accept them")
    editor.press("Do this with the chosen texts")
    editor.see("Done for 7 texts.")
