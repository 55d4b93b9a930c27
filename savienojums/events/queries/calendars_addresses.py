"""The addresses under which calendar programs subscribe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from savienojums.events.queries.calendars_given import key_of
from savienojums.network.queries.organisations import organisations_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


@dataclass(frozen=True, slots=True)
class FileAddress:
    """One calendar file's address in the ways programs want it."""

    plain: str

    @property
    def webcal(self) -> str:
        """What a telephone or Outlook opens in its calendar by itself."""
        return f"webcal://{self.plain.partition('://')[2]}"

    @property
    def google(self) -> str:
        """The page on which Google's calendar asks whether to add it."""
        return f"https://calendar.google.com/calendar/r?cid={quote(self.webcal, safe='')}"

    @property
    def outlook(self) -> str:
        """The page on which Outlook on the web asks the same."""
        return f"https://outlook.live.com/calendar/0/addfromweb?url={quote(self.plain, safe='')}"


@dataclass(frozen=True, slots=True)
class OwnAddresses:
    """What a person may subscribe to for themselves."""

    secret: FileAddress | None
    renewed_at: datetime | None
    organisations: list[tuple[str, FileAddress]]


def file_address(query: str) -> FileAddress:
    """The calendar file of a filter."""
    return FileAddress(f"{settings.SITE_URL}{reverse('events_calendar')}" + (f"?{query}" if query else ""))


def addresses_for(person: Person | None) -> OwnAddresses | None:
    """The person's own calendar files; nothing for visitors."""
    if person is None:
        return None
    key = key_of(person)
    secret = FileAddress(settings.SITE_URL + reverse("my_calendar", args=[key.token])) if key else None
    hosts = [
        (each.name, FileAddress(settings.SITE_URL + reverse("organisation_calendar", args=[each.slug])))
        for each in organisations_of(person)
    ]
    return OwnAddresses(secret, key.renewed_at if key else None, hosts)
