"""Picks a reader for each file of a report, and gives everything as one collection.

The files come as bytes by their place in the report's folder; nothing is read from a disk but the packaged templates.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from assembler.errors import Unprintable
from assembler.model.contribution import Collection, Contribution, InputFile, Kind
from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.plan import Plan
from assembler.model.text.edited_scaffold import find_scaffold_sentences
from assembler.model.text.scaffold_text import ScaffoldText, is_scaffold
from assembler.model.value import MutableValue, Value, field, replace
from assembler.model.vocabulary import Labels, Vocabulary
from assembler.model.word_lists import WordLists
from assembler.readers.contribution_paths import (
    UNSETTLED,
    find_unsettled_place,
    identify_path,
    may_be_text,
    report_editor_word_file,
    report_misplaced,
    report_similar_names,
)
from assembler.readers.decoding import decode_leniently, read_text
from assembler.readers.emblem import read_emblem
from assembler.readers.markdown.contribution import make_unusable, read_markdown
from assembler.readers.scaffolds import read_scaffolds
from assembler.readers.settings.labels import LabelReader, read_labels
from assembler.readers.settings.name_lists import read_entities, read_organizations
from assembler.readers.settings.organs import check_organs
from assembler.readers.settings.plan import read_plan
from assembler.readers.settings.word_lists import read_word_lists
from assembler.readers.text_file import TextFile
from assembler.runtime.parallel import MIN_PARALLEL_TEXTS, run_in_parallel
from assembler.storage.parse_cache import ParseCache
from assembler.storage.report_folder import FOLDER, PLAN
from assembler.storage.templates import (
    OWN,
    OWN_WORD_TEMPLATES,
    find_own_scaffold_templates,
    find_own_templates,
    has_own_word_lists,
    is_packaged,
    label_file,
    read_dictionary,
    read_scaffold_index,
    read_template,
    read_word_list_files,
    recall_packaged,
)

_TEXTS_PER_WORD_LISTS = 60
"""How many texts are read in the time that the word lists of a language take."""
_TEXTS_MEANWHILE = 60
"""How many texts are read in the time that the rules take to load."""


type Findings = tuple[Finding, ...]


class Loaded(Value):
    """A report that was read."""

    collection: Collection | None
    """Everything that was read; none where the plan cannot be used."""
    findings: tuple[Finding, ...]
    """What the readers found."""
    inputs: tuple[InputFile, ...]
    """Every file that was read, for the excerpts of findings."""
    files: Mapping[str, bytes]
    """The bytes of every file of the report, by its place, without Word templates that cannot be used."""
    emblem: bytes | None = None
    """The user's own picture of the emblem."""


class Settings(Value):
    """The plan and the name lists of a report, without its texts."""

    plan: Plan | None
    """The plan; none where it cannot be used."""
    vocabulary: Vocabulary
    """The two name lists."""
    findings: tuple[Finding, ...]
    """What the readers found in them."""
    inputs: tuple[InputFile, ...]
    """The files that were read, for the excerpts of findings."""


class _LoadState(MutableValue):
    """The files of a report, and what was found in them so far."""

    files: Mapping[str, bytes]
    cache: ParseCache
    findings: list[Finding]
    inputs: list[InputFile] = field(default_factory=list)

    def read_settings_file(self, path: str) -> str | None:
        """The text of a settings file, or none with a finding (IN-PLC-05)."""
        if path not in self.files:
            if not any(finding.source.path == path for finding in self.findings):
                self.findings.append(_report_missing(path))
            return None
        data = self.files[path]
        self.inputs.append(self.cache.recall(path, _describe_input, path, data))
        text, findings = self.cache.recall(path, read_text, data, path)
        self.findings.extend(findings)
        return text

    def read_words[Words](self, name: str, template: bytes, read: LabelReader[Words]) -> Words | None:
        """The fixed words in a template, or none with findings."""
        shown = f"{OWN}/{name}"
        function: Callable[[bytes, str, LabelReader[Words]], tuple[Words | None, Findings]] = _read_words
        if find_own_templates(self.files, {name: template}):
            words, findings = self.cache.recall(shown, function, template, shown, read)
        else:
            words, findings = recall_packaged(function, template, shown, read)
        self.findings.extend(findings)
        return words


def _read_words[Words](template: bytes, path: str, read: LabelReader[Words]) -> tuple[Words | None, Findings]:
    text, findings = read_text(template, path)
    words, faults = read(text, path) if text else (None, ())
    return words, (*findings, *faults)


def _report_missing(path: str) -> Finding:
    hint = "Every report needs this file. “assembler new report FOLDER” writes a sample report that has one."
    return make_finding("IN-PLC-05", Severity.ERROR, Source(path), "The file is missing.", hint)


def load(
    files: Mapping[str, bytes],
    *,
    unread: Sequence[Finding] = (),
    cache: ParseCache | None = None,
    style: bool = True,
    parallel: bool = False,
    meanwhile: Callable[[], None] | None = None,
) -> Loaded:
    """The report that these files make, each given by its path in the report's folder.

    `unread` lists files of that folder that could not be passed, with the reason. With a cache, only files that have
    changed since the last call are read. Without `style`, the packaged word lists are not read, since only rules on
    style need them, and edited sample text is not looked for. In parallel, a child process reads half of the texts, if
    there are many, and `meanwhile` is called.

    Raises NoTemplate or Unreadable if a packaged template cannot be read.
    """
    enabled, cache = parallel and cache is None, cache or ParseCache()
    state = _LoadState(files, cache, list(unread))
    vocabulary = _load_vocabulary(state)
    plan = _load_plan(state, vocabulary)
    tasks = tuple(_list_tasks(state, vocabulary, plan))
    enabled = enabled and len(tasks) >= MIN_PARALLEL_TEXTS
    ahead = (_TEXTS_PER_WORD_LISTS if style else 0) + (_TEXTS_MEANWHILE if meanwhile else 0)
    here = max(0, len(tasks) - ahead) // 2
    scaffold = load_scaffold(files, cache)
    with run_in_parallel(lambda: _read_texts(state, tasks[here:], scaffold, style), enabled=enabled) as others:
        if enabled and meanwhile:
            meanwhile()
        labels = _load_labels(state, plan) if plan else None
        lists = _load_word_lists(state, plan, style) if plan else WordLists()
        emblem = _load_emblem(state, plan) if plan else None
        texts = _read_texts(state, tasks[:here], scaffold, style) + others()
    contributions = tuple(_collect_contributions(state, texts))
    state.findings.extend(_find_unsettled(state, contributions, vocabulary))
    usable, faults = usable_files(files, cache)
    state.findings.extend(faults)
    inputs = tuple(sorted(state.inputs, key=lambda file: file.path))
    findings = tuple(dict.fromkeys(state.findings))
    cache.end_round()
    if plan is None or labels is None:
        return Loaded(None, findings, inputs, usable)
    collection = Collection(plan, vocabulary, labels, contributions, findings, inputs, lists, scaffold)
    return Loaded(collection, findings, inputs, usable, emblem)


def load_settings(files: Mapping[str, bytes], unread: Sequence[Finding] = ()) -> Settings:
    """The plan and the name lists alone, out of the files of a report."""
    state = _LoadState(files, ParseCache(), list(unread))
    vocabulary = _load_vocabulary(state)
    plan = _load_plan(state, vocabulary)
    return Settings(plan, vocabulary, tuple(state.findings), tuple(state.inputs))


def load_scaffold(files: Mapping[str, bytes], cache: ParseCache | None = None) -> ScaffoldText:
    """What templates of blank texts say: the packaged ones, and the report's own among its files.

    Raises NoTemplate or Unreadable.
    """
    index, own = read_scaffold_index(), find_own_scaffold_templates(files)
    if own:
        return (cache or ParseCache()).recall(OWN, read_scaffolds, index, own)
    return recall_packaged(read_scaffolds, index)


def _describe_input(path: str, data: bytes) -> InputFile:
    text = decode_leniently(data) if path.endswith((".md", ".yaml")) else ""
    return InputFile(path, sha256(data).hexdigest(), text)


def _load_vocabulary(state: _LoadState) -> Vocabulary:
    recall = state.cache.recall
    paths = (f"{FOLDER}/organizations.yaml", f"{FOLDER}/entities.yaml")
    texts = [state.read_settings_file(path) for path in paths]
    # Lists that differ in their order alone are equal as values, but not to whoever looks for the nearest name.
    state.cache.rest_on(*texts)
    organizations, findings = recall(paths[0], read_organizations, texts[0], paths[0]) if texts[0] else ({}, ())
    entities, further = recall(paths[1], read_entities, texts[1], paths[1]) if texts[1] else ({}, ())
    state.findings.extend((*findings, *further))
    return Vocabulary(organizations, entities)


def _load_plan(state: _LoadState, vocabulary: Vocabulary) -> Plan | None:
    text = state.read_settings_file(PLAN)
    plan, findings = state.cache.recall(PLAN, read_plan, text, PLAN, vocabulary) if text else (None, ())
    state.findings.extend(findings)
    return plan


def _load_labels(state: _LoadState, plan: Plan) -> Labels | None:
    name = label_file(plan.language)
    labels = state.read_words(name, read_template(name, state.files), read_labels)
    if labels:
        state.findings.extend(check_organs(plan, labels.organs, f"{OWN}/{name}"))
    return labels


def _load_word_lists(state: _LoadState, plan: Plan, style: bool) -> WordLists:
    if has_own_word_lists(plan.language, state.files):
        return _read_word_lists(state, plan.language, style)
    if not style:
        return WordLists()
    lists, findings = recall_packaged(_read_packaged_word_lists, plan.language)
    state.findings.extend(findings)
    return lists


def _read_packaged_word_lists(language: str) -> tuple[WordLists, Findings]:
    state = _LoadState({}, ParseCache(), [])
    return _read_word_lists(state, language, style=True), tuple(state.findings)


def _read_word_lists(state: _LoadState, language: str, style: bool) -> WordLists:
    lists: dict[str, Mapping[str, str]] = {}
    for name, data in read_word_list_files(language, state.files).items():
        if not style and is_packaged(name, data):
            continue
        pairs = state.read_words(name, data, read_word_lists) or {}
        for key, words in pairs.items():  # a file of another name adds to the lists, and never hides them
            lists[key] = {**lists.get(key, {}), **words}
    return WordLists(lists, recall_packaged(read_dictionary, language) if style else "")


def _load_emblem(state: _LoadState, plan: Plan) -> bytes | None:
    """The picture that the plan names."""
    if not plan.emblem:
        return None
    data = state.files.get(posixpath.normpath(plan.emblem))
    if data is not None:
        state.inputs.append(state.cache.recall(plan.emblem, _describe_input, plan.emblem, data))
    emblem, findings = read_emblem(data, plan.emblem, plan.emblem_source)
    state.findings.extend(findings)
    return emblem


def refuse_unusable_templates(templates: Mapping[str, bytes]) -> None:
    """Raises Unprintable where one of the templates, each by its name, is a Word file that cannot be used."""
    _, findings = usable_files({f"{OWN}/{name}": data for name, data in templates.items()})
    for finding in findings:
        if finding.rule == "IN-TPL-01":
            raise Unprintable(f"{finding.source.path} cannot be used: {finding.message}")


def usable_files(files: Mapping[str, bytes], cache: ParseCache | None = None) -> tuple[Mapping[str, bytes], Findings]:
    """The files without the report's own Word templates that cannot be used, so that the packaged ones serve."""
    own = {place: files[place] for place in OWN_WORD_TEMPLATES if place in files}
    own = {place: data for place, data in own.items() if not is_packaged(place.removeprefix(f"{OWN}/"), data)}
    if not own:
        return files, ()
    # Loaded here, since a report without Word templates of its own needs no reader of them.
    from assembler.readers.docx.word_template import check_word_templates

    unusable, findings = (cache or ParseCache()).recall(f"{OWN}/*.docx", check_word_templates, own)
    return {place: data for place, data in files.items() if place not in unusable}, findings


class _TextInput(Value):
    """A text that was read."""

    file: InputFile
    contribution: Contribution
    findings: tuple[Finding, ...]


type _TextTask = tuple[TextFile, Callable[[bytes, TextFile], _ReadText]]
"""A text to be read, and the function that reads it."""


def _collect_contributions(state: _LoadState, texts: Iterable[_TextInput]) -> Iterator[Contribution]:
    """The contributions; their inputs and findings go into the state."""
    for text in texts:
        state.inputs.append(text.file)
        state.findings.extend(text.findings)
        yield text.contribution


def _find_unsettled(state: _LoadState, texts: Iterable[Contribution], vocabulary: Vocabulary) -> Iterator[Finding]:
    """The findings on changes that imports did not make, and that nobody has settled yet (IN-DOC-20)."""
    records = sorted(place for place in state.files if place.startswith(UNSETTLED))
    by_record = {find_unsettled_place(text.path): text for text in texts} if records else {}
    for place in records:
        data = state.files[place]
        state.inputs.append(state.cache.recall(place, _describe_input, place, data))
        if data and place in by_record:
            # Loaded here, since most reports have no such record.
            from assembler.readers.unsettled_changes import report_unsettled

            yield from report_unsettled(data, place, by_record[place], vocabulary)


def _list_tasks(state: _LoadState, vocabulary: Vocabulary, plan: Plan | None) -> Iterator[_TextTask]:
    paths = sorted(path for path in state.files if path.startswith(f"{FOLDER}/") and may_be_text(path))
    state.findings.extend(report_similar_names(path for path in paths if identify_path(path)))
    for path in paths:
        place = state.cache.recall(path, identify_path, path)
        if place is None:
            state.findings.append(report_misplaced(path))
            continue
        kind, key = place
        text_file = TextFile(
            path=path,
            kind=kind,
            key=key,
            language=plan.language if plan else "en",
            themes=plan.themes if plan else None,
            vocabulary=vocabulary,
        )
        doubled = path.endswith(".docx") and path.removesuffix(".docx") + ".md" in state.files
        # Of two files with the same identifiers one is used; a rule says that there are two.
        yield text_file, _skip_text if doubled else _read_contribution


def _read_texts(state: _LoadState, tasks: Iterable[_TextTask], scaffold: ScaffoldText, style: bool) -> list[_TextInput]:
    """Reads these texts, and leaves the state as it is, since a child process may do this."""
    recall = state.cache.recall
    texts: list[_TextInput] = []
    for text_file, read in tasks:
        data = state.files[text_file.path]
        file = recall(text_file.path, _describe_input, text_file.path, data)
        contribution, findings, lines = recall(text_file.path, read, data, text_file)
        contribution = recall(text_file.path, _mark_scaffold, contribution, scaffold, style)
        texts.append(_TextInput(replace(file, text=lines) if lines else file, contribution, findings))
    return texts


def _mark_scaffold(text: Contribution, scaffold: ScaffoldText, edited: bool) -> Contribution:
    """The text with the sentences of scaffolds that stand in it, also those that somebody has edited, if asked."""
    sentences = tuple(find_scaffold_sentences(text.blocks, scaffold, edited=edited))
    if not sentences:
        return text
    return replace(text, scaffold_sentences=sentences, is_scaffold=is_scaffold(text.blocks, scaffold))


type _ReadText = tuple[Contribution, tuple[Finding, ...], str]
"""A text, what was found in it, and the lines of a Word file for excerpts."""


def _read_contribution(data: bytes, text_file: TextFile) -> _ReadText:
    if not text_file.path.endswith(".docx"):
        return (*read_markdown(data, text_file), "")
    if text_file.kind is not Kind.ENTITY:
        return make_unusable(text_file), (report_editor_word_file(text_file.path),), ""
    # Loaded here, since a report without Word files needs no reader of XML.
    from assembler.readers.docx.contribution import read_word_contribution

    return read_word_contribution(data, text_file)


def _skip_text(_: bytes, text_file: TextFile) -> _ReadText:
    return make_unusable(text_file), (), ""
