"""Works on a copy of the example for as long as asked, as editors do and as machines fail, and counts what went wrong.

    python tests/soak/soak.py --minutes 120 [--seed N]

Each edit puts a word of its own into a text, by hand or in Word; from then on every build must print it, until it is
taken out by hand. Every set of outputs must be whole by its own manifest, whatever was killed. No part of the test run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.merge.word_editor import Opened  # noqa: E402  # once the path is known

WORDS = re.compile(r"(?<= )[a-z]{3,} (?=[a-z]{3,} )")
CLOSED = (("[", "]"), ("(", ")"), ("{", "}"), ("“", "”"), ("<", ">"))


@dataclass
class Soak:
    """The copy, what must be in it, and the counts."""

    root: Path
    chance: Random
    live: set[str] = field(default_factory=set)
    """Words that were put in and not taken out."""
    made: int = 0
    operations: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    memory: list[tuple[float, int]] = field(default_factory=list)
    """When a build ended, and how many kilobytes it had taken at most."""
    again: tuple[str, ...] = ()
    """A command that was killed and is to be done again, for what it was to bring."""
    coming: set[str] = field(default_factory=set)
    """Words that were put into a Word file, and that the command is to bring."""

    # Running the program

    def start(self, *arguments: str, **options: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "assembler", *arguments]
        if arguments[0] not in ("explain", "schema", "doctor"):
            command += ["-C", str(self.root)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
        return subprocess.Popen(command, **(pipes | options))  # type: ignore[call-overload, no-any-return]

    def run(self, *arguments: str, allowed: tuple[int, ...] = (0, 1)) -> tuple[int, str]:
        """Runs a command to its end; a status that is not allowed, or a traceback, is something wrong."""
        process = self.start(*arguments)
        out, err = process.communicate()
        if process.returncode not in allowed or "Traceback" in err:
            self.wrong.append(f"{' '.join(arguments)}: status {process.returncode}: {err.strip()[-300:]}")
        return process.returncode, out + err

    # What an editor does

    def texts(self) -> list[Path]:
        """The texts that are printed."""
        folder = self.root / "contributions"
        taken = {path.stem for path in (folder / "consolidated").glob("*.md")}
        found = [path for path in folder.rglob("*.md") if path.parent != folder]
        own = ("general", "consolidated")
        return sorted(path for path in found if path.parent.name in own or path.stem not in taken)

    def word(self) -> str:
        self.made += 1
        return f"soak{self.made:05d}x"

    def edit(self) -> None:
        if self.live and self.chance.random() < 0.45:
            self.take_out()
            return
        path = self.chance.choice(self.texts())
        lines = path.read_bytes().decode().split("\n")
        places = [(number, at) for number in range(len(lines)) for at in self.places(lines, number)]
        if places:
            number, at = self.chance.choice(places)
            word = self.word()
            lines[number] = f"{lines[number][:at]}{word} {lines[number][at:]}"
            path.write_bytes("\n".join(lines).encode())
            self.live.add(word)

    def places(self, lines: list[str], number: int) -> list[int]:
        """Where a word may be put into a line: in running text, outside of marks."""
        line = lines[number]
        fence = [at for at, word in enumerate(lines) if word.strip() == "---"][:2]
        if (len(fence) == 2 and fence[0] == 0 and number <= fence[1]) or not line[:1].isalpha() or "`" in line:
            return []
        found = [match.end() for match in WORDS.finditer(line)]
        return [at for at in found if self.is_open(line[:at])]

    @staticmethod
    def is_open(before: str) -> bool:
        even = before.count("*") % 2 == before.count("_") % 2 == 0
        return even and all(before.count(a) == before.count(b) for a, b in CLOSED)

    def take_out(self) -> None:
        word = self.chance.choice(sorted(self.live))
        for path in (self.root / "contributions").rglob("*.md"):
            text = path.read_bytes().decode()
            if word in text:
                path.write_bytes(text.replace(f"{word} ", "").replace(word, "").encode())
        self.live.discard(word)

    def hidden_character(self) -> None:
        path = self.chance.choice(self.texts())
        text = path.read_bytes().decode()
        path.write_bytes(text.replace(" the ", " the\u200b ", 1).encode())
        self.run("check", "--fix")

    def build(self, forms: str = "") -> None:
        if not forms:
            forms = self.chance.choices(["docx,txt", "txt", "html,txt", "docx,pdf"], [5, 2, 2, 1])[0]
        process = self.start("build", "--to", forms, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=None)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.memory.append((time.monotonic(), usage.ru_maxrss))
        if process.returncode not in (0, 1):
            self.wrong.append(f"build: status {process.returncode}")
        self.is_whole(new=True)

    def is_whole(self, *, new: bool) -> None:
        """Whether the outputs are those of their manifest; those of a new build hold every word that is live."""
        folder = self.root / "build/draft"
        try:
            kept = json.loads((folder / "manifest.json").read_bytes())["outputs"]
        except (OSError, ValueError) as error:
            self.wrong.append(f"manifest: {error}")
            return
        names = {path.name for path in folder.iterdir()} - {"manifest.json"}
        if names != set(kept):
            self.wrong.append(f"the folder holds {sorted(names)}, the manifest {sorted(kept)}")
        for name in names & set(kept):
            said = kept[name]["sha256"] if isinstance(kept[name], dict) else kept[name]
            if sha256((folder / name).read_bytes()).hexdigest() != said.removeprefix("sha256:"):
                self.wrong.append(f"{name} is not what the manifest says")
        if new:
            printed = (folder / "report.json").read_text(encoding="utf-8")
            self.lost |= {word for word in self.live if word not in printed}

    def verify(self) -> None:
        status, said = self.run("verify", str(self.root / "build/draft"))
        if "Traceback" in said or status not in (0, 1):
            self.wrong.append(f"verify: {said[-200:]}")

    def merge(self) -> None:
        """Puts words into the draft in Word, and takes them back into the texts."""
        self.build("docx,txt")
        data = next((self.root / "build/draft").glob("*.docx")).read_bytes()
        opened = Opened.of(data, tracked=self.chance.random() < 0.5)
        for place in self.chance.sample(opened.places(), 3):
            spaces = [match.end() for match in WORDS.finditer(place.text or "")]
            if spaces:
                at, word = self.chance.choice(spaces), self.word()
                opened.replace(place, at, at, f"{word} ")
                self.coming.add(word)
        (self.root / "edited.docx").write_bytes(opened.data())
        self.again = ("merge", str(self.root / "edited.docx"))
        self.finish()

    def finish(self) -> None:
        """Does again what was killed; what it was to bring is there then."""
        if self.again:
            status, said = self.run(*self.again)
            if self.again[0] == "merge" and status == 0 and "not everything" not in said:
                self.live |= self.coming
                there = "".join(path.read_bytes().decode() for path in (self.root / "contributions").rglob("*.md"))
                self.lost |= {word for word in self.coming if word not in there}
        self.again, self.coming = (), set()

    def consolidate(self) -> None:
        self.run("consolidate", self.chance.choice(self.organizations()))

    def organizations(self) -> list[str]:
        folders = [path for path in (self.root / "contributions").iterdir() if path.is_dir()]
        own = ("general", "consolidated")
        return sorted({path.stem for folder in folders if folder.name not in own for path in folder.glob("*.md")})

    def clear(self) -> None:
        entities = [path.name for path in (self.root / "contributions").iterdir() if path.is_dir()]
        own = ("general", "consolidated")
        self.run("clear", self.chance.choice(sorted(set(entities) - set(own))), "--by", "A. Person", allowed=(0, 1, 2))

    def compare(self) -> None:
        """Compares with the build before, where the program can do that."""
        before = self.root / "before"
        if before.exists():
            self.run("compare", str(before), str(self.root / "build/draft"), "--to", "html")
            shutil.rmtree(before)
        shutil.copytree(self.root / "build/draft", before)

    # What goes wrong in the world

    def killed(self) -> None:
        self.ended(signal.SIGKILL)

    def interrupted(self) -> None:
        self.ended(signal.SIGINT)

    def ended(self, number: int) -> None:
        """Ends a command somewhere on its way; then outputs are whole, and it can be done again."""
        commands = [
            ("build", "--to", self.chance.choice(["docx,txt", "docx,pdf", "html,txt"])),
            ("check", "--fix"),
            ("consolidate", self.chance.choice(self.organizations())),
            ("status", "--on", "2026-01-01", "--who-is-late"),
        ]
        command = self.chance.choice(commands)
        process = self.start(*command)
        time.sleep(self.chance.uniform(0.05, 2.5))
        process.send_signal(number)
        _, err = process.communicate()
        # An interrupt before our own first line is the interpreter's, which says so in its own way.
        early = "KeyboardInterrupt" in err and "/assembler/" not in err
        wanted = (-signal.SIGKILL, 130, 0, 1)
        if not early and (process.returncode not in wanted or "Traceback" in err):
            self.wrong.append(f"{' '.join(command)} ended by {number}: {process.returncode}: {err[-300:]}")
        self.is_whole(new=False)
        self.run(*command)

    def no_room(self) -> None:
        """A limit to the size of files stands for a full disk."""
        limit = self.chance.choice([1_000, 20_000, 60_000])

        def limited() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        process = self.start("build", "--to", "docx,txt", preexec_fn=limited)
        err = process.communicate()[1]
        idle = process.returncode < 2 and "Nothing has changed" in err  # then nothing is written
        if not idle and (process.returncode != 2 or "is needed" not in err or "Traceback" in err):
            self.wrong.append(f"no room: {process.returncode}: {err[-300:]}")
        self.is_whole(new=False)

    def at_once(self) -> None:
        """Three builds and an edit at the same time."""
        started = [self.start("build", "--to", "txt") for _ in range(3)]
        self.edit()
        for process in started:
            err = process.communicate()[1]
            if process.returncode not in (0, 1) or "Traceback" in err:
                self.wrong.append(f"at once: {process.returncode}: {err[-300:]}")
        self.is_whole(new=False)

    def rubbish(self) -> None:
        """After a build, nothing hidden lies about."""
        self.build("txt")
        left = [str(path) for path in self.root.rglob(".assembler-*")]
        if left:
            self.wrong.append(f"left behind: {left}")

    def once(self) -> None:
        """One operation, by chance."""
        work: list[tuple[Callable[[], None], int]] = [
            (self.edit, 30), (self.build, 12), (self.merge, 5), (self.consolidate, 1), (self.clear, 3),
            (self.verify, 4), (self.hidden_character, 2), (self.rubbish, 2), (self.killed, 8), (self.interrupted, 6),
            (self.no_room, 3), (self.at_once, 2), (self.compare, 2 if can_compare() else 0),
        ]  # fmt: skip
        chosen = self.chance.choices([task for task, _ in work], [weight for _, weight in work])[0]
        faults = (self.killed, self.interrupted, self.no_room, self.at_once)
        (self.faults if chosen in faults else self.operations)[chosen.__name__] += 1
        chosen()


def can_compare() -> bool:
    return (ROOT / "assembler/commands/compare.py").exists()


def table(soak: Soak, minutes: float) -> str:
    """The counts, as Markdown."""
    third = max(1, len(soak.memory) // 3)
    first, last = (max((kb for _, kb in part), default=0) for part in (soak.memory[:third], soak.memory[-third:]))
    rows = [
        ("minutes", f"{minutes:.0f}"),
        ("operations", f"{soak.operations.total()} ({named(soak.operations)})"),
        ("faults injected", f"{soak.faults.total()} ({named(soak.faults)})"),
        ("words put in, by hand and in Word", str(soak.made)),
        ("words lost", str(len(soak.lost))),
        ("wrong outputs or statuses", str(len(soak.wrong))),
        ("memory of a build at most, first third and last", f"{first / 1024:.0f} MB and {last / 1024:.0f} MB"),
    ]
    return "\n".join(["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)])


def named(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(counts.items()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "report"
        for name in ("contributions", "templates"):
            shutil.copytree(ROOT / name, root / name)
        soak = Soak(root, Random(asked.seed))
        soak.build("docx,txt")
        while time.monotonic() - start < asked.minutes * 60:
            before = len(soak.wrong) + len(soak.lost)
            soak.once()
            for line in soak.wrong[-1:] if len(soak.wrong) + len(soak.lost) > before else []:
                print(line, file=sys.stderr, flush=True)
        minutes = (time.monotonic() - start) / 60
    print(table(soak, minutes))
    print(*soak.wrong, *sorted(soak.lost), sep="\n", file=sys.stderr)
    return int(bool(soak.wrong or soak.lost))


if __name__ == "__main__":
    sys.exit(main())
