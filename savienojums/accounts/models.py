"""People who sign in, what they do for the region and until when, and who was invited."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord

if TYPE_CHECKING:
    from datetime import date, datetime


class People(BaseUserManager["Person"]):
    """How a person comes to be."""

    def create_user(self, email: str, **details: Any) -> Person:
        """A person who signs in by a code, without a password."""
        person = self.model(email=self.normalize_email(email).lower(), **details)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, BaseRecord):
    """Someone with an account: a name, a mailbox, a language."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="lv")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[People] = People()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name or self.email.partition("@")[0]

    def has_role(self, *kinds: str) -> bool:
        """Whether one of these roles is theirs today; an administrator is not silently everything."""
        return bool(self.role_kinds() & set(kinds))

    def role_kinds(self) -> set[str]:
        """The kinds of role this person holds now; asked once for each page."""
        if not hasattr(self, "_role_kinds"):
            self._role_kinds = set(self.roles.held().values_list("kind", flat=True))
        return self._role_kinds

    def forget_roles(self) -> None:
        """Ask anew next time: a role was given or ended."""
        self.__dict__.pop("_role_kinds", None)


class RoleQuerySet(models.QuerySet["Role"]):
    """Words about many roles."""

    def held(self) -> Self:
        """Roles nobody has ended."""
        return self.filter(until=None)


class Role(BaseRecord):
    """A person does something for the whole region, from a day until a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "since"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=models.Q(until=None), name="one_held_role_of_a_kind"),
            models.CheckConstraint(condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="role_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"

    def end(self, day: date) -> None:
        """The role ends that day (not before it began)."""
        self.until = max(day, self.since)


def digest_of(token: str) -> str:
    """What is kept of a secret link: enough to know it again, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet[Any]):
    """Words about many invitations."""

    def waiting(self, at: datetime) -> Self:
        """Neither accepted, nor withdrawn, nor expired."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)


class Invitation(BaseRecord):
    """Someone was asked by e-mail to take something on; the link works until a day."""

    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.email

    def is_waiting(self, at: datetime) -> bool:
        """Whether the link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > at


class RoleInvitation(Invitation):
    """An invitation to a role for the whole region."""

    kind = models.CharField(max_length=20, choices=RoleKind.choices)
