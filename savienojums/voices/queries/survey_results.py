"""The results of a survey as pages and files show them: for everybody only what tells of no one, for its organisers all."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from savienojums.core.records import Translated
from savienojums.core.words import sort_key
from savienojums.network.queries.places import atlas
from savienojums.voices import survey_results as maths
from savienojums.voices.kinds import AgeBand, QuestionKind, Standing, Way
from savienojums.voices.models import SurveyAnswer
from savienojums.voices.queries.survey_ground import survey_ground
from savienojums.voices.queries.survey_themes import themes_by_question
from savienojums.voices.queries.surveys import facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.voices.models import Survey, SurveyQuestion

CROSSED = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.SCALE})


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as it is counted, with what its sheet says of whoever answered."""

    value: Any
    age: str
    place: int | None
    code: str
    released: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a table with its bar; `end` says the words at the end of a scale."""

    label: str
    count: int
    share: float
    end: str = ""

    @property
    def percent(self) -> float:
        """The share out of a hundred."""
        return self.share * 100


@dataclass(frozen=True, slots=True)
class Spot:
    """Answers that point to one parish, as a circle on the map and a line of the table."""

    label: str
    count: int
    x: float = 0.0
    y: float = 0.0
    radius: float = 0.0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """An answer in own words; `handle` names it for its release."""

    text: str
    handle: str
    released: bool
    # How many said just this.
    times: int = 1


@dataclass(frozen=True, slots=True)
class Crossing:
    """A question by age or place: the groups that may be shown with their people, and each choice with its per cents."""

    groups: tuple[tuple[str, int], ...]
    lines: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(slots=True)
class QuestionResult:
    """What is said of one question; `withheld` where too few have answered it."""

    question: SurveyQuestion
    number: int
    base: int
    withheld: bool = False
    bars: list[Bar] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    scaled: maths.Scaled | None = None
    ranked: maths.Ranked | None = None
    ranks: list[tuple[str, maths.RankRow]] = field(default_factory=list)
    numbered: maths.Numbered | None = None
    spots: list[Spot] = field(default_factory=list)
    elsewhere: int = 0
    words: list[Words] = field(default_factory=list)
    themes: list[Bar] = field(default_factory=list)
    crossing: Crossing | None = None


@dataclass(slots=True)
class Results:
    """All of it."""

    survey: Survey
    base: int
    preliminary: bool
    # Whether too few have answered for anything to be shown.
    withheld: bool
    inside: bool
    by: str
    ways: list[Bar] = field(default_factory=list)
    ages: list[Bar] = field(default_factory=list)
    places: list[Bar] = field(default_factory=list)
    aside: int = 0
    questions: list[QuestionResult] = field(default_factory=list)


def results_of(survey: Survey, *, inside: bool, at: datetime, by: str = "") -> Results:
    """Everything counted; `inside` for those who run it, `by` crosses with "age" or "place".

    The number of database questions does not grow with the answers.
    """
    rows = list(survey.sheets.values_list("aside_at", "way", "age_band", "place_id"))
    sheets = [row[1:] for row in rows if row[0] is None]
    found = Results(
        survey, len(sheets), preliminary=survey.standing(at) != Standing.CLOSED,
        withheld=not inside and len(sheets) < survey.smallest_group, inside=inside,
        by=by if by in {"age", "place"} else "", aside=len(rows) - len(sheets),
    )  # fmt: skip
    if not sheets or found.withheld:
        return found
    _who(found, sheets)
    told = _answers(survey)
    themes = themes_by_question(survey, smallest=1 if inside else survey.smallest_group)
    for number, question in enumerate(survey.questions.all(), start=1):
        found.questions.append(_question(found, number, question, told[question.pk], themes))
    return found


def _who(found: Results, sheets: Sequence[tuple[str, str, int | None]]) -> None:
    """How the sheets came, and who took part as far as it may be said."""
    base = len(sheets)
    ways = Counter(way for way, _age, _place in sheets)
    found.ways = [Bar(str(way.label), ways[way], ways[way] / base) for way in Way if ways[way]]
    for kind, at in (("age", 1), ("place", 2)):
        counts = Counter(row[at] for row in sheets if row[at])
        shown = _shown(found, counts, base - sum(counts.values()))
        lines = [Bar(_group(kind, key), counts[key], counts[key] / base) for key in _in_order(kind, shown)]
        if kind == "age":
            found.ages = lines
        else:
            found.places = lines


def _answers(survey: Survey) -> dict[int, list[Told]]:
    """The counted answers of each question, in an order that tells nothing of when they came."""
    told: dict[int, list[Told]] = defaultdict(list)
    columns = ("question_id", "value", "sheet__age_band", "sheet__place_id", "sheet__code", "released_at")
    rows = SurveyAnswer.objects.filter(sheet__survey=survey, sheet__aside_at=None).order_by("sheet__code")
    for question, value, age, place, code, released in rows.values_list(*columns):
        told[question].append(Told(value, age, place, code, released is not None))
    return told


def _question(
    found: Results, number: int, question: SurveyQuestion, told: list[Told], themes: dict[int, list[tuple[str, int]]]
) -> QuestionResult:
    one = QuestionResult(question, number, len(told))
    if not told:
        return one
    if not found.inside and one.base < found.survey.smallest_group:
        one.withheld = True
        return one
    values = [each.value for each in told]
    if question.kind == QuestionKind.TEXT:
        one.words = _words(found, question, told)
        one.themes = [Bar(name, count, count / one.base) for name, count in themes.get(question.pk, ())]
    elif question.kind == QuestionKind.PLACE:
        _places(found, one, values)
    elif question.kind == QuestionKind.NUMBER:
        one.numbered = maths.numbered(values)
        one.bars = [Bar(_span(each), each.count, each.share) for each in one.numbered.bins]
    else:
        _chosen(found, one, values)
    if found.by and question.kind in CROSSED:
        one.crossing = _crossing(found, one, told)
    return one


def _words(found: Results, question: SurveyQuestion, told: list[Told]) -> list[Words]:
    """What was said in own words; what several said alike stands once for those who run it."""
    shown = [each for each in told if found.inside or each.released]
    times = Counter((each.value, each.released) for each in shown)
    first: dict[tuple[str, bool], Told] = {}
    for each in shown:
        first.setdefault((each.value, each.released), each)
    return [
        Words(each.value, f"{each.code}.{question.public_id}", each.released, times[key] if found.inside else 1)
        for key, each in first.items()
    ]


def _chosen(found: Results, one: QuestionResult, values: list[Any]) -> None:
    """Choices, steps of a scale, orders."""
    question, facts = one.question, facts_of(one.question)
    texts = texts_of(question)
    if question.kind == QuestionKind.SCALE:
        one.scaled = maths.scaled(values, facts.ends)
        ends = {str(facts.ends[0]): str(question.least_words), str(facts.ends[1]): str(question.most_words)}
        one.bars = [Bar(row.key, row.count, row.share, ends.get(row.key, "")) for row in one.scaled.rows]
    elif question.kind == QuestionKind.RANKING:
        one.ranked = maths.ranked(values, facts.choices)
        one.ranks = [(texts.get(row.key, row.key), row) for row in one.ranked.rows]
    else:
        counted = maths.counted(values, facts.choices)
        one.bars = [Bar(texts.get(row.key, row.key), row.count, row.share) for row in counted.rows]
        if question.has_other or counted.others:
            one.bars.append(Bar(_("Something else"), counted.other.count, counted.other.share))
        if found.inside:
            one.others = list(counted.others)


def _places(found: Results, one: QuestionResult, values: list[dict[str, Any]]) -> None:
    """Points by parish; for everybody only parishes to which enough people point."""
    known, ground = atlas(), survey_ground()
    counts: Counter[int] = Counter()
    for value in values:
        place = known.by_slug.get(value.get("place", ""))
        if place is None and "lat" in value:
            place = ground.parish_at(value["lat"], value["lon"])
        if place is not None:
            counts[place.pk] += 1
    shown = _shown(found, counts, one.base - sum(counts.values()))
    one.elsewhere = one.base - sum(counts[pk] for pk in shown)
    most = max((counts[pk] for pk in shown), default=1)
    for pk in sorted(shown, key=lambda pk: (-counts[pk], known.by_pk[pk].sort_name)):
        place, x, y = known.by_pk[pk], 0.0, 0.0
        if ground.sheet is not None and place.lat is not None and place.lon is not None:
            x, y = ground.sheet.at(place.lat, place.lon)
            if not (0 < x < ground.sheet.width and 0 < y < ground.sheet.height):
                x, y = 0.0, 0.0
        # The area of a circle says the number.
        radius = 3 + 9 * (counts[pk] / most) ** 0.5
        href = place.get_absolute_url()
        one.spots.append(Spot(known.full_name(pk), counts[pk], round(x, 1), round(y, 1), round(radius, 1), href))
    if found.inside:
        one.others = sorted({value["note"] for value in values if value.get("note")}, key=sort_key)


def _crossing(found: Results, one: QuestionResult, told: list[Told]) -> Crossing | None:
    """The same question within each group; small groups are left out, and those that would give them away."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for each in told:
        key = each.age if found.by == "age" else each.place
        if key:
            groups[key].append(each.value)
    counts = {key: len(values) for key, values in groups.items()}
    # Here the limit holds for those who run it, too: they may know their people.
    shown = maths.shown_groups(counts, found.survey.smallest_group, unsaid=one.base - sum(counts.values()))
    if not shown:
        return None
    facts, order = facts_of(one.question), _in_order(found.by, shown)
    is_scale = one.question.kind == QuestionKind.SCALE
    columns = [
        (maths.scaled(groups[key], facts.ends) if is_scale else maths.counted(groups[key], facts.choices)).rows
        for key in order
    ]
    texts = texts_of(one.question)
    return Crossing(
        tuple((_group(found.by, key), counts[key]) for key in order),
        tuple(
            (texts.get(row[0].key, row[0].key), tuple(each.share * 100 for each in row))
            for row in zip(*columns, strict=True)
        ),
    )


def _shown(found: Results, counts: Counter[Any], unsaid: int) -> frozenset[Any]:
    if found.inside:
        return frozenset(counts)
    return maths.shown_groups(counts, found.survey.smallest_group, unsaid=unsaid)


def _in_order(kind: str, keys: frozenset[Any]) -> list[Any]:
    if kind == "age":
        return [band.value for band in AgeBand if band.value in keys]
    known = atlas().by_pk
    return sorted(keys, key=lambda pk: known[pk].sort_name if pk in known else "")


def _group(kind: str, key: Any) -> str:
    if kind == "age":
        return str(AgeBand(key).label)
    return atlas().full_name(key) if key in atlas().by_pk else _("Elsewhere")


def _span(one: maths.Bin) -> str:
    least, below = (f"{value:g}".replace(".", ",") for value in (one.least, one.below))
    if one.least == int(one.least) and one.below == one.least + 1:
        return least
    return _("%(least)s to below %(below)s") % {"least": least, "below": below}


def texts_of(question: SurveyQuestion) -> dict[str, str]:
    """The words of its choices in the language of the page, by key."""
    return {each["key"]: str(Translated(each["text"])) for each in question.choices}
