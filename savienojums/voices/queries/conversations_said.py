"""What is said of a conversation as plain values, for the journal and for forms that meet each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.core.records import in_languages
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.voices.models import Conversation

CHANGED, REWORDED = "voices.conversation_changed", "voices.question_changed"
WORDS = ("title", "question", "intro", "moderation_rules")
# What a form says of it, in its order.
LINES = (
    *WORDS, "organisation", "languages", "moderation", "longest_statement", "most_statements", "results_shown",
    "confirming", "smallest_group", "asks_place", "asks_age", "method", "is_listed",
)  # fmt: skip
RELATED = ("themes", "places")


def said_of(conversation: Conversation) -> dict[str, Any]:
    """All that is said of it, as plain values."""
    related = {name: list(getattr(conversation, name).all()) for name in RELATED}
    return plain({**{name: getattr(conversation, name) for name in LINES}, **related})


def plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as values that a journal line can hold and that can be compared."""
    return {name: _plain(name, value) for name, value in details.items() if name in LINES or name in RELATED}


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of plain values: what is another now, as old and new."""
    return {name: [before[name], new] for name, new in after.items() if before[name] != new}


def changes_seen(conversation: Conversation) -> int:
    """How often it has been changed: a form remembers this number, to notice what others did meanwhile."""
    return Record.objects.about(conversation).filter(verb__in=(CHANGED, REWORDED)).count()


def said_before(conversation: Conversation, seen: int) -> dict[str, Any]:
    """Of everything that was changed after the first `seen` changes: the plain value it had before."""
    before: dict[str, Any] = {}
    lines = Record.objects.about(conversation).filter(verb__in=(CHANGED, REWORDED))
    for line in lines.order_by("id")[seen:]:
        for name, (old, _new) in line.particulars.get("changes", {}).items():
            before.setdefault(name, old)
    return before


def reworded(conversation: Conversation) -> Record | None:
    """When the question was last changed after people had answered; readers are told."""
    return Record.objects.about(conversation).filter(verb=REWORDED).order_by("-id").first()


def _plain(name: str, value: Any) -> Any:
    if name in RELATED:
        return sorted(each.slug for each in value)
    if name in WORDS:
        return dict(in_languages(value))
    if name == "organisation":
        return value.slug if value else ""
    return list(value) if name == "languages" else value
