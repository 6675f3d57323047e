"""Runs the command line: `assembler`, or `python -m assembler`."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType

INTERRUPTED = 130
COULD_NOT_RUN = 2
_ALLOCATIONS_PER_COLLECTION = 500_000
"""After how many new objects the garbage collector looks for cycles: its own 2,000 cost a fifteenth of a check."""
_ENDING_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class SignalHandler:
    """Ends the program on Ctrl-C and the like: at once while nothing is at work, else by a KeyboardInterrupt.

    The interrupt lets a command remove its temporary files. A second signal meanwhile changes nothing; a third ends the
    program at once.
    """

    def __init__(self) -> None:
        """Handles the signals, except those that the parent process has set to be ignored."""
        self.is_working = False
        self.status = 0
        """The exit status where a signal has come."""
        self._count = 0
        # Where the parent process ignores SIGCHLD, the system would not tell how our own child processes ended.
        if hasattr(signal, "SIGCHLD"):
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number in _ENDING_SIGNALS:
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._handle)

    def _handle(self, number: int, _: FrameType | None) -> None:
        self.status = self.status or 128 + number
        self._count += 1
        if not self.is_working or self._count > 2:
            os.write(2, b"Interrupted.\n")
            os._exit(self.status)
        if self._count == 1:
            raise KeyboardInterrupt


def main() -> None:
    """Runs the command that the arguments name and exits with its status."""
    gc.set_threshold(_ALLOCATIONS_PER_COLLECTION)
    handler = SignalHandler()
    status = INTERRUPTED
    try:
        # Only now, so that Ctrl-C is handled while the libraries are loaded.
        from assembler.commands.terminal.standard_streams import open_streams

        open_streams()
        import assembler.commands.root

        assert assembler.commands.root
        handler.is_working = True
        status = run(sys.argv[1:])
        handler.is_working = False
    except KeyboardInterrupt:  # just when the command was done
        pass
    if not handler.status:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
    # The memory goes with the process: to free it value by value would take a tenth of a check.
    os._exit(handler.status or status)


def run(arguments: list[str]) -> int:
    """The exit status of a command: 0 clean, 1 findings, 2 could not run, 130 interrupted."""
    import click

    from assembler.commands.root import assembler
    from assembler.commands.terminal.standard_streams import OutputError, discard_output, make_printable
    from assembler.errors import ReportError, explain_os_error

    if "_ASSEMBLER_COMPLETE" in os.environ:
        from assembler.commands.terminal.completion import offer_powershell

        offer_powershell()
    try:
        status = int(assembler.main(arguments, prog_name="assembler", standalone_mode=False) or 0)
        sys.stdout.flush()
        return status
    except click.ClickException as error:
        message = io.StringIO()
        error.show(message)
        click.echo(make_printable(message.getvalue()), nl=False, err=True)
    except ReportError as error:
        click.echo(make_printable(f"assembler: {error}"), err=True)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except (MemoryError, SystemError):  # a template of the report's own may ask for any amount; C code says the latter
        click.echo("assembler: There is not enough memory for this; more memory is needed.", err=True)
    except ImportError as error:  # a package or library that is missing, or for which there is no memory
        click.echo(
            f"assembler: A part of the program cannot be loaded ({error}); “assembler doctor” says what is missing.",
            err=True,
        )
    except OutputError as error:
        click.echo(f"assembler: Standard output cannot be written: {explain_os_error(error)}.", err=True)
        discard_output(sys.stdout)
    except OSError as error:  # of a file that no reader or writer has named
        subject = f"{error.filename} cannot be used" if error.filename else "The machine refuses"
        click.echo(make_printable(f"assembler: {subject}: {explain_os_error(error)}."), err=True)
    return COULD_NOT_RUN


if __name__ == "__main__":
    main()
