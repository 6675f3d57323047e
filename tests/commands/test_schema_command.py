"""assembler schema: prints what the files hold, lists the names."""

from __future__ import annotations

import pytest

from assembler.__main__ import run
from assembler.readers.settings.all_schemas import SCHEMAS
from tests.conftest import ROOT


@pytest.mark.parametrize("name", SCHEMAS)
def test_prints_what_the_file_holds(name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["schema", name]) == 0
    assert capfdbinary.readouterr().out == (ROOT / "templates" / "schemas" / f"{name}.schema.json").read_bytes()


def test_without_a_name_lists_the_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(SCHEMAS)
    assert all(line.endswith(".") for line in lines)


def test_unknown_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "plan"]) == 2
    assert "there is no schema plan; the names are report," in capsys.readouterr().err
