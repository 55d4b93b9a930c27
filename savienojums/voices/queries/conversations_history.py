"""What happened to a conversation, told to those who run it; never with words of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from savienojums.core.records import in_languages
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.voices.kinds import Confirming, Method, Moderation, PhaseKind, ResultsShown
from savienojums.voices.queries.conversations_days import since_in_words, until_in_words
from savienojums.voices.queries.conversations_said import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import TextChoices

    from savienojums.voices.models import Conversation

SENTENCES = {
    "voices.conversation_made": pgettext_lazy("conversation", "Written down as a draft."),
    "voices.conversation_copied": _("Copied from another conversation."),
    "voices.conversation_changed": pgettext_lazy("conversation", "Changed."),
    "voices.question_changed": _("The question was changed after people had answered; readers are told."),
    "voices.conversation_published": pgettext_lazy("conversation", "Published."),
    "voices.conversation_closed": _("Closed."),
    "voices.conversation_reopened": _("Reopened."),
    "voices.phase_added": _("A phase was added:"),
    "voices.phase_changed": _("A phase was changed:"),
    "voices.phase_removed": _("A phase was removed:"),
    "voices.seed_statements_added": _("Statements of the organisers were added."),
    "voices.statement_shown": _("A statement was let through."),
    "voices.statement_hidden": _("A statement was hidden; the moderation log says why."),
    "voices.statements_joined": _("Statements that say the same were joined."),
    "voices.statement_translated": _("A statement was translated."),
    "voices.statement_corrected": _("A statement was corrected."),
    "voices.statement_reopened": _("A statement waits once more to be looked at."),
    "voices.participants_set_aside": _("Answers of participants were set aside; they are kept and not counted."),
    "voices.participants_brought_back": _("Answers that had been set aside count again."),
    "voices.sheets_made": _("Answer sheets were made for paper."),
    "voices.sheets_dropped": _("Answer sheets were taken back."),
    "voices.hall_added": _("A hall was written down."),
    "voices.hall_changed": _("What was written of a hall was changed."),
    "voices.hall_removed": _("A hall was taken out."),
    "voices.hands_counted": _("Hands in a hall were counted."),
    "voices.hands_forgotten": _("Counted hands of a hall were taken back."),
    "voices.conclusions_written": _("Conclusions were written."),
    "voices.files_exported": _("Files with the answers were taken."),
    "voices.conversation_taken_in": _("Taken in from files of another platform."),
    "voices.connections_forgotten": _("From which connections answers came was forgotten, as promised."),
}
LABELS = {
    "title": pgettext_lazy("conversation", "Title"),
    "question": _("Question"),
    "intro": _("What it is for"),
    "moderation_rules": _("Own rules of what is shown"),
    "organisation": _("Who asks"),
    "languages": _("Languages of the statements"),
    "moderation": _("When you look at what people add"),
    "longest_statement": _("Longest statement, in letters"),
    "most_statements": _("Statements one person may add"),
    "results_shown": _("When readers see the results"),
    "confirming": _("Confirming by e-mail"),
    "smallest_group": _("Smallest group that is shown, in people"),
    "asks_place": _("Ask where people live (voluntary)"),
    "asks_age": _("Ask how old people are (voluntary)"),
    "method": _("How the opinion map is reckoned"),
    "is_listed": _("Show it in the lists"),
    "themes": _("Themes"),
    "places": _("Place it is about"),
}
KINDS: dict[str, type[TextChoices]] = {
    "moderation": Moderation, "results_shown": ResultsShown, "confirming": Confirming, "method": Method,
}  # fmt: skip
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, in words."""

    at: datetime
    who: str
    behalf: str
    text: str
    changes: list[tuple[str, str, str]]


def history_of(conversation: Conversation) -> list[Line]:
    """The latest of what happened, the newest first."""
    lines = Record.objects.about(conversation).filter(verb__in=SENTENCES).select_related("by")
    return [_told(line) for line in lines[:SHOWN]]


def value_in_words(name: str, value: Any) -> str:
    """A plain value as people read it."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name in KINDS:
        return str(KINDS[name](value).label)
    if name in WORDS:
        return str(in_languages(value))
    return ", ".join(value) if isinstance(value, list) else str(value)


def conflicts_in_words(conflicts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What others have saved meanwhile, line by line."""
    return [(str(LABELS[name]), value_in_words(name, value)) for name, value in conflicts.items()]


def _told(line: Record) -> Line:
    who = str(SYSTEM) if line.by_system else str(line.by) if line.by else str(_("Somebody without an account any more"))
    changes = [
        (str(LABELS.get(name, name)), value_in_words(name, old), value_in_words(name, new))
        for name, (old, new) in line.particulars.get("changes", {}).items()
    ]
    text = str(SENTENCES[line.verb])
    if "opens_at" in line.particulars:
        text = f"{text} {_phase(line.particulars)}"
    if "number" in line.particulars:
        text = f"{text} {gettext('No %(number)s') % line.particulars}"
    return Line(line.at, who, (line.on_behalf or {}).get("name", ""), text, changes)


def _phase(told: dict[str, Any]) -> str:
    """A phase as the journal keeps it, in words."""
    name = str(in_languages(told["name"])) or str(PhaseKind(told["kind"]).label)
    opens, closes = (datetime.fromisoformat(told[which]) for which in ("opens_at", "closes_at"))
    times = {"since": since_in_words(opens), "until": until_in_words(closes)}
    return f"{name}, {pgettext_lazy('phase', 'from %(since)s until %(until)s') % times}."
