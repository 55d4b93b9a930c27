"""What people of a focus group agree to, and who has agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from savienojums.core.records import Translated
from savienojums.core.refusal import NotFound
from savienojums.events.kinds import Seat
from savienojums.events.models import FocusGroup, Registration
from savienojums.events.models.registrations import signer

if TYPE_CHECKING:
    from datetime import date

    from savienojums.events.models import Attendance, Event


def default_consent(event: Event, withdraw_until: date | None, kept_until: date | None) -> Translated:
    """What people agree to if nobody wrote otherwise: what is noted, no names, taken back until when, how long kept."""
    told = Translated()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            told[code] = "\n\n".join(_sentences(event, withdraw_until, kept_until))
    return told


def _sentences(event: Event, withdraw_until: date | None, kept_until: date | None) -> list[str]:
    hosts = ", ".join(str(each) for each in event.organisers.all())
    first = _("I take part in this conversation of my own will. I may leave a question unanswered or go at any time.")
    noted = _(
        "What is said is written down in notes, without names: each voice gets a number. Of the voices only what "
        "matters is noted: about how old, from which place, in which role. Quotes may be published without anything "
        "by which I could be recognised."
    )
    others = _("What others say in this room I do not tell on in a way that shows who said it.")
    back = (
        _("I may take my consent back until %(day)s, without giving reasons; then my words are taken out.")
        % {"day": date_format(withdraw_until)}
        if withdraw_until
        else _("I may take my consent back at any time, without giving reasons; then my words are taken out.")
    )
    kept = (
        _("This sheet and the list of people are kept apart from the notes until %(day)s, then destroyed.")
        % {"day": date_format(kept_until)}
        if kept_until
        else _("This sheet and the list of people are kept apart from the notes and no longer than the law asks.")
    )
    whom = _("The notes are kept by %(hosts)s.") % {"hosts": hosts} if hosts else ""
    return [text for text in (first, noted, others, back, " ".join(filter(None, (kept, whom)))) if text]


def consent_of(focus_group: FocusGroup) -> Translated:
    """What people agree to: in each language the organisers' words, else the house's."""
    usual = default_consent(focus_group.event, focus_group.withdraw_until, focus_group.kept_until)
    return Translated({**usual, **{code: words for code, words in focus_group.consent_text.items() if words}})


def party_by(token: str) -> Registration:
    """The registration that this link opens, if it is one for a focus group that has told what it is about."""
    try:
        public_id = signer("registration").unsign(token)
    except BadSignature:
        raise NotFound from None
    rows = Registration.objects.standing().select_related("event__focus_group", "event__place")
    found = rows.filter(public_id=public_id, event__focus_group__isnull=False).first()
    if found is None or found.event.cancelled_at:
        raise NotFound
    return found


def party_people(registration: Registration) -> list[Attendance]:
    """Those of a party who may come, with the line of the mix they chose."""
    return list(registration.people.exclude(seat=Seat.GONE).select_related("mix_choice", "voice"))


def signers_of(focus_group: FocusGroup) -> list[Attendance]:
    """Those with a seat, as the sheets to sign are printed."""
    return list(focus_group.event.attendances.seated())


def groups_to_forget(day: date) -> list[FocusGroup]:
    """Those in which consent can no longer be taken back, while it is still known who stands behind the numbers."""
    rows = FocusGroup.objects.filter(withdraw_until__lt=day, voices__attendance__isnull=False).distinct()
    return list(rows.select_related("event"))
