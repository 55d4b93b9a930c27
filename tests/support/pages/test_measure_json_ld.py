"""What a search engine reads on a measure's page: true, complete, and unable to end its own element."""

import json
import re
from datetime import time, timedelta

import pytest

from savienojums.core import clock
from tests import make

LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & „Sēlija” \\ \" '"


def linked(client, measure):
    page = client.get(measure.get_absolute_url()).content.decode()
    (found,) = LINKED.findall(page)
    return json.loads(found)


@pytest.mark.django_db
def test_a_grant_tells_who_gives_whom_where_how_much_until_when(client, settings):
    settings.SITE_URL = "https://selija.example"
    day = clock.local_day(clock.now()) + timedelta(days=20)
    provider = make.provider("Jēkabpils novads", kind="municipality", website="https://www.jekabpils.lv")
    measure = make.measure(
        "Iedzīvotāji veido vidi", provider=provider, summary={"lv": "Līdz 800 EUR."}, amount_min=100, amount_max=800,
        legal_forms=["association"], source_url="https://www.jekabpils.lv/nolikums",
    )  # fmt: skip
    measure.places.add(make.place("Jēkabpils novads", kind="municipality"))
    measure.themes.add(make.theme())
    make.round_of(measure, opens_on=day - timedelta(days=30), closes_on=day, closes_hour=time(17))
    told = linked(client, measure)
    authority = {"@type": "GovernmentOrganization", "name": "Jēkabpils novads", "url": "https://www.jekabpils.lv"}
    assert told == {
        "@context": "https://schema.org",
        "@type": ["MonetaryGrant", "FinancialProduct"],
        "@id": f"https://selija.example/support/{measure.slug}/",
        "url": f"https://selija.example/support/{measure.slug}/",
        "name": "Iedzīvotāji veido vidi",
        "description": "Līdz 800 EUR.",
        "sameAs": "https://www.jekabpils.lv/nolikums",
        "category": ["Kultūra"],
        "serviceType": ["Grants"],
        "provider": authority,
        "funder": authority,
        "areaServed": [
            {
                "@type": "AdministrativeArea",
                "name": "Jēkabpils novads",
                "url": "https://selija.example/places/jekabpils-novads/",
            }
        ],
        "audience": {"@type": "Audience", "audienceType": "Biedrība"},
        "offers": {
            "@type": "Offer",
            "availability": "https://schema.org/InStock",
            "availabilityStarts": (day - timedelta(days=30)).isoformat(),
            "validThrough": clock.end_of(day, time(17)).isoformat(),
        },
        "amount": {"@type": "MonetaryAmount", "currency": "EUR", "minValue": 100.0, "maxValue": 800.0},
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "provider", "type_"),
    [
        ("loan", "fund", "LoanOrCredit"),
        ("advice", "municipality", "GovernmentService"),
        ("advice", "fund", "Service"),
        ("donation", "company", ["MonetaryGrant", "FinancialProduct"]),
    ],
)
def test_what_it_is_follows_from_what_it_gives_and_who(client, kind, provider, type_):
    assert linked(client, make.measure(kind=kind, provider=make.provider(kind=provider)))["@type"] == type_


@pytest.mark.django_db
def test_an_expected_deadline_is_not_promised_to_a_machine(client):
    measure = make.measure(status="recurring", usual_deadlines=["04-06"])
    assert "offers" not in linked(client, measure)


@pytest.mark.django_db
def test_hostile_words_stay_words(client):
    measure = make.measure(HOSTILE, summary={"lv": HOSTILE}, provider=make.provider(HOSTILE, slug="naidigs"))
    told = linked(client, measure)
    assert (told["name"], told["provider"]["name"]) == (HOSTILE, HOSTILE)
    assert "<script>alert" not in client.get(measure.get_absolute_url()).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_strict_policy_has_nothing_against_it(page_at):
    # Whatever the policy refuses, and whatever throws, fails the test where the page is opened.
    measure = make.measure(HOSTILE, kind="loan", amount_max=800)
    page = page_at(path=measure.get_absolute_url())
    said = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert (said["name"], said["amount"]["maxValue"]) == (HOSTILE, 800)
    assert page.title().startswith("</script>")
