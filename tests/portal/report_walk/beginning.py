"""The first part of the walk: a new report in four steps, its people, and invitations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

if TYPE_CHECKING:
    from tests.portal.report_walk.desk import Desk

SYMBOL = "A/82/345"
REPORT = "/r/a-82-345/"
ASKED = ("UNHCR, AU", "UNHCR, ASEAN", "DPPA, AU", "DPPA, OSCE", "UNDP, LAS", "UNODC, OSCE", "UNEP, ASEAN")
"""The check marks of five entities and four organizations."""
ADDED = {"UNODC": ("focal.unodc@example.org", "Ana Souza"), "UNEP": ("focal.unep@example.org", "Peter Otieno")}
"""Address and name of the focal points whom the administrator adds."""


def sign_in(desk: Desk, link: str) -> None:
    """Signs in by a link that works once."""
    desk.open(link)
    desk.judge()
    button = desk.browser.find_element(By.CSS_SELECTOR, "main form button")
    desk.press(button.text)
    desk.see("What you have to do")


def make_report(editor: Desk) -> None:
    """Makes the report from that of the demo, in four steps."""
    editor.press("Make a new report from an earlier one")
    editor.press("Begin")
    editor.write("Day of the masthead", "2027-09-10")
    editor.write("First day of the reporting period", "2025-09-01")
    editor.write("Last day of the reporting period", "2027-08-31")
    editor.write("Deadline for contributions", "2027-09-01")
    editor.press("Continue")
    editor.write("Symbols", SYMBOL)
    editor.press("Continue")
    first, second = "//fieldset[@id='organs.0']", "//fieldset[@id='organs.1']"
    editor.write("Session", "82", first)
    editor.write("Agenda item", "128", first)
    editor.write("Symbol of that list", "A/82/150", first)
    editor.tick("Take this out: Organ 2", second)
    editor.press("Continue")
    editor.press("Take all ticks away")
    for name in ASKED:
        box = f"//label[normalize-space()='{name}']/input"
        editor.browser.find_element(By.XPATH, box).send_keys(Keys.SPACE)
    editor.press("Continue")
    editor.see("Check your answers")
    editor.press("Make the report")
    editor.see(f"The report {SYMBOL} is made.")


def add_people(administrator: Desk) -> None:
    """Gives the entities of the report a focal point each that the demo has none for."""
    administrator.press("Administration", "//header")
    for entity, (address, name) in ADDED.items():
        administrator.press("People", "//nav")
        administrator.press("Add a person")
        administrator.write("E-mail address", address)
        administrator.write("Name", name)
        administrator.field("Role").send_keys("focal point")
        administrator.field("Report").send_keys(SYMBOL)
        administrator.write("Entities", entity)
        administrator.press("Add")


def invite(editor: Desk) -> None:
    """Invites the focal points of the five entities."""
    editor.open(f"{REPORT}invitations/")
    assert "no focal point" not in editor.read()
    editor.press("Send the invitations")
    editor.see("Nobody waits for an invitation.")


def sign_in_by_mail(desk: Desk, editor: Desk, address: str) -> None:
    """Asks for a sign-in link, and takes it from the page that shows the messages of the demo."""
    desk.browser.delete_all_cookies()
    desk.open("/")
    desk.write("E-mail address", address)
    desk.press("Send me a link")
    editor.press("Mail", "//header")
    newest = editor.browser.find_elements(By.XPATH, f"//article[contains(., '{address}')]")[0].text
    link = re.search(r"http\S+/sign-in/\S+", newest)
    assert link, newest
    sign_in(desk, link[0])
