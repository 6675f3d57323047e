"""The rows of the portal.

- `events`: what happened, as a chain of hashes that only grows.
- `jobs`: builds, and the workers that make them.
- `mail`: messages that are to be sent.
- `pairs`: how far the text of an entity on an organization has come; receipts, messages and clearance rounds.
- `people`: people, their places in reports, API tokens, sign-in links.
- `presence`: who has the page of a text open.
- `saved_views`: filters of a report's texts that a person has named.
- `texts`: reports, their revisions and the versions of their files.
"""

from assembler.portal.models.events import Chain, Event
from assembler.portal.models.jobs import Build, BuildFile, Worker
from assembler.portal.models.mail import OutgoingMail
from assembler.portal.models.pairs import Message, Pair, Receipt, Round
from assembler.portal.models.people import Membership, Person, SignInLink, Token
from assembler.portal.models.presence import Presence
from assembler.portal.models.saved_views import SavedView
from assembler.portal.models.texts import Blob, Entity, FileVersion, Organization, Report, Revision

__all__ = [
    "Blob",
    "Build",
    "BuildFile",
    "Chain",
    "Entity",
    "Event",
    "FileVersion",
    "Membership",
    "Message",
    "Organization",
    "OutgoingMail",
    "Pair",
    "Person",
    "Presence",
    "Receipt",
    "Report",
    "Revision",
    "Round",
    "SavedView",
    "SignInLink",
    "Token",
    "Worker",
]
