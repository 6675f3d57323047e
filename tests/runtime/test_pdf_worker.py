"""The process that makes the PDF: it is limited, replaced once if it dies, ended with the program, and cut off from
the machine's files and from the network."""

from __future__ import annotations

import http.server
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from assembler import pipeline
from assembler.__main__ import run
from assembler.build import BuildOptions
from assembler.errors import Unprintable
from assembler.model.report import Report
from assembler.runtime import pdf_worker as worker
from assembler.writers.formats import PDF_FORMATS
from assembler.writers.html.page_tree import parse_page
from assembler.writers.pdf import document as pdf
from assembler.writers.pdf.worker_job import MEMORY_LIMIT, TIME_LIMIT
from tests.builders import every_node
from tests.conftest import PLAN, MakeReport, contribution
from tests.writers.pdf.test_document import LOOK, long_report, structure

pytestmark = pytest.mark.slow

PREVIEW = "import os, runpy, signal, sys\nfrom pathlib import Path\n"
REAL = "runpy.run_module('assembler.writers.pdf.worker_process', run_name='__main__')\n"
NAME = "A-75-345.pdf"
BLOCKED = contribution("unhcr", "au", "Text {>> really? <<}.")
"""A text with a query, which stands in the way of a final."""


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the process does before its work, in Python."""
    lines: list[str] = []

    def start(self: worker.PdfWorker) -> None:
        monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-P", "-c", PREVIEW + "\n".join(lines) + "\n" + REAL))
        starts(self)

    starts = worker.PdfWorker.start
    monkeypatch.setattr(worker.PdfWorker, "start", start)
    yield lines
    monkeypatch.undo()


def made(report: Report | None = None, forms: tuple[str, ...] = ("pdf",)) -> dict[str, bytes]:
    with worker.start_pdf_worker() as pdf_worker:
        pdf_worker.begin(report or every_node(), LOOK, forms)
        return pdf_worker.finish()


def test_process_makes_the_same_bytes() -> None:
    report = every_node()
    assert made(report, PDF_FORMATS) == {"pdf": pdf.write(report, LOOK), "print": pdf.write_for_print(report, LOOK)}


def test_process_puts_notes_on_the_page_of_their_call_too() -> None:
    report = long_report(16)  # its first note would stand on the page after its call
    assert made(report)["pdf"] == pdf.write(report, LOOK)


def test_process_makes_the_same_bytes_of_a_page_as_it_stands() -> None:
    page = "<!DOCTYPE html><html lang=en><title>Page</title><p>Words."
    with worker.start_pdf_worker() as pdf_worker:
        pdf_worker.begin_page(page)
        assert pdf_worker.finish()["pdf"] == pdf.archive_file(lambda _: parse_page(page))


def test_worker_makes_one_job_after_another() -> None:
    report, other = every_node(), every_node(draft=False)
    with worker.start_pdf_worker() as pdf_worker:
        pdf_worker.begin(long_report(16), LOOK, PDF_FORMATS)  # nobody waits for these
        for each in (report, other):
            pdf_worker.begin(each, LOOK, ["pdf"])
            assert pdf_worker.finish() == {"pdf": pdf.write(each, LOOK)}
        pdf_worker.begin_page("<i>" * 5000)
        with pytest.raises(Unprintable):
            pdf_worker.finish()
        pdf_worker.begin(report, LOOK, [])
        assert pdf_worker.finish() == {}


def test_process_that_is_killed_is_replaced_once(process: list[str], tmp_path: Path) -> None:
    mark = tmp_path / "tried"
    process += [f"mark = Path({str(mark)!r})", "if not mark.exists():", "    mark.touch()"]
    process += ["    os.kill(os.getpid(), signal.SIGKILL)"]
    assert made()["pdf"].startswith(b"%PDF")
    assert mark.exists()


def test_killed_again_it_is_said_in_a_sentence_and_earlier_outputs_stay(
    process: list[str], make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report()
    assert run(["build", "-C", str(root), "--to", "txt"]) == 0
    earlier = {path.name: path.read_bytes() for path in (root / "build/draft").iterdir()}
    capsys.readouterr()
    process.append("os.kill(os.getpid(), signal.SIGKILL)")
    assert run(["build", "-C", str(root), "--to", "docx,pdf"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("assembler: The PDF cannot be written: the process that makes it died 2 times, ")
    assert "by the signal SIGKILL" in err
    assert len(err.splitlines()) == 1
    assert {path.name: path.read_bytes() for path in (root / "build/draft").iterdir()} == earlier


def test_last_words_of_a_process_are_told(process: list[str]) -> None:
    process.append("raise OSError('cannot load library libpango')")
    with pytest.raises(Unprintable, match=r"with status 1 \(OSError: cannot load library libpango\)"):
        made()


def test_error_is_told_even_where_something_is_said_after_it(process: list[str]) -> None:
    process.append("import atexit; atexit.register(print, 'lost sys.stderr', file=sys.stderr); raise MemoryError")
    with pytest.raises(Unprintable, match=r"with status 1 \(MemoryError\)"):
        made()


def test_signal_without_a_name_is_told_by_its_number(process: list[str]) -> None:
    process.append("os.kill(os.getpid(), signal.SIGRTMIN + 1)")
    with pytest.raises(Unprintable, match=rf"died 2 times, by the signal {signal.SIGRTMIN + 1}\."):
        made()


def test_process_starts_no_compiler(process: list[str], tmp_path: Path) -> None:
    """Python looks for libraries of short names with a compiler, which leaves files behind when it is killed."""
    told = tmp_path / "started"
    process += ["import subprocess", "starts = subprocess.Popen.__init__", "def start(self, *arguments, **options):"]
    process += ["    starts(self, *arguments, **options)", f"    print(arguments[0][0], file=open({str(told)!r}, 'a'))"]
    process += ["subprocess.Popen.__init__ = start"]
    assert made()["pdf"].startswith(b"%PDF")
    assert not told.exists() or set(told.read_text().split()) == {"/sbin/ldconfig"}


def test_fault_of_a_template_is_told(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates/report.html.j2").write_text("{% if %}")
    assert run(["build", "-C", str(root), "--to", "pdf"]) == 2
    assert "The PDF cannot be written: report.html.j2:1: " in capsys.readouterr().err


def test_style_in_another_encoding_is_named_by_the_program_itself(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report()
    (root / "templates").mkdir()
    (root / "templates/crop-marks.css").write_bytes("/* é */".encode("cp1252"))
    assert run(["build", "-C", str(root), "--to", "pdf", "--print"]) == 2
    assert "The PDF cannot be written: crop-marks.css:1: The file is not UTF-8 text" in capsys.readouterr().err


def test_page_of_endless_depth_is_refused_in_a_sentence() -> None:
    with worker.start_pdf_worker() as pdf_worker:
        pdf_worker.begin_page("<i>" * 5000)
        with pytest.raises(Unprintable, match="parts of its page stand too deep inside each other"):
            pdf_worker.finish()


def test_pages_are_handed_over_before_the_rules_are_at_work(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def begin(*given: Any) -> None:
        told.append("handed over")
        begins(*given)

    begins = worker.PdfWorker.begin
    monkeypatch.setattr(worker.PdfWorker, "begin", begin)
    pipeline.build(make_report(), BuildOptions(final=False, formats=("pdf",)), progress=told.append)
    said = ["reading", "assembling", "handed over", "checking", "writing pdf", "putting the outputs in place"]
    assert told == said


def test_refused_final_waits_for_no_pdf_and_leaves_no_process(
    process: list[str], make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start(self: worker.PdfWorker) -> None:
        starts(self)
        assert self._process is not None
        started.append(self._process)

    starts = worker.PdfWorker.start
    monkeypatch.setattr(worker.PdfWorker, "start", start)
    process.append("import time; time.sleep(600)")
    root = make_report(unhcr__au=BLOCKED)
    assert run(["build", "-C", str(root), "--final", "--to", "pdf"]) == 1
    assert "IN-OPN-01" in capsys.readouterr().out
    assert [worker.returncode for worker in started] == [-signal.SIGKILL]
    assert not (root / "build/final").exists()


def test_fault_of_a_template_hides_nothing_that_blocks_a_final(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(unhcr__au=BLOCKED)
    (root / "templates").mkdir()
    (root / "templates/report.html.j2").write_text("{% if %}")
    assert run(["build", "-C", str(root), "--final", "--to", "pdf"]) == 1
    assert "IN-OPN-01" in capsys.readouterr().out


def test_process_that_takes_too_long_is_ended(process: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "TIME_LIMIT", 0.2)
    process.append("import time; time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(Unprintable, match=r"not ready after 0\.2 seconds"):
        made()
    assert time.monotonic() - start < 30


def test_process_limits_its_time_and_memory(process: list[str], tmp_path: Path) -> None:
    told = tmp_path / "limits"
    process += [
        "import resource",
        "from assembler.writers.pdf import worker_process as process",
        "set_limit = resource.setrlimit",
        "def set_and_tell(what, limits):",
        "    set_limit(what, limits)",
        f"    print(resource.getrlimit(what)[0], file=open({str(told)!r}, 'a'))",
        "resource.setrlimit = set_and_tell",
        "process.main(*map(int, sys.argv[1:]))",
        "sys.exit()",
    ]
    assert made()["pdf"].startswith(b"%PDF")
    assert told.read_text().split() == [str(TIME_LIMIT), str(MEMORY_LIMIT)]


def test_file_of_the_working_folder_is_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text("raise SystemExit('taken from the working folder')")
    monkeypatch.chdir(tmp_path)
    assert made()["pdf"].startswith(b"%PDF")


def test_print_adds_a_file_to_the_set(make_report: MakeReport) -> None:
    root = make_report()
    assert run(["build", "-C", str(root), "--to", "txt", "--print"]) == 0
    names = {path.name for path in (root / "build/draft").iterdir()}
    assert names == {"A-75-345-print.pdf", "A-75-345.txt", "manifest.json", "report.json"}
    assert "A-75-345-print.pdf" in json.loads((root / "build/draft/manifest.json").read_text())["outputs"]


WATCHED = """
import sys
from assembler.runtime import pdf_worker as worker
if sys.argv[2:]:
    worker.COMMAND = (sys.executable, "-c", sys.argv[2])
from assembler.__main__ import run
def start(self, starts=worker.PdfWorker.start):
    starts(self)
    print(self._process.pid, flush=True)
worker.PdfWorker.start = start
sys.exit(run(["build", "-C", sys.argv[1], "--to", "pdf"]))
"""
"""The program, which tells the number of its process; what this does may be another thing."""


def watched(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WATCHED, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"TMPDIR": str(folder)},
    )


def test_interrupt_ends_the_process(make_report: MakeReport, tmp_path: Path) -> None:
    with watched(str(make_report()), "import time; time.sleep(60)", folder=tmp_path) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        time.sleep(1)
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=30)
    assert program.returncode == 130
    assert said.split() == ["Interrupted."]
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.mark.parametrize("delay", [0, 0.6])
def test_killed_program_leaves_neither_process_nor_files(make_report: MakeReport, tmp_path: Path, delay: float) -> None:
    """The second time the report is handed over already, or nearly so."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    with watched(str(make_report()), folder=folder) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        time.sleep(delay)
        program.kill()
    for _ in range(300):
        if not Path(f"/proc/{child}/cmdline").exists() or not Path(f"/proc/{child}/cmdline").read_bytes():
            break
        time.sleep(0.1)
    else:
        raise AssertionError("the process goes on")
    assert list(folder.iterdir()) == []


def test_process_that_dies_is_noticed_where_nobody_wants_to_hear_of_it(make_report: MakeReport) -> None:
    """Whoever has started the program may ignore that processes end; then the system says of none how it ended."""
    root = make_report()
    build = f"'{sys.executable}' -m assembler build -C '{root}' --to pdf"
    watcher = "while kill -0 $P 2>/dev/null; do pkill -9 -P $P -f pdf.worker_process; sleep 0.01; done"
    shell = f"trap '' CHLD; {build} & P=$!; {watcher}; wait $P; true"
    ran = subprocess.run(
        ["bash", "-c", shell], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=60
    )
    assert "the process that makes it died 2 times, by the signal SIGKILL" in ran.stderr
    assert not (root / "build/draft").exists()


def test_machine_without_room_is_named(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert run(["build", "-C", str(make_report()), "--to", "pdf"]) == 2
    where = f"there is no room for it in {tempfile.gettempdir()} (No space left on device; more room is needed)"
    assert capsys.readouterr().err.strip() == f"assembler: The PDF cannot be written: {where}."


# Files and network


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as http_server:
        thread = threading.Thread(target=http_server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{http_server.server_port}", asked
        http_server.shutdown()
        thread.join()


SECRET = "a secret of the machine"


def test_text_and_emblem_reach_neither_files_nor_network(
    make_report: MakeReport, tmp_path: Path, server: tuple[str, list[str]]
) -> None:
    address, asked = server
    secret = tmp_path / "secret.svg"
    secret.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{SECRET}</text></svg>')
    text = f"See [the file](file:///etc/passwd) and ![a picture]({address}/picture.png) <img src='{secret.as_uri()}'>."
    emblem = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 56 47">'
        f'<image href="{secret.as_uri()}" width="9" height="9"/><image xlink:href="{address}/emblem.png" width="9" '
        f'height="9"/><use href="{secret.as_uri()}#a"/><style>@import url("{address}/style.css");</style>'
        '<rect width="9" height="9"/></svg>'
    )
    style = f'@import url("{address}/own.css"); @font-face {{ font-family: a; src: url("{address}/font.ttf") }}'
    root = make_report(report_yaml=PLAN + "emblem: emblem.svg\n", unhcr__au=contribution("unhcr", "au", text))
    (root / "emblem.svg").write_text(emblem)
    (root / "templates").mkdir()
    (root / "templates/report.css").write_bytes(style.encode() + LOOK["report.css"])
    built = pipeline.build(root, BuildOptions(final=False, formats=("pdf",)))
    assert built.folder is not None
    with pikepdf.open(built.folder / NAME) as document:
        links = [str(link.A.URI) for page in document.pages for link in page.get("/Annots", []) if "/A" in link]
        pictures = [str(node.Alt) for node in structure(document) if node.S == "/Figure"]
    words = subprocess.run(["pdftotext", built.folder / NAME, "-"], capture_output=True, text=True, check=True).stdout
    assert "United Nations emblem" not in pictures  # such an emblem is refused before anything is drawn
    assert asked == []
    assert "root:" not in words
    assert SECRET not in words
    assert not any(link.startswith("file:") for link in links)


def test_such_an_emblem_would_reach_them_without_our_fetcher(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    address, asked = server
    image = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/a.png" width="9" height="9"/></svg>'
    picture = tmp_path / "emblem.svg"
    picture.write_text(image)
    pdf.weasyprint.HTML(string=f'<img src="{picture.as_uri()}" style="width: 9px; height: 9px">').write_pdf()
    assert asked == ["/a.png"]
