"""The library: from any thread, in no process but its own, with nothing left behind, and loaded when it is used."""

from __future__ import annotations

import asyncio
import doctest
import gc
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

import assembler
from assembler import api
from assembler.consolidation.text_units import split_units
from assembler.errors import UnknownName, UnusablePlan
from assembler.model.finding import Finding
from assembler.writers.formats import FORMATS, PDF_FORMATS
from tests.conftest import PLAN, ROOT, small_report

THREADS = 4
FIXABLE = "contributions/unhcr/au.md"
OTHERS = [name for name in FORMATS if name not in PDF_FORMATS]


def small_files() -> dict[str, bytes]:
    """The small report, by place."""
    return {
        f"contributions/{name}": data if isinstance(data, bytes) else data.encode()
        for name, data in small_report().items()
        if data is not None
    }


def example_files() -> dict[str, bytes]:
    """The example report, by place."""
    paths = (path for path in (ROOT / "contributions").rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def everything(files: Mapping[str, bytes]) -> tuple[tuple[Finding, ...], dict[str, bytes]]:
    """The findings on a report, and the report in each format, with all PDFs made in this thread."""
    loaded = assembler.load(files)
    report = assembler.assemble(loaded)
    rendered = {name: assembler.render(report, name, worker=None) for name in FORMATS}
    return assembler.check(loaded).findings, rendered


UNIT = split_units("They met.")[0].hash


def operations(files: Mapping[str, bytes]) -> dict[str, object]:
    """What each operation beside building gives for the small report."""
    built = assembler.build_files(files, final=False, formats=["docx"])
    draft = built.outputs["A-75-345.docx"]
    consolidated = assembler.consolidate(files, ["au"])
    later = {**files, **consolidated.files, "contributions/general/summary.md": b"Another summary.\n"}
    return {
        "answer": assembler.answer(files, "unhcr", "html"),
        "begin_report": assembler.begin_report(files),
        "begin_forms": assembler.begin_forms(files, all_entities=True, earlier=files),
        "clear": assembler.clear(files, "unhcr", by="A. Person"),
        "clear_entities": assembler.clear_entities(files, all_entities=True, by="A. Person", on=date(2020, 7, 2)),
        "compare": assembler.compare(files, later),
        "consolidate": consolidated,
        "describe": assembler.describe(files),
        "edit_settings": assembler.edit_settings(files, "contributions/report.yaml", {"stamp": "2027-07-07"}),
        "edit_unit": assembler.edit_unit(
            files, "contributions/general/annex.md", assembler.UnitEdit("add", 0, "", "Bodies.")
        ),
        "excerpt": assembler.excerpt(files, "unhcr"),
        "excerpt_entities": assembler.excerpt_entities(files, all_entities=True),
        "fix": assembler.fix({**files, FIXABLE: files[FIXABLE].replace(b"UNHCR", b"UN\xe2\x80\x8bHCR")}),
        "import_word": assembler.import_word(files, draft, "draft.docx", entity="who", organization="asean"),
        "import_words": assembler.import_words(files, {"draft.docx": draft}),
        "keep_names": assembler.keep_names("They met.\n{: #may }", "They met."),
        "list_unit_versions": assembler.list_unit_versions([b"They met.\n"], UNIT),
        "make_corrigendum": assembler.make_corrigendum(built.outputs, later),
        "make_redline": assembler.make_redline(files, later),
        "merge": assembler.merge({**later, "contributions/general/summary.md": b"The summary.\n"}, draft, "draft.docx"),
        "read_general_texts": assembler.read_general_texts(files),
        "read_organization": assembler.read_organization(files, "au"),
        "read_words_to_clear": assembler.read_words_to_clear(files, "unhcr", "au"),
        "reopen": assembler.reopen(files, "unhcr", "au"),
        "report_nothing": assembler.report_nothing(files, "who", "asean", date(2020, 7, 2)),
        "review": assembler.review(files, "unhcr"),
        "settle_changes": assembler.settle_changes(files, "unhcr", "au"),
        "status": assembler.status(files, reminders=True),
        "submit": assembler.submit(files, "unhcr", "au", date(2020, 7, 2)),
        "take_over": assembler.take_over(later, "au", "unhcr/au#p1", ""),
        "trace": assembler.trace(files, "1"),
        "verify": assembler.verify(built.outputs, files),
        "write_body": assembler.write_body(files, "unhcr", "au", "They met."),
    }


@pytest.fixture(scope="module")
def results() -> dict[str, object]:
    """What each operation gives for the small report, made once."""
    return operations(small_files())


def test_examples_in_the_code() -> None:
    result = doctest.testmod(api)
    assert result.attempted > 20
    assert result.failed == 0


@pytest.mark.slow
def test_examples_in_the_documentation() -> None:
    result = doctest.testfile(str(ROOT / "docs/reference/library.md"), module_relative=False)
    assert result.attempted > 35
    assert result.failed == 0


def test_every_operation_is_tried_and_described_here(results: dict[str, object]) -> None:
    text = (ROOT / "docs/reference/library.md").read_text(encoding="utf-8")
    called = {name for name in api.__all__ if name.islower() and f"assembler.{name}(" in text}
    assert {name for name in api.__all__ if name.islower()} - called == {"make_corrigendum"}
    assert set(api._OPERATIONS) - {"find_fonts"} | {"make_corrigendum", "make_redline"} == set(results)


@pytest.mark.parametrize(
    "name",
    sorted(
        api._OPERATIONS.keys()
        - {
            "answer",
            "begin_forms",
            "begin_report",
            "compare",
            "describe",
            "edit_settings",
            "excerpt",
            "excerpt_entities",
            "find_fonts",
            "keep_names",
            "list_unit_versions",
            "read_general_texts",
            "read_organization",
            "read_words_to_clear",
            "review",
            "status",
            "trace",
            "verify",
        }
    ),
)
def test_operation_that_changes_files_gives_them(name: str, results: dict[str, object]) -> None:
    files = getattr(results[name], "files")  # noqa: B009  # each result has a class of its own
    assert all(place.startswith("contributions/") and isinstance(data, bytes) for place, data in files.items())


# Threads and servers


@pytest.mark.slow
def test_four_threads_at_the_same_time_get_what_one_gets() -> None:
    files = example_files()
    expected = everything(files)
    together = Barrier(THREADS)

    def work(_: int) -> object:
        together.wait()
        return everything(files)

    with ThreadPoolExecutor(THREADS) as threads:
        assert all(result == expected for result in threads.map(work, range(THREADS)))


@pytest.mark.slow
def test_threads_with_different_reports_do_not_disturb_each_other() -> None:
    french = PLAN + "language: fr\n"
    several = [small_files(), assembler.example_files(), small_files() | {"contributions/report.yaml": french.encode()}]
    expected = [everything(files) for files in several]
    with ThreadPoolExecutor(THREADS) as threads:
        assert list(threads.map(everything, several)) == expected


@pytest.mark.slow
def test_threads_build_with_pdf_workers_at_the_same_time() -> None:
    def build(_: int) -> Mapping[str, bytes]:
        return assembler.build_files(small_files(), final=False, formats=["pdf", "print"]).outputs

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(build, range(2))
    assert first == second
    assert "A-75-345-print.pdf" in first


@pytest.mark.slow
def test_operations_in_four_threads_give_what_one_gives() -> None:
    expected = repr(operations(small_files()))
    with ThreadPoolExecutor(THREADS) as threads:
        results = threads.map(lambda _: repr(operations(small_files())), range(THREADS))
        assert all(result == expected for result in results)


@pytest.mark.slow
def test_called_in_a_server_directly_and_in_its_threads() -> None:
    files = small_files()
    expected = everything(files)

    async def serve() -> list[object]:
        threads = [asyncio.to_thread(everything, files) for _ in range(THREADS)]
        return [everything(files), *await asyncio.gather(*threads)]

    assert all(result == expected for result in asyncio.run(serve()))


# Processes


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has no process be started."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    for owner, name in ((os, "fork"), (os, "posix_spawn"), (subprocess, "Popen"), (subprocess, "run")):
        monkeypatch.setattr(owner, name, refuse)


@pytest.mark.usefixtures("alone")
@pytest.mark.slow
def test_everything_but_the_pdf_works_without_other_processes() -> None:
    files = example_files()
    result = assembler.build_files(files, final=False, formats=OTHERS)
    assert len(result.outputs) == len(OTHERS) + 1
    loaded = assembler.load(files)
    report = assembler.assemble(loaded)
    assert assembler.check(loaded).waived
    assert all(assembler.render(report, name) for name in OTHERS)
    assert all(operations(small_files()).values())
    with pytest.raises(AssertionError, match="a process was started"):
        assembler.render(report, "pdf")


def test_character_without_glyph_is_found_where_the_fonts_are_given() -> None:
    from assembler.runtime.fonts import Font

    files = small_files() | {"contributions/general/summary.md": "The summary 漢.\n".encode()}
    fonts = [Font("Tinos", "Times New Roman", (range(0x20, 0x2100),))]
    without, found = (
        {one.rule for one in assembler.build_files(files, final=False, formats=[], fonts=given).findings}
        for given in ((), fonts)
    )
    assert found - without == {"IN-GLY-01"}


@pytest.mark.usefixtures("alone")
def test_pdf_is_made_in_the_thread_of_the_caller_where_the_worker_is_switched_off() -> None:
    result = assembler.build_files(small_files(), final=False, formats=["pdf"], worker=None)
    assert result.outputs["A-75-345.pdf"].startswith(b"%PDF-")


@pytest.mark.slow
def test_worker_and_thread_make_the_same_pdf() -> None:
    report = assembler.assemble(assembler.load(small_files()))
    assert assembler.render(report, "pdf") == assembler.render(report, "pdf", worker=None)


@pytest.mark.slow
def test_worker_that_the_caller_has_started_makes_the_pdf() -> None:
    report = assembler.assemble(assembler.load(small_files()))
    with assembler.start_pdf_worker(("pdf",)) as worker:
        made = assembler.render(report, "pdf", worker=worker)
    assert made == assembler.render(report, "pdf", worker=None)


# Nothing is left behind


def state() -> object:
    """What a library might change."""
    mask = os.umask(0)
    os.umask(mask)
    return (
        dict(os.environ),
        Path.cwd(),
        sys.path[:],
        sys.getrecursionlimit(),
        gc.get_threshold(),
        gc.isenabled(),
        mask,
    )


def patched() -> dict[str, object]:
    """The functions of libraries in whose places others might be left."""
    import ctypes.util

    import weasyprint.pdf

    return {"tags": weasyprint.pdf.add_tags, "libraries": ctypes.util.find_library, "warnings": warnings.showwarning}


@pytest.mark.slow
def test_nothing_of_the_process_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before, functions, filters = state(), patched(), warnings.filters[:]
    everything(small_files())
    operations(small_files())
    assembler.build_files(small_files(), final=True, formats=["docx", "pdf"])
    assert (state(), patched(), warnings.filters[:]) == (before, functions, filters)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_nothing_is_printed_and_files_that_are_given_stay_as_they_are(capfd: pytest.CaptureFixture[str]) -> None:
    files = small_files()
    everything(files)
    operations(files)
    assert capfd.readouterr() == ("", "")
    assert files == small_files()


# Values


def test_own_templates_are_files_of_the_report() -> None:
    files = small_files() | {"templates/screen.css": b"p { color: #123456 }"}
    loaded = assembler.load(files)
    page = assembler.render(assembler.assemble(loaded), "html", assembler.report_templates(loaded))
    assert b"#123456" in page
    assert b"#123456" not in assembler.render(assembler.assemble(loaded), "html")
    assert b"#123456" in assembler.build_files(files, final=False, formats=["html"]).outputs["A-75-345.html"]


def test_build_gives_what_a_build_in_the_folder_writes(tmp_path: Path) -> None:
    from assembler.pipeline import build

    for place, data in small_files().items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(data)
    built = build(tmp_path, assembler.BuildOptions(formats=("docx", "html", "txt"), label="draft 3"))
    result = assembler.build_files(small_files(), final=False, formats=["txt", "html", "docx"], label="draft 3")
    assert built.folder
    assert {path.name: path.read_bytes() for path in built.folder.iterdir()} == result.outputs


@pytest.mark.parametrize("files", [{}, {"contributions/report.yaml": b"title: [\n"}])
def test_plan_that_cannot_be_used(files: Mapping[str, bytes]) -> None:
    loaded = assembler.load(files)
    assert loaded.collection is None
    assert "contributions/report.yaml" in {finding.source.path for finding in assembler.check(loaded).findings}
    with pytest.raises(UnusablePlan, match=r"^The plan cannot be used: contributions/report\.yaml:\d+: "):
        assembler.assemble(loaded)
    assert assembler.build_files(files, final=False, formats=["txt"]).outputs == {}


def test_unknown_format_is_named() -> None:
    with pytest.raises(UnknownName, match=r"^There is no format odt; there are docx, pdf, html, "):
        assembler.build_files(small_files(), final=False, formats=["odt"])


# The package


def test_package_has_the_names_of_the_api() -> None:
    assert set(api.__all__) <= set(dir(assembler))
    assert assembler.__all__ == api.__all__
    assert all(getattr(assembler, name) is getattr(api, name) for name in api.__all__)


def in_new_process(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_import_loads_nothing() -> None:
    code = "import assembler, sys; print([name for name in sys.modules if name.startswith('assembler.')])"
    assert in_new_process(code) == "[]\n"


def test_import_takes_less_than_30_milliseconds() -> None:
    code = "import time; t = time.process_time(); import assembler; print(time.process_time() - t)"
    assert min(float(in_new_process(code)) for _ in range(3)) < 0.03


@pytest.mark.parametrize("first", ["load", "check", "assemble", "pipeline", "api", "status.folder", "merge.folder"])
def test_name_is_the_function_whatever_was_imported_before(first: str) -> None:
    code = f"import assembler.{first}, assembler; print(all(map(callable, (assembler.load, assembler.check))))"
    assert in_new_process(code) == "True\n"


@pytest.mark.slow
def test_libraries_of_writers_are_loaded_by_writers_alone() -> None:
    code = (
        "import assembler, sys; loaded = assembler.load(assembler.example_files()); assembler.assemble(loaded);"
        "assembler.check(loaded); print({'weasyprint', 'jinja2', 'docx', 'lxml', 'click'} & sys.modules.keys())"
    )
    assert in_new_process(code) == "set()\n"


def test_no_name_that_is_not_there() -> None:
    name: Callable[[str], object] = assembler.__getattr__
    with pytest.raises(AttributeError, match="module 'assembler' has no attribute 'nothing'"):
        name("nothing")
