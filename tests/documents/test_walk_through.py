"""docs/explanation/whole-report.md: five entities report on four organizations, from an empty folder to the final.

The page holds the commands with what they print; the steps between them are here. No step edits a file of the report,
but for the editor's own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from docx import Document

from tests.documents.pages import check_page
from tests.documents.returned_files import fill_form
from tests.readers.docx.docx_files import deleted, inserted, p, r

pytestmark = pytest.mark.slow

PLAN = {
    "[A/81/1, S/2027/1] ": "[A/79/312, S/2024/488] ",
    "date: 2027-06-30": "date: 2024-06-28",
    "# job_number: 27-00001  ": "job_number: 24-10488     ",
    "session: 81": "session: 79",
    "item: 130 ": "item: 128 ",
    "stage: adopted ": "stage: preliminary list ",
    "# note: A/81/150": "note: A/79/50",
    "year: 82": "year: 79",
    "{from: 2025-05-01, to: 2027-04-30}": "{from: 2022-05-01, to: 2024-04-30}",
    "deadline: 2027-05-14": "deadline: 2024-05-17",
    "  dppa: [asean, au]\n": "  dppa: [asean, au]\n  unicef: [asean, las]\n  who: [asean, au, las]\n",
    "  ohchr: [osce]\n": "  ohchr: [au, osce]\n",
    "  unhcr: [au, osce]\n": "  unhcr: [au, las, osce]\n",
}
"""What the editor writes into the plan, in the place of what stands there."""
NAMES = {
    "organizations.yaml": """
las:
  name: League of Arab States
  acronym: LAS
  agenda: {item_letter: d}
""",
    "entities.yaml": """
unicef:
  name: United Nations Children’s Fund
  acronym: UNICEF
  group: Funds, programmes and other bodies

who:
  name: World Health Organization
  acronym: WHO
  group: Specialized agencies
""",
}
"""What the editor adds to the lists of names."""
GENERAL = {
    "summary": "The present report is submitted pursuant to General Assembly resolution 77/20.\n\n"
    "From 2022 to 2024, the United Nations and four regional organizations worked together on mediation, human rights, "
    "refugees and health. Cooperation was closest where plans had been made together.\n",
    "introduction": "The present report is submitted pursuant to General Assembly resolution 77/20.\n\n"
    "It covers the period from May 2022 to April 2024 and is arranged by organization.\n",
    "observations": "The cooperation of the United Nations with regional organizations has grown, and the "
    "Secretary-General thanks the organizations for their commitment.\n",
}
"""The texts of the lead department."""
PASTED = '<w:rFonts w:ascii="Calibri"/><w:b/><w:color w:val="1F497D"/><w:sz w:val="28"/>'
"""The look of words that were pasted from elsewhere."""
CONTACTS = {
    "dppa": ("Amara Diallo", "amara.diallo@example.org"),
    "ohchr": ("Luis Ortega", "luis.ortega@example.org"),
    "unhcr": ("Nadia Haddad", "nadia.haddad@example.org"),
    "who": ("Mei Tanaka", "mei.tanaka@example.org"),
}
POLITICAL, RIGHTS, HUMANITARIAN, DEVELOPMENT = (
    "Political affairs, peace and security",
    "Human rights and the rule of law",
    "Humanitarian affairs and disaster risk reduction",
    "Sustainable development",
)


def heading(words: str) -> str:
    return p(words, style="Heading2")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def write_plan(folder: Path) -> None:
    contributions = folder / "contributions"
    for old, new in PLAN.items():
        edit(contributions / "report.yaml", old, new)
    for name, addition in NAMES.items():
        path = contributions / name
        path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")


def fill(
    folder: Path,
    entity: str,
    name: str,
    answers: Mapping[str, Sequence[str]],
    *nothing: str,
    approved: tuple[str, str] | None = None,
) -> None:
    """A form that comes back under this name."""
    form, returned = folder / f"build/forms/{entity}.docx", folder / "returned" / name
    fill_form(form, returned, answers, contact=CONTACTS[entity], nothing=nothing, approved=approved)


def answer_dppa(folder: Path, theme: str, look: str = "") -> None:
    """Words with the look of the file from which they were pasted."""
    seminars = (
        "The Department of Political and Peacebuilding Affairs and ASEAN held two workshops on preventive diplomacy, "
        "in Jakarta in 2022 and in Bangkok in 2023."
    )
    teams = p(r("The Department and the African Union Commission sent ", look), r("joint mediation teams.", look))
    fill(folder, "dppa", "dppa.docx", {"asean": [heading(POLITICAL), seminars], "au": [heading(theme), teams]})


def answer_ohchr(folder: Path, trials: int, approved: tuple[str, str] | None = None) -> None:
    """Changes that were tracked."""
    strategy = p(
        "The Office of the United Nations High Commissioner for Human Rights advised the African Union on ",
        deleted("all of "),
        "its human rights strategy",
        inserted(" for the Sahel"),
        ".",
    )
    observed = f"The two organizations observed {trials} trials together and published their findings in March 2023."
    answers = {"au": [heading(RIGHTS), strategy], "osce": [heading(RIGHTS), observed]}
    fill(folder, "ohchr", "OHCHR final (2).docx", answers, approved=approved)


def answer_unhcr(folder: Path, officials: int) -> None:
    """One box ticked."""
    training = (
        "The Office of the United Nations High Commissioner for Refugees (UNHCR) and the African Union trained "
        f"{officials} officials in refugee law in Addis Ababa."
    )
    office = "They opened a joint liaison office in Nairobi in June 2023."
    checklist = "UNHCR and the Organization updated their protection checklist for border officials."
    answers = {"au": [heading(HUMANITARIAN), training, office], "osce": [heading(HUMANITARIAN), checklist]}
    fill(folder, "unhcr", "unhcr.docx", answers, "las")


def answer_who(folder: Path, city: str) -> None:
    centre = f"WHO supported the ASEAN Centre for Public Health Emergencies and trained 60 epidemiologists in {city}."
    vaccines = (
        "The World Health Organization (WHO) and the Africa Centres for Disease Control and Prevention "
        "delivered 12 million doses of vaccine."
    )
    strategy = "WHO and the League of Arab States adopted a regional strategy for health in emergencies in Cairo."
    texts = {"asean": centre, "au": vaccines, "las": strategy}
    fill(folder, "who", "who.docx", {name: [heading(DEVELOPMENT), text] for name, text in texts.items()})


def answer_unicef(folder: Path) -> None:
    """A letter that is no form, with the name of an organization in another spelling."""
    letter = Document()
    letter.add_heading("Association of South-East Asian Nations (ASEAN)", level=1)
    letter.add_paragraph(
        "The United Nations Children’s Fund (UNICEF) and the Association of Southeast Asian Nations (ASEAN) agreed on "
        "a plan for the safety of children online."
    )
    letter.add_heading("League of Arab States", level=1)
    letter.add_paragraph("The Fund advised the League of Arab States on its strategy for early childhood.")
    letter.save(str(folder / "returned/letter.docx"))


def return_files(folder: Path) -> None:
    answer_dppa(folder, "Political affairs, peace & security", PASTED)
    answer_ohchr(folder, 14)
    answer_unhcr(folder, 240)
    answer_who(folder, "Hanoi")
    answer_unicef(folder)


def edit_contributions(folder: Path) -> None:
    """The editor's own words, before the entities send their texts again."""
    edit(folder / "contributions/who/asean.md", "WHO supported the", "WHO helped to set up the")
    edit(folder / "contributions/ohchr/osce.md", "observed 14 trials", "observed 16 trials")


def return_files_again(folder: Path) -> None:
    answer_dppa(folder, POLITICAL)
    answer_ohchr(folder, 17, ("Ines Moreau", "23 May 2024"))
    answer_who(folder, "Da Nang")


def settle_conflict(folder: Path) -> None:
    edit(folder / "contributions/ohchr/osce.md", "observed 16 trials", "observed 17 trials")


def edit_consolidated(folder: Path) -> None:
    edit(
        folder / "contributions/consolidated/au.md",
        "They opened a joint liaison office in Nairobi in June 2023.",
        "In June 2023, they opened a joint liaison office in Nairobi.",
    )


def change_unhcr(folder: Path) -> None:
    answer_unhcr(folder, 260)


def write_general(folder: Path) -> None:
    for name, text in GENERAL.items():
        (folder / f"contributions/general/{name}.md").write_text(text, encoding="utf-8")


def edit_draft(folder: Path) -> None:
    """A colleague's edits, in Word, without tracked changes."""
    document = Document(str(folder / "build/draft/A-79-312.docx"))
    (run,) = (run for para in document.paragraphs for run in para.runs if "sent joint mediation teams" in run.text)
    run.text = run.text.replace("sent joint mediation teams", "sent three joint mediation teams")
    document.save(str(folder / "returned/draft-jane.docx"))


def check_final(folder: Path) -> None:
    """The final is there, with everybody's words."""
    final = folder / "build/final"
    assert {path.suffix for path in final.iterdir()} == {".docx", ".pdf", ".json"}
    report = (final / "report.json").read_text(encoding="utf-8")
    for words in (
        "260 officials",
        "observed 17 trials",
        "in Da Nang",
        "helped to set up",
        "three joint mediation",
        "In June",
    ):
        assert words in report
    assert not re.search("Say here|peace &|all of its|Hanoi|240 officials", report)


STEPS = {
    step.__name__: step
    for step in (
        write_plan,
        return_files,
        edit_contributions,
        return_files_again,
        settle_conflict,
        edit_consolidated,
        change_unhcr,
        write_general,
        edit_draft,
        check_final,
    )
}


def test_page_shows_what_the_commands_print(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    check_page("docs/explanation/whole-report.md", tmp_path, STEPS, pytestconfig)
