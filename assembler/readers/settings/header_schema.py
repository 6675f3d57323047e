"""The schemas of headers of contributions: of an entity, of the editor, of the lead department."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.contribution import Kind, Status
from assembler.readers.settings.plan_schema import EMAIL, ORGANIZATION_LIST, RULE
from assembler.readers.settings.schema_types import (
    Choice,
    Day,
    Field,
    FileSchema,
    Identifier,
    ListOf,
    MappingOf,
    OneOf,
    RecordOf,
    Text,
)

_STATUS = Choice(tuple(Status))
_STATUS_DOCUMENTATION = (
    "How far the text has got: “draft” while it is written, “submitted” when it may be used, "
    "“cleared” when it is approved, “nothing-to-report” when there is nothing to say."
)
_HASH = Text("sha256:[0-9a-f]{64}", "“sha256:” and 64 figures and letters")
_RECORD = RecordOf(
    (
        Field("by", Text(), "Who cleared the text.", required=True),
        Field("on", Day(), "The day of the clearance.", required=True),
        Field(
            "text",
            _HASH,
            "The hash of the text that was cleared.",
            required=True,
        ),
    ),
    "{by: A. Person, on: 2020-07-01, text: sha256:…}",
    "“assembler clear” writes it.",
)
_APPROVAL = RecordOf(
    (
        Field("by", Text(), "Who approved the text.", required=True),
        Field("on", Day(), "The day of the approval."),
        Field("text", _HASH, "The hash of the text that came with the form."),
    ),
    "{by: A. Person, on: 2020-07-01}",
    "“assembler import” writes it.",
)
_COMMON = (
    Field(
        "focal_point",
        RecordOf(
            (
                Field("name", Text(), "The person's name.", required=True),
                Field("email", EMAIL, "Where to write."),
            ),
            "{name: A. Person, email: a.person@example.org}",
        ),
        "The person who answers for the text and whom the editor may ask.",
    ),
    Field("submitted", Day(), "The day on which the text was handed in."),
    Field(
        "cleared",
        _RECORD,
        "The record of the clearance, written by “assembler clear”; void when the text changes.",
    ),
    Field(
        "waive",
        ListOf(
            RecordOf(
                (
                    Field("rule", RULE, "The rule that is waived.", required=True),
                    Field("reason", Text(), "Why it does not fit this text.", required=True),
                ),
                "{rule: UN-ABB-01, reason: why}",
                "A reason is always needed.",
            )
        ),
        "Rules that do not fit this text, each with the reason.",
        default="[]",
    ),
)
_ALSO = Field("also", ORGANIZATION_LIST, "Further organizations that the same text covers.", default="[]")
_ABOUT = Field(
    "organization",
    Identifier("organization"),
    "The organization on which the text reports; the same short name as the file.",
    required=True,
)
_PARAGRAPH = Text(
    r"[a-z0-9-]{1,40}/[a-z0-9-]{1,40}#[^\s#@]+(@\S+)?",
    "the identifier of a contributed paragraph, such as unhcr/au#p3",
)

ENTITY_HEADER = FileSchema(
    "the header",
    "What stands at the head of an entity's contribution, between two lines of three hyphens.",
    RecordOf(
        (
            Field(
                "entity",
                Identifier("entity"),
                "The entity whose text it is; the same short name as the folder.",
                required=True,
            ),
            _ABOUT,
            Field("status", _STATUS, _STATUS_DOCUMENTATION, required=True),
            _ALSO,
            Field(
                "approved",
                _APPROVAL,
                "Who approved these words, as the form states; “assembler clear” makes a clearance of it.",
            ),
            *_COMMON,
        ),
        "entity: unhcr",
    ),
)

CONSOLIDATED_HEADER = FileSchema(
    "the header",
    "What stands at the head of the editor's text on an organization, between two lines of three hyphens.",
    RecordOf(
        (
            _ABOUT,
            Field("status", _STATUS, _STATUS_DOCUMENTATION),
            _ALSO,
            Field(
                "left_out",
                OneOf(
                    (
                        MappingOf(_PARAGRAPH, Text(), "{unhcr/au#p3: why}"),
                        ListOf(
                            RecordOf(
                                (
                                    Field("paragraph", _PARAGRAPH, "The contributed paragraph.", required=True),
                                    Field("reason", Text(), "Why it is not used.", required=True),
                                ),
                                "{paragraph: unhcr/au#p3, reason: why}",
                            )
                        ),
                    ),
                    "the paragraphs with their reasons, as in {unhcr/au#p3: why}",
                ),
                "Contributed paragraphs that are not used, each with the reason.",
            ),
            Field(
                "clearances",
                MappingOf(Identifier("entity"), _RECORD, "{unhcr: {by: A. Person, on: 2020-07-01, text: sha256:…}}"),
                "For each entity, the record that it cleared the paragraphs that carry its words, written by "
                "“assembler clear”; void when one of them changes.",
                default="{}",
            ),
            *_COMMON,
        ),
        "organization: au",
    ),
)

GENERAL_HEADER = FileSchema(
    "the header",
    "What may stand at the head of a text of the lead department, between two lines of three hyphens.",
    RecordOf((Field("status", _STATUS, _STATUS_DOCUMENTATION), *_COMMON), "status: cleared"),
)

HEADERS: Mapping[Kind, FileSchema] = {
    Kind.ENTITY: ENTITY_HEADER,
    Kind.CONSOLIDATED: CONSOLIDATED_HEADER,
    Kind.GENERAL: GENERAL_HEADER,
}
"""The header of each kind of text."""
