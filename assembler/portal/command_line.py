"""The commands `assembler portal …`: serve, work, take reports and people in, tokens, links."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from assembler.portal.data_folder import VARIABLE, find_data_folder, make_secret_key

_LINK_MINUTES = 30


def _set_up(data: Path | None) -> None:
    """Starts Django on the data folder. Django's own modules are imported after this."""
    if data:
        os.environ[VARIABLE] = str(data.absolute())
    make_secret_key(find_data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembler.portal.settings")
    try:
        import django
    except ImportError as error:
        raise click.UsageError("The portal is an optional part: pip install 'report-assembler[portal]'") from error
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def _start(data: Path | None) -> Iterator[None]:
    """Starts Django on the data folder; what then stops a command is said in a sentence."""
    _set_up(data)
    from django.db import DatabaseError

    from assembler.portal.problems import Problem

    try:
        yield
    except Problem as problem:
        raise click.ClickException(f"{problem.title} {problem.detail}") from problem
    except DatabaseError as error:
        words = str(error).strip().partition("\n")[0]
        raise click.ClickException(
            f"The database cannot be used ({words}). “assembler portal check” says what is missing."
        ) from error


def with_data[**P, R](command: Callable[P, R]) -> Callable[..., R]:
    """Gives a command the option --data, and starts Django before it begins."""

    @click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder of the portal.")
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        data = kwargs.pop("data")
        assert data is None or isinstance(data, Path)
        with _start(data):
            return command(*args, **kwargs)

    return run


@click.group()
def portal() -> None:
    """The portal: one desk on the web for focal points, editors and producers."""


@portal.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder of the portal.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address on which to listen.")
@click.option("--port", default=8000, show_default=True, help="The port on which to listen.")
@click.option("--demo", is_flag=True, help="Load the example report with demo people; no mail is sent.")
def serve(data: Path | None, host: str, port: int, demo: bool) -> int:
    """Serves the portal on this machine. The first start makes the data folder and prints a sign-in link."""
    os.environ["ASSEMBLER_ADDRESS"] = os.environ.get("ASSEMBLER_ADDRESS") or f"http://localhost:{port}"
    if demo:
        os.environ["ASSEMBLER_DEMO"] = "1"
    with _start(data):
        from django.conf import settings

        if host not in ("127.0.0.1", "::1", "localhost") and settings.IS_LOCAL:
            raise click.UsageError(
                "To serve other machines, name this one in ASSEMBLER_HOSTS and set ASSEMBLER_SECRET_KEY."
            )
        _make_tables()
        _print_links(demo=demo)
        from assembler.portal.server import run_server

        return run_server(host, port)


@portal.command()
@with_data
def worker() -> int:
    """Makes builds and sends mail; any number of workers may run, on any machine with the same database and files."""
    from assembler.portal.worker import run_worker

    return run_worker()


@portal.command("import")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@with_data
def import_(folder: Path) -> int:
    """Takes the folder of a report in. Exit status: 0 all was taken, 1 conflicts, 2 could not run."""
    from assembler.portal.actions.reports import import_report

    _make_tables()
    report, conflicts = import_report(read_folder(folder))
    for path in conflicts:
        click.echo(f"{path}: changed here and in the folder since the export; it stays as it is here.", err=True)
    click.echo(f"{report.pk}: revision {report.last_revision}.")
    return 1 if conflicts else 0


@portal.command()
@click.argument("report")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@with_data
def export(report: str, folder: Path) -> int:
    """Writes the files of a report into a folder that is new or empty."""
    from assembler.portal.actions.reports import export_report

    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"The folder {folder} is not empty.")
    for path, data in export_report(_find_report(report)).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    click.echo(f"{report} was written to {folder}.")
    return 0


@portal.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@with_data
def people(file: Path, dry_run: bool) -> int:
    """Gives people their places by a table in CSV: all of the table, or nothing where a line cannot be used.

    Exit status: 0 all was taken, 1 lines that cannot be used, 2 could not run.
    """
    from assembler.portal.people.table_import import import_people
    from assembler.portal.problems import Invalid

    try:
        changes, faults = import_people(file.read_bytes(), is_trial=dry_run)
    except Invalid as problem:
        click.echo(f"{file}: {problem.title} {problem.detail}", err=True)
        return 2
    for fault in faults:
        click.echo(f"{file}, line {fault.line}: {fault.sentence} {fault.hint}", err=True)
    for change in changes:
        click.echo(change.sentence)
    if faults:
        click.echo("Nothing was changed.", err=True)
        return 1
    click.echo(
        "Nothing was changed: this was a trial." if dry_run and changes else f"Changes: {len(changes)}.", err=True
    )
    return 0


@portal.command()
@click.argument("email")
@click.option("--scope", type=click.Choice(["read", "write", "build"]), default="read", show_default=True)
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="How long the token is valid.")
@with_data
def token(email: str, scope: str, days: int) -> int:
    """Prints a new token of a person for the API, once."""
    from assembler.portal.people.accounts import issue_token

    click.echo(issue_token(_find_person(email), scope, days))
    return 0


@portal.command()
@click.argument("email")
@click.option("--reset", is_flag=True, help="Take away passkeys, app and recovery codes, and end all sessions.")
@with_data
def link(email: str, reset: bool) -> int:
    """Prints a sign-in link of a person, valid once and for half an hour."""
    from assembler.portal.people.accounts import reset_second_factor

    if reset:
        reset_second_factor(_find_person(email))
    click.echo(_make_link(email))
    return 0


@portal.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_data
def backup(file: Path) -> int:
    """Writes everything into one new file, while the portal runs.

    Exit status: 0 the backup is whole, 1 contents of files are missing or damaged in the storage, 2 could not run.
    """
    from assembler.portal.installation.backup import make_backup

    faults = make_backup(file)
    for digest in faults:
        click.echo(f"The content {digest} is missing or damaged in the storage; the backup lacks it.", err=True)
    click.echo(f"{file} was written.")
    return 1 if faults else 0


@portal.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Prove the backup: restore it elsewhere, and throw that away.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder of the portal.")
def restore(file: Path, check: bool, data: Path | None) -> int:
    """Brings a backup into an empty data folder or database, and proves what was restored.

    With --check, this is done in a folder for the time being; the installation is not touched.
    Exit status: 0 all is there and whole, 1 something is not, 2 could not run.
    """
    if not check:
        return _restore(file, data, is_proof=False)
    with TemporaryDirectory(prefix="assembler-restore-") as folder:
        for name in ("ASSEMBLER_DATABASE_URL", "ASSEMBLER_STORAGE_URL"):
            os.environ.pop(name, None)
        return _restore(file, Path(folder), is_proof=True)


def _restore(file: Path, data: Path | None, *, is_proof: bool) -> int:
    with _start(data):
        from assembler.portal.installation.restore import restore_backup
        from assembler.portal.sign_in.factor_secrets import count_unreadable

        manifest = restore_backup(file)
        contents, rows = len(manifest["files"]) - 1, sum(manifest["rows"].values())
        click.echo(f"{file} of {manifest['at']}: {rows} rows of the database, {contents} contents of files.")
        if not is_proof and (count := count_unreadable()):
            click.echo(
                f"Of the second factors, {count} were encrypted with another secret key, so nobody can use them. "
                "Before anybody signs in, bring the old key: the file secret-key, or ASSEMBLER_SECRET_KEY.",
                err=True,
            )
        return _verify()


@portal.command()
@with_data
def check() -> int:
    """Says what is unsafe or missing in this installation, and what to do.

    Exit status: 0 nothing is unsafe or missing, 1 something is, 2 could not run.
    """
    from assembler.portal.installation.check import check_installation

    faults = 0
    for line in check_installation():
        kind = "ok" if not line.remedy else "missing" if line.is_needed else "advice"
        faults += kind == "missing"
        click.echo(f"{kind:8} {line.subject}: {line.sentence} {line.remedy}".rstrip())
    click.echo(f"{faults} unsafe or missing." if faults else "Nothing is unsafe or missing.", err=True)
    return 1 if faults else 0


@portal.command()
@with_data
def verify() -> int:
    """Proves that no event was changed or taken away, and that every stored file is whole.

    Exit status: 0 all is whole, 1 something is not, 2 could not run.
    """
    return _verify()


def _verify() -> int:
    from assembler.portal.installation.verification import verify_installation

    faults = list(verify_installation())
    for sentence in faults:
        click.echo(sentence, err=True)
    click.echo(f"{len(faults)} faults." if faults else "All events and all stored files are whole.")
    return 1 if faults else 0


def _make_tables() -> None:
    """Makes the tables of a new database, and those that a new version of the program needs."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files below contributions/ and templates/ of a report's folder, by their place in it."""
    paths = (path for name in ("contributions", "templates") for path in sorted((folder / name).rglob("*")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def _find_report(id: str):  # type: ignore[no-untyped-def]  # Django's models are imported after it has been started
    from assembler.portal.models import Report

    report = Report.objects.filter(pk=id).first()
    if report is None:
        raise click.UsageError(f"There is no report {id}.")
    return report


def _find_person(email: str):  # type: ignore[no-untyped-def]  # as above
    from assembler.portal.models import Person

    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise click.UsageError(f"Nobody has the address {email}.")
    return person


def _make_link(email: str) -> str:
    from django.conf import settings

    from assembler.portal.people.accounts import issue_link

    return f"{settings.BASE_ADDRESS}/sign-in/link/{issue_link(_find_person(email), _LINK_MINUTES)}/"


def _print_links(*, demo: bool) -> None:
    """Loads the demo where it is asked for; prints a link of each demo person, or of the first administrator."""
    from assembler.api import example_files
    from assembler.portal.demo import PEOPLE, load_demo
    from assembler.portal.models import Person

    if demo:
        load_demo(example_files(whole=True))
        for email, (name, role, entity) in PEOPLE.items():
            click.echo(f"{role or 'administrator'} {entity.upper()} {name}: {_make_link(email)}".replace("  ", " "))
    elif not Person.objects.exists():
        Person.objects.create_user("admin@localhost", name="Administrator", is_administrator=True)
        click.echo(f"Sign in as administrator: {_make_link('admin@localhost')}")
    sys.stdout.flush()
