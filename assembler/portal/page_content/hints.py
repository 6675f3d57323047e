"""What to do about a finding on the portal, where its own hint speaks of commands, files or settings as text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from assembler.portal.page_content.file_names import name_texts

_ELSEWHERE = re.compile(
    r"\bassembler [a-z]+|(?<!\S)--[a-z]|\.assembler\b"  # commands and their options
    r"|\b(?:contributions|templates|general)/|\w\.(?:yaml|md|css)\b|\bthe (?:sub)?folder\b|\btemplates folder\b"
    r"|\bYAML\b|\bMarkdown\b|\b(?:in|of) the header\b|\bof three hyphens\b|\battributes\b|\{:|\[\^|<!--|##"
    r"|\b(?:line|key) “[a-z]|\b[kK]ey: |“key”|\bkey above\b|\b[a-z]+_[a-z]+\b|“[a-z_]+: |: null\b"
    r"|\b[Uu]nder (?:“[a-z]|left_out)|\b(?:from|order|ID)=|\b[Ww]aive\b|\bWrite note: |, (?:titles|names), \w\w\."
)
"""Words of hints that nobody can follow on a page."""
_FORM = gettext_lazy("Correct this in the form of the plan, or ask the editor of the report to do so.")
_ORGANIZATIONS = gettext_lazy("Correct the organization in the form of the plan, under “Organizations”.")
_SECTIONS = gettext_lazy("Name the text or the organization in the form of the plan, under “Sections”.")
_FILE = gettext_lazy("Upload the text again, or write it on its page in the portal.")
_WHOSE = gettext_lazy("Open the page of the entity and the organization, and upload the file there.")
_PARAGRAPH = gettext_lazy(
    "Open the editor’s text on the organization. Take over the change, or leave it out with a reason."
)
_SIGN = gettext_lazy(
    "Write the paragraph without these signs; the buttons over the text set italics, notes and themes."
)
_SETTLE = gettext_lazy(
    "Compare the words on the page of the text. Then write the words to be kept, and settle the change."
)
_RULES = gettext_lazy("Correct the settings of the rules in the file of the plan, or ask the administrator.")
_LOOK = gettext_lazy("Correct this on the page “Job number, emblem and templates”.")
_OTHER = gettext_lazy("Correct this on the page of the text or of the plan, or ask the editor of the report.")
"""What is said where no rule below has words of its own."""
_HINTS: dict[str, Promise] = {
    "IN-ATR-01": _SIGN,
    "IN-CLR-01": gettext_lazy("Send the text for clearance, or ask the entity to answer."),
    "IN-CLR-02": gettext_lazy("Send the text for clearance, so that the answer of the entity is recorded."),
    "IN-CLR-03": gettext_lazy("Undo the change, or send the new words for clearance."),
    "IN-CLR-04": gettext_lazy("Undo the change, or send the new words for clearance."),
    "IN-CLR-05": gettext_lazy("Send the words for clearance to the entity that wrote them."),
    "IN-CON-09": gettext_lazy("Use the name in the agenda, or say in the plan why the heading differs."),
    "IN-COV-01": gettext_lazy("Remind the entity, which can also say that there is nothing to report."),
    "IN-COV-02": gettext_lazy(
        "If the text is welcome, choose the organization for this entity in the form of the plan."
    ),
    "IN-COV-03": gettext_lazy("You need to do nothing here."),
    "IN-COV-04": gettext_lazy("Upload the text that is right; it takes the place of the others."),
    "IN-COV-06": gettext_lazy("Submit the text, or delete its words and say “Nothing to report”."),
    "IN-COV-08": gettext_lazy(
        "Name the text or its organization in a section of the plan, or accept the finding with a reason."
    ),
    "IN-DOC-01": _FILE,
    "IN-DOC-03": gettext_lazy("Upload a Word draft of this portal, saved as a Word document (.docx)."),
    "IN-DOC-07": gettext_lazy(
        "Write the official name of the organization as a heading above its text, and upload the file again."
    ),
    "IN-DOC-11": gettext_lazy(
        "Check whether the form was made for this report. Otherwise download the form again from the portal."
    ),
    "IN-DOC-12": gettext_lazy("Decide on the page of the upload which of the two texts to keep."),
    "IN-DOC-13": _WHOSE,
    "IN-DOC-14": gettext_lazy(
        "A contribution needs its form or a new document. "
        "An editor takes in an edited draft on the page “A draft edited in Word”."
    ),
    "IN-DOC-15": _SETTLE,
    "IN-DOC-18": gettext_lazy("Send the text for clearance, so that the answer of the entity is recorded."),
    "IN-DOC-20": _SETTLE,
    "IN-EMB-01": _LOOK,
    "IN-EMB-02": _LOOK,
    "IN-FN-01": gettext_lazy("Write the words of the footnote again, with the button “Note”."),
    "IN-FN-02": gettext_lazy("Write the footnote where it belongs, or delete its words."),
    "IN-GLY-01": gettext_lazy("Write another character, or ask the administrator to install a font that has this one."),
    "IN-HDR-01": _FILE,
    "IN-HDR-02": _FILE,
    "IN-JOB-01": gettext_lazy(
        "When document processing has given the number, write it on the page “Job number, emblem and templates”."
    ),
    "IN-LNG-01": _ORGANIZATIONS,
    "IN-LNG-02": _ORGANIZATIONS,
    "IN-LNG-03": gettext_lazy("Ask the administrator to have the fixed words compared with an issued document."),
    "IN-MD-01": _SIGN,
    "IN-MD-03": gettext_lazy("Divide the table into smaller ones."),
    "IN-MST-03": gettext_lazy(
        "Choose the distribution General in the form of the plan, or say in the plan why it differs."
    ),
    "IN-OPN-02": gettext_lazy("Take the proposal over, or leave it out."),
    "IN-OPN-05": gettext_lazy("Delete the note, or write it as a sentence of the text."),
    "IN-PLC-01": _WHOSE,
    "IN-PLC-02": _WHOSE,
    "IN-PLC-03": _WHOSE,
    "IN-PLC-04": _WHOSE,
    "IN-PLC-06": _WHOSE,
    "IN-REF-01": gettext_lazy("Write the number of the paragraph in words, or ask the editor to refer to it."),
    "IN-RUL-01": _RULES,
    "IN-RUL-02": _RULES,
    "IN-RUL-03": _RULES,
    "IN-SCF-01": _FORM,
    "IN-SCF-02": _FORM,
    "IN-SRC-01": _PARAGRAPH,
    "IN-SRC-02": _PARAGRAPH,
    "IN-SRC-03": _PARAGRAPH,
    "IN-SRC-04": _PARAGRAPH,
    "IN-SRC-05": _PARAGRAPH,
    "IN-SRC-06": gettext_lazy(
        "Open the editor’s text on the organization, and write the reason, or take the paragraph over."
    ),
    "IN-SRC-07": gettext_lazy("Write what the sentence says, or accept the finding with a reason."),
    "IN-STR-02": gettext_lazy(
        "Shorten the text while there is time. The page of the report shows how long each part is."
    ),
    "IN-THM-01": gettext_lazy("Choose one of the themes of the report with the button “Theme”."),
    "IN-TPL-03": _LOOK,
    "IN-TBL-01": gettext_lazy(
        "Write the title of the table on a line of its own above it, such as: Table: Staff by year."
    ),
    "IN-TBL-03": gettext_lazy("Write the note on a line under the table."),
    "IN-TXT-01": gettext_lazy("Save the file as a Word document (.docx), and upload it again."),
    "IN-TXT-03": gettext_lazy("Write the text. Where there is no news, use “Nothing to report”."),
    "IN-TXT-05": gettext_lazy("Delete the invisible character, and type the word again."),
    "IN-TXT-06": _FILE,
    "IN-WRD-01": gettext_lazy("Ask the administrator to correct the word list."),
    "IN-WVR-01": _RULES,
    "UN-MST-01": gettext_lazy("Put the symbol of the Assembly first in the form of the plan."),
    "UN-ORD-02": gettext_lazy(
        "Ask an entity for a text on the organization, or give its letter in the form of the plan."
    ),
    "UN-STR-01": gettext_lazy("Shorten the text. The page of the report shows how long each part is."),
    "UN-STR-03": _SECTIONS,
}
"""What to do in the portal, by rule, where the hint of the finding cannot be followed on a page."""
_ENDS = re.compile(r"(?<=[.?!”]) (?=[A-Z“])")
"""Where one sentence ends and the next one begins."""
_OF_SETTINGS = ("IN-KEY-", "IN-VAL-", "IN-YML-", "IN-MST-", "UN-MST-", "UN-SYM-")
"""How the rules on the plan and the name lists begin."""


def drop_other_ways(sentences: str) -> str:
    """Sentences of the library, with names of texts in place of paths, without those that nobody can follow."""
    return " ".join(one for one in _ENDS.split(name_texts(sentences)) if can_follow(one))


def can_follow(hint: str) -> bool:
    """Whether a person can do on a page what the hint says: it names no command, no file and no key of settings."""
    return _ELSEWHERE.search(hint) is None


def choose_hint(rule: str, hint: str) -> str | Promise:
    """What to do about a finding of the rule: its own hint, or the words of the portal where nobody can follow it."""
    if hint and can_follow(hint):
        return hint
    return _HINTS.get(rule) or (_FORM if rule.startswith(_OF_SETTINGS) else _OTHER if hint else "")


def has_own_words(rule: str) -> bool:
    """Whether the portal says for findings of the rule what to do about them."""
    return rule in _HINTS or rule.startswith(_OF_SETTINGS)


def read_hint(finding: Mapping[str, str]) -> str:
    """What a finding in the form of `check --format json` says to people who work in Word or on a page."""
    return finding.get("word_hint") or finding.get("hint") or ""
