"""What the typesetter is told of a conversation's poster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core import palette
from savienojums.voices.kinds import Confirming, Standing
from savienojums.voices.queries.conversations_spoken import sentence_of, who_asks
from savienojums.voices.queries.facts import address_of, square_of, typed

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import Conversation

TEMPLATE = "voices/documents/poster"
# About so many minutes most people stay.
USUAL_MINUTES = 5
# The number of a day stays with its month.
DAY = re.compile(r"(\d\.?) (\w)")


def poster(conversation: Conversation, at: datetime) -> dict[str, Any]:
    """The question in large letters, until when, where; below it the same in the other languages it is written in."""
    first = conversation.question.language()
    others = [code for code, _name in settings.LANGUAGES if code != first and conversation.question.get(code)]
    address = address_of(conversation)
    return {
        "language": first,
        "colours": {**palette.SHIPPED, **settings.REGION_COLOURS},
        "network": settings.NETWORK_NAME,
        "region": settings.REGION_NAME,
        "who": who_asks(conversation),
        "address": address,
        "address-short": typed(address),
        "code": square_of(conversation),
        "main": _in_language(conversation, first, at),
        "others": [_in_language(conversation, code, at) for code in others],
        "labels": {},
    }


def _in_language(conversation: Conversation, code: str, at: datetime) -> dict[str, str]:
    with translation.override(code):
        over = conversation.standing(at) == Standing.CLOSED
        return {
            "language": code,
            "eyebrow": _("What do you think?") if not over else _("What we found out"),
            "question": conversation.question.in_language(code),
            "when": DAY.sub("\\1\u00a0\\2", sentence_of(conversation, at)),
            "how": _("Point a telephone at the square, or type the address."),
            "terms": "" if over else _terms(conversation),
            "asks": _("%(who)s asks") % {"who": who_asks(conversation)},
        }


def _terms(conversation: Conversation) -> str:
    minutes = ngettext("About %(count)s minute.", "About %(count)s minutes.", USUAL_MINUTES) % {"count": USUAL_MINUTES}
    if conversation.confirming == Confirming.ASKED:
        terms = _("No account needed; answers are anonymous and confirmed by e-mail.")
    else:
        terms = _("No account and no e-mail needed; answers are anonymous.")
    return f"{minutes} {terms}"
