"""Proves that nothing was changed or lost: chains of events are whole, and contents of files are there."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.portal.blobs import read_blob
from assembler.portal.models import Blob, Chain, Revision
from assembler.portal.models.events import INSTALLATION, verify_chain


def verify_installation() -> Iterator[str]:
    """What is wrong, one sentence each; nothing where all is whole."""
    yield from verify_events()
    yield from verify_contents()


def verify_events() -> Iterator[str]:
    """What is wrong with the chains of events; each report that has a revision has one."""
    chains = set(Chain.objects.values_list("name", flat=True))
    reports = set(Revision.objects.values_list("report", flat=True).distinct())
    for name in sorted(chains | reports):
        subject = "Installation" if name == INSTALLATION else f"Report {name}"
        if name not in chains:
            yield f"{subject}: The chain of events is missing."
        for sentence in verify_chain(name):
            yield f"{subject}: {sentence}"


def verify_contents() -> Iterator[str]:
    """The contents of files that are missing from the storage, or damaged there."""
    for digest in Blob.objects.order_by("pk").values_list("pk", flat=True).iterator():
        try:
            read_blob(digest)
        except FileNotFoundError:
            yield f"The storage has no content {digest}."
        except (OSError, ValueError):
            yield f"The content {digest} in the storage is damaged."
