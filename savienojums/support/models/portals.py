"""Portals: a part of the document with its own name, words and address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord, TranslatedField
from savienojums.network.models import Organisation
from savienojums.support.models.measures import Measure

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


class PortalQuerySet(models.QuerySet["Portal"]):
    """Words about many portals."""

    def kept(self) -> Self:
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def public(self) -> Self:
        """Those everyone may read."""
        return self.filter(removed_at=None, is_public=True)

    def visible_to(self, person: Person | None) -> Self:
        """Public ones; one's own organisation's; all of them, removed ones too, for those who keep the document."""
        if person is None:
            return self.public()
        if person.has_role(RoleKind.EDITOR, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
            return self
        mine = Q(memberships__person=person, memberships__until=None) | Q(caretaker=person)
        own = Organisation.objects.filter(mine).values("pk")
        return self.filter(Q(removed_at=None, is_public=True) | Q(owner__in=own))


class Portal(BaseRecord):
    """A saved filter that has become a place of its own: whose it is, what it says, what stands first, how it looks."""

    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField()
    sort_name = models.CharField(max_length=600, db_index=True)
    introduction = TranslatedField()
    owner = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="portals")
    query = models.CharField(max_length=600, blank=True)
    highlighted: models.ManyToManyField[Measure, models.Model] = models.ManyToManyField(
        Measure, blank=True, related_name="+"
    )
    excluded: models.ManyToManyField[Measure, models.Model] = models.ManyToManyField(
        Measure, blank=True, related_name="+"
    )
    colours: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    is_public = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PortalQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        """The page of the portal."""
        return reverse("portal", args=[self.slug])
