"""A new report in Chromium, through pages alone: its steps, invitations, texts, two editors, and a resubmission."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser import start
from tests.documents.portal_walk import serve_demo
from tests.portal.report_walk import beginning, editing, writing
from tests.portal.report_walk.desk import Desk

pytestmark = pytest.mark.slow


def test_new_report_is_begun_written_edited_and_resubmitted(tmp_path: Path) -> None:
    """Five entities write on four organizations; axe-core finds nothing on any page of the way."""
    browsers = []
    try:
        with serve_demo(tmp_path) as link:
            links = dict(
                re.findall(r"^[\w-]+ (?:[A-Z]+ )?(.+): (http\S+)$", (tmp_path / "serve.log").read_text(), re.M)
            )
            address = link.partition("/sign-in")[0]
            browsers = [start(tmp_path / name) for name in ("first", "second")]
            editor, other = (Desk(browser, address) for browser in browsers)
            beginning.sign_in(editor, links["Claire Fontaine"])
            beginning.make_report(editor)
            beginning.sign_in(other, links["Ivana Petrović"])
            beginning.add_people(other)
            beginning.invite(editor)
            writing.write_texts(other, editor)
            writing.accept_texts(editor)
            editing.begin_text(editor)
            beginning.sign_in_by_mail(other, editor, "editor2@example.org")
            editing.rewrite_at_once(editor, other)
            editing.resubmit(other, editor)
    finally:
        for browser in browsers:
            browser.quit()
