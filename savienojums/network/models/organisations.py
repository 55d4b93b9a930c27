"""Organisations of every real kind, what they offer and look for, and how well they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.journal.kinds import Audience
from savienojums.network.kinds import Capacity, Evidence, LegalForm, OrganisationKind
from savienojums.network.models.places import Place

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from savienojums.accounts.models import Person
    from savienojums.network.models.people import Membership


class Theme(models.Model):
    """What a measure or an organisation is about."""

    slug = models.SlugField(max_length=40, unique=True)
    name = TranslatedField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return str(self.name)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Words about many organisations."""

    def public(self) -> Self:
        """Those everyone may see."""
        return self.filter(published_at__isnull=False, archived_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Public ones; one's own; all of them for coordinators."""
        if person is None:
            return self.public()
        if person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
            return self
        mine = Q(memberships__person=person, memberships__until=None) | Q(caretaker=person)
        own = type(self)(self.model, using=self.db).filter(mine).values("pk")
        return self.filter(Q(published_at__isnull=False, archived_at=None) | Q(pk__in=own))

    def of(self, person: Person) -> Self:
        """Those this person acts for now."""
        return self.filter(memberships__person=person, memberships__until=None)


class Organisation(BaseRecord):
    """A community, an association, a library: complete even without number, web site or e-mail."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=400, db_index=True)
    match_name = models.CharField(max_length=200, db_index=True, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    legal_form = models.CharField(max_length=24, choices=LegalForm.choices, blank=True)
    registration_number = models.CharField(max_length=20, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="organisations")
    locality = models.CharField(max_length=120, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    website = models.URLField(max_length=300, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_role = models.CharField(max_length=120, blank=True)
    summary = TranslatedField()
    story = models.TextField(blank=True)
    offers = models.TextField(blank=True)
    looks_for = models.TextField(blank=True)
    themes: models.ManyToManyField[Theme, models.Model] = models.ManyToManyField(
        Theme, blank=True, related_name="organisations"
    )
    languages: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    people_count = models.PositiveIntegerField(null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=12, choices=Evidence.choices, default=Evidence.NONE)
    evidence_note = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_as = models.CharField(max_length=12, choices=Capacity.choices, blank=True)
    to_verify = models.CharField(max_length=300, blank=True)
    caretaker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="cares_for"
    )
    source_url = models.URLField(max_length=400, blank=True)
    source_note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration_number"], condition=~Q(registration_number=""), name="one_organisation_a_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the organisation."""
        return reverse("organisation", args=[self.slug])

    @property
    def is_public(self) -> bool:
        """Whether everyone may see it."""
        return self.published_at is not None and self.archived_at is None

    @property
    def audience(self) -> Audience:
        """Who may read of what happens to it."""
        return Audience.EVERYONE if self.is_public else Audience.EDITORS

    @property
    def takes_letters(self) -> bool:
        """Whether a letter through the site will reach someone who acts for it."""
        return bool(
            self.contact_email or self.caretaker_id or any(each.until is None for each in self.memberships.all())
        )

    def membership_of(self, person: Person) -> Membership | None:
        """The membership this person holds now, if any."""
        held = (each for each in self.memberships.all() if each.until is None)
        return next((each for each in held if each.person_id == person.pk), None)

    def is_confirmed(self, at: datetime, within: timedelta) -> bool:
        """Whether someone said "still true" not longer ago than that."""
        return self.confirmed_at is not None and at - self.confirmed_at <= within


class Photo(BaseRecord):
    """A picture of an organisation: made smaller, stripped of where and by which device it was taken."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="photos")
    file = models.CharField(max_length=120, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=300)
    caption = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.alt


class ConfirmationRequest(BaseRecord):
    """The yearly letter "is this still true?" with a link that answers in one click."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="confirmation_requests")
    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.organisation} {self.created_at:%Y-%m-%d}"

    def state(self, at: datetime) -> str:
        """What its link can still do: "waiting", "confirmed" since it was sent, "answered" otherwise, "over"."""
        confirmed = self.organisation.confirmed_at
        if confirmed and confirmed >= self.created_at:
            return "confirmed"
        if self.answered_at:
            return "answered"
        return "waiting" if self.expires_at > at else "over"


class Letter(BaseRecord):
    """A letter to an organisation through the site; its words are forgotten once delivered."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="letters")
    sender_name = models.CharField(max_length=120)
    sender_email = models.EmailField()
    text = models.TextField()
    language = models.CharField(max_length=2, default="lv")
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.organisation} {self.created_at:%Y-%m-%d}"
