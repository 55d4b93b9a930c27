"""A survey as people fill it in: each question with what was written, what is wrong with it, and how it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.guarded import GuardedForm
from savienojums.core.offering import offer
from savienojums.core.records import Translated
from savienojums.network.queries.places import atlas, place_for
from savienojums.voices.forms.fields import near_places
from savienojums.voices.kinds import AgeBand, QuestionKind
from savienojums.voices.queries.survey_ground import Frame, frame_of, pointed, survey_ground
from savienojums.voices.queries.surveys import facts_of
from savienojums.voices.survey_values import Problem, answer_of, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.core.said import Said
    from savienojums.network.models import Place
    from savienojums.voices.models import Survey, SurveyQuestion

# The value of the line for own words; no key of a choice looks like it.
OTHER = "~"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice, step or line of an order; `rank` is the number written beside it."""

    key: str
    text: str
    is_chosen: bool = False
    rank: str = ""


@dataclass(slots=True)
class QuestionRow:
    """One question as the page shows it."""

    question: SurveyQuestion
    number: int
    raw: Any
    problem: str = ""
    own_words: str = ""
    frame: Frame | None = None
    options: list[Option] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of its fields."""
        return f"q-{self.question.public_id}"

    @property
    def is_other(self) -> bool:
        """Whether own words were chosen."""
        return any(isinstance(each, dict) for each in _listed(self.raw))

    @property
    def written(self) -> str:
        """What was written into a single line or text."""
        return "" if self.raw is None or isinstance(self.raw, (dict, list)) else str(self.raw)

    @property
    def place(self) -> Mapping[str, Any]:
        """What was said of a place."""
        return self.raw if isinstance(self.raw, dict) else {}

    @property
    def point(self) -> str:
        """The point as the address of the picture takes it."""
        lat, lon = self.place.get("lat"), self.place.get("lon")
        return f"{lat},{lon}" if lat and lon else ""

    @property
    def described_by(self) -> str:
        """The ids of what explains it and what is wrong with it."""
        parts = [f"{self.name}-note"] if self.question.note or self.question.most else []
        return " ".join([*parts, f"{self.name}-problem"] if self.problem else parts)


class SheetForm(GuardedForm):
    """All questions of a survey, and at the end the voluntary ones."""

    salt = "voices.survey"

    place = forms.ChoiceField(required=False)
    age_band = forms.ChoiceField(required=False)

    def __init__(
        self, *given: Any, survey: Survey, questions: Sequence[SurveyQuestion], at: datetime, **named: Any
    ) -> None:
        self.values: Mapping[str, Any] = named.pop("values", {})
        super().__init__(*given, at=at, **named)
        self.survey, self.questions = survey, questions
        self.problems: dict[str, Said] = {}
        # Which question's map was pointed at; then the page is shown again and nothing is sent.
        self.pointed_at = ""
        self._voluntary()
        self.raw = {each.public_id: self._raw(each) for each in questions} if self.is_bound else dict(self.values)

    def _voluntary(self) -> None:
        places, bands = self.fields["place"], self.fields["age_band"]
        places.label, bands.label = _("Where do you live?"), _("How old are you?")
        if self.survey.asks_place:
            offer(self, "place", [("", _("I do not say")), *near_places()])
        else:
            del self.fields["place"]
        if self.survey.asks_age:
            offer(self, "age_band", [("", _("I do not say")), *AgeBand.choices])
        else:
            del self.fields["age_band"]

    def _raw(self, question: SurveyQuestion) -> Any:
        """What came in for a question, in the shape that `answer_of` reads."""
        name, given = f"q-{question.public_id}", self.data
        words = given.get(f"{name}-other", "")
        if question.kind == QuestionKind.CHOICE:
            return _own(given.get(name, ""), words if question.has_other else "")
        if question.kind == QuestionKind.SEVERAL:
            ticked = given.getlist(name) if hasattr(given, "getlist") else _listed(given.get(name))
            return [{"other": words} if each == OTHER else each for each in ticked] + (
                [{"other": words}] if question.has_other and plain(words, 1) and OTHER not in ticked else []
            )
        if question.kind == QuestionKind.RANKING:
            return {each["key"]: given.get(f"{name}-{each['key']}", "") for each in question.choices}
        if question.kind == QuestionKind.PLACE:
            return self._place(name)
        return given.get(name, "")

    def _place(self, name: str) -> dict[str, Any]:
        """A place: from the list, from a touch of the map, or as it stood."""
        given, known, ground = self.data, atlas(), survey_ground()
        slug, former = given.get(f"{name}-place", ""), given.get(f"{name}-former", "")
        lat, lon = given.get(f"{name}-lat", ""), given.get(f"{name}-lon", "")
        here = _pair(lat, lon)
        if f"{name}-map.x" in given:
            self.pointed_at = name
            at = _pair(given.get(f"{name}-map.x", ""), given.get(f"{name}-map.y", ""))
            # A key pressed on the picture comes as its corner and means no place.
            if at and at != (0, 0) and (spot := pointed(ground, frame_of(ground, here), *at)):
                parish = ground.parish_at(*spot)
                slug, lat, lon = parish.slug if parish else "", *map(str, spot)
        elif f"{name}-clear" in given:
            self.pointed_at, slug, lat, lon = name, "", "", ""
        elif slug != former:
            # Another parish was chosen from the list; the former point is none of its.
            place = known.by_slug.get(slug)
            lat, lon = (str(place.lat or ""), str(place.lon or "")) if place else ("", "")
        if slug and slug not in known.by_slug:
            slug = ""
        return {"place": slug, "lat": lat, "lon": lon, "note": given.get(f"{name}-note", "")}

    def clean(self) -> dict[str, Any]:
        """Each answer looked at; then what every letter of a stranger is looked at for."""
        for question in self.questions:
            found = answer_of(facts_of(question), self.raw[question.public_id])
            if isinstance(found, Problem):
                self.problems[question.public_id] = found.said
        if self.problems:
            many = len(self.problems)
            raise forms.ValidationError(
                ngettext("One answer needs another look.", "%(count)s answers need another look.", many)
                % {"count": many}
            )
        return super().clean()

    def about(self) -> dict[str, Any]:
        """What was said voluntarily."""
        slug = self.cleaned_data.get("place", "")
        place: Place | None = place_for(None, slug) if slug else None
        return {"place": place, "age_band": self.cleaned_data.get("age_band", "")}

    @property
    def rows(self) -> list[QuestionRow]:
        """The questions as the page shows them."""
        return [self._row(number, question) for number, question in enumerate(self.questions, start=1)]

    @property
    def wrong_rows(self) -> list[QuestionRow]:
        """Those that need another look."""
        return [row for row in self.rows if row.problem]

    def _row(self, number: int, question: SurveyQuestion) -> QuestionRow:
        raw, said = self.raw.get(question.public_id), self.problems.get(question.public_id)
        row = QuestionRow(question, number, raw, problem=said.told(_) if said else "")
        row.own_words = next((str(each.get("other", "")) for each in _listed(raw) if isinstance(each, dict)), "")
        if question.kind == QuestionKind.SCALE:
            least, most = facts_of(question).ends
            steps = map(str, range(least, most + 1))
            row.options = [Option(step, step, is_chosen=step == str(raw)) for step in steps]
        elif question.kind == QuestionKind.PLACE:
            ground = survey_ground()
            if not ground.is_empty:
                row.frame = frame_of(ground, _pair(row.place.get("lat", ""), row.place.get("lon", "")))
        else:
            row.options = _options(question, raw)
        return row

    @property
    def places(self) -> list[Any]:
        """The places of the registry, for questions that ask for one."""
        return near_places() if any(each.kind == QuestionKind.PLACE for each in self.questions) else []


def _options(question: SurveyQuestion, raw: Any) -> list[Option]:
    ranks = raw if isinstance(raw, dict) else {}
    if question.kind == QuestionKind.RANKING and isinstance(raw, list):
        ranks = {key: str(place) for place, key in enumerate(raw, start=1)}
    chosen = _listed(raw)
    return [
        Option(
            each["key"], str(Translated(each["text"])), is_chosen=each["key"] in chosen,
            rank=str(ranks.get(each["key"], "")),
        )
        for each in question.choices
    ]  # fmt: skip


def _own(value: str, words: str) -> Any:
    """A key, or the own words; whoever writes own words without choosing the line means them."""
    if value == OTHER or (not value and plain(words, 1)):
        return {"other": words}
    return value


def _listed(raw: Any) -> list[Any]:
    if raw is None or raw == "":
        return []
    return raw if isinstance(raw, list) else [raw]


def _pair(one: Any, other: Any) -> tuple[float, float] | None:
    try:
        return float(one), float(other)
    except (TypeError, ValueError):
        return None
