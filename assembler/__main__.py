"""Runs the command line: `assembler`, or `python -m assembler`."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType

from assembler.runtime.recursion import with_room

INTERRUPTED = 130
COULD_NOT_RUN = 2
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_MADE_BEFORE_A_SEARCH = 1_000_000
"""How many values may be made before a search for garbage: hardly any of what a report is made of becomes garbage."""


class Ending:
    """What a signal does that is to end the program: at once while nothing is at work, else by an interrupt.

    The interrupt lets the work take its rubbish away; a second signal meanwhile changes nothing, a third ends at once.
    """

    def __init__(self) -> None:
        """Takes the signals, but for those that whoever has started the program wants to be ignored."""
        self.at_work = False
        self.status = 0
        self._times = 0
        # Whoever has started us may ignore it, and then every process that we start would seem to have done its work.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number in _ENDING:
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._end)

    def _end(self, number: int, _: FrameType | None) -> None:
        self.status = self.status or 128 + number
        self._times += 1
        if not self.at_work or self._times > 2:
            os.write(2, b"Interrupted.\n")
            os._exit(self.status)
        if self._times == 1:
            raise KeyboardInterrupt


def main() -> None:
    """Runs the command that the arguments name and leaves with its exit status."""
    with_room(_main)


def _main() -> None:
    ending = Ending()
    gc.set_threshold(_MADE_BEFORE_A_SEARCH)
    status = INTERRUPTED
    try:
        # Only now, since somebody may press Ctrl-C while the libraries are loaded.
        from assembler.commands.terminal.standard_streams import open_streams

        open_streams()
        import assembler.commands.root

        assert assembler.commands.root
        ending.at_work = True
        status = run(sys.argv[1:])
        ending.at_work = False
    except KeyboardInterrupt:  # just when the work was done
        pass
    if not ending.status:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
    # All of it goes with the process: to take it down value by value would take a twentieth of a check.
    os._exit(ending.status or status)


def run(arguments: list[str]) -> int:
    """The exit status of a command: 0 clean, 1 findings, 2 could not run, 130 interrupted."""
    import click

    from assembler.commands.root import assembler
    from assembler.commands.terminal.standard_streams import Unsaid, forget, harmless
    from assembler.errors import ReportError, why

    try:
        status = int(assembler.main(arguments, prog_name="assembler", standalone_mode=False) or 0)
        sys.stdout.flush()
        return status
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        click.echo(harmless(said.getvalue()), nl=False, err=True)
    except ReportError as error:
        click.echo(harmless(f"assembler: {error}"), err=True)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except (MemoryError, SystemError):  # a template of the report's own may ask for any amount; C code says the latter
        click.echo("assembler: There is not enough memory for this; more memory is needed.", err=True)
    except ImportError as error:  # a package or library that is missing, or for which there is no memory
        click.echo(
            f"assembler: A part of the program can't be loaded ({error}); “assembler doctor” says what is missing.",
            err=True,
        )
    except Unsaid as error:
        click.echo(f"assembler: Standard output can't be written: {why(error)}.", err=True)
        forget(sys.stdout)
    except OSError as error:  # of a file that no reader or writer has named
        named = f"{error.filename} can't be used" if error.filename else "The machine refuses"
        click.echo(harmless(f"assembler: {named}: {why(error)}."), err=True)
    return COULD_NOT_RUN


if __name__ == "__main__":
    main()
