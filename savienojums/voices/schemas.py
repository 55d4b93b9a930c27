"""How conversations, surveys and residents' proposals look to programs: what everyone may read, never who answered."""

from typing import Annotated, Literal

from ninja import Field, Schema

from savienojums.core.api import Moment, Paged, Slug, Words, unsaid
from savienojums.network.schemas import Named, Point
from savienojums.voices.kinds import InitiativeKind, PhaseKind, QuestionKind

# Longer than other address words: title and year.
VoiceSlug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,99}$")]


class PhaseFacts(Schema):
    """A time in which people may answer, add statements, or both."""

    kind: PhaseKind
    kind_text: str
    name: str | None
    opens_at: Moment
    closes_at: Moment


class ConversationFacts(Schema):
    """A conversation as it stands in a list."""

    id: str = Field(description="Lasting id.")
    slug: str
    title: str
    question: str = Field(description="What residents are asked.")
    intro: str
    standing: Literal["coming", "open", "pause", "closed"]
    standing_text: str
    organisation: Named | None = Field(description="Who asks.")
    phases: list[PhaseFacts]
    places: list[Named]
    themes: list[Named]
    participants: int = Field(description="How many people take part, without whoever is set aside.")
    answers: int = Field(description="Answers so far, with those that were changed later.")
    statements: int = Field(description="Statements one can answer.")
    results_public: bool = Field(description="Whether results are everyone's now; files are when it has closed.")
    is_example: bool = Field(description="True if it only shows how things look.")
    url: str = Field(description="Its page on the site.")
    data_url: str = Field(description="The page with its files.")


class Share(Schema):
    """What those who answered a statement said, as shares from 0 to 1; the interval holds the share of agreement."""

    answered: int
    agree: float
    disagree: float
    passed: float
    agree_low: float
    agree_high: float


class GroupShare(Share):
    """The same of one opinion group."""

    group: str = Field(examples=["A"])


class StatementFacts(Schema):
    """A statement that is shown; shares only once results are public and enough people have answered it."""

    number: int
    text: str
    language: str
    is_seed: bool = Field(description="Whether the organisers wrote it.")
    all: Share | None
    groups: list[GroupShare]


class GroupFacts(Schema):
    """An opinion group on the last map."""

    name: str = Field(examples=["A"])
    people: int


class ConversationWhole(ConversationFacts):
    """A conversation with its statements and, once they are public, its results."""

    statements_list: list[StatementFacts]
    map_made_at: Moment | None = Field(description="When the last map was made; null if results are not public.")
    groups: list[GroupFacts] = Field(description="Empty if there are no clear groups, or results are not public.")
    source: str | None = Field(description="Where the answers come from, if it was held elsewhere.")


class SurveyFacts(Schema):
    """A survey as everyone may know it."""

    id: str = Field(description="Lasting id.")
    slug: str
    title: str
    intro: str
    standing: Literal["coming", "open", "pause", "closed"]
    standing_text: str
    organisation: Named | None
    opens_at: Moment | None
    closes_at: Moment | None
    sheets: int = Field(description="How many have filled it in.")
    results_public: bool
    is_example: bool
    url: str


class QuestionFacts(Schema):
    """A question of a survey."""

    kind: QuestionKind
    kind_text: str
    text: str
    choices: list[str]
    is_required: bool


class SurveyWhole(SurveyFacts):
    """A survey with its questions; results stand on its page."""

    questions: list[QuestionFacts]


class InitiativeFacts(Schema):
    """A resident's proposal or initiative that everyone may read."""

    number: int
    kind: InitiativeKind
    kind_text: str
    title: str
    text: str
    language: str
    state: Literal["waiting", "taken", "partly", "not", "own"]
    state_text: str
    asked_at: Moment
    answered_at: Moment | None
    addressee: str | None = Field(description="Who owes the answer.")
    supporters: int
    comments: int
    place: Named | None
    point: Point | None
    themes: list[Named]
    is_example: bool
    url: str


class ConversationsAsked(Paged):
    """Which conversations."""

    standing: Literal["coming", "open", "pause", "closed"] = unsaid("How far they have come.")


class InitiativesAsked(Paged):
    """Which proposals."""

    q: Words = Field("", max_length=120, description="Words in any form, with or without diacritics.")
    state: Literal["waiting", "taken", "partly", "not", "own"] = unsaid(
        "Whether they wait for an answer, or what it was; own: they do it themselves and ask nobody."
    )
    kind: InitiativeKind = unsaid("Proposals to others or initiatives of one's own.")
    theme: Slug = unsaid("With this theme.", examples=["culture"])
    place: Slug = unsaid("In this place, wholly or partly.", examples=["jekabpils-novads"])
    order: Literal["waiting", "newest", "supported"] = Field(
        "waiting", description="Longest waiting first, newest first, or most supported first."
    )
