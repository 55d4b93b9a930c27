"""What is said of a conversation itself: whose it is, when it is open, how many took part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day
from savienojums.core.rich import rich
from savienojums.voices.kinds import Standing
from savienojums.voices.queries.conversations_said import reworded
from savienojums.voices.queries.conversations_spoken import (
    PhaseTold,
    mark_of,
    phases_of,
    sentence_of,
    who_asks,
)
from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Participant


@dataclass(frozen=True, slots=True)
class Facts:
    """The head of a conversation's page."""

    mark: str
    standing: str
    sentence: str
    who: str
    intro: SafeString
    phases: list[PhaseTold]
    people: int
    statements: int
    is_over: bool
    reworded_text: str
    address: str
    address_short: SafeString


def part(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> dict[str, Any]:
    """The head of the page, and whether this person runs the conversation."""
    del participant
    told = {"facts": facts_of(conversation, at), "runs_it": runs(person, conversation), "at": at}
    return told if conversation.is_draft else {**told, "square": square_of(conversation)}


def facts_of(conversation: Conversation, at: datetime) -> Facts:
    """What is said of it to everyone."""
    mark, standing = mark_of(conversation, at)
    phases = phases_of(conversation, at)
    over = conversation.standing(at) == Standing.CLOSED
    changed = None if conversation.is_draft else reworded(conversation)
    address = address_of(conversation)
    return Facts(
        mark=mark,
        standing=standing,
        sentence=sentence_of(conversation, at),
        who=who_asks(conversation),
        intro=rich(str(conversation.intro)),
        phases=phases if len(phases) > 1 else [],
        people=conversation.participants.counted().count(),
        statements=conversation.statements.shown().count(),
        is_over=over,
        reworded_text=_reworded(changed.at) if changed else "",
        address=address,
        # A long address breaks after its slashes.
        address_short=format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in typed(address).split("/"))),
    )


def _reworded(at: datetime) -> str:
    return _("The question was changed on %(day)s, after some people had answered.") % {
        "day": date_format(local_day(at))
    }


def address_of(conversation: Conversation) -> str:
    """The whole address of its page, as it stands on paper."""
    return settings.SITE_URL + conversation.get_absolute_url()


def typed(address: str) -> str:
    """The address as somebody types it: whole, without what browsers add by themselves."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def square_of(conversation: Conversation) -> SafeString:
    """The code a telephone reads."""
    code = segno.make(address_of(conversation), error="m", micro=False, boost_error=False)
    # Made by the program of nothing but an address of ours.
    return mark_safe(code.svg_inline(border=0, omitsize=True))
