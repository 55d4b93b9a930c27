"""Keeping the words that mean the same to the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.marks import raise_mark
from savienojums.core.models import WordGroup
from savienojums.core.refusal import Refused, allow
from savienojums.core.synonyms import LONGEST_PHRASE, MOST_PHRASES, MOST_WORDS, phrases_in, telling_words
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import rules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System


class TooFewPhrases(Refused):
    """One word alone is no synonym."""

    sentence = _("Write at least two words or phrases that mean the same, with commas between them.")


class TooManyPhrases(Refused):
    """So many words do not mean the same."""

    sentence = _("These are more than 24 words and phrases. Part them into several groups.")


class PhraseTooLong(Refused):
    """A sentence is no phrase."""

    sentence = _("A phrase has at most five words and 80 letters. Write it shorter.")


class AlreadyRemoved(Refused):
    """The group was removed before."""

    sentence = _("These synonyms were removed already.")


class NotRemoved(Refused):
    """The group stands as it did."""

    sentence = _("These synonyms were not removed, so there is nothing to bring back.")


@transaction.atomic
def add_synonyms(*, by: Person, words: str, at: datetime) -> WordGroup:
    """Let the search know words that mean the same."""
    allow(rules.may_add_synonyms, by)
    group = WordGroup.objects.create(phrases=_phrases(words))
    _raise()
    record("support.synonyms_added", by=by, subject=group, at=at, audience=Audience.EDITORS, phrases=group.phrases)
    return group


@transaction.atomic
def change_synonyms(*, by: Person, group: WordGroup, words: str, at: datetime) -> None:
    """Write a group of synonyms anew."""
    allow(rules.may_change_synonyms, by, group)
    current = _hold(group)
    if current.removed_at:
        raise AlreadyRemoved
    old, current.phrases = current.phrases, _phrases(words)
    if old == current.phrases:
        return
    current.save(update_fields=["phrases"])
    _raise()
    changes = {"phrases": [old, current.phrases]}
    record("support.synonyms_changed", by=by, subject=current, at=at, audience=Audience.EDITORS, changes=changes)


@transaction.atomic
def remove_synonyms(*, by: Person, group: WordGroup, at: datetime) -> None:
    """Let the search no longer take these words for the same; they are kept, to be brought back."""
    allow(rules.may_remove_synonyms, by, group)
    current = _hold(group)
    if current.removed_at:
        raise AlreadyRemoved
    current.removed_at = at
    current.save(update_fields=["removed_at"])
    _raise()
    record("support.synonyms_removed", by=by, subject=current, at=at, audience=Audience.EDITORS)


@transaction.atomic
def restore_synonyms(*, by: Person, group: WordGroup, at: datetime) -> None:
    """Bring removed synonyms back."""
    allow(rules.may_restore_synonyms, by, group)
    current = _hold(group)
    if not current.removed_at:
        raise NotRemoved
    current.removed_at = None
    current.save(update_fields=["removed_at"])
    _raise()
    record("support.synonyms_restored", by=by, subject=current, at=at, audience=Audience.EDITORS)


@transaction.atomic
def load_synonyms(*, by: System, groups: Iterable[str], at: datetime) -> int:
    """Begin with these groups; where editors have kept any, removed ones too, theirs stay as they are."""
    allow(rules.may_load_synonyms, by)
    if WordGroup.objects.exists():
        return 0
    made = [WordGroup.objects.create(phrases=_phrases(words)) for words in groups]
    for group in made:
        record("support.synonyms_added", by=by, subject=group, at=at, audience=Audience.EDITORS, phrases=group.phrases)
    _raise()
    return len(made)


def _phrases(words: str) -> list[str]:
    phrases = phrases_in(words)
    if len(phrases) < 2:
        raise TooFewPhrases
    if len(phrases) > MOST_PHRASES:
        raise TooManyPhrases
    if any(len(phrase) > LONGEST_PHRASE or len(telling_words(phrase)) > MOST_WORDS for phrase in phrases):
        raise PhraseTooLong
    return phrases


def _hold(group: WordGroup) -> WordGroup:
    return WordGroup.objects.select_for_update().get(pk=group.pk)


def _raise() -> None:
    # Pages with search results are told apart by the catalogue's mark.
    raise_mark("synonyms", "catalogue")
