"""Assembles contributions of United Nations entities into one consolidated report.

The public names are those of `assembler.api`: files in, values out. They are loaded when they are first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # to import typing would take longer than all else here
if TYPE_CHECKING:
    from assembler.api import (
        Body,
        BuildOptions,
        BuildResult,
        CheckResult,
        EditResult,
        Extent,
        GeneralText,
        GeneralTexts,
        Loaded,
        OrganizationText,
        PdfWorker,
        PrintedPassage,
        Report,
        ReportFacts,
        Review,
        SettingFault,
        SettingsEdit,
        StatementResult,
        TextState,
        TextUnit,
        UnitEdit,
        UnitFinding,
        UnitVersion,
        WordsToClear,
        answer,
        assemble,
        begin_forms,
        begin_report,
        build_files,
        check,
        clear,
        clear_entities,
        compare,
        consolidate,
        describe,
        edit_settings,
        edit_unit,
        example_files,
        excerpt,
        excerpt_entities,
        find_fonts,
        fix,
        import_word,
        import_words,
        keep_names,
        list_unit_versions,
        load,
        make_corrigendum,
        make_redline,
        merge,
        read_general_texts,
        read_organization,
        read_words_to_clear,
        render,
        reopen,
        report_nothing,
        report_templates,
        review,
        settle_changes,
        start_pdf_worker,
        status,
        submit,
        take_over,
        trace,
        verify,
        write_body,
    )

__version__ = "0.2.0"
__all__ = [
    "Body",
    "BuildOptions",
    "BuildResult",
    "CheckResult",
    "EditResult",
    "Extent",
    "GeneralText",
    "GeneralTexts",
    "Loaded",
    "OrganizationText",
    "PdfWorker",
    "PrintedPassage",
    "Report",
    "ReportFacts",
    "Review",
    "SettingFault",
    "SettingsEdit",
    "StatementResult",
    "TextState",
    "TextUnit",
    "UnitEdit",
    "UnitFinding",
    "UnitVersion",
    "WordsToClear",
    "answer",
    "assemble",
    "begin_forms",
    "begin_report",
    "build_files",
    "check",
    "clear",
    "clear_entities",
    "compare",
    "consolidate",
    "describe",
    "edit_settings",
    "edit_unit",
    "example_files",
    "excerpt",
    "excerpt_entities",
    "find_fonts",
    "fix",
    "import_word",
    "import_words",
    "keep_names",
    "list_unit_versions",
    "load",
    "make_corrigendum",
    "make_redline",
    "merge",
    "read_general_texts",
    "read_organization",
    "read_words_to_clear",
    "render",
    "reopen",
    "report_nothing",
    "report_templates",
    "review",
    "settle_changes",
    "start_pdf_worker",
    "status",
    "submit",
    "take_over",
    "trace",
    "verify",
    "write_body",
]


class _Package(ModuleType):
    """The package, in which a public name stands for what the API has by that name, and never for a module."""

    def __getattr__(self, name: str) -> object:
        """A public name, loaded with the API when it is first used."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module("assembler.api"), name)

    def __setattr__(self, name: str, value: object) -> None:
        """Sets a name; but where Python has imported assembler/load.py, `assembler.load` stays the function."""
        if name not in __all__ or not isinstance(value, ModuleType):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        """The public names, too."""
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
