"""Opening, changing and removing portals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core import palette
from savienojums.core.marks import raise_mark
from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold, sort_key
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network.rules import speaks_for
from savienojums.support import rules
from savienojums.support.models import Portal
from savienojums.support.queries.portals import canonical, facts_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.network.models import Organisation

    Details = Mapping[str, Any]

RESERVED = {"new"}
LONGEST_SLUG = 70
PLAIN = ("name", "introduction", "query", "colours", "is_public", "owner")
RELATED = ("highlighted", "excluded")
# By name, so that a form can say which of its lines is meant.
COLOURS = {
    "ground": gettext_lazy("Background"),
    "forest": gettext_lazy("Headings and buttons"),
    "river": gettext_lazy("Links"),
}


class UnreadableColours(Refused):
    """With these colours some readers could not read the page."""


class NamelessPortal(Refused):
    """A portal needs a name to be found by."""

    sentence = gettext_lazy("Give the portal a name.")


class PortalRemoved(Refused):
    """The portal was removed; first it has to come back."""

    sentence = gettext_lazy("This portal was removed. Bring it back first.")


class PortalNotRemoved(Refused):
    """Only what was removed can be brought back."""

    sentence = gettext_lazy("This portal was not removed.")


@transaction.atomic
def add_portal(*, by: Person, details: Details, at: datetime) -> Portal:
    """Open a portal: a part of the document with its own name and address."""
    owner = details.get("owner")
    allow(rules.may_add_portal, by, owner)
    portal = _written(Portal(), details)
    record(
        "support.portal_added", by=by, subject=portal, at=at, on_behalf=_speaking(by, owner), audience=_audience(portal)
    )
    return portal


@transaction.atomic
def change_portal(*, by: Person, portal: Portal, details: Details, at: datetime) -> Portal:
    """Change what a portal says, shows or looks like; handing it to another organisation needs a right there too."""
    allow(rules.may_change_portal, by, portal)
    current = _held(portal)
    if "owner" in details and details["owner"] != current.owner:
        allow(rules.may_add_portal, by, details["owner"])
    before = facts_of(current)
    after = facts_of(_written(current, details))
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changed:
        speaking = _speaking(by, current.owner)
        record(
            "support.portal_changed",
            by=by, subject=current, at=at, on_behalf=speaking, audience=_audience(current), changes=changed,
        )  # fmt: skip
    return current


@transaction.atomic
def remove_portal(*, by: Person, portal: Portal, at: datetime) -> None:
    """Take a portal away; it can be brought back as it was."""
    allow(rules.may_remove_portal, by, portal)
    current = _held(portal)
    current.removed_at = at
    current.save(update_fields=["removed_at", "changed_at"])
    raise_mark("catalogue")
    speaking = _speaking(by, current.owner)
    record("support.portal_removed", by=by, subject=current, at=at, on_behalf=speaking, audience=Audience.EDITORS)


@transaction.atomic
def restore_portal(*, by: Person, portal: Portal, at: datetime) -> None:
    """Bring a removed portal back as it was."""
    allow(rules.may_restore_portal, by, portal)
    current = Portal.objects.select_for_update(of=("self",)).select_related("owner").get(pk=portal.pk)
    if not current.removed_at:
        raise PortalNotRemoved
    current.removed_at = None
    current.save(update_fields=["removed_at", "changed_at"])
    raise_mark("catalogue")
    speaking = _speaking(by, current.owner)
    record("support.portal_restored", by=by, subject=current, at=at, on_behalf=speaking, audience=Audience.EDITORS)


@transaction.atomic
def load_portal(*, by: System, slug: str, details: Details, at: datetime) -> Portal | None:
    """Open a portal that was described elsewhere; one that is there already stays as its keepers left it."""
    allow(rules.may_load_portal, by)
    if Portal.objects.filter(slug=slug).exists():
        return None
    portal = _written(Portal(slug=slug), details)
    record("support.portal_added", by=by, subject=portal, at=at, audience=_audience(portal))
    return portal


def faults_of(colours: Mapping[str, str]) -> list[str]:
    """What keeps these colours from being read, a sentence for each fault."""
    if not set(colours) <= set(COLOURS) or not all(palette.HEX.fullmatch(value) for value in colours.values()):
        return [_("Write a colour as # and six digits or letters from a to f, like #1f4d38.")]
    whole = {**palette.SHIPPED, **colours}
    return [
        _(
            "The colours %(front)s and %(back)s are too alike to be read: their contrast is %(is)s, it has to be %(least)s."
        )
        % {"front": whole[front], "back": whole[back], "is": f"{found:.1f}", "least": f"{least:g}"}
        for front, back, least in palette.PAIRS
        if (found := palette.contrast(whole[front], whole[back])) < least
    ]


def _held(portal: Portal) -> Portal:
    current = Portal.objects.select_for_update(of=("self",)).select_related("owner").get(pk=portal.pk)
    if current.removed_at:
        raise PortalRemoved
    return current


def _written(portal: Portal, details: Details) -> Portal:
    for name in PLAIN:
        if name in details:
            setattr(portal, name, details[name])
    portal.name, portal.introduction = in_languages(portal.name), in_languages(portal.introduction)
    portal.query = canonical(portal.query)
    if not portal.name:
        raise NamelessPortal
    if faults := faults_of(portal.colours):
        raise UnreadableColours(faults[0])
    portal.slug = portal.slug or _free_slug(portal.name.in_language("lv"))
    portal.sort_name = sort_key(portal.name.in_language("lv"))[:600]
    portal.save()
    for name in RELATED:
        if name in details:
            getattr(portal, name).set(details[name])
    raise_mark("catalogue")
    return portal


def _free_slug(name: str) -> str:
    wanted = slugify(fold(name))[:LONGEST_SLUG].strip("-") or "portal"
    taken = set(Portal.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


def _speaking(by: Person, owner: Organisation | None) -> Organisation | None:
    return speaks_for(by, owner) if owner else None


def _audience(portal: Portal) -> str:
    return Audience.EVERYONE if portal.is_public else Audience.EDITORS
