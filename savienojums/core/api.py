"""What every operation of the open API shares: its errors, its pages, its languages, its licence."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST_PAGE, MOST_PAGES = 100, 10_000
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SLUG = r"^[a-z0-9][a-z0-9_-]{0,79}$"
Thing = TypeVar("Thing")
# No text of ours holds the sign that ends a text for PostgreSQL.
Words = Annotated[str, BeforeValidator(lambda said: said.replace("\0", " ") if isinstance(said, str) else said)]


def _day(said: object) -> object:
    # Pydantic would take a number of seconds for a day.
    if isinstance(said, str) and not DAY.fullmatch(said):
        message = "A day is written as YYYY-MM-DD."
        raise ValueError(message)
    return said


# Moments are told in one zone, whichever one they were worked out in.
Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(UTC))]
Day = Annotated[date, BeforeValidator(_day)]
Slug = Annotated[str, Field(pattern=SLUG)]
TALKING: Any = {"json_schema_extra": lambda schema: schema.pop("default", None)}


def unsaid(description: str, **more: Any) -> Any:
    """A part of the address that may be left out."""
    return Field(default=None, description=description, **TALKING, **more)


class Fault(Schema):
    """One thing that was wrong with a request."""

    where: str = Field(description="Which part of the request: `query.size`, `path.slug`.", examples=["query.size"])
    message: str = Field(description="What is wrong with it.", examples=["Input should be less than or equal to 100"])


class Problem(Schema):
    """The one shape of every error."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"status": 404, "message": "There is no such thing here.", "errors": []}]}
    )

    status: int = Field(description="The HTTP status once more.")
    message: str = Field(description="What happened, in the language of the answer.")
    errors: list[Fault] = Field(description="Each fault of the request; empty if it has none.")


class InLanguage(Schema):
    """The language of names and sentences."""

    language: Literal["lv", "en", "ru"] = unsaid(
        "Language of names and sentences; without it `Accept-Language` decides, else Latvian.", examples=["lv"]
    )


class Paged(InLanguage):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=MOST_PAGES, description="Number of the page, from 1; one past the last is empty.")
    size: int = Field(20, ge=1, le=LARGEST_PAGE, description="Entries on a page, at most 100.")


class About(Schema):
    """Whose the entries are, and how they may be used."""

    publisher: str = Field(description="Who publishes them.")
    url: str = Field(description="The site they come from.")
    licence: str = Field(description="How they may be used, in a sentence.")
    licence_url: str = Field(description="The page with the terms.")
    sources_url: str = Field(description="The page that names the owners of maps and figures.")


class Listed(Schema, Generic[Thing]):
    """One page of a list, with where it stands in the whole, licence and origin."""

    items: list[Thing]
    page: int
    size: int
    total: int = Field(description="Entries on all pages.")
    pages: int = Field(description="Number of pages; an empty list has one.")
    next: str | None = Field(description="Address of the next page, if there is one.")
    previous: str | None = Field(description="Address of the page before, if there is one.")
    about: About


def about() -> About:
    """Whose the entries are; the sentence stands on the page about the licence, too."""
    return About(
        publisher=settings.NETWORK_NAME,
        url=settings.SITE_URL,
        licence=_(
            "What people write here about their communities stays theirs. The facts about support measures may be used"
            " by everyone, with the name of this site and the day of the last check."
        ),
        licence_url=f"{settings.SITE_URL}/licence/",
        sources_url=f"{settings.SITE_URL}/sources/",
    )


def listed(request: HttpRequest, asked: Paged, items: list[Any], total: int) -> dict[str, Any]:
    """These entries as the page that was asked for."""
    pages = max(1, math.ceil(total / asked.size))
    return {
        "items": items,
        "page": asked.page,
        "size": asked.size,
        "total": total,
        "pages": pages,
        "next": _address(request, asked.page + 1) if asked.page < pages else None,
        "previous": _address(request, min(asked.page - 1, pages)) if asked.page > 1 else None,
        "about": about(),
    }


def span(asked: Paged) -> tuple[int, int]:
    """Where in the whole list the page that was asked for begins and ends."""
    return (asked.page - 1) * asked.size, asked.page * asked.size


def as_address(asked: Schema) -> QueryDict:
    """What was asked, as the address of a page of the site would say it."""
    said = QueryDict(mutable=True)
    for name, value in asked.model_dump(mode="json", by_alias=True, exclude_none=True).items():
        said.setlist(name, [str(each) for each in value] if isinstance(value, list) else [str(value)])
    return said


def _address(request: HttpRequest, page: int) -> str:
    said = request.GET.copy()
    said["page"] = str(page)
    return f"{settings.SITE_URL}{request.path}?{said.urlencode()}"
