"""People who sign in, what they do for the region and until when, and who was invited."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord
from savienojums.core.words import fold, sort_key

if TYPE_CHECKING:
    from datetime import date, datetime

NAME_LENGTH = 120
# Those who have not told their name stand behind all others.
LAST = "zzzzzz"


def mailbox(email: str) -> str:
    """An e-mail address as the house keeps and compares it."""
    return email.strip().lower()


class PersonQuerySet(models.QuerySet["Person"]):
    """Words about many people."""

    def visible_to(self, person: Person | None) -> Self:
        """Coordinators and administrators see everyone who has an account; nobody else sees the list."""
        keeps_people = person is not None and person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)
        return self.all() if keeps_people else self.none()

    def like(self, words: str) -> Self:
        """Those whose name or address holds these letters, with or without diacritics."""
        return self.filter(Q(search_name__contains=fold(words)) | Q(email__contains=mailbox(words)))


class People(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # the base is made while running
    """How a person comes to be."""

    def create_user(self, email: str, **details: Any) -> Person:
        """A person who signs in by a code, without a password."""
        person = Person(email=mailbox(email), **details)
        person.call(person.name)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, BaseRecord):
    """Someone with an account: a name, a mailbox, a language."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    sort_name = models.CharField(max_length=NAME_LENGTH * 3, default=LAST, db_index=True, editable=False)
    search_name = models.CharField(max_length=NAME_LENGTH * 3, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="lv")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[People] = People()

    class Meta:
        ordering = ["sort_name", "id"]

    def __str__(self) -> str:
        # Never a part of the address: names stand on public pages.
        return self.name or gettext("Someone without a name")

    def call(self, name: str) -> None:
        """This is their name from now on, also where people are sorted and looked for."""
        self.name = " ".join(name.split())
        self.sort_name, self.search_name = sort_key(self.name) or LAST, fold(self.name)

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
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(until=None), name="one_held_role_of_a_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="role_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"

    def end(self, day: date) -> None:
        """The role ends that day (not before it began)."""
        self.until = max(day, self.since)


def digest_of(token: str) -> str:
    """What is kept of a secret link: enough to know it again, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def masked(email: str) -> str:
    """An address that its owner knows again and nobody else can write to: k…@selija.lv."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


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
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return masked(self.email)

    def is_waiting(self, at: datetime) -> bool:
        """Whether the link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > at


class RoleInvitation(Invitation):
    """An invitation to a role for the whole region."""

    kind = models.CharField(max_length=20, choices=RoleKind.choices)
