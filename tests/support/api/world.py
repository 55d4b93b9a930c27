"""A small region for the tests of the open API: measures of every standing, with everything a measure can have."""

from datetime import date, time, timedelta

from savienojums.core import clock
from savienojums.support.actions.indexing import index_measures
from savienojums.support.models import Measure
from tests import make


def fill():
    """Measures, organisations and places; private contacts that no answer may hold."""
    make.event()
    make.statement(make.conversation())
    make.survey()
    make.initiative()
    today = clock.local_day(clock.now())
    rubene = make.place("Rubenes pagasts", lat=56.1, lon=25.9, area_km2="101.5", source="LVĢMC")
    municipality = make.place("Jēkabpils novads", kind="municipality")
    culture, youth = make.theme(), make.theme("youth", "Jaunatne")
    grant = make.measure(
        "NVO fonds",
        summary={"lv": "Atbalsts biedrībām.", "en": "Support for associations."},
        amount_min=100,
        amount_max=800,
        own_share_percent="7.5",
        own_share_above=500,
        legal_forms=["association", "foundation", "municipality", "municipal_institution", "company", "person"],
        forms_certain=True,
        who_text="biedrība; nodibinājums",
        conditions="Vismaz 10 cilvēku.\nDarbojas gadu.",
        people_min=10,
        source_url="https://www.sif.gov.lv/lv/nvo-fonds",
        checked_on=today - timedelta(days=5),
        place_basis="address",
    )
    grant.themes.add(culture, youth)
    grant.places.add(rubene, municipality)
    make.round_of(
        grant,
        opens_on=today - timedelta(days=3),
        closes_on=today + timedelta(days=20),
        closes_hour=time(17),
        budget=50000,
    )
    expected = make.measure(
        "Sēlijas kultūras programma", status="recurring", usual_deadlines=["04-06"], amount_max=2000
    )
    expected.themes.add(culture)
    closed = make.measure("Teterevu fonds", status="closed")
    make.round_of(closed, closes_on=date(2024, 3, 1), applied_count=10, won_count=3)
    make.measure("Sveika, kopiena", kind="advice", url="https://piemērs.lv/ā b")
    make.organisation(
        place=rubene,
        contact_email="slepena@epasts.example",
        contact_role="Anna Bērziņa",
        story="Zvani 29123456 vai raksti anna@epasts.example.",
        summary={"lv": "Kopiena Rubenē."},
    )
    make.organisation("Melnraksta biedrība", published_at=None)
    make.measure("Melnraksts", published_at=None)
    index_measures(Measure.objects.values_list("pk", flat=True))
    return grant
