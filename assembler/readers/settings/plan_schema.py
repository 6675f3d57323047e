"""The schemas of report.yaml and the two name lists: every key and what stands under it."""

from __future__ import annotations

from assembler.model.plan import LONGEST_LABEL, Counted, Stage
from assembler.readers.settings.schema_types import (
    Choice,
    Day,
    DocumentSymbol,
    Field,
    FileSchema,
    Identifier,
    ListOf,
    MappingOf,
    OneOf,
    RecordOf,
    Text,
    Whole,
    YesNo,
)

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages, in their official English order."""
ALL = "all"
"""The word for all organizations."""
COUNTS = ("session", "year")
"""The keys by which organs count."""
LETTERED = "lettered"
"""The word for headings with letters."""

RULE = Text(r"[A-Z]{2}-[A-Z]{2,3}-[0-9]{2}", "the code of a rule, such as UN-NUM-03")
"""The code of a rule."""
EMAIL = Text(r"[^@\s]+@[^@\s]+", "an address such as a.person@example.org")
"""An e-mail address."""
ORGANIZATION_LIST = ListOf(Identifier("organization"), distinct=True)
"""A list of organizations by identifier."""

_LETTER = Text("a?[a-z]", "a small letter, after z aa to az")
_TEXT_NAME = Identifier()
_LABEL = Text(f".{{1,{LONGEST_LABEL}}}", f"at most {LONGEST_LABEL} characters, such as draft 3 of 24 November 2026")
_NAMES = MappingOf(Choice(LANGUAGES), Text(), "{fr: Union africaine}")

_AGENDA = RecordOf(
    (
        Field("item", Whole(1, 999), "The number of the agenda item.", required=True),
        Field("title", Text(), "The title of the item, exactly as in the agenda.", required=True),
        Field("stage", Choice(tuple(Stage)), "The list in which the item stands.", default=Stage.ADOPTED),
        Field("lead", Text(), "The words before the number, where they are not the usual ones of the stage."),
        Field("note", DocumentSymbol(), "The symbol of the list in which the item stands, for the asterisk note."),
        Field("letters", ListOf(_LETTER, distinct=True), "Its letters, where they are not those of the organizations."),
    ),
    "{item: 130, title: the title of the item}",
)

_ORGAN = RecordOf(
    (
        Field("organ", Text(), "The organ, by its English name in templates/labels/.", required=True),
        Field("session", Whole(1, 9999), "The number of its session, where it counts by sessions."),
        Field("year", Whole(1, 9999), "The number of its year, where it counts by years (Security Council)."),
        Field("agenda", _AGENDA, "The agenda item under which the report is issued."),
    ),
    "{organ: Security Council, year: 75}",
)

_PERIOD = RecordOf(
    (
        Field("from", Day(), "The first day of the reporting period.", required=True),
        Field("to", Day(), "The last day of the reporting period.", required=True),
    ),
    "{from: 2018-08-18, to: 2020-08-31}",
)

_WORD_LIMIT = RecordOf(
    (
        Field("words", Whole(1, 999_999), "How many words the report may have.", default="8500"),
        Field(
            "count",
            ListOf(Choice(tuple(Counted)), distinct=True),
            "The parts whose words count.",
            default="[summary, headings, body, footnotes]",
        ),
        Field("waiver", Text(), "The reference of the waiver, where one was granted."),
    ),
    "{words: 8500}",
)

_SECTION = RecordOf(
    (
        Field("title", Text(), "The heading of the section.", required=True),
        Field("text", _TEXT_NAME, "The name of a general text: NAME for general/NAME.md."),
        Field(
            "organizations",
            OneOf(
                (
                    Choice((ALL,)),
                    ORGANIZATION_LIST,
                    RecordOf(
                        (Field("except", ORGANIZATION_LIST, "The organizations left out.", required=True),),
                        "{except: [opcw, ctbto]}",
                    ),
                ),
                "all, a list such as [au, las], or all except a list, as in {except: [opcw, ctbto]}",
            ),
            "The organizations on which the section reports; a list keeps its own order.",
        ),
        Field(
            "headings",
            OneOf((YesNo(), Choice((LETTERED,))), "true, false or lettered"),
            "Whether the names of the organizations stand as headings: true, false, or lettered for A., B., C.",
            default="true",
        ),
    ),
    "{title: Introduction, text: introduction}",
)

_ANNEX = RecordOf(
    (
        Field("title", Text(), "The title of the annex.", required=True),
        Field("text", _TEXT_NAME, "The name of its text: NAME for general/NAME.md.", required=True),
    ),
    "{title: List of consultations, text: consultations}",
)

_LEAD_CONTACT = RecordOf(
    (
        Field("department", Text(), "The lead department."),
        Field("name", Text(), "The person who asks."),
        Field("email", EMAIL, "The e-mail address for questions.", required=True),
        Field(
            "return_to",
            Text(rf"{EMAIL.pattern}|https?://\S+", "an e-mail address, or the address of a page: https://…"),
            "Where contributions go, where that is not the e-mail address.",
        ),
    ),
    "{department: the lead department, name: A. Person, email: a.person@example.org}",
)

_RULE_SETTING = RecordOf(
    (
        Field("level", Choice(("off", "advice", "warning", "error")), "How grave its findings are.", required=True),
        Field("reason", Text(), "Why this report departs from the rule.", required=True),
    ),
    "{level: advice, reason: why}",
    "A reason is always needed.",
)

REPORT = FileSchema(
    "the file report.yaml",
    "The plan of one report: what it is, when it is due, of what it is made.",
    RecordOf(
        (
            Field("title", Text(), "The title of the report.", required=True),
            Field("author", Text(), "The line under the title, as Report of the Secretary-General.", required=True),
            Field(
                "symbols",
                ListOf(DocumentSymbol(), least=1, most=2, distinct=True),
                "One or two document symbols, that of the Assembly first.",
                required=True,
            ),
            Field("date", Day(), "The day printed in the masthead.", required=True),
            Field("organs", ListOf(_ORGAN, least=1, most=2), "The organs to which the report goes.", required=True),
            Field("sections", ListOf(_SECTION, least=1), "The sections of the report, in order.", required=True),
            Field(
                "distribution",
                Choice(("General", "Limited", "Restricted")),
                "The category of distribution.",
                default="General",
            ),
            Field("language", Choice(LANGUAGES), "The language of this version.", default="en"),
            Field("original_language", Choice(LANGUAGES), "The language in which it was written.", default="en"),
            Field(
                "job_number",
                Text(r"[0-9]{2}-[0-9]{5}", "two figures, a hyphen and five figures, such as 20-11922"),
                "The number of the job in document processing, needed for a final.",
            ),
            Field("stamp", Day(), "The day in the footer of the first page."),
            Field("draft", _LABEL, "What a draft is called on every page."),
            Field("period", _PERIOD, "The reporting period."),
            Field("deadline", Day(), "The day by which contributions were asked for."),
            Field(
                "contact", _LEAD_CONTACT, "Who asks for contributions and where they go; forms and reminders name both."
            ),
            Field("word_limit", _WORD_LIMIT, "How long the report may be."),
            Field(
                "themes",
                ListOf(Text(), distinct=True),
                "The headings allowed inside a contribution; their order orders the paragraphs.",
            ),
            Field("print_themes", YesNo(), "Whether the themes are printed as sub-headings.", default="false"),
            Field(
                "words",
                ListOf(Text(), distinct=True),
                "Words of this report that are right, though no dictionary has them.",
                default="[]",
            ),
            Field("summary", _TEXT_NAME, "The name of the text in the summary box: NAME for general/NAME.md."),
            Field("annexes", ListOf(_ANNEX), "The annexes, in order.", default="[]"),
            Field("contents", YesNo(), "Whether a table of contents is printed.", default="false"),
            Field(
                "emblem",
                Text(r"(?!/|.*(^|/)\.\.(/|$))[^\\:]+", "the path of a file inside the report's folder"),
                "Your own file with the emblem, which is protected and not supplied.",
            ),
            Field(
                "rules",
                MappingOf(RULE, _RULE_SETTING, "{UN-NUM-03: {level: advice, reason: why}}"),
                "What this report decides about single rules, each with its reason.",
                default="{}",
            ),
            Field(
                "requested",
                MappingOf(Identifier("entity"), ORGANIZATION_LIST, "{unhcr: [au, las]}"),
                "For each entity, the organizations on which it was asked to report.",
            ),
        ),
        "title: the title of the report",
    ),
)

ORGANIZATIONS = FileSchema(
    "the file organizations.yaml",
    "The organizations on which the report speaks.",
    MappingOf(
        Identifier(),
        RecordOf(
            (
                Field("name", Text(), "The official English name.", required=True),
                Field("acronym", Text(), "The official acronym."),
                Field("short", Text(), "The form for running text after the first mention."),
                Field(
                    "agenda",
                    RecordOf(
                        (
                            Field(
                                "item_letter",
                                _LETTER,
                                "The letter of the sub-item.",
                            ),
                            Field("title", Text(), "The title of the sub-item, where it is not made from the name."),
                            Field("titles", _NAMES, "The title of the sub-item in other languages."),
                        ),
                        "{item_letter: a}",
                    ),
                    "The sub-item of the agenda under which the organization stands.",
                ),
                Field("aliases", ListOf(Text(), distinct=True), "Other names under which it is known.", default="[]"),
                Field("sort", Text(), "What it is ordered by, where that is not its name."),
                Field("names", _NAMES, "Its official name in other languages."),
            ),
            "{name: African Union}",
        ),
        "au: {name: African Union}",
    ),
)

_CONTACT = RecordOf(
    (
        Field("name", Text(), "The name of the person or office.", required=True),
        Field("email", EMAIL, "The e-mail address.", required=True),
        Field("role", Text(), "What the person does there, such as focal point or deputy."),
    ),
    "{name: A. Person, email: a.person@example.org, role: focal point}",
)
ENTITIES = FileSchema(
    "the file entities.yaml",
    "The entities of the United Nations that contribute, in protocol order.",
    MappingOf(
        Identifier(reserved=("general", "consolidated")),
        RecordOf(
            (
                Field("name", Text(), "The official English name.", required=True),
                Field("acronym", Text(), "The acronym."),
                Field("group", Text(), "The group of entities to which it belongs."),
                Field("aliases", ListOf(Text(), distinct=True), "Other names under which it is known.", default="[]"),
                Field("names", _NAMES, "Its official name in other languages."),
                Field("contacts", ListOf(_CONTACT), "To whom at the entity reminders go.", default="[]"),
                Field(
                    "languages",
                    ListOf(Choice(LANGUAGES), distinct=True),
                    "The languages in which it works, the preferred one first. Reminders and answers are in the "
                    "language of the report where it is among them, else in the first; without this key, in that of "
                    "the report.",
                    default="[]",
                ),
            ),
            "{name: World Health Organization}",
        ),
        "who: {name: World Health Organization}",
    ),
)
