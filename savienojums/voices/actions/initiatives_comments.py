"""What people add to a proposal; looked at before it is shown, but for those who act for an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.network.rules import coordinates, speaks_for
from savienojums.voices.actions.initiatives_lines import line
from savienojums.voices.actions.initiatives_moderating import NoReason
from savienojums.voices.kinds import HiddenFor, State
from savienojums.voices.models import InitiativeComment
from savienojums.voices.rules import initiatives as rules
from savienojums.voices.wording import paragraphs, says_nothing, tidied

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation
    from savienojums.voices.models import Initiative

LONGEST_COMMENT = 2000


class NoComment(Refused):
    """A comment says something, and not too much."""

    sentence = gettext_lazy("Write your comment: from a few words up to 2000 letters.")


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody adds, as whom, for whom."""

    text: str
    name: str = ""
    organisation: Organisation | None = None
    source_key: str = ""


@transaction.atomic
def comment_initiative(*, by: Person | None, initiative: Initiative, remark: Remark, at: datetime) -> InitiativeComment:
    """Add something; an organisation's word is shown at once and marked as theirs."""
    allow(rules.may_comment_initiative, by, initiative)
    text, organisation = paragraphs(remark.text), remark.organisation
    if says_nothing(text) or len(text) > LONGEST_COMMENT:
        raise NoComment
    speaking = speaks_for(by, organisation) if organisation else None
    known = speaking is not None or coordinates(by)
    comment = InitiativeComment.objects.create(
        initiative=initiative, text=text, author_name=tidied(remark.name)[:120], person=by, organisation=speaking, said_at=at,
        source_key=remark.source_key, state=State.SHOWN if known else State.WAITING,
    )  # fmt: skip
    line("voices.initiative_commented", initiative, by=None, at=at, comment=comment.public_id)
    return comment


@transaction.atomic
def show_initiative_comment(*, by: Person, comment: InitiativeComment, at: datetime) -> None:
    """Let everyone read it."""
    allow(rules.may_show_initiative_comment, by, comment)
    comment.state, comment.hidden_for, comment.why = State.SHOWN, "", ""
    comment.save(update_fields=["state", "hidden_for", "why"])
    line("voices.initiative_comment_shown", comment.initiative, by=by, at=at, comment=comment.public_id)


@transaction.atomic
def hide_initiative_comment(*, by: Person, comment: InitiativeComment, hidden_for: str, why: str, at: datetime) -> None:
    """Show it not, or no more, with a reason everyone can read."""
    allow(rules.may_hide_initiative_comment, by, comment)
    if hidden_for not in HiddenFor.values or hidden_for == HiddenFor.TAKEN_BACK:
        raise NoReason
    comment.state, comment.hidden_for, comment.why = State.HIDDEN, hidden_for, tidied(why)[:300]
    comment.save(update_fields=["state", "hidden_for", "why"])
    line("voices.initiative_comment_hidden", comment.initiative, by=by, at=at, reason=hidden_for)
