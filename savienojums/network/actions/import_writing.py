"""Carrying an import out, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from savienojums.core import search
from savienojums.core.marks import raise_mark
from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.core.said import gettext_noop
from savienojums.core.words import fold, sort_key
from savienojums.journal.actions import record, record_each
from savienojums.journal.kinds import Audience
from savienojums.network import rules
from savienojums.network.actions.import_judging import ROWS_AT_ONCE, judge_again, keep
from savienojums.network.actions.imports import waiting
from savienojums.network.actions.organisations import LONGEST_SLUG, PRIVATE, RESERVED
from savienojums.network.kinds import Fate, ImportState
from savienojums.network.matching import changes_of, match_name
from savienojums.network.models import Import, ImportRow, Organisation, Theme
from savienojums.network.queries import judging
from savienojums.network.queries.organisations import search_row
from savienojums.network.queries.places import Atlas, atlas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person

SUMMARY = "summary_"


class NothingToImport(Refused):
    """No row of the import would change anything."""

    sentence = _("Nothing in this file would change the register: every row is the same, left out, unclear or wrong.")


class NotImported(Refused):
    """Only an import that was carried out can be taken back."""

    sentence = _("Only an import that was carried out can be taken back, and only once.")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, for which import, when."""

    by: Person
    found: Import
    at: datetime


@transaction.atomic
def confirm_import(*, by: Person, found: Import, at: datetime) -> Import:
    """Write every new and changed row into the registry; if it has changed since the preview, show it anew instead."""
    allow(rules.may_confirm_import, by, found)
    # Raised first and not last: whoever holds this mark is the only one to write into the registry.
    raise_mark("registry")
    found = waiting(found)
    if judge_again(found, at):
        found.has_moved = True
        found.save(update_fields=["has_moved"])
        return found
    rows = list(ImportRow.objects.filter(of=found, fate__in=[Fate.NEW, Fate.CHANGED]).order_by("number"))
    if not rows:
        raise NothingToImport
    hand = Hand(by, found, at)
    touched = _create(hand, [row for row in rows if row.fate == Fate.NEW])
    touched += _change(hand, {row.organisation_id or 0: row.changes for row in rows if row.fate == Fate.CHANGED})
    _remember(touched)
    found.state, found.finished_at, found.finished_by, found.has_moved = ImportState.DONE, at, by, False
    found.save(update_fields=["state", "finished_at", "finished_by", "has_moved"])
    record("network.import_confirmed", by=by, subject=found, at=at, audience=Audience.EDITORS, counts=found.counts)
    return found


@transaction.atomic
def undo_import(*, by: Person, found: Import, at: datetime) -> Import:
    """Take back what an import wrote, as far as nobody has touched it since; the rest is told."""
    allow(rules.may_undo_import, by, found)
    raise_mark("registry")
    found = Import.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if not found.is_done:
        raise NotImported
    rows = ImportRow.objects.filter(of=found, fate__in=[Fate.NEW, Fate.CHANGED]).select_related("organisation")
    created = [row for row in rows.order_by("number") if row.is_created]
    changed = [row for row in rows.order_by("number") if row.fate == Fate.CHANGED]
    notes = [*_remove(created), *_restore(Hand(by, found, at), changed)]
    found.state, found.undone_at, found.undone_by, found.undo_notes = ImportState.UNDONE, at, by, sorted(notes)
    found.save(update_fields=["state", "undone_at", "undone_by", "undo_notes"])
    record("network.import_undone", by=by, subject=found, at=at, audience=Audience.EDITORS, left=len(notes))
    return found


# --- writing --------------------------------------------------------------------------


def _create(hand: Hand, rows: Sequence[ImportRow]) -> list[int]:
    slugs = _free_slugs(row.values["name"] for row in rows)
    lands, made = atlas(), []
    for row, slug in zip(rows, slugs, strict=True):
        organisation = Organisation(slug=slug, published_at=hand.at, source_note=hand.found.source_note)
        _take(organisation, row.values, lands)
        made.append(organisation)
    Organisation.objects.bulk_create(made, batch_size=ROWS_AT_ONCE)
    for row, organisation in zip(rows, made, strict=True):
        row.organisation, row.is_created = organisation, True
    keep(rows, ["organisation", "is_created"])
    _set_themes({one.pk: row.values["themes"] for row, one in zip(rows, made, strict=True) if "themes" in row.values})
    added = [(organisation, {"by_import": hand.found.public_id}) for organisation in made]
    record_each("network.organisation_added", added, by=hand.by, at=hand.at, audience=Audience.EDITORS)
    return [organisation.pk for organisation in made]


def _change(hand: Hand, changes_of: Mapping[int, Mapping[str, Sequence[Any]]]) -> list[int]:
    """The new values onto the records, and for each the line that tells the old ones."""
    known = Organisation.objects.in_bulk(list(changes_of))
    lands, lines = atlas(), []
    for pk, changes in changes_of.items():
        before = dict(known[pk].summary)
        _take(known[pk], {name: new for name, (_old, new) in changes.items()}, lands)
        known[pk].save()
        told = {name: _told(name, old, new) for name, (old, new) in changes.items() if not name.startswith(SUMMARY)}
        if len(told) < len(changes):
            told["summary"] = [before, dict(known[pk].summary)]
        lines.append((known[pk], {"changes": told, "by_import": hand.found.public_id}))
    _set_themes({pk: changes["themes"][1] or [] for pk, changes in changes_of.items() if "themes" in changes})
    record_each("network.organisation_changed", lines, by=hand.by, at=hand.at, audience=Audience.EDITORS)
    return list(known)


def _told(name: str, old: Any, new: Any) -> list[Any]:
    return ["", ""] if name in PRIVATE else [old, new]


def _take(organisation: Organisation, values: Mapping[str, Any], lands: Atlas) -> None:
    """Values of a row onto the record, with the names people sort and compare by."""
    for name in judging.PLAIN:
        if name in values:
            setattr(organisation, name, _NOT_KNOWN.get(name, "") if values[name] is None else values[name])
    if "place" in values:
        place = lands.by_slug.get(values["place"] or "")
        organisation.place_id = place.pk if place else None
    told = {name.removeprefix(SUMMARY): value or "" for name, value in values.items() if name.startswith(SUMMARY)}
    organisation.summary = in_languages({**organisation.summary, **told})
    organisation.sort_name = sort_key(organisation.name)[:400]
    organisation.match_name = match_name(organisation.name)[:200]


_NOT_KNOWN: dict[str, Any] = {"lat": None, "lon": None, "people_count": None, "founded_year": None, "languages": []}


def _set_themes(themes_of: Mapping[int, Sequence[str]]) -> None:
    through: Any = Organisation.themes.through
    themes = dict(Theme.objects.values_list("slug", "pk"))
    through.objects.filter(organisation_id__in=list(themes_of)).delete()
    links = [
        through(organisation_id=pk, theme_id=themes[slug])
        for pk, slugs in themes_of.items()
        for slug in slugs or ()
        if slug in themes
    ]
    through.objects.bulk_create(links, batch_size=ROWS_AT_ONCE)


def _free_slugs(names: Iterable[str]) -> list[str]:
    """An address word for each name, none of them taken."""
    taken, free = set(Organisation.objects.values_list("slug", flat=True)) | RESERVED, []
    last: dict[str, int] = {}
    for name in names:
        wanted = slugify(fold(name))[:LONGEST_SLUG].strip("-") or "organisation"
        slug, number = wanted, last.get(wanted, 1)
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        last[wanted] = number
        taken.add(slug)
        free.append(slug)
    return free


def _remember(pks: Sequence[int]) -> None:
    """Let the search know, once for all of them."""
    lands = atlas()
    for first in range(0, len(pks), ROWS_AT_ONCE):
        some = Organisation.objects.filter(pk__in=pks[first : first + ROWS_AT_ONCE]).prefetch_related("themes")
        search.index("organisation", [search_row(organisation, lands) for organisation in some])


# --- taking back ----------------------------------------------------------------------


def _remove(rows: Sequence[ImportRow]) -> list[list[Any]]:
    """Delete what the import created and nobody has touched; tell of the rest."""
    known = {one.key: one.values for one in judging.known_organisations()}
    attached = _attached([row.organisation_id for row in rows if row.organisation_id])
    notes, gone = [], []
    for row in rows:
        organisation = row.organisation
        if organisation is None:
            continue
        expected = {"evidence": "none", **row.values}
        now = {name: value for name, value in known[organisation.slug].items() if name not in _NOT_COMPARED}
        if organisation.pk in attached or organisation.caretaker_id or organisation.confirmed_at:
            notes.append([row.number, organisation.name, [_IN_USE, {}]])
        elif (
            now != {name: expected[name] for name in expected if name not in _NOT_COMPARED} or organisation.archived_at
        ):
            notes.append([row.number, organisation.name, [_CHANGED_SINCE, {}]])
        else:
            gone.append(organisation.pk)
    Organisation.objects.filter(pk__in=gone).delete()
    search.forget("organisation", gone)
    return notes


_NOT_COMPARED = frozenset({"page", "source_note"})


def _attached(pks: Sequence[int]) -> set[int]:
    """Which of these organisations something of any room points at: people, photos, letters, a provider."""
    found: set[int] = set()
    for relation in Organisation._meta.related_objects:  # noqa: SLF001 -- Django's own way to ask
        if relation.related_model is not ImportRow and not relation.many_to_many:
            name = relation.field.name
            pointing = cast("Any", relation.related_model).objects.filter(**{f"{name}__in": pks})
            found |= set(pointing.values_list(name, flat=True))
    return found


def _restore(hand: Hand, rows: Sequence[ImportRow]) -> list[list[Any]]:
    """Put old values back where the new ones still stand; tell of the rest."""
    known = {one.key: one.values for one in judging.known_organisations()}
    places, notes, standing = judging.places(), [], {}
    for row in rows:
        if row.organisation is None:
            notes.append([row.number, row.values["name"], [_GONE, {}]])
            continue
        now = known[row.organisation.slug]
        still = {
            name: [new, old]
            for name, (old, new) in row.changes.items()
            if name in now and not changes_of({name: now[name]}, {name: new}, places)
        }
        if len(still) < len(row.changes):
            notes.append([row.number, row.organisation.name, [_PARTLY, {}]])
        if still:
            standing[row.organisation.pk] = still
    _remember(_change(hand, standing))
    return notes


_IN_USE = gettext_noop("People, photos, letters or support measures belong to it by now, so it stays.")
_CHANGED_SINCE = gettext_noop("It was changed after the import, so it stays.")
_GONE = gettext_noop("It is no longer in the register.")
_PARTLY = gettext_noop("Some of its values were changed after the import and stay as they are now.")
