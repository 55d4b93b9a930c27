"""How the Connection document looks to programs."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema

from savienojums.core.api import About, Day, InLanguage, Listed, Moment, Paged, Slug, Words, unsaid
from savienojums.network.kinds import LegalForm
from savienojums.network.schemas import Named
from savienojums.support.kinds import DeadlineBy, MeasureKind, PlaceBasis, ProviderKind, Recurrence, Standing, WayIn

SUMS = "A decimal number as text, in EUR."
Judged = Annotated[str, Field(max_length=100)]


class StandingFacts(Schema):
    """How a measure stands at this moment."""

    value: Standing
    text: str


class DeadlineFacts(Schema):
    """A day until which one may apply."""

    day: date
    hour: str | None = Field(description="Hour in Riga as `HH:MM`; null if it is not known.", examples=["17:00"])
    moment: Moment = Field(description="The very moment; without a known hour the end of the day in Riga.")
    certain: bool = Field(description="True if a round says so; false if it only was so in earlier years.")


class Sums(Schema):
    """How much."""

    least: str | None = Field(description=SUMS)
    most: str | None = Field(description=SUMS)
    currency: Literal["EUR"] = "EUR"
    text: str = Field(description="The same in words.")


class OwnShare(Schema):
    """What the applicant has to bring."""

    percent: str | None = Field(description="A decimal number as text; null if it is not known.")
    above: str | None = Field(description="Only of what goes beyond this sum. " + SUMS)
    note: str
    text: str


class Freshness(Schema):
    """How far this can be believed."""

    checked_on: date | None = Field(description="When somebody last compared it with its source.")
    fresh: bool = Field(description="Whether that was within a year.")
    text: str
    source_url: str | None = Field(description="The page where this stands; what counts is what is written there.")
    changed_at: Moment


class MeasureFacts(Schema):
    """A support measure as it stands in a list. Null and empty mean “not known”; nothing is guessed."""

    id: str = Field(description="Lasting id.")
    opportunity: str = Field(description="Its id in the CommonGrants routes.")
    slug: str
    name: str
    summary: str
    provider: Named
    kind: MeasureKind
    other_kinds: list[MeasureKind]
    standing: StandingFacts
    deadline: DeadlineFacts | None = Field(description="The next one.")
    sums: Sums
    own_share: OwnShare
    legal_forms: list[LegalForm]
    themes: list[Named]
    places: list[Named]
    freshness: Freshness
    url: str = Field(description="Its page on the site.")


class RoundFacts(Schema):
    """One time applications are taken."""

    id: str
    name: str
    opens_on: date | None
    closes_on: date | None
    closes_hour: str | None = Field(examples=["12:00"])
    closes_at: Moment | None
    deadline_by: DeadlineBy | None = Field(description="What decides whether an application was in time.")
    open: bool = Field(description="Whether applications are taken now.")
    past: bool
    budget: str | None = Field(description=SUMS)
    applied_count: int | None
    won_count: int | None
    note: str
    source_url: str | None


class Rounds(Schema):
    """The rounds of a measure, the newest first."""

    items: list[RoundFacts]
    about: About


class WhoFacts(Schema):
    """Who may apply."""

    text: str = Field(description="In the call's own words.")
    forms_certain: bool = Field(description="True if nobody else than the named legal forms may apply.")
    people_min: int | None
    people_for: list[LegalForm] = Field(description="The legal forms for which people are counted; empty means all.")
    partners_min: int | None
    partners_note: str


class TerritoryFacts(Schema):
    """Where."""

    text: str = Field(description="In the call's own words.")
    basis: PlaceBasis | None = Field(description="What has to lie there; null if the call does not say.")
    certain: bool
    outside_region: bool


class HowFacts(Schema):
    """How to apply."""

    ways: list[WayIn]
    text: str
    annexes: list[str]
    languages: list[str]
    where_to_ask: str
    url: str | None


class ClauseFacts(Schema):
    """A condition composed of others, or one of its parts."""

    text: str
    quote: str = Field(description="The call's own sentence.")
    where: str = Field(description="Where that stands in the call.")
    parts: list["ClauseFacts"]


class MeasureWhole(MeasureFacts):
    """Everything known of one measure."""

    who: WhoFacts
    territory: TerritoryFacts
    conditions: list[str] = Field(description="Conditions that a person has to judge.")
    clauses: list[ClauseFacts] = Field(description="Further conditions, composed with all, any and not.")
    partner_forms: list[LegalForm] = Field(description="Legal forms that may take part as a partner.")
    terms: list[str]
    how: HowFacts
    notes: str
    recurrence: Recurrence
    usual_opening: str | None = Field(description="Month and day, `MM-DD`.")
    usual_deadlines: list[str] = Field(description="Month and day, `MM-DD`.")
    duration_months: int | None
    applications_per_year: int | None
    rounds: list[RoundFacts] = Field(description="The newest first.")


class DueFacts(DeadlineFacts):
    """A deadline with its measure."""

    measure: Named
    provider: str
    round_name: str
    past: bool
    url: str


class ProviderFacts(Named):
    """Who gives support."""

    kind: ProviderKind | None
    website: str | None
    measures: int = Field(description="How many public measures.")


class ReasonFacts(Schema):
    """What one condition says of whoever asks."""

    answer: Literal["yes", "unknown", "no"]
    text: str
    quote: str = Field(description="The call's own words.")
    where: str = Field(description="Where that stands in the call.")
    key: str = Field(description="If a person can judge it: what to send back as `met` or `unmet`.")
    parts: list["ReasonFacts"] = Field(description="What a composed condition is made of.")


class Linked(Schema):
    """Another measure to look at."""

    name: str
    url: str


class Fitting(Schema):
    """One measure with its reasons, those that decide first."""

    measure: Named
    provider: str
    standing: StandingFacts
    deadline: Moment | None
    reasons: list[ReasonFacts]
    may_be_partner: bool = Field(description="Whether they may not lead, but may take part as a partner.")
    wider: Linked | None = Field(description="The measure for a larger territory of which this is the local version.")
    local: list[Linked] = Field(description="Local versions of this measure.")
    source_url: str | None
    url: str


class Question(Schema):
    """Something not said yet."""

    text: str
    parameter: str = Field(description="The part of the address that answers it.")
    alone: int = Field(description="How many measures wait for its answer alone.")
    among: int = Field(description="How many need its answer among others.")


class Counts(Schema):
    """The sizes of the three lists."""

    yes: int
    unknown: int
    no: int


class FitFacts(Listed[Fitting]):
    """What fits whoever asks: three answers, one of the lists, and what would decide more."""

    answer: Literal["yes", "unknown", "no"] = Field(description="Which of the three lists `items` are from.")
    counts: Counts
    questions: list[Question]
    one_answer_away: int = Field(description="Measures that wait for a single answer.")


class Narrowed(Paged):
    """The same filters as the list on the site."""

    q: Words = Field(
        "", max_length=200, description="Words in any form, with or without diacritics.", examples=["kultūra"]
    )
    state: Standing = unsaid("How it stands.")
    place: Slug = unsaid(
        "Open to somebody at this place (address word, see `/api/places`).", examples=["rubenes-pagasts"]
    )
    form: LegalForm = unsaid("Open to this legal form, as far as is known.")
    kind: MeasureKind = unsaid("What it gives.")
    theme: Slug = unsaid("About this theme (address word, see `/api/themes`).", examples=["culture"])
    sum: Literal["1000", "5000", "20000", "more", "unknown"] = unsaid(
        "Largest sum: up to so many EUR (and above the band before), `more`, or `unknown`.", examples=["5000"]
    )
    provider: Slug = unsaid("Given by this provider (address word, see `/api/providers`).")


class MeasuresAsked(Narrowed):
    """Which measures, in which order."""

    order: Literal["deadline", "sum", "fresh", "name"] = Field(
        "deadline", description="Nearest deadline, largest sum, latest check first; or by name."
    )


class DeadlinesAsked(Narrowed):
    """Which deadlines."""

    since: Day = unsaid("From this day on; without it from today.", examples=["2026-11-23"])
    until: Day = unsaid("Up to and with this day; without it for a year. At most three years.")
    only: Literal["announced"] = unsaid("`announced`: none that are only expected, as in earlier years.")


class FitAsked(InLanguage):
    """Who asks. Everything may be left out; what is not said is not held against anybody."""

    place: Slug = unsaid("Where you are (address word, see `/api/places`).", examples=["rubenes-pagasts"])
    form: LegalForm = unsaid("What you are to the law.")
    sum: Annotated[int, Field(ge=0, le=999_999_999)] = unsaid("How much you need, in whole EUR.", examples=[1000])
    theme: list[Slug] = Field([], max_length=20, description="What it is about.", examples=[["culture"]])
    people: Annotated[int, Field(ge=0, le=999_999)] = unsaid("How many people you are.")
    partners: Annotated[int, Field(ge=0, le=999_999)] = unsaid("How many partners you have.")
    signatures: Annotated[int, Field(ge=0, le=999_999)] = unsaid("How many signatures you have.")
    age: Annotated[int, Field(ge=0, le=1000)] = unsaid("How many years the organisation is old.")
    share: Annotated[int, Field(ge=0, le=100)] = unsaid("What share you can bring, in per cent.")
    elsewhere: Slug = unsaid("Where you act besides (address word).")
    organisation: Slug = unsaid("A public organisation of the registry: what is known of it need not be said again.")
    met: list[Judged] = Field([], max_length=50, description="Keys of conditions you have judged to be met.")
    unmet: list[Judged] = Field([], max_length=50, description="Keys of conditions you have judged not to be met.")
    shown: Literal["yes", "unknown", "no"] = unsaid(
        "Which of the three lists; else the first with entries.", alias="list"
    )
    page: int = Field(1, ge=1, le=10_000, description="Number of the page of twenty entries.")
