"""How events look to programs: public ones only, nothing about who comes, no address of an online meeting."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema

from savienojums.core.api import Day, Moment, Paged, Slug, Words, unsaid
from savienojums.events.kinds import EventKind, Mode
from savienojums.network.schemas import Named, Point

# Longer than other address words: title and year.
EventSlug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,99}$")]


class EventFacts(Schema):
    """An event as everyone may know it."""

    id: str = Field(description="Lasting id.")
    slug: str
    title: str
    kind: EventKind
    kind_text: str
    mode: Mode
    standing: Literal["coming", "now", "held", "cancelled"]
    standing_text: str
    starts_at: Moment = Field(description="In UTC; where `hours_known` is false only the day counts.")
    ends_at: Moment
    hours_known: bool
    first_day: date = Field(description="The day in Riga on which it begins.")
    last_day: date = Field(description="The day in Riga on which it ends.")
    changed_at: Moment | None = Field(
        description="When time, place or the event itself was last changed or called off."
    )
    change_count: int
    moved_from: date | None = Field(description="The day its series had for it, if it is on another one.")
    cancelled_why: str | None
    summary: str
    place: Named | None
    municipality: Named | None
    venue: str | None
    address: str | None
    point: Point | None
    organisers: list[Named]
    themes: list[Named]
    series: Named | None
    project: str | None
    languages: list[str]
    takes_names: bool = Field(description="Whether one can register now.")
    seats: int | None = Field(description="How many seats are free; null if they are not counted.")
    is_example: bool = Field(description="True if it only shows how things look; nobody meets.")
    source_url: str | None = Field(description="The public page this was gathered from, if it was.")
    url: str = Field(description="Its page on the site.")
    calendar_url: str = Field(description="The same as a calendar file (.ics).")


class EventsAsked(Paged):
    """Which events."""

    q: Words = Field(
        "", max_length=200, description="Words in any form, with or without diacritics.", examples=["forums"]
    )
    kind: list[EventKind] = Field([], max_length=30, description="What they are; several mean any of them.")
    mode: Mode = unsaid("How one takes part.")
    place: Slug = unsaid("In this place, wholly or partly.", examples=["jekabpils-novads"])
    organiser: list[Slug] = Field([], max_length=30, description="Organisers by address word.")
    theme: list[Slug] = Field([], max_length=30, description="Themes by address word.", examples=[["culture"]])
    series: Slug = unsaid("The meetings of this series.")
    since: Day = unsaid("Any day of it on or after this day; without days what is to come.", examples=["2026-12-01"])
    until: Day = unsaid("Any day of it on or before this day.", examples=["2026-12-31"])
