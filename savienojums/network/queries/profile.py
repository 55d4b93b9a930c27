"""What is said of an organisation as plain values, and what others have changed of it since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.records import in_languages
from savienojums.journal.models import Record
from savienojums.network.kinds import Evidence, LegalForm, OrganisationKind
from savienojums.network.models import Place
from savienojums.network.queries.places import atlas
from savienojums.network.queries.register import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from savienojums.network.models import Organisation

PROFILE = (
    "name", "kind", "legal_form", "registration_number", "place", "locality", "lat", "lon", "website", "contact_email",
    "contact_role", "summary", "story", "offers", "looks_for", "languages", "people_count", "founded_year", "to_verify",
    "source_url", "source_note",
)  # fmt: skip
LABELS = {
    "name": pgettext_lazy("organisation", "Name"),
    "kind": _("Kind"),
    "legal_form": _("Legal form"),
    "registration_number": _("Registration number"),
    "place": _("Parish or town"),
    "locality": _("Village or neighbourhood"),
    "lat": _("North"),
    "lon": _("East"),
    "website": _("Web site or page"),
    "contact_email": _("Mailbox for letters"),
    "contact_role": _("Whom people meet"),
    "summary": _("In one or two sentences"),
    "story": _("Story"),
    "offers": _("Offers"),
    "looks_for": _("Looks for"),
    "themes": _("Themes"),
    "languages": _("Languages"),
    "people_count": _("People"),
    "founded_year": _("Since"),
    "to_verify": _("To be verified"),
    "source_url": _("Source"),
    "source_note": _("Note on the source"),
    "evidence": _("Membership of the network"),
    "evidence_note": _("How it is known"),
    "alt": _("What one sees"),
    "caption": _("Caption"),
    "author": _("Author"),
}
KINDS = {"kind": OrganisationKind, "legal_form": LegalForm, "evidence": Evidence}
CHANGED = "network.organisation_changed"


def value_of(organisation: Organisation, name: str) -> Any:
    """One value of the profile, as an act takes it."""
    return list(organisation.themes.all()) if name == "themes" else getattr(organisation, name)


def profile_of(organisation: Organisation) -> dict[str, Any]:
    """The whole profile as plain values."""
    return plain({name: value_of(organisation, name) for name in (*PROFILE, "themes")})


def plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as values that a journal line can hold and that can be compared."""
    return {name: _plain(name, value) for name, value in details.items() if name in PROFILE or name == "themes"}


def _plain(name: str, value: Any) -> Any:
    if name == "themes":
        return sorted(theme.slug for theme in value)
    if name == "summary":
        return dict(in_languages(value))
    if isinstance(value, Place):
        return value.slug
    return list(value) if name == "languages" else value


def changes_seen(organisation: Organisation) -> int:
    """How often it has been changed: a form remembers this number, to notice what others did meanwhile."""
    return Record.objects.about(organisation).filter(verb=CHANGED).count()


def changes_since(organisation: Organisation, seen: int) -> list[Record]:
    """The changes after the first `seen` ones, oldest first."""
    return list(Record.objects.about(organisation).filter(verb=CHANGED).order_by("id")[seen:])


def values_before(lines: Iterable[Record]) -> dict[str, Any]:
    """Of everything these lines changed: the value it had before the first of them."""
    before: dict[str, Any] = {}
    for line in lines:
        for name, (old, _new) in line.particulars.get("changes", {}).items():
            before.setdefault(name, old)
    return before


def label_of(name: str) -> str:
    """What a value of the profile is called."""
    return str(LABELS.get(name, name))


def in_words(name: str, value: Any) -> str:
    """A plain value of the profile as a person reads it."""
    if value in (None, "", [], {}):
        return ""
    if name == "themes":
        return ", ".join(str(register().themes.get(slug, slug)) for slug in value)
    if name == "place":
        return str(atlas().by_slug.get(value, value))
    if name in KINDS:
        return str(KINDS[name](value).label) if value in KINDS[name] else str(value)
    if name == "languages":
        return ", ".join(str(dict(settings.LANGUAGES).get(code, code)) for code in value)
    return " / ".join(value.values()) if isinstance(value, dict) else str(value)
