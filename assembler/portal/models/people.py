"""People, their places in reports, API tokens, sign-in links."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembler.portal.roles import Role, Scope


def hash_secret(secret: str) -> str:
    """The hash by which a secret of full entropy is kept."""
    return sha256(secret.encode()).hexdigest()


class PersonManager(BaseUserManager["Person"]):
    """Finds and makes people by e-mail address, whatever its letters' case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of that address. Raises Person.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: object) -> Person:
        """A new person; without a password, one who signs in by a link."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who may sign in."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("email",)
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps the address in small letters, by which it is found."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_staff(self) -> bool:
        """Whether Django's own administration pages, where they are switched on, are open to this person."""
        return self.is_administrator


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by the time at which they count."""

    def current(self, at: datetime | None = None) -> Self:
        """Those that count at this moment, of people who may sign in."""
        at = at or timezone.now()
        return self.filter(Q(begins=None) | Q(begins__lte=at), Q(ends=None) | Q(ends__gt=at), person__is_active=True)


class Membership(models.Model):
    """What a person is in a report; a focal point, for one entity."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    report = models.ForeignKey("portal.Report", models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    entity = models.CharField(_("entity"), max_length=40, blank=True)
    organization = models.CharField(_("organization"), max_length=40, blank=True)
    begins = models.DateTimeField(_("from"), null=True, blank=True)
    ends = models.DateTimeField(_("until"), null=True, blank=True)

    objects: ClassVar[models.Manager[Membership]] = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "report", "role", "entity", "organization"), name="one_membership"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.FOCAL_POINT, entity__gt="") | (~Q(role=Role.FOCAL_POINT) & Q(entity="")),
                name="entity_of_focal_points",
            ),
            models.CheckConstraint(condition=Q(organization="") | Q(entity__gt=""), name="organization_of_an_entity"),
            models.CheckConstraint(
                condition=Q(begins=None) | Q(ends=None) | Q(begins__lte=F("ends")), name="membership_begins_before_end"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.entity}".strip()

    def covers(self, entity: str, organization: str) -> bool:
        """Whether this is a focal point's place for the text of the entity on the organization."""
        return self.role == Role.FOCAL_POINT and self.entity == entity and self.organization in ("", organization)


class _Secret(models.Model):
    """Something known by the hash of a secret that is shown once."""

    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateTimeField()

    class Meta:
        abstract = True


class Token(_Secret):
    """A person's token for the API."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.READ)
    label = models.CharField(max_length=100, blank=True)
    last_used = models.DateTimeField(null=True, blank=True)

    @classmethod
    def issue(cls, person: Person, scope: str, days: int, label: str = "") -> str:
        """Makes a token and gives its secret, which is not kept."""
        secret = secrets.token_urlsafe(32)
        expires = timezone.now() + timedelta(days=days)
        cls.objects.create(digest=hash_secret(secret), person=person, scope=scope, expires=expires, label=label)
        return secret


class SignInLink(_Secret):
    """A link with which a person signs in once, made by whoever runs the installation."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_in_links")
    used = models.DateTimeField(null=True, blank=True)

    @classmethod
    def issue(cls, person: Person, minutes: int) -> str:
        """Makes a link and gives its secret, which is not kept."""
        secret = secrets.token_urlsafe(32)
        expires = timezone.now() + timedelta(minutes=minutes)
        cls.objects.create(digest=hash_secret(secret), person=person, expires=expires)
        return secret
