"""Imports several Word files: each by itself, and none that has other words in the place of a text than another file.

Nobody can tell which of two such files counts, and their order in a folder says nothing. So both are left out, each
with a finding that names the other (IN-DOC-17).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import PurePath

from assembler.intake.imported_text import ImportedText, TextState
from assembler.intake.operations import ImportResult, import_word
from assembler.intake.resubmission import CONFLICT
from assembler.model.answer import State
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.progress import Progress, no_progress
from assembler.model.value import Value, field, replace
from assembler.readers.contribution_paths import RECEIVED
from assembler.storage.parse_cache import ParseCache


class BatchImport(Value):
    """What came of several Word files."""

    imports: Mapping[str, ImportResult] = field(default_factory=dict)
    """The result of each file by its name."""
    obstacles: Mapping[str, str] = field(default_factory=dict)
    """Why a file could not be read, or its contributions not be written, in a sentence by its name."""

    @property
    def results(self) -> tuple[ImportResult, ...]:
        """The results in the order of the files."""
        return tuple(self.imports.values())

    @property
    def files(self) -> Mapping[str, bytes]:
        """All files to be written, as in the results, by their place."""
        return {place: data for result in self.results for place, data in result.files.items()}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, file by file."""
        return tuple(finding for result in self.results for finding in result.findings)

    @property
    def inputs(self) -> tuple[InputFile, ...]:
        """The files that were read, for the excerpts of findings."""
        return tuple(file for result in self.results for file in result.inputs)

    @property
    def diffs(self) -> tuple[str, ...]:
        """The unified diff of each contribution that changes."""
        return tuple(diff for result in self.results for diff in result.diffs)

    @property
    def contributions(self) -> tuple[str, ...]:
        """The places of the contributions that are to be written."""
        return tuple(dict.fromkeys(place for result in self.results for place in result.contributions))

    @property
    def has_arrivals(self) -> bool:
        """Whether texts came that had not come before, so that their day of arrival is recorded."""
        return any(place.startswith(f"{RECEIVED}/") and place.endswith(".md") for place in self.files)

    @property
    def has_settings(self) -> bool:
        """Whether the plan and the name lists can be used; otherwise no Word file was read."""
        return all(result.has_settings for result in self.results)


def import_words(
    files: Mapping[str, bytes],
    word_files: Mapping[str, bytes],
    *,
    entity: str = "",
    organization: str = "",
    replace_existing: bool = False,
    on: date | None = None,
    settled: bool = False,
    unread: Sequence[Finding] = (),
    progress: Progress = no_progress,
) -> BatchImport:
    """Makes contributions from several Word files, given as bytes by name, each as `import_word` does.

    If files from one entity have different words on the same organization, none of them is to be written (IN-DOC-17).
    Raises UnknownName, NoTemplate or Unreadable.

    >>> from assembler.api import example_files
    >>> from assembler.intake.form_operations import begin_forms
    >>> files = example_files()
    >>> dppa, unhcr = begin_forms(files, ["dppa", "unhcr"]).forms
    >>> sent = {"dppa.docx": dppa.data, "unhcr.docx": unhcr.data}
    >>> [(name, result.entity) for name, result in import_words(files, sent).imports.items()]
    [('dppa.docx', 'DPPA'), ('unhcr.docx', 'UNHCR')]
    """
    take = partial(
        import_word,
        entity=entity,
        organization=organization,
        replace_existing=replace_existing,
        on=on,
        settled=settled,
        unread=unread,
        cache=ParseCache(),
    )
    imports: dict[str, ImportResult] = {}
    for name, data in word_files.items():
        progress(name)
        imports[name] = take(files, data, name)
        if not imports[name].has_settings:
            return BatchImport({name: imports[name]})
    rivals = _find_rivals(imports)
    now, written = dict(files), set[str]()
    for name, data in word_files.items():
        places = {text.place for text in imports[name].texts}
        if name in rivals:
            imports[name] = _refuse(imports[name], rivals[name])
        elif places & written:  # the same words came before: this file adds nothing to them
            imports[name] = take(now, data, name)
        now |= imports[name].files
        written |= places
    return BatchImport(imports)


def _find_rivals(imports: Mapping[str, ImportResult]) -> dict[str, dict[str, list[str]]]:
    """By file and by place of a text: the other files that have other words there."""
    versions_by_place: dict[str, list[tuple[str, str]]] = {}
    for name, result in imports.items():
        for text in result.texts:
            if text.state is not TextState.UNANSWERED:
                versions_by_place.setdefault(text.place, []).append((name, text.hash))
    rivals: dict[str, dict[str, list[str]]] = {}
    for place, versions in versions_by_place.items():
        for name, hash in versions:
            others = [other for other, words in versions if words != hash]
            if others:
                rivals.setdefault(name, {})[place] = others
    return rivals


def _refuse(result: ImportResult, rivals: Mapping[str, Sequence[str]]) -> ImportResult:
    """The result without anything to be written, and with a finding for each text that another file has, too."""
    contested = [text for text in result.texts if text.place in rivals]
    findings = [_describe_rivals(result, text, rivals[text.place]) for text in contested]
    refused = withhold(result)
    named = [_describe_rivals(result, text, [PurePath(name).name for name in rivals[text.place]]) for text in contested]
    sent = tuple((entity, replace(file, findings=(*named, *file.findings))) for entity, file in refused.sent)
    return replace(refused, findings=(*findings, *_drop_conflicts(result.findings)), sent=sent)


def _drop_conflicts(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those on single changes that were not made: nothing of the file is."""
    return (finding for finding in findings if finding.rule != CONFLICT)


def withhold(result: ImportResult) -> ImportResult:
    """The result of a file whose contributions are not to be written, or could not be."""
    texts = tuple(
        text if text.state is TextState.UNANSWERED else replace(text, state=TextState.REFUSED) for text in result.texts
    )
    return replace(
        result,
        files={},
        diffs=(),
        sentences=tuple(f"{text.name}: not taken." for text in texts if text.state is TextState.REFUSED),
        state=State.NOT_TAKEN,
        sent=tuple((entity, replace(file, organizations=(), state=State.NOT_TAKEN)) for entity, file in result.sent),
        texts=texts,
    )


def _describe_rivals(result: ImportResult, text: ImportedText, others: Sequence[str]) -> Finding:
    message = "The text of {entity} on {organization} differs in {other}, so none of these files was imported."
    hint = "Find out which file is valid. Move the other file away, then import again."
    return make_finding(
        "IN-DOC-17",
        Severity.ERROR,
        Source(result.inputs[0].path),
        message,
        hint,
        word_hint="Tell the editor of the report which file is valid.",
        other=" and ".join(others),
        entity=result.entity,
        organization=text.name,
    )
