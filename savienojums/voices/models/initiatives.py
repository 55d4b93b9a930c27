"""Proposals and initiatives of residents: support, comments, and the answer that is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.core.records import BaseRecord
from savienojums.network.models import Organisation, Place, Theme
from savienojums.voices.kinds import AsideFor, HiddenFor, InitiativeKind, Outcome, State, Way

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

SEALED = Signer(salt="savienojums.voices.initiative", sep=".")


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Words about many proposals and initiatives."""

    def shown(self) -> Self:
        """Those everyone may read."""
        return self.filter(state=State.SHOWN, same_as=None)

    def unanswered(self) -> Self:
        """Shown ones that still wait for an answer; who does it themselves and asks nobody waits for none."""
        asks_nobody = Q(kind=InitiativeKind.INITIATIVE, addressee=None, addressee_name="")
        return self.shown().filter(answers=None).exclude(asks_nobody)

    def visible_to(self, person: Person | None) -> Self:
        """Shown ones, one's own, those one wrote down or shall answer; all of them for coordinators."""
        if person is None:
            return self.filter(state=State.SHOWN)
        if person.has_role(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
            return self
        theirs = Organisation.objects.of(person).values("pk")
        own = Q(person=person) | Q(written_by=person)
        return self.filter(Q(state=State.SHOWN) | own | Q(addressee__in=theirs, state=State.WAITING))


class Initiative(BaseRecord):
    """What a resident would like to be done, or does."""

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=10, choices=InitiativeKind.choices, default=InitiativeKind.PROPOSAL)
    title = models.CharField(max_length=150)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="lv")
    themes: models.ManyToManyField[Theme, models.Model] = models.ManyToManyField(Theme, related_name="+", blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    # As they want to be called in public; may be empty.
    author_name = models.CharField(max_length=120, blank=True)
    # For the answer; never shown.
    email = models.EmailField(blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # The organisation whose initiative it is, if it is one's.
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    # Whose answer is owed; none: the coordinators find out whose.
    addressee = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    addressee_name = models.CharField(max_length=200, blank=True)
    # Since when the addressee can know of it: it is shown, and theirs. Reminders count from here.
    addressed_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.WEB)
    # The helper who wrote it down from paper or from what was said.
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    source_key = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    hidden_for = models.CharField(max_length=12, choices=HiddenFor.choices, blank=True)
    why = models.CharField(max_length=300, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="doubles")
    is_example = models.BooleanField(default=False)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.HIDDEN) | ~Q(hidden_for=""), name="a_hidden_proposal_tells_why"
            ),
        ]

    def __str__(self) -> str:
        # Not its words: a hidden one must not stand in the journal.
        return f"{self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("initiative", args=[self.number])

    @property
    def token(self) -> str:
        """What opens its author's own page; sealed with the key of the house, so nothing of it need be kept."""
        return SEALED.sign(self.public_id)

    @property
    def to(self) -> str:
        """Whose answer is owed, as it is called; empty where nobody knows yet."""
        return self.addressee.name if self.addressee else self.addressee_name

    @property
    def owes_answer(self) -> bool:
        """Whether somebody has to answer it: a proposal always, an initiative if it asks somebody for something."""
        return self.kind == InitiativeKind.PROPOSAL or bool(self.to)

    @property
    def is_open(self) -> bool:
        """Whether everyone reads it and it is not joined to another."""
        return self.state == State.SHOWN and self.same_as_id is None


class InitiativeSupportQuerySet(models.QuerySet["InitiativeSupport"]):
    """Words about many supports."""

    def counted(self) -> Self:
        """Those that are not set aside."""
        return self.filter(aside_at=None)


class InitiativeSupport(models.Model):
    """Somebody stands behind it; by account or browser, or counted on paper."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="supports")
    # See keys.py.
    key = models.CharField(max_length=40)
    has_account = models.BooleanField(default=False)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.WEB)
    # More than one where signatures on paper were counted.
    people = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=120, blank=True)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    source_key = models.CharField(max_length=32, blank=True)
    # Kept but not counted; see AsideFor.
    aside_at = models.DateTimeField(null=True, blank=True)
    aside_for = models.CharField(max_length=12, choices=AsideFor.choices, blank=True)

    objects = InitiativeSupportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="one_supports_once"),
            models.CheckConstraint(
                condition=Q(aside_at=None, aside_for="") | (Q(aside_at__isnull=False) & ~Q(aside_for="")),
                name="a_support_set_aside_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.people}"


class InitiativeComment(BaseRecord):
    """What somebody adds to it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="comments")
    text = models.TextField()
    author_name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    source_key = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    hidden_for = models.CharField(max_length=12, choices=HiddenFor.choices, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.HIDDEN) | ~Q(hidden_for=""), name="a_hidden_comment_tells_why"
            ),
        ]

    def __str__(self) -> str:
        # Never the words.
        return self.public_id


class InitiativeAnswer(BaseRecord):
    """What the addressee says: taken up or not, and why. A later one stands beside the earlier."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    text = models.TextField()
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    # As it stands under the answer, also where the organisation is not in the registry.
    organisation_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.WEB)

    class Meta:
        ordering = ["answered_at", "pk"]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.outcome}"


class InitiativeTold(models.Model):
    """One mailbox was told one thing, so that nothing is told twice; the mailbox itself is not kept."""

    # A digest is about many.
    initiative = models.ForeignKey(Initiative, models.CASCADE, null=True, blank=True, related_name="told")
    thing = models.CharField(max_length=60)
    # See keys.py.
    mailbox_key = models.CharField(max_length=32)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["thing", "mailbox_key"], name="a_mailbox_is_told_once")]

    def __str__(self) -> str:
        return self.thing
