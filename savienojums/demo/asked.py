"""An example of a survey with every kind of question; its answers are drawn and say so."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from savienojums.core.clock import RIGA
from savienojums.network.models import Organisation, Place
from savienojums.voices.actions.coding import mark_answer
from savienojums.voices.actions.survey_answers import send_survey_sheet
from savienojums.voices.actions.survey_questions import add_survey_question
from savienojums.voices.actions.surveys import make_survey, publish_survey
from savienojums.voices.kinds import Way
from savienojums.voices.models import Survey, SurveyAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from savienojums.accounts.models import Person
    from savienojums.voices.models import SurveyQuestion

OPENS, CLOSES = datetime(2026, 11, 9, 8, tzinfo=RIGA), datetime(2026, 12, 13, 22, tzinfo=RIGA)
TITLE = {"lv": "Ko vajag Jūsu ciemam?", "en": "What does your village need?", "ru": "Что нужно Вашему селу?"}
INTRO = {
    "lv": "Paraugs: septiņi jautājumi, katrs citāda veida. Atbildes ir izlozētas, lai redzētu, kā izskatās rezultāti.",
    "en": "An example: seven questions, each of another kind. The answers were drawn by lot to show what results look like.",
    "ru": "Пример: семь вопросов, каждый иного вида. Ответы разыграны по жребию, чтобы показать результаты.",
}


def _choices(*texts: str) -> list[dict[str, str]]:
    return [{"lv": text} for text in texts]


QUESTIONS: tuple[dict[str, Any], ...] = (
    {"kind": "choice", "text": {"lv": "Cik ilgi dzīvojat savā ciemā?"}, "is_required": True,
     "choices": _choices("Kopš dzimšanas", "Vairāk nekā 10 gadus", "Līdz 10 gadiem", "Esmu te vasarās")},
    {"kind": "several", "text": {"lv": "Kas Jums pietrūkst tuvāk par 10 km?"}, "most": 3, "has_other": True,
     "choices": _choices("Veikals", "Ārsta prakse", "Bibliotēka", "Vieta, kur tikties", "Bērnudārzs", "Autobuss katru dienu")},
    {"kind": "scale", "text": {"lv": "Cik viegli Jums ir nokļūt līdz pilsētai bez savas automašīnas?"}, "least": 1, "most": 5,
     "least_words": {"lv": "gandrīz neiespējami"}, "most_words": {"lv": "viegli"}},
    {"kind": "ranking", "text": {"lv": "Sakārtojiet: kam vispirms tērēt kopienas naudu?"},
     "choices": _choices("Telpām un siltumam", "Svētkiem un tradīcijām", "Jauniešu darbiem", "Transportam")},
    {"kind": "number", "text": {"lv": "Cik stundu mēnesī varat veltīt kopīgiem darbiem?"}, "least": 0, "most": 60,
     "most_words": {"lv": "stundas"}},
    {"kind": "text", "text": {"lv": "Ko Jūs paši gribētu darīt kopā ar citiem?"}},
    {"kind": "place", "text": {"lv": "Kura vieta Jūsu apkārtnē ir jāsakopj vispirms?"}},
)  # fmt: skip
WISHES = (
    "Sakopt parku pie muižas un ielikt soliņus.",
    "Iemācīt jaunajiem pīt grozus.",
    "Kopīgi braukt uz tirgu Jēkabpilī.",
    "Ziemā rīkot filmu vakarus skolā.",
    "Izveidot taku gar ezeru.",
    "Palīdzēt vecākiem kaimiņiem ar malku.",
    "Dziedāt. Mums trūkst tikai vadītāja.",
    "Salabot peldvietas laipu.",
)
THEMES = {
    "Vide un takas": ("parku", "taku", "laipu"),
    "Prasmes un tradīcijas": ("grozus", "Dziedāt"),
    "Palīdzība kaimiņiem": ("kaimiņiem",),
    "Kopā būšana": ("braukt", "vakarus"),
}
SPOTS = ((56.101, 25.930), (56.063, 26.113), (56.083, 26.240), (56.115, 25.775), (56.343, 25.556))
PARISHES = ("rubenes-pagasts", "bebrenes-pagasts", "dvietes-pagasts", "garsenes-pagasts", "viesite")


def tell_survey(coordinator: Person) -> None:
    """A survey that is open, with answers from the web and from paper; what is there already stays."""
    if Survey.objects.filter(is_example=True).exists():
        return
    at = OPENS - timedelta(days=5)
    details = {
        "title": TITLE, "intro": INTRO, "organisation": Organisation.objects.get(slug="udenszimes"), "opens_at": OPENS,
        "closes_at": CLOSES, "results_shown": "live", "asks_age": True, "is_example": True,
    }  # fmt: skip
    survey = make_survey(by=coordinator, details=details, at=at)
    for question in QUESTIONS:
        add_survey_question(by=coordinator, survey=survey, details=question, at=at)
    publish_survey(by=coordinator, survey=survey, at=at)
    _answer(coordinator, survey)
    _read(coordinator, survey)


def _answer(by: Person, survey: Survey) -> None:
    chance = Random(11)  # noqa: S311 -- an example that is the same each time, no secret
    questions = list(survey.questions.all())
    places = list(Place.objects.filter(slug__in=PARISHES).order_by("slug"))
    for number in range(36):
        paper = chance.random() < 0.25
        send_survey_sheet(
            by=by if paper else None,
            survey=survey,
            key=f"example-{number}",
            way=Way.PAPER if paper else Way.WEB,
            answers={each.public_id: answer for each in questions if (answer := _drawn(each, chance)) is not None},
            at=OPENS + timedelta(hours=9 * number + chance.randint(1, 8)),
            place=chance.choice([None, *places]),
            age_band=chance.choice(("", "18-29", "30-44", "45-64", "45-64", "65+")),
        )


def _read(by: Person, survey: Survey) -> None:
    """One coder has read what people wrote in their own words; a second one has yet to begin."""
    answers = SurveyAnswer.objects.filter(sheet__survey=survey, question__kind="text").select_related(
        "question__survey"
    )
    for answer in answers.order_by("pk"):
        about = [theme for theme, words in THEMES.items() if any(word in str(answer.value) for word in words)]
        mark_answer(by=by, answer=answer, themes=[], new_themes=about, at=datetime(2026, 11, 22, 19, tzinfo=RIGA))


def _drawn(question: SurveyQuestion, chance: Random) -> Any:
    keys = [each["key"] for each in question.choices]
    return DRAWN[question.kind](keys, chance)


def _place(_keys: list[str], chance: Random) -> dict[str, float]:
    lat, lon = chance.choice(SPOTS)
    return {"lat": round(lat + chance.gauss(0, 0.01), 4), "lon": round(lon + chance.gauss(0, 0.01), 4)}


DRAWN: dict[str, Callable[[list[str], Random], Any]] = {
    "choice": lambda keys, chance: chance.choices(keys, weights=(5, 4, 2, 1))[0],
    "several": lambda keys, chance: sorted(chance.sample(keys, chance.randint(1, 3))),
    "scale": lambda _keys, chance: chance.choices((1, 2, 3, 4, 5), weights=(6, 5, 4, 2, 1))[0],
    "ranking": lambda keys, chance: chance.sample(keys, len(keys)),
    "number": lambda _keys, chance: chance.choice((0, 2, 4, 4, 6, 8, 8, 10, 12, 20)),
    "text": lambda _keys, chance: chance.choice((None, *WISHES)),
    "place": _place,
}
