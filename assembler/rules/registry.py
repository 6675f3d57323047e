"""The table of all rules: the only list of codes.

A row names its rule by module and name; the function is `find_` with that name. The module is loaded when one of its
rules is first run or explained, so that no command waits for rules that it does not use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from importlib import import_module
from inspect import getdoc

from assembler.model.finding import Fault, Severity
from assembler.model.value import Value
from assembler.rules.automatic_rules import AUTOMATIC_RULES
from assembler.rules.input.files import FILE_RULES
from assembler.rules.input.fonts import FONT_RULES
from assembler.rules.input.markup import MARKUP_RULES
from assembler.rules.input.settings import SETTINGS_RULES
from assembler.rules.input.templates import TEMPLATE_RULES
from assembler.rules.input.word_files import WORD_RULES
from assembler.rules.manual_rules import MANUAL_RULES


class Scope(Enum):
    """What a rule looks at."""

    FILE = auto()
    """Bytes, headers, glyphs: found while a file is read, or on the way to the PDF."""
    TEXT = auto()
    """One text."""
    REPORT = auto()
    """The assembled report."""
    PROSE = auto()
    """All words that print, run by run, in printed order."""
    AUTOMATIC = auto()
    """What the assembler itself writes so, whatever a text says."""
    MANUAL = auto()
    """What no machine can judge: explained, and part of the checklist."""


class Rule(Value):
    """One row of the table."""

    code: str
    """Its code; never reused."""
    name: str
    """Its name, which states the fault."""
    severity: Severity
    """How grave a finding of it is, unless the report's plan says otherwise."""
    scope: Scope
    """What it looks at."""
    module: str = ""
    """The module that holds its function; empty where there is nothing to look for."""
    documentation: str = ""
    """Its documentation, where it has no function of which that is the docstring."""
    blocks: bool = False
    """Whether a final is refused while a finding of it stands, whatever its severity."""
    languages: tuple[str, ...] = ()
    """The languages of reports for which it holds; empty for all."""
    fix: str = ""
    """safe where --fix mends it, offer where a replacement is only shown, empty where there is none."""
    integrity: bool = False
    """Whether a finding of it means that words are lost, doubled or somebody else's: nobody may let that pass."""
    evidence: str = ""
    """How well it is founded: R read, O observed, M from the Manual, I inferred; empty for rules of the program."""

    @property
    def function(self) -> Callable[..., Iterator[Fault]]:
        """Finds the faults, given a text, the report or the runs of its words, and the collection."""
        if not self.module:
            return _find_nothing
        module = import_module(f"assembler.rules.{self.module}")
        function: Callable[..., Iterator[Fault]] = getattr(module, f"find_{self.name.replace('-', '_')}")
        return function

    @property
    def page(self) -> str:
        """Its documentation: what, why, wrong, right."""
        return self.documentation or getdoc(self.function) or ""

    @property
    def editorial(self) -> bool:
        """Whether it is a rule of the Organization, and none of the program."""
        return bool(self.evidence)


ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
TEXT, REPORT, PROSE = Scope.TEXT, Scope.REPORT, Scope.PROSE
EN = ("en",)
OTHERS = ("ar", "es", "fr", "ru", "zh")


INTEGRITY = frozenset(
    {
        # a file is not read, or not as a whole
        *("IN-DOC-01", "IN-DOC-02", "IN-DOC-14", "IN-HDR-01", "IN-HDR-02", "IN-TXT-01", "IN-TXT-02", "IN-TXT-04"),
        "IN-TXT-06",
        *("IN-PLC-01", "IN-PLC-02", "IN-PLC-04", "IN-PLC-05", "IN-PLC-07", "IN-COV-05"),
        *("IN-YML-01", "IN-YML-02", "IN-YML-03", "IN-YML-04", "IN-YML-05", "IN-YML-06"),
        # whose words they are, nobody knows, or they stand twice
        *("IN-PLC-03", "IN-COV-04", "IN-ID-01"),
        # the words are those of a form, and nobody's
        "IN-SCF-01",
        # a note, a reference or a source leads nowhere, or to several places
        *("IN-FN-01", "IN-FN-02", "IN-FN-03", "IN-FN-04", "IN-FN-05", "IN-REF-01", "IN-REF-02", "IN-SRC-01"),
    }
)
"""The codes of faults that neither the plan nor the editor can let pass; in a final all of them are errors."""


def _row(
    code: str,
    severity: Severity,
    scope: Scope,
    function: str,
    evidence: str = "",
    languages: tuple[str, ...] = (),
    *,
    fix: str = "",
    blocks: bool = False,
) -> Rule:
    module, _, name = function.rpartition(".")
    return Rule(
        code,
        name.replace("_", "-"),
        severity,
        scope,
        module,
        blocks=blocks,
        languages=languages,
        fix=fix,
        integrity=code in INTEGRITY,
        evidence=evidence,
    )


def _find_nothing(*_: object) -> Iterator[Fault]:
    """What a rule without a function finds: nothing."""
    yield from ()


_ROWS = (
    *(
        Rule(row.code, row.name, row.severity, Scope.FILE, documentation=row.page, integrity=row.code in INTEGRITY)
        for row in (*FILE_RULES, *MARKUP_RULES, *FONT_RULES, *SETTINGS_RULES, *TEMPLATE_RULES, *WORD_RULES)
    ),
    *(Rule(row.code, row.name, row.severity, Scope.AUTOMATIC, documentation=row.page) for row in AUTOMATIC_RULES),
    *(
        Rule(
            row.code,
            row.name,
            row.severity,
            Scope.MANUAL,
            documentation=row.page,
            languages=row.languages,
            evidence=row.evidence,
        )
        for row in MANUAL_RULES
    ),
    _row("IN-CLR-01", ADVICE, TEXT, "report.clearance.contribution_not_cleared", blocks=True),
    _row("IN-CLR-02", WARNING, TEXT, "report.clearance.clearance_without_record"),
    _row("IN-CLR-03", WARNING, TEXT, "report.clearance.clearance_void", blocks=True),
    _row("IN-CLR-04", WARNING, TEXT, "report.clearance.consolidated_clearance_void", blocks=True),
    _row("IN-CLR-05", ADVICE, TEXT, "report.clearance.consolidated_words_not_cleared", blocks=True),
    _row("IN-COV-01", WARNING, REPORT, "report.coverage.missing_contribution", blocks=True),
    _row("IN-COV-02", WARNING, TEXT, "report.coverage.contribution_not_requested"),
    _row("IN-COV-03", WARNING, TEXT, "report.coverage.late_contribution"),
    _row("IN-COV-04", ERROR, REPORT, "report.coverage.delivered_twice"),
    _row("IN-COV-05", ERROR, REPORT, "report.coverage.missing_general_text"),
    _row("IN-COV-06", ERROR, TEXT, "report.coverage.text_beside_nothing_to_report"),
    _row("IN-COV-07", WARNING, TEXT, "report.empty_answers.nothing_said_in_words", blocks=True),
    _row("IN-COV-08", WARNING, REPORT, "report.unprinted_texts.text_not_printed", blocks=True),
    _row("IN-EMB-02", WARNING, REPORT, "report.masthead.empty_emblem"),
    _row("IN-FIG-01", WARNING, TEXT, "report.stray_titles.figure_without_picture", blocks=True),
    _row("IN-JOB-01", ADVICE, REPORT, "report.structure.job_number_missing", blocks=True),
    _row("IN-LNG-01", WARNING, REPORT, "report.language_versions.title_made_from_name", languages=("es", "fr", "ru")),
    _row("IN-LNG-02", WARNING, REPORT, "report.language_versions.name_in_english"),
    _row("IN-LNG-03", WARNING, REPORT, "report.language_versions.words_not_verified"),
    _row("IN-LNG-04", WARNING, PROSE, "languages.marks.quotation_mark_of_another_language", "O", OTHERS, fix="safe"),
    _row("IN-LNG-05", WARNING, PROSE, "languages.marks.space_beside_mark", "I", OTHERS, fix="safe"),
    _row("IN-LNG-06", WARNING, PROSE, "languages.figures.figure_of_another_language", "O+I", OTHERS, fix="safe"),
    _row("IN-LNG-07", WARNING, PROSE, "languages.dates.date_of_another_language", "O", OTHERS, fix="offer"),
    _row("IN-LNG-08", WARNING, PROSE, "languages.references.reference_of_another_language", "O+I", OTHERS, fix="safe"),
    _row("IN-LNG-09", WARNING, PROSE, "languages.marks.mark_of_another_script", "O", ("ar", "zh"), fix="safe"),
    _row("IN-MST-01", ERROR, REPORT, "report.masthead.session_without_words"),
    _row("IN-MST-02", WARNING, REPORT, "report.plan_form.author_in_other_words", "O", EN),
    _row("IN-MST-03", WARNING, REPORT, "report.plan_form.distribution_not_general", "R"),
    _row("IN-MST-04", WARNING, REPORT, "report.plan_form.sub_item_in_other_words", "O", EN),
    _row("IN-OPN-01", ADVICE, REPORT, "report.open_points.open_query", blocks=True),
    _row("IN-OPN-02", ADVICE, REPORT, "report.open_points.open_proposal", blocks=True),
    _row("IN-OPN-03", ADVICE, REPORT, "report.open_points.placeholder_left", blocks=True),
    _row("IN-OPN-04", WARNING, REPORT, "report.empty_parts.part_left_empty", blocks=True),
    _row("IN-OPN-05", WARNING, REPORT, "report.working_notes.working_note_left", blocks=True),
    _row("IN-OPN-06", WARNING, PROSE, "report.open_points.dummy_name_left", "I", blocks=True),
    _row("IN-OPN-07", WARNING, REPORT, "report.working_notes.paragraph_without_full_stop"),
    _row("IN-REF-01", ERROR, REPORT, "report.references.reference_to_nowhere"),
    _row("IN-REF-02", ERROR, REPORT, "report.references.reference_to_several"),
    _row("IN-SCF-01", WARNING, REPORT, "report.scaffold.scaffold_text_left", blocks=True),
    _row("IN-SCF-02", WARNING, REPORT, "report.scaffold.scaffold_value_left", blocks=True),
    _row("IN-SRC-01", ERROR, REPORT, "report.sources.unknown_source"),
    _row("IN-SRC-02", WARNING, REPORT, "report.sources.changed_source", blocks=True),
    _row("IN-SRC-03", WARNING, REPORT, "report.sources.unused_contribution", blocks=True),
    _row("IN-SRC-04", WARNING, REPORT, "report.sources.left_out_of_nothing"),
    _row("IN-SRC-05", WARNING, REPORT, "report.sources.source_without_words", blocks=True),
    _row("IN-SRC-06", WARNING, REPORT, "report.sources.left_out_without_reason", blocks=True),
    _row("IN-SRC-07", WARNING, REPORT, "report.sources.sentence_not_taken_over"),
    _row("IN-TBL-05", WARNING, TEXT, "report.stray_titles.empty_head_cell"),
    _row("IN-THM-02", WARNING, TEXT, "report.stray_titles.bold_line_for_heading", blocks=True),
    _row("UN-ABB-01", WARNING, PROSE, "report.abbreviations.abbreviation_not_introduced", "R", fix="offer"),
    _row("UN-ABB-02", WARNING, PROSE, "report.abbreviations.abbreviation_hardly_used", "R", EN),
    _row("UN-ABB-03", WARNING, PROSE, "style.abbreviation_forms.never_abbreviated", "R", EN, fix="offer"),
    _row(
        "UN-ABB-04",
        WARNING,
        PROSE,
        "style.abbreviation_forms.full_stops_in_abbreviation",
        "R",
        ("en", "es", "fr"),
        fix="safe",
    ),
    _row("UN-ABB-05", WARNING, PROSE, "style.abbreviation_forms.article_before_abbreviation", "R", EN, fix="offer"),
    _row("UN-ABB-06", WARNING, PROSE, "style.abbreviation_forms.possessive_of_name", "R", EN),
    _row("UN-ABB-07", WARNING, REPORT, "style.abbreviation_forms.abbreviation_in_heading", "R", EN),
    _row("UN-ABB-08", WARNING, PROSE, "report.abbreviations.name_beside_its_short_form", "O", EN, fix="offer"),
    _row("UN-ABB-09", ADVICE, PROSE, "style.abbreviation_forms.latin_abbreviation", "M", EN, fix="offer"),
    _row("UN-ABB-10", WARNING, PROSE, "style.abbreviation_forms.apostrophe_in_plural", "R", EN, fix="safe"),
    _row("IN-CON-01", WARNING, PROSE, "report.abbreviations.abbreviation_introduced_again", "R"),
    _row("IN-CON-03", ADVICE, PROSE, "report.abbreviations.name_after_its_short_form", "R", fix="offer"),
    _row("IN-CON-02", WARNING, PROSE, "report.names.short_form_of_two_names", "O"),
    _row("UN-CAP-01", WARNING, PROSE, "style.capitals.member_states_of_another_body", "O", EN, fix="offer"),
    _row("UN-CAP-02", WARNING, PROSE, "style.capitals.secretariat_of_another_body", "O", EN, fix="offer"),
    _row("UN-CAP-03", WARNING, PROSE, "style.capitals.capital_of_reference", "M", EN, fix="safe"),
    _row("UN-CAP-04", WARNING, PROSE, "style.capitals.term_in_other_capitals", "R", EN, fix="offer"),
    _row("UN-CAP-05", WARNING, PROSE, "style.capitals.small_government", "M", EN, fix="offer"),
    _row("UN-CAP-06", WARNING, PROSE, "style.capitals.capital_of_region", "R", EN, fix="offer"),
    _row("UN-CAP-07", ADVICE, PROSE, "style.quotations.title_in_other_capitals", "R", EN),
    _row("UN-NAM-01", WARNING, PROSE, "style.names.country_name", "R", EN, fix="offer"),
    _row("UN-NAM-02", WARNING, PROSE, "style.names.near_miss_of_name", "I", EN, fix="offer"),
    _row("UN-NAM-03", WARNING, PROSE, "style.names.two_forms_of_a_title", "O", EN),
    _row("UN-NAM-05", WARNING, PROSE, "style.names.fixed_name", "O", EN, fix="offer"),
    _row("UN-NAM-06", ADVICE, PROSE, "style.names.city_without_country", "R", EN),
    _row("UN-NAM-07", ADVICE, PROSE, "style.names.exclusive_word", "R", EN, fix="offer"),
    _row("UN-PAR-05", ADVICE, PROSE, "style.voice.entity_speaks_as_we", "O", EN),
    _row("UN-TYP-01", ADVICE, PROSE, "style.voice.italics_for_stress", "R", EN),
    _row("UN-TYP-02", WARNING, PROSE, "style.voice.bold_for_stress", "R", fix="offer"),
    _row("IN-CIT-01", WARNING, PROSE, "report.citation_years.year_against_number", "R", EN, fix="offer"),
    _row("IN-CON-04", WARNING, PROSE, "report.passages.passage_twice", "O"),
    _row("IN-CON-05", WARNING, PROSE, "report.consistency.event_told_in_two_ways", "O", EN),
    _row("IN-CON-06", ADVICE, PROSE, "style.voice.person_named", "O", EN),
    _row("IN-CON-07", ADVICE, PROSE, "style.voice.secretary_general_in_third_person", "O", EN, fix="offer"),
    _row("IN-CON-09", ADVICE, REPORT, "report.masthead.heading_unlike_agenda", "O", EN),
    _row("IN-CON-10", ADVICE, PROSE, "style.spelling.slip_in_quotation", "R", EN),
    _row("IN-CON-11", WARNING, PROSE, "style.tense.past_event_still_to_come", "I", EN),
    _row("IN-CON-12", WARNING, PROSE, "style.tense.later_event_already_past", "I", EN),
    _row("IN-CON-13", WARNING, PROSE, "style.tense.present_tense_of_past_event", "I", EN, fix="offer"),
    _row("IN-CON-14", WARNING, PROSE, "style.tense.perfect_with_past_date", "I", EN, fix="offer"),
    _row("IN-CON-15", WARNING, PROSE, "report.consistency.figure_told_in_two_ways", "I", EN),
    _row("IN-CON-16", WARNING, PROSE, "report.names.name_in_two_forms", "I", EN),
    _row("IN-CON-17", WARNING, PROSE, "report.consistency.document_cited_in_two_ways", "I"),
    _row("IN-CON-18", WARNING, PROSE, "report.names.person_with_two_titles", "I", EN),
    _row("IN-CON-19", ERROR, PROSE, "style.dates.date_in_no_calendar", "I", EN),
    _row("UN-MST-01", ERROR, REPORT, "report.masthead.organs_against_symbols", "R"),
    _row("UN-MST-02", ERROR, REPORT, "report.masthead.stamp_before_date", "R"),
    _row("UN-MST-04", ADVICE, REPORT, "report.masthead.agenda_line_mixed", "O", EN),
    _row("UN-ORD-05", ADVICE, REPORT, "report.coverage.hardly_covered", "O"),
    _row("UN-SYM-01", ERROR, PROSE, "style.symbols.malformed_symbol", "R"),
    _row("UN-SYM-02", ERROR, PROSE, "style.symbols.malformed_suffix", "R", fix="offer"),
    _row("UN-SYM-03", ERROR, PROSE, "style.symbols.malformed_joint_symbol", "O", fix="safe"),
    _row("UN-SYM-04", ERROR, REPORT, "style.symbols.symbol_against_date", "I"),
    _row("UN-SYM-06", ADVICE, PROSE, "style.symbols.address_in_text", "O"),
    _row("UN-SYM-07", WARNING, PROSE, "style.symbols.repeated_stem", "I", fix="offer"),
    _row("UN-STR-03", WARNING, REPORT, "style.headings.no_summary", "R"),
    _row("UN-STR-05", ERROR, REPORT, "style.headings.number_in_heading", "R"),
    _row("UN-STR-06", WARNING, REPORT, "style.headings.single_subheading", "R"),
    _row("UN-STR-07", ADVICE, REPORT, "style.headings.recommendation_not_bold", "R", EN),
    _row("UN-STR-08", ADVICE, REPORT, "style.headings.form_of_headings", "R", EN),
    _row("IN-STR-03", WARNING, REPORT, "report.plan_form.section_out_of_order", "R", EN),
    _row("UN-STR-09", WARNING, REPORT, "style.headings.mark_after_heading", "O"),
    _row("UN-MST-08", WARNING, REPORT, "style.headings.title_case", "R", EN),
    _row("UN-PAR-03", WARNING, REPORT, "style.lists.lettered_item", "R", EN, fix="safe"),
    _row("UN-PAR-04", WARNING, REPORT, "style.lists.bulleted_item", "R", EN, fix="safe"),
    _row("UN-PAR-07", ADVICE, PROSE, "style.lists.run_in_letters", "I", EN),
    _row("UN-ORD-04", ADVICE, PROSE, "style.lists.countries_out_of_order", "I", EN),
    _row("UN-REF-01", WARNING, PROSE, "style.citations.page_cited", "R", EN),
    _row("UN-REF-02", WARNING, PROSE, "style.citations.word_of_reference", "O", EN, fix="safe"),
    _row("UN-REF-03", WARNING, PROSE, "style.citations.number_typed_by_hand", "R", EN),
    _row("UN-REF-04", WARNING, PROSE, "style.citations.assembly_resolution", "O", EN, fix="offer"),
    _row("UN-REF-05", WARNING, PROSE, "style.citations.council_resolution", "O", EN, fix="offer"),
    _row("UN-REF-06", ADVICE, PROSE, "style.citations.symbol_before_title", "R", EN, fix="offer"),
    _row("UN-REF-07", WARNING, PROSE, "style.citations.this_report", "O", EN, fix="offer"),
    _row("UN-REF-08", ADVICE, PROSE, "style.citations.statement_without_symbol", "O", EN),
    _row("UN-REF-09", WARNING, PROSE, "style.citations.cited_in_text_and_note", "R"),
    _row("UN-REF-10", ADVICE, PROSE, "style.citations.cited_again_and_again", "R"),
    _row("UN-REF-12", WARNING, PROSE, "style.symbols.document_not_public", "R"),
    _row("UN-FN-03", WARNING, PROSE, "style.footnotes_and_tables.indicator_before_mark", "R", ("en", "zh"), fix="safe"),
    _row("IN-FN-07", WARNING, PROSE, "style.footnotes_and_tables.note_mark_typed_by_hand", "R", EN),
    _row("UN-FN-07", WARNING, PROSE, "style.footnotes_and_tables.note_without_full_stop", "O", fix="safe"),
    _row("UN-FN-09", ADVICE, PROSE, "style.footnotes_and_tables.indicator_after_colon", "R"),
    _row("UN-FN-10", ADVICE, PROSE, "style.footnotes_and_tables.long_note", "R"),
    _row("UN-FN-11", WARNING, PROSE, "style.footnotes_and_tables.renamed_body", "O", EN, fix="offer"),
    _row("UN-TBL-05", WARNING, REPORT, "style.footnotes_and_tables.empty_cell", "O"),
    _row("IN-TBL-03", WARNING, REPORT, "style.footnotes_and_tables.note_in_table", "R"),
    _row("UN-LNG-02", WARNING, PROSE, "style.languages.french_spaces", "M", ("fr",), fix="safe"),
    _row("UN-LNG-07", WARNING, PROSE, "style.languages.chinese_marks", "O", ("zh",), fix="safe"),
    _row(
        "IN-FN-06",
        WARNING,
        PROSE,
        "style.footnotes_and_tables.indicator_after_mark",
        "R",
        ("ar", "es", "fr", "ru"),
        fix="safe",
    ),
    _row("IN-STR-01", ADVICE, REPORT, "style.headings.mandate_not_cited", "R", EN),
    _row("UN-ORD-06", ADVICE, PROSE, "style.dates.date_outside_period", "O", EN),
    _row("UN-NUM-01", WARNING, PROSE, "style.numbers.number_in_wrong_form", "R", EN, fix="offer"),
    _row("UN-NUM-02", WARNING, PROSE, "style.numbers.sentence_begins_with_figure", "R", EN, fix="offer"),
    _row("UN-NUM-03", WARNING, PROSE, "style.numbers.measured_number_in_words", "R", EN, fix="offer"),
    _row("UN-NUM-04", ERROR, PROSE, "style.figures.per_cent_sign", "R", EN, fix="safe"),
    _row("UN-NUM-05", WARNING, PROSE, "style.figures.million_in_wrong_form", "O+M", EN, fix="safe"),
    _row("UN-NUM-06", WARNING, PROSE, "style.figures.faulty_separator", "O+M", EN, fix="safe"),
    _row("UN-NUM-07", WARNING, PROSE, "style.numbers.ordinal_in_wrong_form", "M", EN, fix="offer"),
    _row("UN-NUM-08", ERROR, PROSE, "style.dates.date_in_other_form", "R+O", EN, fix="safe"),
    _row("UN-NUM-09", WARNING, PROSE, "style.dates.span_in_wrong_form", "O+M", EN, fix="offer"),
    _row("UN-NUM-10", WARNING, PROSE, "style.figures.hyphen_in_range", "R+O", EN, fix="safe"),
    _row("UN-NUM-11", WARNING, PROSE, "style.times.clock_time_in_wrong_form", "R", EN, fix="safe"),
    _row("UN-NUM-12", ADVICE, PROSE, "style.times.time_that_moves", "R", EN),
    _row("UN-NUM-13", WARNING, PROSE, "style.figures.dollar_in_wrong_form", "O", EN, fix="safe"),
    _row("UN-NUM-14", WARNING, PROSE, "style.numbers.fraction_in_wrong_form", "R", EN, fix="offer"),
    _row("UN-NUM-15", WARNING, PROSE, "style.numbers.mixed_forms_in_series", "M", EN, fix="offer"),
    _row("UN-NUM-16", WARNING, PROSE, "style.times.season_or_decade", "R", EN, fix="offer"),
    _row("UN-NUM-17", ADVICE, PROSE, "style.dates.as_of_date", "O", EN, fix="offer"),
    _row("UN-MST-06", ERROR, REPORT, "report.masthead.agenda_note_missing", "O"),
    _row("UN-ORD-02", ERROR, REPORT, "report.coverage.sub_item_without_section", "O"),
    _row("UN-PUN-01", WARNING, PROSE, "style.punctuation.straight_mark", "R", EN, fix="safe"),
    _row("UN-PUN-02", WARNING, PROSE, "style.punctuation.comma_before_last_item", "R", EN, fix="offer"),
    _row("UN-PUN-03", WARNING, PROSE, "style.punctuation.hyphen_for_dash", "R", EN, fix="offer"),
    _row("UN-PUN-04", WARNING, PROSE, "style.punctuation.slash_for_and_or", "R", EN, fix="offer"),
    _row("UN-PUN-05", WARNING, PROSE, "style.punctuation.careless_typing", "I", EN, fix="safe"),
    _row("UN-QUO-01", WARNING, PROSE, "style.quotations.quotation_without_source", "R"),
    _row("UN-QUO-02", WARNING, PROSE, "style.quotations.mark_inside_quotation", "R", EN, fix="safe"),
    _row("UN-QUO-03", WARNING, PROSE, "style.quotations.unspaced_omission", "M", EN),
    _row("UN-QUO-04", ADVICE, PROSE, "style.quotations.ironic_quotation_mark", "R", EN),
    _row("UN-SPL-01", ERROR, PROSE, "style.spelling.suffix_in_ise", "R", EN, fix="safe"),
    _row("UN-SPL-02", ERROR, PROSE, "style.spelling.american_spelling", "R", EN, fix="safe"),
    _row("UN-SPL-03", WARNING, PROSE, "style.spelling.variant_form", "M", EN, fix="offer"),
    _row("UN-SPL-04", WARNING, PROSE, "style.spelling.hyphen_after_adverb", "R", EN, fix="safe"),
    _row("UN-SPL-06", ERROR, PROSE, "style.spelling.misspelled_word", "R", EN, fix="safe"),
    _row("IN-SPL-01", WARNING, PROSE, "style.unknown_words.unknown_word", "R", languages=EN, fix="offer"),
    _row("IN-SPL-02", WARNING, PROSE, "style.mistaken_words.mistaken_word", "I", languages=EN, fix="offer"),
    _row("IN-SPL-03", ERROR, PROSE, "style.figures.letter_in_figure", "I", fix="offer"),
    _row("UN-SPL-05", ERROR, PROSE, "style.spelling.doubled_word", "O", fix="safe"),
    _row("UN-STR-01", ERROR, REPORT, "report.structure.word_limit_exceeded", "R"),
    _row("IN-STR-02", WARNING, REPORT, "report.structure.word_limit_near", "O"),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in sorted(_ROWS, key=lambda rule: rule.code)}
"""Every rule by code, in the order of the codes."""
