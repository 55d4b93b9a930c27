"""The answer that is owed: taken up, in part, or not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.network.rules import coordinates
from savienojums.voices.actions.initiatives_lines import line
from savienojums.voices.kinds import Outcome, Way
from savienojums.voices.models import InitiativeAnswer
from savienojums.voices.rules import initiatives as rules
from savienojums.voices.wording import paragraphs, says_nothing, tidied

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Initiative

LONGEST_ANSWER = 5000


class NotShown(Refused):
    """Answers are read beside what they answer."""

    sentence = gettext_lazy(
        "Nobody can read this proposal yet, or it is joined to another one. Answer the one that is shown."
    )


class WhyMissing(Refused):
    """A yes or no alone is no answer."""

    sentence = gettext_lazy("Say why: what will be done and when, or what stands against it. At most 5000 letters.")


class WhoAnswers(Refused):
    """Somebody answers."""

    sentence = gettext_lazy("Say who answers, as it shall stand under the answer.")


@transaction.atomic
def answer_initiative(
    *, by: Person, initiative: Initiative, outcome: str, text: str, name: str = "", at: datetime
) -> InitiativeAnswer:
    """Answer; a later answer stands beside the earlier.

    A coordinator may write down what somebody without an account answered, in their name.
    """
    allow(rules.may_answer_initiative, by, initiative)
    if not initiative.is_open:
        raise NotShown
    text, name = paragraphs(text), tidied(name)[:200]
    if says_nothing(text) or len(text) > LONGEST_ANSWER or outcome not in Outcome.values:
        raise WhyMissing
    addressee = initiative.addressee
    in_name_of_another = coordinates(by) and bool(name) and name != (addressee.name if addressee else "")
    organisation = None if in_name_of_another else addressee
    called = name if in_name_of_another else initiative.to
    if not called:
        raise WhoAnswers
    speaks = organisation is not None and organisation.membership_of(by) is not None
    answer = InitiativeAnswer.objects.create(
        initiative=initiative, outcome=outcome, text=text, organisation=organisation, organisation_name=called, by=by,
        answered_at=at, way=Way.WEB if speaks else Way.TOLD,
    )  # fmt: skip
    told = {"answer": answer.public_id, "outcome": outcome, "who": called}
    line("voices.initiative_answered", initiative, by=by, at=at, seen=True, **told)
    return answer
