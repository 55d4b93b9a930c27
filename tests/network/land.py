"""A small land for pure tests: two municipalities, a state city, two parishes of one name."""

import csv
from pathlib import Path

from savienojums.network.matching import Places
from savienojums.network.reading import Gazetteer, Guide, Spot, phrase

SELIJA = Path(__file__).parents[2] / "savienojums/demo/selija"
COMMUNITIES = SELIJA / "communities.csv"
WORDS = {
    "kind": {
        phrase(word): code
        for code, words in {
            "initiative_group": "community initiative group; kopiena",
            "residents_group": "informal residents' group",
            "association": "association; biedrība",
            "municipality": "municipality",
            "library": "library; bibliotēka",
            "museum": "museum",
            "youth_council": "youth council",
            "seniors_club": "seniors' club",
        }.items()
        for word in words.split(";")
    },
    "legal_form": {"biedriba": "association", "nav": "informal"},
    "evidence": {"signed": "signed", "parakstits": "signed", "none": "none"},
    "languages": {"latviesu": "lv", "lv": "lv", "en": "en", "ru": "ru"},
    "themes": {
        phrase(word): slug
        for slug, word in {
            "sport": "Sports, brīvais laiks un pasākumi",
            "culture": "Kultūra",
            "media": "Mediji, informācija un digitālā piekļuve",
        }.items()
    },
}


def _spots():
    with (SELIJA / "places.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_code = {row["code"]: row["slug"] for row in rows}
    by_name = {row["name"]: row["slug"] for row in rows}
    for row in rows:
        wholes = {by_code[code] for code in row["parent_codes"].split(";") if code}
        wholes |= {by_name[name] for name in row["historical_lands"].split(";") if name}
        yield Spot(
            row["slug"], row["name"], row["name_en"], row["kind"], row["code"], frozenset(wholes | {row["slug"]})
        )


GAZETTEER = Gazetteer(_spots())
PLACES = Places({spot.slug: spot.wholes for spot in GAZETTEER.spots.values()})
GUIDE = Guide(
    GAZETTEER,
    WORDS,
    2026,
    lambda text: ["26123456"] if "26123456" in text else [],
    ("[kontakts izlaists]",),
    {"biedriba": "biedrība"},
)
