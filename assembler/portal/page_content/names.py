"""The names of entities and organizations of a report."""

from __future__ import annotations

from collections.abc import Iterable

from assembler.portal.models import Entity, Organization, Pair
from assembler.portal.moves import find_move


class Names:
    """The names of the bodies of some reports, read from the database once."""

    def __init__(self, reports: Iterable[str]) -> None:
        """Reads the names of these reports."""
        ids = set(reports)
        self.organizations = {(body.report_id, body.key): body for body in Organization.objects.filter(report__in=ids)}
        self.entities = {(body.report_id, body.key): body for body in Entity.objects.filter(report__in=ids)}

    def name_organization(self, pair: Pair) -> str:
        """The name of the organization with its acronym, or its id where no list has it."""
        return self.name_key(pair.report_id, pair.organization)

    def name_key(self, report: str, organization: str) -> str:
        """The same, by the ids of the report and the organization."""
        body = self.organizations.get((report, organization))
        return _name(body) if body else organization

    def abbreviate_organization(self, pair: Pair) -> str:
        """The acronym of the organization, else its name."""
        body = self.organizations.get((pair.report_id, pair.organization))
        return (body.acronym or body.name) if body else pair.organization

    def name_entity(self, pair: Pair) -> str:
        """The acronym of the entity, else its name."""
        body = self.entities.get((pair.report_id, pair.entity))
        return str(body) if body else pair.entity.upper()

    def find_position(self, pair: Pair) -> int:
        """The place of the organization in printed order."""
        body = self.organizations.get((pair.report_id, pair.organization))
        return body.position if body else len(self.organizations)

    def find_entity_position(self, pair: Pair) -> int:
        """The place of the entity in protocol order."""
        body = self.entities.get((pair.report_id, pair.entity))
        return body.position if body else len(self.entities)


def can_write(pair: Pair) -> bool:
    """Whether the state of the text allows to write."""
    return find_move("write", pair.state) is not None


def _name(body: Organization) -> str:
    return f"{body.name} ({body.acronym})" if body.acronym and body.acronym not in body.name else body.name
