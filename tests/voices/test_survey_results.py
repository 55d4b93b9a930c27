"""Results of surveys: what everybody may read, what only organisers, and what nobody."""

from datetime import timedelta

import pytest

from savienojums.core.marks import raise_mark
from savienojums.voices.actions import survey_answers as acts
from savienojums.voices.models import AnswerTheme, ThemeMark
from savienojums.voices.queries.survey_results import results_of
from tests import make
from tests.make import NOW
from tests.voices import surveys as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(coordinator):
    return given.survey(coordinator, results_shown="live", asks_age=True)


def send(made, many, *, start=0, **about):
    answers = about.pop("answers", None)
    return [given.send(made, start + number, answers=answers, **about) for number in range(many)]


def of(made, kind, *, inside=False, by=""):
    results = results_of(made, inside=inside, at=NOW, by=by)
    return next(each for each in results.questions if each.question.kind == kind)


def bars(one):
    return [(bar.label, bar.count) for bar in one.bars]


def test_below_the_smallest_group_nothing_is_shown_to_readers_and_all_to_organisers(made):
    send(made, 4)
    readers = results_of(made, inside=False, at=NOW)
    assert (readers.withheld, readers.base, readers.questions, readers.ways) == (True, 4, [], [])
    assert len(results_of(made, inside=True, at=NOW).questions) == 7


def test_every_kind_is_counted(made):
    make.place(lat=56.08, lon=25.6)
    send(made, 5)
    send(made, 2, start=5, answers={"choice": {"other": "Tilts"}, "several": ["b"], "scale": 1, "number": 10})
    assert bars(of(made, "choice")) == [("Autobuss", 5), ("Veikals", 0), ("Ārsts", 0), ("Kas cits", 2)]
    assert bars(of(made, "several")) == [("Autobuss", 5), ("Veikals", 2), ("Ārsts", 5), ("Kas cits", 0)]
    scale = of(made, "scale")
    assert (scale.scaled.median, round(scale.scaled.mean, 2)) == (4, 3.14)
    assert bars(scale) == [("1", 2), ("2", 0), ("3", 0), ("4", 5), ("5", 0)]
    assert scale.bars[0].end == "slikti"
    ranking = of(made, "ranking")
    assert [(text, row.points, row.firsts) for text, row in ranking.ranks] == [
        ("Veikals", 14, 7), ("Autobuss", 7, 0), ("Ārsts", 0, 0),
    ]  # fmt: skip
    number = of(made, "number")
    assert (number.numbered.median, sum(bar.count for bar in number.bars)) == (3, 7)
    assert [(spot.label, spot.count) for spot in of(made, "place").spots] == [("Rubenes pagasts", 7)]


def test_a_question_few_have_answered_is_withheld_from_readers(made):
    send(made, 6, answers={"number": None})
    given.send(made, 90, answers={"number": 17})
    one = of(made, "number")
    assert (one.withheld, one.base, one.bars, one.numbered) == (True, 1, [], None)
    assert of(made, "number", inside=True).numbered.median == 17


def test_own_words_are_the_organisers_until_they_are_released(made):
    sheet = send(made, 6, answers={"choice": {"other": "Slepens vārds"}})[0]
    for kind in ("choice", "text", "place"):
        one = of(made, kind)
        assert (one.others, one.words) == ([], [])
    assert [each.times for each in of(made, "text", inside=True).words] == [6]
    assert of(made, "choice", inside=True).others == ["Slepens vārds"] * 6
    words = sheet.answers.get(question__kind="text")
    acts.release_survey_answer(by=made.made_by, answer=words, released=True, at=NOW)
    assert [each.text for each in of(made, "text").words] == ["Mums vajag soliņu pie upes."]


def test_what_is_set_aside_is_counted_nowhere(made):
    sheets = send(made, 8)
    acts.set_survey_sheets_aside(by=made.made_by, survey=made, sheets=sheets[:2], why="trial", at=NOW)
    results = results_of(made, inside=True, at=NOW)
    assert (results.base, results.aside) == (6, 2)
    assert {one.base for one in results.questions} == {6}


def test_small_places_and_those_that_could_be_reckoned_from_the_rest_are_not_shown(made):
    large, middle, small = make.place("Lielais"), make.place("Vidējais"), make.place("Mazais")
    raise_mark("places")
    for place, many, start in ((large, 9, 0), (middle, 6, 20), (small, 2, 40)):
        send(made, many, start=start, place=place)
    readers, organisers = (results_of(made, inside=inside, at=NOW) for inside in (False, True))
    assert [(bar.label, bar.count) for bar in readers.places] == [("Lielais", 9)]
    assert [bar.label for bar in organisers.places] == ["Lielais", "Mazais", "Vidējais"]


def test_places_few_point_to_are_one_number_together(made):
    places = [make.place("Te", lat=56.1, lon=25.6), make.place("Tur", lat=56.3, lon=25.9)]
    send(made, 12, answers={"place": {"place": "te"}})
    send(made, 1, start=50, answers={"place": {"lat": places[1].lat, "lon": places[1].lon}})
    send(made, 5, start=70, answers={"place": {"note": "pie dzirnavām"}})
    readers, organisers = of(made, "place"), of(made, "place", inside=True)
    assert ([(spot.label, spot.count) for spot in readers.spots], readers.elsewhere) == ([("Te", 12)], 6)
    assert {(spot.label, spot.count) for spot in organisers.spots} == {("Te", 12), ("Tur", 1)}
    assert organisers.others == ["pie dzirnavām"]


def test_by_age_only_groups_that_are_large_enough_for_organisers_too(made):
    send(made, 6, age_band="65+")
    send(made, 7, start=20, age_band="18-29", answers={"scale": 2})
    send(made, 6, start=40, age_band="30-44", answers={"scale": 5})
    send(made, 1, start=60, age_band="u18", answers={"scale": 1})
    for inside in (False, True):
        crossing = of(made, "scale", inside=inside, by="age").crossing
        # The youngest is one alone; the smallest other group goes along, else the rest would tell what was said.
        assert [count for _label, count in crossing.groups] == [7, 6]
        assert dict(crossing.lines)["2"] == (100, 0)
    assert of(made, "number", by="age").crossing is None


def test_nothing_is_crossed_where_no_group_is_large_enough(made):
    send(made, 4, age_band="65+")
    send(made, 4, start=20, age_band="18-29")
    assert of(made, "scale", by="age").crossing is None


def test_themes_are_told_to_everybody_once_enough_answers_are_about_them(made, coordinator):
    question = made.questions.get(kind="text")
    often, seldom = (AnswerTheme.objects.create(question=question, name=name) for name in ("Upe", "Reti"))
    for number, sheet in enumerate(send(made, 7)):
        answer = sheet.answers.get(question=question)
        ThemeMark.objects.create(answer=answer, theme=often, by=coordinator, marked_at=NOW)
        if number == 0:
            ThemeMark.objects.create(answer=answer, theme=seldom, by=coordinator, marked_at=NOW)
    assert [(bar.label, bar.count) for bar in of(made, "text").themes] == [("Upe", 7)]
    assert [bar.label for bar in of(made, "text", inside=True).themes] == ["Upe", "Reti"]


def test_results_are_preliminary_until_it_has_closed(made):
    send(made, 5)
    assert results_of(made, inside=False, at=NOW).preliminary
    assert not results_of(made, inside=False, at=NOW + timedelta(days=8)).preliminary


@pytest.mark.parametrize("many", [5, 15])
def test_results_ask_the_same_number_of_questions_however_many_answered(made, django_assert_num_queries, many):
    make.place()
    send(made, many)
    results_of(made, inside=True, at=NOW)
    with django_assert_num_queries(7):
        results_of(made, inside=True, at=NOW, by="age")
