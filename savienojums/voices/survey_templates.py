"""Ready questions to begin a survey with; every word of them may be changed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# What may be chosen in the form of a new survey.
STARTS = {"needs": _("What our village needs (6 questions)"), "event": _("After an event (5 questions)")}


def _words(lv: str, ru: str, en: str) -> dict[str, str]:
    return {"lv": lv, "ru": ru, "en": en}


_NEEDS: tuple[dict[str, Any], ...] = (
    {
        "kind": "scale", "least": 1, "most": 5, "is_required": True,
        "text": _words("Cik labi šeit dzīvot?", "Хорошо ли здесь жить?", "How good is it to live here?"),
        "least_words": _words("slikti", "плохо", "badly"),
        "most_words": _words("ļoti labi", "очень хорошо", "very well"),
    },
    {
        "kind": "several", "most": 3, "has_other": True,
        "text": _words(
            "Kā šeit visvairāk trūkst?", "Чего здесь больше всего не хватает?", "What is missing here most?"
        ),
        "note": _words("Izvēlieties ne vairāk kā trīs.", "Выберите не больше трёх.", "Choose at most three."),
        "choices": [
            _words("Sabiedriskais transports", "Общественный транспорт", "Public transport"),
            _words("Veikals", "Магазин", "A shop"),
            _words("Ārsts vai aptieka", "Врач или аптека", "A doctor or a pharmacy"),
            _words("Vieta, kur satikties", "Место для встреч", "A place to meet"),
            _words("Darbs", "Работа", "Work"),
            _words("Nodarbes bērniem un jauniešiem", "Занятия для детей и молодёжи", "Things to do for the young"),
        ],
    },
    {
        "kind": "ranking",
        "text": _words("Ko darīt vispirms?", "Что сделать в первую очередь?", "What should be done first?"),
        "choices": [
            _words("Ceļi", "Дороги", "Roads"),
            _words("Ielu apgaismojums", "Уличное освещение", "Street lights"),
            _words("Rotaļu un sporta laukums", "Детская и спортивная площадка", "A playground and sports ground"),
            _words("Tautas nams", "Народный дом", "The people's house"),
        ],
    },
    {
        "kind": "place",
        "text": _words("Kura vieta būtu jāsakārto?", "Какое место надо привести в порядок?", "Which spot needs care?"),
    },
    {
        "kind": "choice", "has_other": True,
        "text": _words("Vai Jūs pats piedalītos?", "Приняли бы Вы участие сами?", "Would you take part yourself?"),
        "choices": [
            _words("Jā, ar darbu", "Да, трудом", "Yes, with work"),
            _words("Jā, ar padomu vai prasmi", "Да, советом или умением", "Yes, with advice or a skill"),
            _words("Pagaidām nē", "Пока нет", "Not for now"),
        ],
    },
    {"kind": "text", "text": _words("Ko vēl gribat pateikt?", "Что ещё хотите сказать?", "What else would you say?")},
)  # fmt: skip
_EVENT: tuple[dict[str, Any], ...] = (
    {
        "kind": "scale", "least": 1, "most": 5, "is_required": True,
        "text": _words("Cik noderīgi Jums bija?", "Насколько это было Вам полезно?", "How useful was it to you?"),
        "least_words": _words("nemaz", "совсем нет", "not at all"), "most_words": _words("ļoti", "очень", "very"),
    },
    {
        "kind": "scale", "least": 1, "most": 5,
        "text": _words(
            "Cik labi viss bija sarīkots?", "Насколько хорошо всё было организовано?", "How well was it organised?"
        ),
        "least_words": _words("slikti", "плохо", "badly"),
        "most_words": _words("ļoti labi", "очень хорошо", "very well"),
    },
    {
        "kind": "several", "has_other": True,
        "text": _words("Kā uzzinājāt?", "Как Вы узнали?", "How did you hear of it?"),
        "choices": [
            _words("No kaimiņiem vai draugiem", "От соседей или друзей", "From neighbours or friends"),
            _words("Bibliotēkā", "В библиотеке", "At the library"),
            _words("Sociālajos tīklos", "В социальных сетях", "In social media"),
            _words("No pašvaldības ziņām", "Из новостей самоуправления", "From the municipality's news"),
        ],
    },
    {"kind": "text", "text": _words("Kas bija labākais?", "Что было лучше всего?", "What was best?")},
    {
        "kind": "text",
        "text": _words("Ko nākamreiz darīt citādi?", "Что сделать иначе?", "What should be different next time?"),
    },
)  # fmt: skip
QUESTIONS = {"needs": _NEEDS, "event": _EVENT}
