"""Tells Django of this app."""

from collections.abc import Sequence
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db.models.signals import post_migrate

from assembler.portal.isolated.process import preload


class PortalConfig(AppConfig):
    """The one app of the project."""

    name = "assembler.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Has the processes for texts from outside load the library once, for all jobs; the cache gets its table."""
        preload()
        import_module("assembler.portal.sign_in.sign_in_events")  # its receivers wait for what allauth tells
        post_migrate.connect(_make_cache_table, sender=self)


def _make_cache_table(using: str, **_rest: object) -> None:
    """Makes the table of the cache with the other tables; one that is there stays."""
    call_command("createcachetable", database=using, verbosity=0)


@checks.register(deploy=True)
def check_mail(app_configs: Sequence[AppConfig] | None, **options: object) -> list[checks.CheckMessage]:  # noqa: ARG001
    """A warning where mail is kept and never sent."""
    if settings.MAILERS or settings.DEMO:
        return []
    hint = "Name a mail server in ASSEMBLER_EMAIL_URL, such as smtps://name:password@mail.example.org."
    return [checks.Warning("No mail server is named: mail is kept and not sent.", hint=hint, id="portal.W001")]
