"""Small reports with one class of fault each, and what check prints of them: read it as a focal point would.

A case holds only the files in which it differs from the small report of conftest.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.__main__ import run
from tests.conftest import PLAN, small_report

# Nothing is found in the report from which the cases differ, but what is said of every text that is not cleared yet.
BASE = small_report() | {"report.yaml": PLAN.replace("who: [au]", "who: [au, asean]")}
CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


def made(case: Path, root: Path) -> Path:
    """The report of a case."""
    files = {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*") if path.is_file()}
    files.pop("expected.txt", None)
    for name, text in (BASE | files).items():
        path = root / "contributions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else str(text).encode())
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_found_and_said_as_expected(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config
) -> None:
    assert run(["check", "-C", str(made(case, tmp_path))]) == 1
    found = capsys.readouterr().out
    expected = case / "expected.txt"
    if pytestconfig.getoption("renew"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8"), (
        "“pytest --renew tests/test_cases.py” writes it anew: read it."
    )
