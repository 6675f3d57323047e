"""The fields of the plan and of the name lists in forms; what is wrong with their values, the library says."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembler.model.value import Value

type Words = str | Promise


class FormField(Value):
    """One field of a settings file."""

    name: str
    """Its keys with full stops between them, below the group in which it stands."""
    label: Words
    """What the form calls it."""
    hint: Words = ""
    """What is to be typed."""
    kind: str = "text"
    """text, day, number, email, lines, words, choice, choices or yes-no."""
    choices: tuple[tuple[str, Words], ...] = ()
    """The values that can be chosen, each with its words."""
    default: str = ""
    """The value that counts where the file has none."""
    is_needed: bool = False
    """Whether the file cannot do without it."""


class Rows(Value):
    """Fields that stand several times: one row for each item of a list."""

    name: str
    """The key of the list."""
    title: Words
    """What one item is called."""
    fields: tuple[FormField, ...]
    """The fields of an item."""
    most: int = 99
    """How many items there may be."""
    has_places: bool = False
    """Whether the form changes their order."""


type Part = FormField | Rows


class Form(Value):
    """The fields that stand on one page."""

    name: str
    """The page in addresses."""
    title: Words
    """What the page is called."""
    lead: Words
    """What stands under its title."""
    parts: tuple[Part, ...]
    """The fields, in order."""


LANGUAGES = (
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
)
_DISTRIBUTIONS = (("General", _("General")), ("Limited", _("Limited")), ("Restricted", _("Restricted")))
_STAGES = (
    ("adopted", _("adopted agenda")),
    ("provisional agenda", _("provisional agenda")),
    ("preliminary list", _("preliminary list")),
)
_COUNTED = (
    ("summary", _("summary")),
    ("headings", _("headings")),
    ("body", _("paragraphs")),
    ("footnotes", _("footnotes")),
    ("annexes", _("annexes")),
)
_SCOPES = (
    ("text", _("a general text")),
    ("all", _("all organizations")),
    ("except", _("all organizations except those named below")),
    ("only", _("only the organizations named below, in that order")),
)
_HEADINGS = (("true", _("as headings")), ("false", _("not as headings")), ("lettered", _("as headings with letters")))

ASKED = "asked"
"""The page of who is asked for what, a table."""
FORMS = (
    Form(
        "report",
        _("The report and who asks"),
        _("What the report is called, and to whom the entities answer."),
        (
            FormField("title", _("Title"), is_needed=True),
            FormField(
                "author", _("Line under the title"), _("Such as: Report of the Secretary-General"), is_needed=True
            ),
            FormField("language", _("Language of this version"), "", "choice", LANGUAGES, "en"),
            FormField(
                "original_language", _("Language in which the report was written"), "", "choice", LANGUAGES, "en"
            ),
            FormField("contact.department", _("Lead department")),
            FormField("contact.name", _("Who asks for contributions")),
            FormField("contact.email", _("E-mail address for questions"), "", "email"),
            FormField(
                "contact.return_to",
                _("Where contributions go"),
                _("Another e-mail address, or the address of a page. Leave this empty where it is the address above."),
            ),
        ),
    ),
    Form(
        "symbols",
        _("Symbols and sessions"),
        _("What stands in the masthead and in the agenda block of the first page."),
        (
            FormField(
                "symbols",
                _("Symbols"),
                _("One or two, each on a line of its own, that of the General Assembly first: A/81/123"),
                "lines",
                is_needed=True,
            ),
            FormField("distribution", _("Distribution"), "", "choice", _DISTRIBUTIONS, "General"),
            FormField("job_number", _("Job number"), _("Such as: 27-01234. A final needs one.")),
            FormField("draft", _("What a draft is called"), _("Such as: draft 3 of 24 November 2027")),
            Rows(
                "organs",
                _("Organ"),
                (
                    FormField("organ", _("Name"), _("In English, such as: General Assembly"), is_needed=True),
                    FormField("session", _("Session"), _("The number, where the organ counts by sessions."), "number"),
                    FormField("year", _("Year"), _("The number, where the organ counts by years."), "number"),
                    FormField("agenda.item", _("Agenda item"), "", "number"),
                    FormField("agenda.title", _("Title of the agenda item"), _("Exactly as in the agenda.")),
                    FormField("agenda.stage", _("List in which the item stands"), "", "choice", _STAGES, "adopted"),
                    FormField("agenda.note", _("Symbol of that list"), _("For the asterisk note, such as: A/81/150")),
                    FormField("agenda.lead", _("Words before the number"), _("Leave this empty for the usual words.")),
                ),
                2,
            ),
        ),
    ),
    Form(
        "dates",
        _("Dates and deadline"),
        _("The days of the masthead, the reporting period, and the day by which contributions are asked for."),
        (
            FormField("date", _("Day of the masthead"), _("Submission to document processing."), "day", is_needed=True),
            FormField("stamp", _("Day in the footer of the first page"), "", "day"),
            FormField("period.from", _("First day of the reporting period"), "", "day"),
            FormField("period.to", _("Last day of the reporting period"), "", "day"),
            FormField("deadline", _("Deadline for contributions"), "", "day"),
        ),
    ),
    Form(
        "limits",
        _("Limits and themes"),
        _("How long the report may be, and the headings under which entities write."),
        (
            FormField("word_limit.words", _("Words that the report may have"), "", "number", default="8500"),
            FormField(
                "word_limit.count",
                _("What counts"),
                "",
                "choices",
                _COUNTED,
                "summary headings body footnotes",
            ),
            FormField("word_limit.waiver", _("Reference of the waiver"), _("Where one was granted.")),
            FormField("themes", _("Themes"), _("Each on a line of its own, in the order of the report."), "lines"),
            FormField("print_themes", _("Print the themes as headings"), "", "yes-no", default="false"),
        ),
    ),
    Form(
        "sections",
        _("Sections and order"),
        _("The parts of the report in printed order."),
        (
            FormField("summary", _("Text of the summary box"), _("The name of a general text, such as: summary")),
            FormField("contents", _("Print a table of contents"), "", "yes-no", default="false"),
            Rows(
                "sections",
                _("Section"),
                (
                    FormField("title", _("Heading"), is_needed=True),
                    FormField("scope", _("What stands in it"), "", "choice", _SCOPES, "text"),
                    FormField("text", _("Name of the general text"), _("Small letters, such as: introduction")),
                    FormField("list", _("Organizations"), _("Their identifiers with commas: au, las"), "words"),
                    FormField("headings", _("Names of organizations"), "", "choice", _HEADINGS, "true"),
                ),
                has_places=True,
            ),
            Rows(
                "annexes",
                _("Annex"),
                (
                    FormField("title", _("Heading"), is_needed=True),
                    FormField(
                        "text", _("Name of the general text"), _("Small letters, such as: annex"), is_needed=True
                    ),
                ),
                has_places=True,
            ),
        ),
    ),
    Form(ASKED, _("Who is asked for what"), _("A check mark asks the entity to report on the organization."), ()),
)
"""The forms of the plan, in order."""

_NAMES = (
    FormField("names.ar", _("Name in Arabic")),
    FormField("names.zh", _("Name in Chinese")),
    FormField("names.fr", _("Name in French")),
    FormField("names.ru", _("Name in Russian")),
    FormField("names.es", _("Name in Spanish")),
)
_ALIASES = FormField("aliases", _("Other names"), _("Names by which it is known, each on a line of its own."), "lines")
ENTITY: tuple[Part, ...] = (
    FormField("name", _("Official name in English"), is_needed=True),
    FormField("acronym", _("Acronym")),
    FormField("group", _("Group"), _("The group of entities to which it belongs, such as: Secretariat")),
    Rows(
        "contacts",
        _("Contact"),
        (
            FormField("name", _("Person or office"), is_needed=True),
            FormField("email", _("E-mail address"), "", "email", is_needed=True),
            FormField("role", _("Role there"), _("Such as: focal point, deputy")),
        ),
    ),
    FormField("languages", _("Languages in which it works"), "", "choices", LANGUAGES),
    _ALIASES,
    *_NAMES,
)
"""The fields of an entity."""
ORGANIZATION: tuple[Part, ...] = (
    FormField("name", _("Official name in English"), is_needed=True),
    FormField("acronym", _("Acronym")),
    FormField("short", _("Short form for running text"), _("After the first mention, such as: the Union")),
    FormField("agenda.item_letter", _("Letter of the agenda sub-item"), _("A small letter, after z: aa, ab and so on")),
    FormField("agenda.title", _("Title of the sub-item"), _("Leave this empty where it is made from the name.")),
    FormField("sort", _("What it is ordered by"), _("Where that is not its name.")),
    _ALIASES,
    *_NAMES,
)
"""The fields of an organization."""
