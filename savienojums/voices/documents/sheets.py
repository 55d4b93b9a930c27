"""What the typesetter is told of sheets of statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from savienojums.core import palette
from savienojums.core.templatetags.core import short_address
from savienojums.voices.kinds import AgeBand
from savienojums.voices.typed import in_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from savienojums.voices.models import AnswerSheet, Conversation, SheetBatch, Survey, SurveyBatch
    from savienojums.voices.queries.typing import Row

# What it is for, in so many characters: a sheet is no leaflet.
LONGEST_INTRO = 320
OWN_LINES = 2


def sheets(batch: SheetBatch, rows: Sequence[Row], printed: Sequence[AnswerSheet]) -> dict[str, Any]:
    """The content of a batch for its template: what all sheets say, and the code of each."""
    conversation = batch.conversation
    typing = settings.SITE_URL + reverse("conversation_typing", args=[conversation.slug])
    return {
        **house(),
        **heading_of(conversation, batch),
        "kind": _("Answer sheet"),
        "title": str(conversation.question) or str(conversation.title),
        "how": _("Tick one box in each row. You may leave out any row."),
        "rows": [{"number": str(row.number), "text": row.text, "language": row.language} for row in rows],
        "own": _own_of(conversation),
        "own-lines": min(OWN_LINES, conversation.most_statements),
        "self": self_of(conversation),
        "sheets": [
            {"code": in_parts(each.code), "picture": square(f"{typing}?{urlencode({'code': each.code})}")}
            for each in printed
        ],
        "labels": {
            "number": pgettext("sheet", "No."),
            "statement": pgettext("sheet", "Statement"),
            "agree": pgettext("statement", "Agree"),
            "disagree": pgettext("statement", "Disagree"),
            "pass": pgettext("statement", "Pass"),
            **common_labels(),
        },
    }


def common_labels() -> dict[str, str]:
    """Words every paper of this room has."""
    return {
        "code": _("Sheet code"),
        "code-alt": _("For the organisers: type sheet %(code)s"),
        "page": _("Sheet %(code)s, page %(n)s of %(all)s"),
        "voluntary": _("If you like, tell about yourself"),
        "place": _("Parish or town where you live"),
        "age": _("How old are you?"),
    }


def heading_of(asked: Conversation | Survey, batch: SheetBatch | SurveyBatch) -> dict[str, Any]:
    """Who asks and what for, where the paper is brought back, how it is treated, where the same stands on the web."""
    address = settings.SITE_URL + asked.get_absolute_url()
    intro = " ".join(str(asked.intro).split())
    return {
        "intro": Truncator(intro).chars(LONGEST_INTRO, truncate=" …"),
        "asks": _("Asked by: %(name)s") % {"name": asked.organisation.name} if asked.organisation else "",
        "back": _back(batch),
        "privacy": _(
            "Please do not write your name. The code is there so that no sheet is entered twice; it says nothing of you. Sums and answers without names are published; the place only in sums."
        ),
        "web": _("The same on the web:"),
        "address": address,
        "address-short": short_address(address),
    }


def self_of(asked: Conversation | Survey) -> dict[str, Any]:
    """The voluntary questions."""
    return {
        "place": asked.asks_place,
        "ages": [str(label) for label in AgeBand.labels] if asked.asks_age else [],
        "note": ngettext(
            "Fewer than %(count)s person is never shown as a group.",
            "Fewer than %(count)s people are never shown as a group.",
            asked.smallest_group,
        ) % {"count": asked.smallest_group},
    }  # fmt: skip


def house() -> dict[str, Any]:
    """What stands on every paper of ours."""
    return {
        "language": (get_language() or "lv")[:2],
        "colours": {**palette.SHIPPED, **settings.REGION_COLOURS},
        "network": settings.NETWORK_NAME,
        "region": settings.REGION_NAME,
    }


def square(address: str) -> SafeString:
    """The code a telephone reads, as small as it can be."""
    # Made by the program of nothing but an address of ours.
    return mark_safe(segno.make(address, error="l", micro=False, boost_error=False).svg_inline(border=0, omitsize=True))


def _own_of(conversation: Conversation) -> str:
    if not conversation.most_statements:
        return ""
    return _("What is missing? Write a statement of your own: one thought with which others can agree or disagree (up to %(most)s characters).") % {
        "most": conversation.longest_statement
    }  # fmt: skip


def _back(batch: SheetBatch | SurveyBatch) -> str:
    # Latvian days end with a full stop of their own, and so does the sentence.
    day = formats.date_format(batch.returns_by, "SHORT_DATE_FORMAT").rstrip(".") if batch.returns_by else ""
    told = {"where": batch.returns_to.rstrip("."), "day": day}
    if batch.returns_to and day:
        return _("Please bring this sheet back: %(where)s, by %(day)s.") % told
    if batch.returns_to:
        return _("Please bring this sheet back: %(where)s.") % told
    if day:
        return _("Please give this sheet back to whoever gave it to you, by %(day)s.") % told
    return _("Please give this sheet back to whoever gave it to you.")
