"""Tells Django of this app."""

from django.apps import AppConfig

from assembler.portal.isolated.process import preload


class PortalConfig(AppConfig):
    """The one app of the project."""

    name = "assembler.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Has the processes for texts from outside load the library once, for all jobs."""
        preload()
