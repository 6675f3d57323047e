"""The few errors that stop the program: what the operator must mend before anything can run (exit status 2)."""


class ReportError(Exception):
    """The base of them all; its text is one sentence for the operator."""


class NoPlan(ReportError):
    """There is no contributions/report.yaml here or in any folder above."""


class Unreadable(ReportError):
    """A file or folder can't be read."""


class Unwritable(ReportError):
    """The outputs can't be put where they were asked for."""


class NoTemplate(ReportError):
    """A template that the program ships is not there: the installation is damaged."""


class Unprintable(ReportError):
    """A writer could not make its output, through a fault of the machine or of a template."""


class UnknownName(ReportError):
    """A name was given that stands in no list of the report."""


class UnusableKey(ReportError):
    """A file is no key with which a manifest can be signed, or a signature looked at."""


class BrokenManifest(ReportError):
    """A folder has no manifest.json that can be used."""
