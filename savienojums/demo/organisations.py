"""The organisations and themes of the demo: each fact with our reading of it."""

from __future__ import annotations

from savienojums.demo.tables import rows, words
from savienojums.network.actions.loading import OrganisationRow

# What is told of some of them at length: facts of public pages, with the page they stand on.
STORIES = {
    "udenszimes": (
        (
            "Biedrība dibināta 2007. gada 20. jūnijā. Tās mājas ir 2003. gadā slēgtā Kaldabruņas skola, kur iekārtots "
            "Pļavas muzejs. Biedri ir skolotāji, vides, finanšu un projektu cilvēki, mākslinieki, zemnieki, gidi, "
            "pensionāri – gan vietējie, gan no citurienes.\n\nŪdenszīmes vada Sēlijas kopienu tīkla projektus un rīko "
            "konkursu „Sēlijas sudrabs”."
        ),
        "https://www.celotajs.lv/en/news/item/view/1329",
    ),
    "selijas-salas": (
        (
            "Kopienu sadarbības tīkls sākās 2017. gadā kā projekta ideja ar 17 „salām”; 2022. gadā to bija ap 40. Pēc "
            "vairākiem gadiem bez atalgojuma tīkls 2021. gada 19. martā reģistrēja savu biedrību. Tīkls stiepjas no "
            "Jaunjelgavas rietumos līdz Kaplavai austrumos."
        ),
        "https://selija.com/selijassalas/",
    ),
}


def theme_names() -> dict[str, dict[str, str]]:
    """The themes of the region, in their order, in three languages."""
    return {
        row["slug"]: {"lv": row["name_lv"], "en": row["name_en"], "ru": row["name_ru"]} for row in rows("themes.csv")
    }


def organisation_rows() -> list[OrganisationRow]:
    """All organisations of the demo, ready to be loaded."""
    facts = {fact["name"]: fact for fact in rows("communities.csv")}
    return [_row(facts[reading["name"]], reading) for reading in rows("organisation_readings.csv")]


def _row(fact: dict[str, str], reading: dict[str, str]) -> OrganisationRow:
    story, source = STORIES.get(reading["slug"], ("", ""))
    return OrganisationRow(
        slug=reading["slug"],
        fields={
            "name": fact["name"],
            "kind": reading["kind"],
            "legal_form": reading["legal_form"],
            "locality": fact["place"],
            "lat": float(fact["lat"]) if fact["lat"] else None,
            "lon": float(fact["lon"]) if fact["lon"] else None,
            "website": fact["website"],
            "summary": {"lv": fact["description_lv"]},
            "story": story,
            "evidence": reading["evidence_level"],
            "evidence_note": fact["evidence"] if reading["evidence_level"] != "none" else "",
            "to_verify": fact["evidence"] if reading["status_to_verify"] == "yes" else "",
            "source_url": source or fact["source_url"],
        },
        place_code=reading["place_code"],
        themes=tuple(words(reading["themes"])),
    )
