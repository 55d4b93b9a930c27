"""What attempts, notes and questions for advice hold about a person, and what of it goes when the person goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.accounts.personal import Held
from savienojums.support.models import AdviceRequest, Attempt, AttemptNote

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


def held(person: Person) -> list[Held]:
    """Attempts the person leads, notes they wrote, questions of theirs still on their way."""
    return [_attempts(person), _notes(person), _questions(person)]


def forget(person: Person, at: datetime) -> None:
    """Questions on their way go; attempts and notes belong to the organisation and lose only the name."""
    del at
    AdviceRequest.objects.filter(sender_email__iexact=person.email).delete()
    Attempt.objects.filter(who=person).update(who=None)
    AttemptNote.objects.filter(by=person).update(by=None)


def _attempts(person: Person) -> Held:
    rows = [
        {"organisation": each.organisation.name, "measure": str(each.measure), "since": each.begun_at}
        for each in Attempt.objects.filter(who=person).select_related("organisation", "measure")
    ]
    labels = {"organisation": _("Organisation"), "measure": _("Support measure"), "since": _("Since")}
    return Held("attempts", _("What you lead under “We want to try”"), labels, rows)


def _notes(person: Person) -> Held:
    rows = [
        {"measure": str(each.attempt.measure), "note": each.text, "written": each.at}
        for each in AttemptNote.objects.filter(by=person).select_related("attempt__measure")
    ]
    labels = {"measure": _("Support measure"), "note": _("Note"), "written": _("Written on")}
    return Held("attempt_notes", _("Notes you wrote for your colleagues"), labels, rows)


def _questions(person: Person) -> Held:
    rows = [
        {"measure": str(each.measure), "name": each.sender_name, "text": each.text, "written": each.written_at}
        for each in AdviceRequest.objects.filter(sender_email__iexact=person.email).select_related("measure")
    ]
    labels = {"measure": _("Support measure"), "name": _("Name"), "text": _("Question"), "written": _("Written on")}
    return Held("questions", _("Questions of yours still on their way"), labels, rows)
