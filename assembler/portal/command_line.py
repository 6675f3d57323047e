"""The commands `assembler portal …`: serve, work, take reports in and out, tokens, links."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

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


def with_data[**P, R](command: Callable[P, R]) -> Callable[..., R]:
    """Gives a command the option --data, and starts Django before it begins."""

    @click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder of the portal.")
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        data = kwargs.pop("data")
        assert data is None or isinstance(data, Path)
        _set_up(data)
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
    _set_up(data)
    from django.conf import settings
    from django.core.management import call_command

    if host not in ("127.0.0.1", "::1", "localhost") and settings.IS_LOCAL:
        raise click.UsageError(
            "To serve other machines, name this one in ASSEMBLER_HOSTS and set ASSEMBLER_SECRET_KEY."
        )
    call_command("migrate", verbosity=0, interactive=False)
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
    from assembler.portal.problems import Problem

    try:
        report, conflicts = import_report(read_folder(folder))
    except Problem as problem:
        raise click.UsageError(f"{problem.title} {problem.detail}") from problem
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
@click.argument("email")
@click.option("--scope", type=click.Choice(["read", "write", "build"]), default="read", show_default=True)
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="How long the token is valid.")
@with_data
def token(email: str, scope: str, days: int) -> int:
    """Prints a new token of a person for the API, once."""
    from assembler.portal.actions.people import issue_token

    click.echo(issue_token(_find_person(email), scope, days))
    return 0


@portal.command()
@click.argument("email")
@with_data
def link(email: str) -> int:
    """Prints a sign-in link of a person, valid once and for half an hour."""
    click.echo(_make_link(email))
    return 0


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

    from assembler.portal.actions.people import issue_link

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
