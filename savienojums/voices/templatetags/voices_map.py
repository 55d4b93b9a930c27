"""How pages speak of maps: their age, how sure something is."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from savienojums.core.clock import now
from savienojums.voices.queries.conversations_days import on_in_words

register = template.Library()

HOUR = timedelta(hours=1)


@register.filter
def map_age(at: datetime) -> str:
    """How long ago, in the middle of a sentence: "3 minutes ago"; after two days the day."""
    since = now() - at
    if since < timedelta(minutes=1):
        return _("less than a minute ago")
    if since < HOUR:
        minutes = since // timedelta(minutes=1)
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if since < 48 * HOUR:
        hours = since // HOUR
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    return _("on %(day)s") % {"day": on_in_words(at)}


@register.filter
def in_hundred(share: float | None) -> int:
    """A share as so many in a hundred."""
    return round(100 * (share or 0))


@register.filter
def grouped(number: int) -> str:
    """A whole number in groups of three, as it is read: 17 335."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


@register.filter
def said_words(value: int) -> str:
    """What somebody said to a statement."""
    words = {1: pgettext("you", "agree"), -1: pgettext("you", "disagree"), 0: pgettext("you", "pass")}
    return words[value]
