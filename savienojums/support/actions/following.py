"""Following a search or a measure by e-mail: asked for, confirmed, changed, stopped, taken up again, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.models import mailbox
from savienojums.accounts.personal import records_about, unname
from savienojums.core import mail
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import rules
from savienojums.support.actions.alerts import look_at
from savienojums.support.kinds import Grade, Pace
from savienojums.support.models import Alert, Follow, Measure
from savienojums.support.queries import following as queries

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.support.queries.following import Wanted, Wishes

# More searches than anyone reads; what is beyond that is a machine.
MOST_FOLLOWS = 50


class NothingToHear(Refused):
    """Neither a kind of news nor a reminder was chosen."""

    sentence = _("Choose at least one thing you want to hear of. If you want no more mail, stop it instead.")


class TooManyFollows(Refused):
    """One mailbox cannot follow any number of things."""

    sentence = _("You follow fifty things already, and more is not possible. Stop one of them first.")


class NotConfirmed(Refused):
    """What was never confirmed cannot be changed or taken up again; its link confirms it."""

    sentence = _("This was not confirmed yet. Press the button that confirms it first.")


@transaction.atomic
def follow(
    *, by: Person | None, wanted: Wanted, wishes: Wishes, email: str = "", language: str = "lv", at: datetime
) -> Follow:
    """Follow a search or a measure by e-mail; without an account it begins when the mailbox has confirmed it.

    What the same mailbox follows already stays as it is: only its own link may change it.
    """
    allow(rules.may_follow, by, wanted)
    insist(wishes)
    made = queries.same_as(by, email, wanted) or _made(by, wanted, email, language, at)
    if made.state() == "asked" or (by and made.state() == "stopped"):
        made.asked_at = at
        _take(made, wishes)
        made.save()
    if by and made.state() != "running":
        _begin(made, at)
    _tell("support.follow_begun" if by else "support.follow_asked", made, by=by, at=at)
    return made


@transaction.atomic
def confirm_follow(*, by: Person | None, follow: Follow, token: str = "", at: datetime) -> None:
    """Say by the link of the mail that one asked for it oneself; done twice it is still done once."""
    allow(rules.may_confirm_follow, by, follow, token)
    held = _hold(follow)
    if held.state() == "running":
        return
    _begin(held, at)
    _tell("support.follow_confirmed", held, by=by, at=at)


@transaction.atomic
def change_follow(*, by: Person | None, follow: Follow, wishes: Wishes, token: str = "", at: datetime) -> None:
    """Change how often and of what one hears."""
    allow(rules.may_change_follow, by, follow, token)
    insist(wishes)
    held = _hold(follow)
    if held.confirmed_at is None:
        raise NotConfirmed
    _take(held, wishes)
    held.save(update_fields=["pace", "grades", "reminders"])
    _tell("support.follow_changed", held, by=by, at=at)


@transaction.atomic
def stop_follow(*, by: Person | None, follow: Follow, token: str = "", at: datetime) -> None:
    """Hear no more of it; done twice it is still done once."""
    allow(rules.may_stop_follow, by, follow, token)
    _stop(_hold(follow), by, at)


@transaction.atomic
def stop_alerts(*, by: Person | None, alert: Alert, token: str = "", at: datetime) -> list[Follow]:
    """Stop everything the mailbox of this mail follows, by the link of the mail; what was stopped just now."""
    allow(rules.may_stop_alerts, by, alert, token)
    mine = queries.told_in(alert).filter(stopped_at=None).exclude(confirmed_at=None)
    return [held for held in mine.select_for_update(of=("self",)) if _stop(held, by, at)]


@transaction.atomic
def resume_follow(*, by: Person | None, follow: Follow, token: str = "", at: datetime) -> None:
    """Follow again what was stopped; what happened meanwhile is not told."""
    allow(rules.may_resume_follow, by, follow, token)
    held = _hold(follow)
    if held.confirmed_at is None:
        raise NotConfirmed
    if held.stopped_at is None:
        return
    _begin(held, at)
    _tell("support.follow_resumed", held, by=by, at=at)


@transaction.atomic
def dismiss_measure(*, by: Person | None, follow: Follow, measure: Measure, token: str = "", at: datetime) -> None:
    """Hear no more of one measure, whichever search of the same mailbox it is found by."""
    allow(rules.may_dismiss_measure, by, follow, token)
    for held in _searches_of(follow):
        if measure.pk not in held.dismissed:
            held.dismissed = [*held.dismissed, measure.pk]
            held.save(update_fields=["dismissed"])
    _tell("support.measure_dismissed", follow, by=by, at=at, measure=measure.public_id)


@transaction.atomic
def readmit_measure(*, by: Person | None, follow: Follow, measure: Measure, token: str = "", at: datetime) -> None:
    """Hear again of a measure one did not want to hear of."""
    allow(rules.may_readmit_measure, by, follow, token)
    for held in _searches_of(follow):
        held.dismissed = [pk for pk in held.dismissed if pk != measure.pk]
        held.save(update_fields=["dismissed"])
    _tell("support.measure_readmitted", follow, by=by, at=at, measure=measure.public_id)


def send_follow_link(*, by: System, follow: Follow, at: datetime) -> None:
    """Send the link by which the mailbox confirms, or manages what it follows already."""
    allow(rules.may_send_follow_link, by, follow)
    if follow.person or not follow.email:
        return
    mail.send(
        "support/mail/follow_link.txt",
        to=follow.email,
        language=follow.language,
        follow=follow,
        state=follow.state(),
        followed=queries.Followed(follow, queries.wanted_of(follow)),
        link=queries.address_of("follow", follow.token),
    )
    _tell("support.follow_link_sent", follow, by=by, at=at)


@transaction.atomic
def forget_follow(*, by: System, follow: Follow, at: datetime) -> None:
    """Drop an address that nobody confirmed, or that wants no mail any more."""
    allow(rules.may_forget_follow, by, follow)
    _tell("support.follow_forgotten", follow, by=by, at=at)
    unname(records_about(Follow, [follow.pk]))
    Follow.objects.filter(pk=follow.pk).delete()
    if not Follow.objects.of_mailbox_of(follow).exists():
        Alert.objects.of_mailbox_of(follow).forget_recipient()


def insist(wishes: Wishes) -> None:
    """Something has to be heard of."""
    if not wishes.grades and not wishes.reminders:
        raise NothingToHear


def _made(by: Person | None, wanted: Wanted, email: str, language: str, at: datetime) -> Follow:
    """A new row; two that are made at the same moment are one."""
    whose: dict[str, Any] = {"person": by, "email": "" if by else mailbox(email)}
    what: dict[str, Any] = {"measure": wanted.measure, "query": "" if wanted.measure else wanted.query}
    made, _new = Follow.objects.get_or_create(
        **whose, **what, defaults={"language": language, "asked_at": at, "told_at": at}
    )
    return made


def _begin(follow: Follow, at: datetime) -> None:
    """From now on it is told; what happened before is not."""
    if Follow.objects.of_mailbox_of(follow).heard().count() >= MOST_FOLLOWS:
        raise TooManyFollows
    follow.confirmed_at, follow.stopped_at, follow.told_at = follow.confirmed_at or at, None, at
    follow.save(update_fields=["confirmed_at", "stopped_at", "told_at"])
    if follow.measure_id is None:
        look_at(follow.query, at)


def _take(follow: Follow, wishes: Wishes) -> None:
    """The wishes, as far as there are such things."""
    follow.pace = wishes.pace if wishes.pace in Pace.values else Pace.DAILY
    known = {*queries.wanted_of(follow).offered, *Grade.values}
    follow.grades = [grade for grade in wishes.grades if grade in known]
    follow.reminders = sorted(set(wishes.reminders), reverse=True)


def _hold(follow: Follow) -> Follow:
    """The follow as it stands now, kept from others until the act is over."""
    return Follow.objects.select_for_update(of=("self",)).select_related("person", "measure").get(pk=follow.pk)


def _searches_of(follow: Follow) -> list[Follow]:
    """Every search of the same mailbox; one measure followed for itself is stopped, not dismissed."""
    rows = Follow.objects.select_for_update(of=("self",)).of_mailbox_of(follow)
    return list(rows.filter(measure=None).select_related("person"))


def _stop(held: Follow, by: Person | None, at: datetime) -> bool:
    if held.stopped_at:
        return False
    held.stopped_at = at
    held.save(update_fields=["stopped_at"])
    _tell("support.follow_stopped", held, by=by, at=at)
    return True


def _tell(verb: str, follow: Follow, *, by: Person | System | None, at: datetime, **particulars: Any) -> None:
    record(verb, by=by, subject=follow, at=at, audience=Audience.SELF, **particulars)
