"""Adding, proposing, changing, publishing and archiving organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from savienojums.core import clock, search, words
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network import rules
from savienojums.network.kinds import Capacity, MemberRole
from savienojums.network.matching import match_name
from savienojums.network.models import Membership, Organisation
from savienojums.network.queries import profile
from savienojums.network.queries.organisations import search_row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person

    Details = Mapping[str, Any]

# What is not written into the journal's line, only that it changed.
PRIVATE = {"contact_email"}
LONGEST_SLUG = 70
# Address words that are pages of their own.
RESERVED = {"proposal", "import", "imports", "map"}


class NumberTaken(Refused):
    """Another organisation already has this registration number."""


class AlreadyPublished(Refused):
    """The organisation stands in the register already."""


class AlreadyArchived(Refused):
    """The organisation was archived before."""


class NotArchived(Refused):
    """Only what was archived can be brought back."""


class ChangedMeanwhile(Refused):
    """Somebody else saved other values since the form was opened; both are kept to choose from."""

    def __init__(self, conflicts: Mapping[str, Any], merged: Mapping[str, Any], seen: int) -> None:
        self.conflicts, self.merged, self.seen = conflicts, merged, seen
        super().__init__(_("Somebody else changed the same lines while you were writing. Compare and save again."))


@transaction.atomic
def add_organisation(*, by: Person, details: Details, at: datetime) -> Organisation:
    """Put an organisation into the register; everyone sees it at once."""
    allow(rules.may_add_organisation, by)
    organisation = _made(details, published_at=at)
    _remember(organisation)
    record("network.organisation_added", by=by, subject=organisation, at=at)
    return organisation


@transaction.atomic
def propose_organisation(*, by: Person, details: Details, capacity: str, at: datetime) -> Organisation:
    """Propose an organisation, as its contact or as its caretaker; a coordinator publishes it."""
    allow(rules.may_propose_organisation, by)
    organisation = _made(details, caretaker=by if capacity == Capacity.CARETAKER else None)
    if capacity == Capacity.MEMBER:
        Membership.objects.create(
            person=by, organisation=organisation, role=MemberRole.CONTACT, since=clock.local_day(at), given_by=by
        )
    _remember(organisation)
    record("network.organisation_proposed", by=by, subject=organisation, at=at, audience=Audience.EDITORS)
    return organisation


@transaction.atomic
def publish_organisation(*, by: Person, organisation: Organisation, at: datetime) -> None:
    """Let everyone see a proposed organisation."""
    allow(rules.may_publish_organisation, by, organisation)
    if organisation.published_at:
        raise AlreadyPublished(_("This organisation is in the register already."))
    organisation.published_at = at
    organisation.save(update_fields=["published_at"])
    raise_mark("registry")
    record("network.organisation_published", by=by, subject=organisation, at=at)


@transaction.atomic
def change_organisation(
    *, by: Person, organisation: Organisation, details: Details, seen: int | None = None, at: datetime
) -> Organisation:
    """Change what is said of an organisation; what others saved since the form was opened is not lost.

    `seen` is the number of changes that had been made when the form was opened; without it the details
    simply hold.
    """
    allow(rules.may_change_organisation, by, organisation)
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if seen is not None:
        details = _merged(current, details, seen)
    changes = _changes(current, details)
    if not changes:
        return current
    _take(current, details)
    current.save()
    if "themes" in details:
        current.themes.set(details["themes"])
    _remember(current)
    on_behalf = rules.speaks_for(by, organisation)
    record(
        "network.organisation_changed",
        by=by,
        subject=current,
        at=at,
        on_behalf=on_behalf,
        audience=current.audience,
        changes=changes,
    )
    return current


@transaction.atomic
def archive_organisation(*, by: Person, organisation: Organisation, at: datetime) -> None:
    """Take an organisation out of sight; nothing of it is lost."""
    allow(rules.may_archive_organisation, by, organisation)
    if organisation.archived_at:
        raise AlreadyArchived(_("This organisation is archived already."))
    organisation.archived_at = at
    organisation.save(update_fields=["archived_at"])
    raise_mark("registry")
    record("network.organisation_archived", by=by, subject=organisation, at=at, audience=Audience.NETWORK)


@transaction.atomic
def restore_organisation(*, by: Person, organisation: Organisation, at: datetime) -> None:
    """Bring an archived organisation back."""
    allow(rules.may_restore_organisation, by, organisation)
    if not organisation.archived_at:
        raise NotArchived(_("This organisation is not archived."))
    organisation.archived_at = None
    organisation.save(update_fields=["archived_at"])
    raise_mark("registry")
    record("network.organisation_restored", by=by, subject=organisation, at=at, audience=Audience.NETWORK)


@transaction.atomic
def set_evidence(*, by: Person, organisation: Organisation, evidence: str, note: str, at: datetime) -> None:
    """Say how well it is known that the organisation belongs to the network, and why."""
    allow(rules.may_set_evidence, by, organisation)
    before = {"evidence": organisation.evidence, "evidence_note": organisation.evidence_note}
    organisation.evidence, organisation.evidence_note = evidence, note
    organisation.save(update_fields=["evidence", "evidence_note"])
    raise_mark("registry")
    after = {"evidence": evidence, "evidence_note": note}
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    audience = organisation.audience
    record("network.evidence_set", by=by, subject=organisation, at=at, audience=audience, changes=changes)


@transaction.atomic
def export_organisations(*, by: Person, form: str, count: int, address: str, at: datetime) -> None:
    """Note that somebody took the list away, in which form and through which filter."""
    allow(rules.may_export_organisations, by)
    record(
        "network.organisations_exported",
        by=by,
        subject=by,
        at=at,
        audience=Audience.EDITORS,
        form=form,
        count=count,
        address=address,
    )


def _made(details: Details, **fixed: Any) -> Organisation:
    organisation = Organisation(slug=_free_slug(details["name"]), **fixed)
    _take(organisation, details)
    organisation.save()
    organisation.themes.set(details.get("themes", ()))
    return organisation


def _take(organisation: Organisation, details: Details) -> None:
    """The details onto the record, with the names people sort and compare by."""
    number = details.get("registration_number", organisation.registration_number)
    if number and Organisation.objects.filter(registration_number=number).exclude(pk=organisation.pk).exists():
        raise NumberTaken(
            _("The registration number %(number)s is already in the register. Search for it first.")
            % {"number": number}
        )
    for name in profile.PROFILE:
        if name in details:
            setattr(organisation, name, details[name])
    organisation.sort_name = words.sort_key(organisation.name)[:400]
    organisation.match_name = match_name(organisation.name)[:200]


def _free_slug(name: str) -> str:
    """An address word from the name that nobody has yet."""
    wanted = slugify(words.fold(name))[:LONGEST_SLUG].strip("-") or "organisation"
    taken = RESERVED | set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


def _remember(organisation: Organisation) -> None:
    """Let the search and everything derived from the register know."""
    search.index("organisation", [search_row(organisation)])
    raise_mark("registry")


def _changes(organisation: Organisation, details: Details) -> dict[str, list[Any]]:
    """Old and new value of everything that differs, as plain values."""
    before, after = profile.profile_of(organisation), profile.plain(details)
    differing = [name for name in after if name in before and before[name] != after[name]]
    return {name: ["", ""] if name in PRIVATE else [before[name], after[name]] for name in differing}


def _merged(organisation: Organisation, details: Details, seen: int) -> Details:
    """The details, with what others changed meanwhile where this person left it alone."""
    lines = profile.changes_since(organisation, seen)
    mine, theirs = profile.plain(details), profile.profile_of(organisation)
    merged, conflicts = dict(details), {}
    for name, base in profile.values_before(lines).items():
        if name not in mine or mine[name] == theirs[name]:
            continue
        if mine[name] == base and name not in PRIVATE:
            merged[name] = profile.value_of(organisation, name)
        else:
            conflicts[name] = theirs[name]
    if conflicts:
        raise ChangedMeanwhile(conflicts, merged, seen + len(lines))
    return merged
