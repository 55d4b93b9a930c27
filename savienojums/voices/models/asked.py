"""What conversations and surveys have in common: whose they are, when they are open, who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.network.models import Organisation
from savienojums.voices.kinds import ResultsShown

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

Row_co = TypeVar("Row_co", bound="Asked", covariant=True)


class AskedQuerySet(models.QuerySet[Row_co]):
    """Words about many conversations or surveys."""

    def published(self) -> Self:
        """Those that are no drafts."""
        return self.filter(published_at__isnull=False)

    def listed(self) -> Self:
        """Those that stand in lists; others are found by whoever has the address."""
        return self.published().filter(is_listed=True)

    def run_by(self, person: Person) -> Self:
        """Those this person runs: acts for the organisation that asks, or made it; all for coordinators."""
        if person.has_role(RoleKind.COORDINATOR):
            return self
        theirs = Organisation.objects.of(person).values("pk")
        return self.filter(Q(organisation__in=theirs) | Q(organisation__caretaker=person) | Q(made_by=person))

    def visible_to(self, person: Person | None) -> Self:
        """Published ones, and one's own drafts; all for coordinators and administrators."""
        if person is None:
            return self.published()
        if person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
            return self
        own = type(self)(self.model, using=self.db).run_by(person)
        return self.filter(Q(published_at__isnull=False) | Q(pk__in=own.values("pk")))


class Asked(BaseRecord):
    """A question to the region, by somebody who answers for it."""

    slug = models.SlugField(max_length=100, unique=True)
    title = TranslatedField()
    # What it is for and what will be done with the answers.
    intro = TranslatedField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    # Closed by hand before its time, or for good.
    closed_at = models.DateTimeField(null=True, blank=True)
    is_listed = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    results_shown = models.CharField(max_length=6, choices=ResultsShown.choices, default=ResultsShown.AT_END)
    # Fewer people than this are never shown as a group, nor counted by place or kind.
    smallest_group = models.PositiveSmallIntegerField(default=5)
    # Which voluntary questions are asked at the end.
    asks_place = models.BooleanField(default=True)
    asks_age = models.BooleanField(default=False)
    # What the organisers make of it, once it is over.
    conclusions = TranslatedField()

    class Meta:
        """Abstract: conversations and surveys keep their own tables."""

        abstract = True

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_draft(self) -> bool:
        """Whether only its organisers see it."""
        return self.published_at is None
