"""Making, changing, publishing, closing and reopening conversations, and throwing drafts away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from savienojums.core import clock
from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold
from savienojums.network.rules import capacity, coordinates
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import Confirming, PhaseKind, ResultsShown, Standing
from savienojums.voices.models import Conversation, Statement
from savienojums.voices.queries import conversations_said as said
from savienojums.voices.rules import conversations as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation

    Details = Mapping[str, Any]

# Somebody types the address from a poster.
LONGEST_SLUG = 40
# With fewer statements than this the first who come have nothing to think about.
ENOUGH_SEEDS = 5
# From what readers may always see to what they may see last.
OPENNESS = (ResultsShown.LIVE, ResultsShown.AFTER_ANSWERING, ResultsShown.AT_END)


class NotTheirOrganisation(Refused):
    """One asks in the name of an organisation one acts for."""

    sentence = gettext_lazy("Choose the organisation that asks: one for which you act.")


class WithoutQuestion(Refused):
    """There is nothing to talk about."""

    sentence = gettext_lazy("Write the question of the conversation.")


class AlreadyPublished(Refused):
    """Everyone can read it."""

    sentence = gettext_lazy("This conversation is published already.")


class NoPhase(Refused):
    """Nobody could answer."""

    sentence = gettext_lazy("Before it is published, say when it is open: add a phase that is not over yet.")


class FewSeeds(Refused):
    """The first who come would find next to nothing."""

    def __init__(self, count: int) -> None:
        sentence = ngettext(
            "There is only %(count)s statement yet. Those who come first would have little to answer.",
            "There are only %(count)s statements yet. Those who come first would have little to answer.",
            count,
        )
        super().__init__(sentence % {"count": count})


class IsDraft(Refused):
    """What nobody knows of need not be closed."""

    sentence = gettext_lazy("This conversation is a draft that nobody sees. Delete it instead of closing it.")


class AlreadyClosed(Refused):
    """Its time is over."""

    sentence = gettext_lazy("This conversation is closed already.")


class NotClosed(Refused):
    """Only what was closed by hand can be reopened."""

    sentence = gettext_lazy("This conversation was not closed early, so there is nothing to reopen.")


class TimeIsOver(Refused):
    """Without a phase ahead an open door leads nowhere."""

    sentence = gettext_lazy("All its phases are over. Add a new phase first, then reopen the conversation.")


class IsKnown(Refused):
    """Somebody knows of it, or somebody's answers are in it."""

    sentence = gettext_lazy(
        "People know of this conversation or have answered in it, so it is closed instead of deleted."
    )


class ResultsWereOpen(Refused):
    """Whoever answers after results were public answers something else than those before."""

    sentence = gettext_lazy(
        "People have answered, and when this conversation was closed its results could be read. Nobody answers it anew after that: copy it and ask once more."
    )


class PromiseKept(Refused):
    """What people were told when they answered still holds."""


class ChangedMeanwhile(Refused):
    """Somebody else saved other values since the form was opened."""

    def __init__(self, conflicts: Mapping[str, Any], seen: int) -> None:
        self.conflicts, self.seen = conflicts, seen
        super().__init__(_("Somebody else changed the same lines while you were writing. Compare and save again."))


@transaction.atomic
def make_conversation(*, by: Person, details: Details, at: datetime) -> Conversation:
    """Write down a conversation; until it is published only those who run it see it."""
    allow(rules.may_make_conversation, by)
    _insist_on_their_own(by, details.get("organisation"))
    conversation = Conversation(
        slug=free_slug(in_languages(details["title"]) or details.get("question"), at), made_by=by
    )
    conversation.is_example = bool(details.get("is_example"))
    _take(conversation, details)
    conversation.save()
    _take_related(conversation, details)
    line("voices.conversation_made", conversation, by=by, at=at)
    return conversation


@transaction.atomic
def change_conversation(
    *, by: Person, conversation: Conversation, details: Details, seen: int | None = None, at: datetime
) -> Conversation:
    """Change what is said of a conversation; what people were promised when they answered cannot be taken back.

    `seen` is the number of changes that had been made when the form was opened; without it the details simply hold.
    A question that changes after people have answered is told to everyone.
    """
    allow(rules.may_change_conversation, by, conversation)
    current = hold(conversation)
    if seen is not None:
        details = _met(current, details, seen)
    changes = said.changes_between(said.said_of(current), said.plain(details))
    if not changes:
        return current
    if "organisation" in changes:
        _insist_on_their_own(by, details["organisation"])
    answered = current.participants.exists()
    if answered:
        _insist_on_promises(changes)
    _take(current, details)
    current.save()
    _take_related(current, details)
    verb = said.REWORDED if answered and "question" in changes else said.CHANGED
    line(verb, current, by=by, at=at, seen=verb == said.REWORDED, changes=changes)
    return current


@transaction.atomic
def publish_conversation(*, by: Person, conversation: Conversation, anyway: bool = False, at: datetime) -> None:
    """Let people know of it; `anyway` although there are few statements."""
    allow(rules.may_publish_conversation, by, conversation)
    current = hold(conversation)
    if current.published_at:
        raise AlreadyPublished
    phases = list(current.phases.all())
    ahead = [phase for phase in phases if phase.closes_at > at]
    if not ahead:
        raise NoPhase
    count = Statement.objects.filter(conversation=current).shown().count()
    if count < ENOUGH_SEEDS and ahead[0].kind != PhaseKind.STATEMENTS and not anyway:
        raise FewSeeds(count)
    current.published_at = conversation.published_at = at
    current.save(update_fields=["published_at"])
    line("voices.conversation_published", current, by=by, at=at, seen=True)


@transaction.atomic
def close_conversation(*, by: Person, conversation: Conversation, at: datetime) -> None:
    """Close it before its time, or for good; every answer given until now stays."""
    allow(rules.may_close_conversation, by, conversation)
    current = hold(conversation)
    if current.is_draft:
        raise IsDraft
    if current.standing(at) == Standing.CLOSED:
        raise AlreadyClosed
    current.closed_at = conversation.closed_at = at
    current.save(update_fields=["closed_at"])
    line("voices.conversation_closed", current, by=by, at=at, seen=True)


@transaction.atomic
def reopen_conversation(*, by: Person, conversation: Conversation, at: datetime) -> None:
    """Let its phases hold again, after it was closed by hand."""
    allow(rules.may_reopen_conversation, by, conversation)
    current = hold(conversation)
    if not current.closed_at:
        raise NotClosed
    if not any(phase.closes_at > at for phase in current.phases.all()):
        raise TimeIsOver
    insist_unread(current)
    current.closed_at = conversation.closed_at = None
    current.save(update_fields=["closed_at"])
    line("voices.conversation_reopened", current, by=by, at=at, seen=True)


@transaction.atomic
def delete_conversation_draft(*, by: Person, conversation: Conversation, at: datetime) -> None:
    """Throw away a draft nobody knows of."""
    allow(rules.may_delete_conversation_draft, by, conversation)
    current = hold(conversation)
    if current.published_at or current.participants.exists():
        raise IsKnown
    line("voices.conversation_draft_deleted", current, by=by, at=at)
    current.delete()


def hold(conversation: Conversation) -> Conversation:
    """The conversation as it stands now, kept from others until the act is over."""
    held = Conversation.objects.select_for_update(of=("self",)).select_related("organisation")
    return held.get(pk=conversation.pk)


def insist_unread(conversation: Conversation) -> None:
    """Nobody answers anew what was promised to be read at the end, and was."""
    if conversation.results_shown == ResultsShown.AT_END and conversation.participants.exists():
        raise ResultsWereOpen


def free_slug(title: Any, at: datetime) -> str:
    """An address word from title and year that none has yet; ending in a year it is no word of the room's own."""
    year = str(clock.local_day(at).year)
    words = slugify(fold(in_languages(title).in_language("lv"))).strip("-") or "saruna"
    if len(words) > LONGEST_SLUG:
        # No half a word at the end, if there is a whole one before it.
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    wanted = words if words.endswith(f"-{year}") else f"{words}-{year}"
    taken = set(Conversation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


def _take(conversation: Conversation, details: Details) -> None:
    for name in said.LINES:
        if name in details:
            setattr(conversation, name, in_languages(details[name]) if name in said.WORDS else details[name])
    conversation.title = conversation.title or conversation.question
    if not conversation.question:
        raise WithoutQuestion


def _take_related(conversation: Conversation, details: Details) -> None:
    for relation in said.RELATED:
        if relation in details:
            getattr(conversation, relation).set(details[relation])


def _insist_on_their_own(by: Person, organisation: Organisation | None) -> None:
    if coordinates(by):
        return
    if organisation is None or capacity(by, organisation) is None:
        raise NotTheirOrganisation


def _insist_on_promises(changes: Mapping[str, list[Any]]) -> None:
    smaller, results, confirming = (changes.get(name) for name in ("smallest_group", "results_shown", "confirming"))
    if smaller and smaller[1] < smaller[0]:
        raise PromiseKept(
            _("People have answered knowing how small a group may be shown. It can be made larger, not smaller.")
        )
    if results and OPENNESS.index(results[1]) < OPENNESS.index(results[0]):
        raise PromiseKept(_("People have answered knowing when results are shown. They cannot be shown earlier now."))
    if confirming and confirming[1] == Confirming.ASKED:
        raise PromiseKept(
            _("People have answered without confirming. If everyone had to confirm now, their answers would be lost.")
        )


def _met(conversation: Conversation, details: Details, seen: int) -> dict[str, Any]:
    """The details without those lines that only others changed; both changed one line: somebody has to choose."""
    before, now = said.said_before(conversation, seen), said.said_of(conversation)
    wanted = said.plain(details)
    conflicts = {
        name: now[name] for name, old in before.items() if name in wanted and wanted[name] not in (old, now[name])
    }
    if conflicts:
        raise ChangedMeanwhile(conflicts, said.changes_seen(conversation))
    return {name: value for name, value in details.items() if name not in before or wanted.get(name) != before[name]}
