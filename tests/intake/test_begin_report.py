"""A new report takes the settings of an earlier one, and none of its texts."""

from __future__ import annotations

from assembler.api import begin_report, describe, example_files

PLAN = "contributions/report.yaml"


def test_report_begins_with_settings_and_templates_of_the_earlier_one() -> None:
    own = {"templates/report.css": b"p {}", "contributions/README.md": b"Hello"}
    earlier = {**example_files(whole=True), **own, "contributions/consolidated/au.md": b"Text"}
    new = begin_report(earlier)
    assert {path: new[path] for path in own} == own
    for name in ("entities", "organizations"):
        assert new[f"contributions/{name}.yaml"] == earlier[f"contributions/{name}.yaml"]
    folders = {path.split("/")[1] for path in new if path.startswith("contributions/") and path.count("/") > 1}
    assert folders == {"general"}
    assert new["contributions/general/summary.md"] == example_files()["contributions/general/summary.md"]
    assert describe(new).texts == tuple(text for text in describe(new).texts if text.standing == "missing")


def test_plan_loses_what_belongs_to_one_report() -> None:
    plan = example_files()[PLAN].replace(b"waiver: null", b"waiver: W 1").replace(b"# job_number", b"job_number")
    plan = plan.replace(b"# stamp", b"stamp").replace(b"# draft", b"draft")
    after = begin_report({**example_files(), PLAN: plan})[PLAN].decode()
    for key in ("\njob_number:", "\nstamp:", "\ndraft:", "waiver:"):
        assert key not in after
    assert "words: 8500" in after


def test_emblem_of_the_report_goes_with_it() -> None:
    plan = example_files()[PLAN].replace(b"emblem: null", b"emblem: pictures/emblem.svg")
    assert "pictures/emblem.svg" in begin_report({**example_files(), PLAN: plan, "pictures/emblem.svg": b"<svg/>"})
