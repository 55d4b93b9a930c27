"""Adding, changing, publishing and removing support measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold, sort_key
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import changes, rules, sound
from savienojums.support.actions import writing
from savienojums.support.models import Measure, Provider
from savienojums.support.queries import contradicting, facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person

    Details = Mapping[str, Any]

# Words that are addresses of the room itself.
RESERVED = {
    "desk",
    "export",
    "feed",
    "fit",
    "year",
    "calendar",
    "alerts",
    "attempts",
    "figures",
    "following",
    "embed",
    "embedding",
    "portals",
    "document",
}
LONGEST_SLUG = 70


class AlreadyPublished(Refused):
    """Everyone can read the measure already."""

    sentence = _("This measure stands in the document already.")


class AlreadyRemoved(Refused):
    """The measure was removed before."""

    sentence = _("This measure was removed already.")


class PartOfAnother(Refused):
    """What was merged into another entry comes back by taking the two apart."""

    sentence = _("This entry was merged with another one. Take them apart under “Doubles” of that entry.")


class NotRemoved(Refused):
    """Only what was removed can be brought back."""

    sentence = _("This measure was not removed.")


@transaction.atomic
def add_measure(*, by: Person, details: Details, at: datetime) -> Measure:
    """Write a new measure; it stays a draft until it is published."""
    allow(rules.may_add_measure, by)
    sound.insist(sound.problems_of_measure(details))
    name = in_languages(details["name"])
    measure = Measure(slug=_free_slug(str(name.in_language("lv"))))
    _write(measure, details)
    record("support.measure_added", by=by, subject=measure, at=at, audience=Audience.EDITORS)
    return measure


@transaction.atomic
def change_measure(*, by: Person, measure: Measure, details: Details, seen: int | None = None, at: datetime) -> Measure:
    """Change what is said of a measure; what others saved since the form was opened is not lost.

    `seen` is the number of changes that had been made when the form was opened; without it the details
    simply hold.
    """
    allow(rules.may_change_measure, by, measure)
    current = writing.hold_kept(measure)
    details = writing.met(current, details, seen)
    changed = changes.changes(facts.facts_of(current), facts.plain(details))
    if not changed:
        return current
    said = {name: getattr(current, name) for name in facts.MEASURE} | dict(details)
    sound.insist(sound.problems_of_measure(said))
    if contradicting.LINES & changed.keys():
        sound.insist(sound.problems_of_rule({name: facts.value_of(current, name) for name in facts.RELATED} | said))
    _write(current, details)
    record(facts.MEASURE_CHANGED, by=by, subject=current, at=at, audience=writing.audience(current), changes=changed)
    return current


@transaction.atomic
def publish_measure(*, by: Person, measure: Measure, at: datetime) -> None:
    """Let everyone read a draft."""
    allow(rules.may_publish_measure, by, measure)
    current = writing.hold_kept(measure)
    if current.published_at:
        raise AlreadyPublished
    current.published_at = at
    current.save(update_fields=["published_at", "changed_at"])
    writing.remember(current)
    record("support.measure_published", by=by, subject=current, at=at)


@transaction.atomic
def remove_measure(*, by: Person, measure: Measure, reason: str = "", at: datetime) -> None:
    """Take a measure out of the document; nothing of it is lost, and it can be brought back."""
    allow(rules.may_remove_measure, by, measure)
    current = writing.hold(measure)
    if current.removed_at:
        raise AlreadyRemoved
    current.removed_at = at
    current.save(update_fields=["removed_at"])
    writing.remember(current)
    record("support.measure_removed", by=by, subject=current, at=at, audience=Audience.EDITORS, note=reason)


@transaction.atomic
def restore_measure(*, by: Person, measure: Measure, at: datetime) -> None:
    """Bring a removed measure back as it was."""
    allow(rules.may_restore_measure, by, measure)
    current = writing.hold(measure)
    if not current.removed_at:
        raise NotRemoved
    if current.merged_into.filter(undone_at=None).exists():
        raise PartOfAnother
    current.removed_at = None
    current.save(update_fields=["removed_at"])
    writing.remember(current)
    record("support.measure_restored", by=by, subject=current, at=at, audience=Audience.EDITORS)


def _write(measure: Measure, details: Details) -> None:
    """The details onto the record and into its tables."""
    provider = details.get("provider", measure.provider if measure.pk else "")
    writing.take(measure, {**details, "provider": _provider_named(provider) if isinstance(provider, str) else provider})
    measure.name, measure.summary = in_languages(measure.name), in_languages(measure.summary)
    measure.sort_name = sort_key(measure.name.in_language("lv"))[:600]
    measure.save()
    for relation in facts.RELATED:
        if relation in details:
            getattr(measure, relation).set(details[relation])
    writing.remember(measure)


def _provider_named(name: str) -> Provider:
    """The provider of that name, whatever its letters' size and marks; a new one if nobody is called so."""
    known = {fold(provider.name): provider for provider in Provider.objects.all()}
    if found := known.get(fold(name)):
        return found
    slugs = {provider.slug for provider in known.values()}
    return Provider.objects.create(name=name, slug=_free(slugify(fold(name)) or "provider", slugs))


def _free_slug(name: str) -> str:
    """An address word from the name that no measure has yet."""
    wanted = slugify(fold(name))[:LONGEST_SLUG].strip("-") or "measure"
    taken = set(Measure.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED
    return _free(wanted, taken)


def _free(wanted: str, taken: set[str]) -> str:
    wanted = wanted[:LONGEST_SLUG]
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)
