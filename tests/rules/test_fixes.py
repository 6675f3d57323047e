"""What --fix makes of texts with many faults at once: right in every place, and nothing more the second time."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembler.pipeline import fix_texts
from tests.conftest import contribution, small_report

SAFE = (
    ("the Office organised three meetings", "the Office organized three meetings"),
    ("results were analyzed jointly", "results were analysed jointly"),
    ("the program was fulfilled", "the programme was fulfilled"),
    ("the centers of labor travelled far", "the centres of labour travelled far"),
    ("a newly-elected body took office", "a newly elected body took office"),
    ("with the the Court", "with the Court"),
    ("it accomodated its guests", "it accommodated its guests"),
    ("exports rose by 35%", "exports rose by 35 per cent"),
    ("exports rose by 10%-20%", "exports rose by 10–20 per cent"),
    ("exports rose by 35 percent", "exports rose by 35 per cent"),
    ("the fund has US$ 16.8M", "the fund has $16.8 million"),
    ("some 12 500 people and 13500 more came", "some 12,500 people and 13,500 more came"),
    ("it met on September 11, 2020", "it met on 11 September 2020"),
    ("it met on the 3rd of May 2019", "it met on 3 May 2019"),
    ("it met in Sept. 2019 and again", "it met in September 2019 and again"),
    ("the plan for 2016-2020 was adopted", "the plan for 2016–2020 was adopted"),
    ("see pages 21-25 there", "see pages 21–25 there"),
    ("it began at 3:30 PM in Accra", "it began at 3.30 p.m. in Accra"),
    ("it gave 5 million Euros", "it gave 5 million euros"),
    ("the women's forum met", "the women’s forum met"),
    ('it was called "Hope for All"', "it was called “Hope for All”"),
    ('it was called "Hope *for* All"', "it was called “Hope *for* All”"),
    ("the Office , the Union met", "the Office, the Union met"),
    ("the organisation , too , met", "the organization, too, met"),
    ("they didn't meet", "they did not meet"),
    ("peace & security prevailed", "peace and security prevailed"),
    ('it was called "Hope," too', "it was called “Hope”, too"),
    ("the **organisation** met", "the **organization** met"),
)
LEFT_ALONE = (
    "it held 8 meetings",
    "the Office’s “organised” labor/defence talks".replace("labor", "labour"),
    "peace-building is underway",
    "it met on 11/09/2020",
    "from 23 to 24 July, it met",
    "in the words of the “women's forum”",
    "it’s a year of *organisation* at 15:30",
    "see A/75/345 and resolution 2457 (2019)",
    "the Organisation for Economic Co-operation and Development came",
    "[organised](https://example.org/organised) talks",
)
CASES = tuple((wrong, right) for wrong, right in SAFE) + tuple((text, text) for text in LEFT_ALONE)

paragraphs = st.lists(st.lists(st.sampled_from(CASES), min_size=1, max_size=4), min_size=4, max_size=12)


def sentence(clauses: list[str]) -> str:
    return f"In Accra, {'; '.join(clauses)}."


def mended(root: Path, text: str) -> str:
    """The text of the contribution after --fix, without its header."""
    files = small_report() | {"unhcr/au.md": contribution("unhcr", "au", text)}
    for name, content in files.items():
        assert isinstance(content, str)
        path = root / "contributions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    assert fix_texts(root, lambda _: True, write=True).left == ()
    first = (root / "contributions/unhcr/au.md").read_text(encoding="utf-8")
    assert fix_texts(root, lambda _: True, write=True).files == {}
    assert (root / "contributions/unhcr/au.md").read_text(encoding="utf-8") == first
    return first.split("---\n")[2].strip()


@pytest.mark.slow
@given(paragraphs, st.integers(min_value=30, max_value=110))
@settings(
    max_examples=int(os.environ.get("FIX_EXAMPLES", "12")),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_many_faults_are_mended_at_once_and_once(chosen: list[list[tuple[str, str]]], width: int) -> None:
    wrong = [sentence([case[0] for case in cases]) for cases in chosen]
    right = [sentence([case[1] for case in cases]) for cases in chosen]
    text = "\n\n".join(textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in wrong)
    with TemporaryDirectory() as folder:
        found = mended(Path(folder), text)
    assert [" ".join(paragraph.split()) for paragraph in found.split("\n\n")] == right


def test_each_fault_is_mended_alone(tmp_path: Path) -> None:
    text = "\n\n".join(sentence([wrong]) for wrong, _ in CASES)
    assert mended(tmp_path, text).split("\n\n") == [sentence([right]) for _, right in CASES]


def test_lists_are_mended(tmp_path: Path) -> None:
    wrong = "It asked:\n\n1. to meet to talk, to meet,\n2. to meet; and\n3. To meet;\n\nIt gave:\n\n- Training;\n- Aid,"
    right = "It asked:\n\n1. To meet to talk, to meet;\n2. To meet;\n3. To meet.\n\nIt gave:\n\n- Training\n- Aid"
    assert mended(tmp_path, wrong) == right
