"""Proposals are looked at: shown, hidden with a reason, put to whom they concern, joined to what says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.initiatives_lines import line
from savienojums.voices.kinds import HiddenFor, State
from savienojums.voices.rules import initiatives as rules
from savienojums.voices.wording import tidied

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation
    from savienojums.voices.models import Initiative


class NoReason(Refused):
    """Nothing is silently hidden."""

    sentence = gettext_lazy("Choose a reason: its author and everyone else can read it.")


class WasTakenBack(Refused):
    """What its author took back stays theirs."""

    sentence = gettext_lazy("Its author took it back. Only they can send it in again.")


class NotJoinable(Refused):
    """Two that say the same are one; a chain is not."""

    sentence = gettext_lazy("Choose another proposal that is shown and is not joined to one itself.")


@transaction.atomic
def show_initiative(*, by: Person, initiative: Initiative, at: datetime) -> None:
    """Let everyone read it; from now on its addressee can know of it."""
    allow(rules.may_show_initiative, by, initiative)
    if initiative.hidden_for == HiddenFor.TAKEN_BACK:
        raise WasTakenBack
    if initiative.state == State.SHOWN:
        return
    initiative.state, initiative.hidden_for, initiative.why = State.SHOWN, "", ""
    initiative.shown_at = initiative.shown_at or at
    if initiative.to:
        initiative.addressed_at = initiative.addressed_at or at
    initiative.save(update_fields=["state", "hidden_for", "why", "shown_at", "addressed_at"])
    line("voices.initiative_shown", initiative, by=by, at=at, seen=True)


@transaction.atomic
def hide_initiative(*, by: Person, initiative: Initiative, hidden_for: str, why: str, at: datetime) -> None:
    """Show it no more, with a reason everyone can read; what was joined to it stands alone again."""
    allow(rules.may_hide_initiative, by, initiative)
    if hidden_for not in HiddenFor.values or hidden_for == HiddenFor.TAKEN_BACK:
        raise NoReason
    if initiative.hidden_for == HiddenFor.TAKEN_BACK:
        raise WasTakenBack
    initiative.state, initiative.hidden_for, initiative.why = State.HIDDEN, hidden_for, tidied(why)[:300]
    initiative.same_as = None
    initiative.save(update_fields=["state", "hidden_for", "why", "same_as"])
    initiative.doubles.update(same_as=None)
    line("voices.initiative_hidden", initiative, by=by, at=at, reason=hidden_for)


@transaction.atomic
def address_initiative(
    *, by: Person, initiative: Initiative, addressee: Organisation | None, name: str, at: datetime
) -> None:
    """Say whose answer is owed: an organisation of the registry, or somebody else by name; empty if nobody knows."""
    allow(rules.may_address_initiative, by, initiative)
    name = "" if addressee else tidied(name)[:200]
    if (initiative.addressee, initiative.addressee_name) == (addressee, name):
        return
    before = initiative.to
    initiative.addressee, initiative.addressee_name = addressee, name
    # A new addressee has as much time as the one before.
    initiative.addressed_at = at if initiative.to and initiative.state == State.SHOWN else None
    initiative.save(update_fields=["addressee", "addressee_name", "addressed_at"])
    line("voices.initiative_addressed", initiative, by=by, at=at, seen=True, before=before, to=initiative.to)


@transaction.atomic
def join_initiatives(*, by: Person, initiative: Initiative, into: Initiative, at: datetime) -> None:
    """Let one that says the same stand with the other: one answer, and who supported both counts once."""
    allow(rules.may_join_initiatives, by, initiative)
    if into.pk == initiative.pk or not into.is_open or initiative.state != State.SHOWN:
        raise NotJoinable
    line("voices.initiative_joined", initiative, by=by, at=at, seen=True, into=into.number)
    initiative.same_as = into
    initiative.save(update_fields=["same_as"])
    initiative.doubles.update(same_as=into)


@transaction.atomic
def separate_initiative(*, by: Person, initiative: Initiative, at: datetime) -> None:
    """Let it stand alone again."""
    allow(rules.may_separate_initiative, by, initiative)
    if initiative.same_as_id is None:
        return
    initiative.same_as = None
    initiative.save(update_fields=["same_as"])
    line("voices.initiative_separated", initiative, by=by, at=at, seen=True)
