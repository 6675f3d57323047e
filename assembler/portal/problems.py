"""What stops an action: an HTTP status, a sentence, and what a program needs to know of it."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _


class Problem(Exception):
    """An action that cannot be done, with what a page and the API say of it."""

    status = 400
    """The HTTP status."""

    def __init__(self, title: str, detail: str = "", **members: object) -> None:
        """Says in a sentence what is wrong and in another what to do; members are added to the answer of the API."""
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.members = members


class Invalid(Problem):
    """What was sent cannot be used."""

    status = 422


class TooLarge(Problem):
    """What was sent is larger than what is taken."""

    status = 413


def require_size(size: int) -> None:
    """Raises TooLarge where a file of so many bytes is not taken."""
    if size > settings.LARGEST_UPLOAD:
        raise TooLarge(_("The file is too large."), _("Send a file of at most 30 MB."))


class Forbidden(Problem):
    """Somebody may see this, and not do that."""

    status = 403


class WrongState(Problem):
    """The state of a text does not allow a move."""

    status = 409

    def __init__(self, state: str, label: object) -> None:
        """Names the state in which the text is."""
        super().__init__(
            _("This cannot be done now: the text is in the state “%(state)s”.") % {"state": label},
            _("Open the text again to see what can be done with it."),
            state=state,
        )


class NotSilent(Problem):
    """The words of a text cannot be cleared without an answer of the entity, or not yet."""

    status = 409

    def __init__(self) -> None:
        """Says when they can be."""
        super().__init__(
            _("These words cannot be cleared without an answer now."),
            _("The entity must have been told so when the words were sent, and the day of answer must have passed."),
        )


class Stale(Problem):
    """A file has changed since the version from which a change starts."""

    status = 412

    def __init__(self, paths: dict[str, tuple[bytes | None, bytes | None]], **members: object) -> None:
        """Keeps for each path what stands there now and what was to be written."""
        super().__init__(
            _("Somebody else has changed this text since you opened it."),
            _("Nothing was overwritten. Compare both texts, then decide which words to keep."),
            **members,
        )
        self.paths = paths


class WordsChanged(Problem):
    """The words that a person clears are others than those which the person has read."""

    status = 412

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__(
            _("The words have changed since you opened this page."),
            _("Nothing was cleared. Read the words again, then decide."),
        )


class NeedsVersion(Problem):
    """A file was to be replaced without saying which version of it was read."""

    status = 428

    def __init__(self) -> None:
        """Says which header is missing."""
        super().__init__(
            _("A file stands here already."), _("Send the ETag of the version that you read in the header If-Match.")
        )


class TooMany(Problem):
    """Somebody asks too often."""

    status = 429


class StorageFull(Problem):
    """What was sent cannot be kept, since the storage takes nothing."""

    status = 507

    def __init__(self) -> None:
        """Says that nothing was kept, and what to do."""
        super().__init__(
            _("The portal cannot keep files at the moment. Nothing was changed."),
            _("Keep your text, tell the administrator, and send the text again later."),
        )
