"""Whatever one file holds, a check of the report ends soon and names the faults of the others."""

from __future__ import annotations

import json
import time

import pytest

from assembler.__main__ import run
from tests.conftest import MakeReport, contribution

SECONDS = 10.0
"""Of a busy processor, for one check with one such file; half of it is promised on an idle one."""
TIMES = 20_000
SIZE = 120_000
REPEATED = {
    "figures": "1", "emphasis inside words": "a*", "straight quotation marks": '"a ', "curly quotation marks": "“a ",
    "rows of a table": "| a |\n", "brackets": "[", "back-ticks": "`", "asterisks": "*", "links": "[a](https://e.org/)",
    "proposals": "{++a++} ", "accents": "e\u0301", "letters": "A", "short forms": "ABC ", "sentences": "A. ",
    "slips": "teh ", "amounts": "1 000 ", "unknown references": "[paragraph](#a) ", "back-slashes": '\\',
}  # fmt: skip
WHOLE = {
    "a line of a mebibyte": ("The Office worked with the African Union and its members. " * 18_100)[: 1 << 20],
    "slips between other words": " ".join(f"word{number} teh" for number in range(TIMES)),
    "numbers between other words": " ".join(f"In 2019, word{number} had ten per cent." for number in range(3_000)),
    "a table of 20,000 rows": "| a |\n|---|\n" + "| a |\n" * TIMES,
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [sign * min(TIMES, SIZE // len(sign)) for sign in REPEATED.values()] + [*WHOLE.values()],
    ids=[*REPEATED, *WHOLE],
)
def test_check_ends_soon_and_names_the_faults_of_other_files(
    body: str, make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(
        unhcr__au=contribution("unhcr", "au", body.encode()[: (1 << 20) - 200].decode()),
        who__au=contribution("who", "au", "A note.[^none]"),
    )
    start = time.process_time()
    status = run(["check", "-C", str(root), "--format", "json"])
    assert time.process_time() - start < SECONDS
    assert status == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert ("contributions/who/au.md", "IN-FN-01") in {(finding["path"], finding["rule"]) for finding in findings}
