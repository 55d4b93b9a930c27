"""Forms of wanting to try: the short one to begin with, the longer one of its page, notes and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.offering import offer
from savienojums.support.forms.fields import DayField, SumField
from savienojums.support.kinds import AttemptStatus, ReasonForNo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation
    from savienojums.support.models import Attempt, Round

LONGEST_NOTE = 2000
# What one can say of an attempt; dropping has a button of its own.
STATUSES = [(each.value, each.label) for each in AttemptStatus if each != AttemptStatus.DROPPED]
AT_FIRST = [
    (each.value, each.label) for each in (AttemptStatus.THINKING, AttemptStatus.PREPARING, AttemptStatus.SUBMITTED)
]
NAMED = _("We may be named to others who look for partners")


def _rounds(rounds: Sequence[Round]) -> list[tuple[str, Any]]:
    return [("", _("no certain round")), *((each.public_id, _round_words(each)) for each in rounds)]


def _round_words(each: Round) -> str:
    day = each.closes_on or each.opens_on
    words = [each.name, f"{day.day}.{day.month}.{day.year}." if day else ""]
    return ", ".join(filter(None, words)) or "–"


class AttemptForm(forms.Form):
    """The short form: for whom, which round, how far."""

    organisation = forms.ChoiceField(label=_("For which organisation"))
    round = forms.ChoiceField(label=_("Round"), required=False)
    status = forms.ChoiceField(label=_("How far are you?"), choices=AT_FIRST, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("A note for your colleagues"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What it is to be, what is still missing. People of your organisation and the coordinators read it."
        ),
    )
    may_be_named = forms.BooleanField(label=NAMED, required=False)

    def __init__(
        self, *given: Any, organisations: Sequence[Organisation], rounds: Sequence[Round], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.organisations = {each.slug: each for each in organisations}
        self.rounds = {each.public_id: each for each in rounds}
        offer(self, "organisation", [(slug, each.name) for slug, each in self.organisations.items()])
        offer(self, "round", _rounds(rounds))
        self.initial.setdefault("status", AttemptStatus.THINKING)
        self.only = organisations[0] if len(organisations) == 1 else None
        if self.only:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = self.only.slug
        if not rounds:
            del self.fields["round"]

    def organisation_chosen(self) -> Organisation:
        """For whom."""
        return self.organisations[self.cleaned_data["organisation"]]

    def details(self) -> dict[str, Any]:
        """What was said, as the act takes it."""
        said = {name: self.cleaned_data[name] for name in ("status", "note", "may_be_named")}
        return {**said, "round": self.rounds.get(self.cleaned_data.get("round", ""))}


class AttemptChangeForm(forms.Form):
    """How it stands now; only lines that were really changed are handed on, so colleagues do not undo each other."""

    status = forms.ChoiceField(label=_("How far are you?"), choices=STATUSES)
    who = forms.ChoiceField(label=_("Who leads it"), required=False)
    round = forms.ChoiceField(label=_("Round"), required=False)
    sum_asked = SumField(label=_("Sum asked, EUR"), required=False)
    submitted_on = DayField(label=_("Submitted on"), required=False)
    sum_granted = SumField(
        label=_("Sum granted, EUR"),
        required=False,
        help_text=_("When it was supported; from it others learn the usual cut."),
    )
    decided_on = DayField(label=_("Decided on"), required=False)
    reason = forms.ChoiceField(label=_("If not: why?"), choices=[("", "–"), *ReasonForNo.choices], required=False)
    reason_words = forms.CharField(label=_("In your own words"), max_length=400, required=False)
    may_be_named = forms.BooleanField(label=NAMED, required=False)

    def __init__(
        self, given: QueryDict | None, *, attempt: Attempt, people: Sequence[Person], rounds: Sequence[Round]
    ) -> None:
        super().__init__(given, initial=_as_it_stands(attempt))
        self.people = {each.public_id: each for each in people}
        if attempt.who:
            self.people.setdefault(attempt.who.public_id, attempt.who)
        self.rounds = {each.public_id: each for each in rounds}
        offer(self, "who", [("", "–"), *((key, str(each)) for key, each in self.people.items())])
        offer(self, "round", _rounds(rounds))
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """A sum is granted to those who are supported, and after they have asked."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("sum_granted") is not None and said.get("status") != AttemptStatus.WON:
            self.add_error("sum_granted", _("Only who was supported was granted a sum. Is the state right?"))
        submitted, decided = said.get("submitted_on"), said.get("decided_on")
        if submitted and decided and decided < submitted:
            self.add_error("decided_on", _("Nobody decides before it was submitted."))
        return said

    @property
    def plan(self) -> list[forms.BoundField]:
        """What one says while it goes on."""
        return [self[name] for name in ("status", "who", "round", "sum_asked", "may_be_named")]

    @property
    def outcome(self) -> list[forms.BoundField]:
        """What one says when it was handed in and decided."""
        return [self[name] for name in ("submitted_on", "decided_on", "sum_granted", "reason", "reason_words")]

    @property
    def tells_outcome(self) -> bool:
        """Whether it has come so far, or something in that part is wrong."""
        said = self["status"].value() in {AttemptStatus.SUBMITTED, AttemptStatus.WON, AttemptStatus.LOST}
        return said or any(field.errors or field.value() for field in self.outcome)

    def details(self) -> dict[str, Any]:
        """What was changed, as the act takes it."""
        said = {name: self.cleaned_data[name] for name in self.changed_data}
        meant: Mapping[str, Mapping[str, Any]] = {"who": self.people, "round": self.rounds}
        return {name: meant[name].get(value) if name in meant else value for name, value in said.items()}


class NoteForm(forms.Form):
    """One more note."""

    text = forms.CharField(label=_("Add a note"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}))


class DropForm(forms.Form):
    """Why not, if one wants to say it."""

    reason = forms.ChoiceField(
        label=_("Why not?"), choices=[("", _("I do not want to say")), *ReasonForNo.choices], required=False
    )
    words = forms.CharField(label=_("In your own words"), max_length=400, required=False)


def _as_it_stands(attempt: Attempt) -> dict[str, Any]:
    plain = (
        "status",
        "sum_asked",
        "submitted_on",
        "sum_granted",
        "decided_on",
        "reason",
        "reason_words",
        "may_be_named",
    )
    return {
        **{name: getattr(attempt, name) for name in plain},
        "who": attempt.who.public_id if attempt.who else "",
        "round": attempt.round.public_id if attempt.round else "",
    }
