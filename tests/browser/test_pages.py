"""Every page in a real browser: no fault for axe by day and by night, nothing wider than its window, on phone and desk."""

import pytest

from savienojums.accounts.models import Person
from savienojums.demo.world import fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAND, WINTER = "/voices/kam-selija-janotiek-lidz-2030-gadam-2026/", "/voices/kur-un-ka-mums-tikties-ziema-2026/"
SURVEY = "/voices/surveys/ko-vajag-jusu-ciemam/"
PUBLIC = (
    "/", "/support/", "/support/?kind=grant&state=expected", "/support/?q=nekas-tamlīdzīgs", "/support/?q=kopeinam", "/search/?q=nvo+jauniešiem", "/support/selijas-kulturas-programma/",
    "/support/selijas-kulturas-programma/sheet/", "/support/fit/", "/support/fit/?place=rubenes-pagasts&form=association&list=unknown",
    "/support/fit/?place=rubenes-pagasts&form=association&list=no", "/support/year/", "/support/embedding/?kind=grant", "/support/embed/", "/support/portals/", "/support/portals/jekabpils-novada-kopienam/",
    "/organisations/", "/organisations/?q=biedrība",
    "/organisations/udenszimes/", "/organisations/udenszimes/letter/", "/map/", "/places/", "/places/rubenes-pagasts/",
    "/places/jekabpils-novads/", "/places/selija/", "/search/?q=kopiena", "/accounts/sign-in/", "/sources/", "/licence/", "/privacy/",
    "/contact/", "/api/", "/nav-tada/", "/support/following/new/?place=rubenes-pagasts&kind=grant", "/support/following/receipt/",
    "/support/following/new/?measure=selijas-kulturas-programma",
    "/support/figures/", "/support/selijas-kulturas-programma/advice/", "/support/selijas-kulturas-programma/advice/receipt/",
    "/support/selijas-kulturas-programma/leads/?place=rubenes-pagasts",
    "/support/selijas-kulturas-programma/changes/", "/support/selijas-kulturas-programma/correction/",
    "/support/selijas-kulturas-programma/correction/receipt/",
    "/events/", "/events/?view=month&month=2027-03", "/events/?q=nekas-tamlīdzīgs", "/events/map/", "/events/pavasara-nvo-forums-2027/",
    "/events/pavasara-nvo-forums-2027/registration/", "/events/celojosais-ideju-tirgus-2021/", "/events/deriba-pirmais-seminars-2022/",
    "/events/series/kaldabrunas-kopienas-sanaksmes/", "/events/kaldabrunas-kopienas-sanaksmes-2026-09-08/minutes/", "/events/proposals/",
    "/events/calendar/", "/events/embed/", "/events/certificates/", "/events/codes/",
    "/voices/", f"{LAND}", f"{LAND}map/", f"{LAND}moderation/", f"{LAND}data/", f"{LAND}embed/", f"{WINTER}", f"{WINTER}report/",
    "/voices/surveys/", f"{SURVEY}", f"{SURVEY}results/", "/voices/initiatives/", "/voices/initiatives/3/", "/voices/initiatives/new/",
    "/voices/initiatives/map/",
)  # fmt: skip
SIGNED_IN = {
    "kontakts@selija.example": (
        "/mine/", "/support/attempts/", "/support/selijas-kulturas-programma/attempt/", "/support/following/", "/accounts/me/", "/accounts/me/erasure/", "/organisations/udenszimes/", "/organisations/udenszimes/form/",
        "/organisations/udenszimes/people/", "/organisations/udenszimes/photos/", "/organisations/proposal/",
    ),
    "redaktore@selija.example": (
        "/mine/", "/support/portals/new/?kind=grant", "/support/portals/jekabpils-novada-kopienam/editing/", "/support/desk/", "/support/desk/?shelf=drafts", "/support/desk/new/", "/support/desk/synonyms/?q=nvo", "/support/desk/sources/", "/support/desk/sources/new/", "/support/desk/found/", "/support/selijas-kulturas-programma/editing/",
        "/support/esk-solidaritates-projekti/rule/?organisation=udenszimes", "/support/esk-solidaritates-projekti/rule/parts/?in=&kind=place",
        "/support/selijas-kulturas-programma/history/", "/support/selijas-kulturas-programma/rounds/", "/support/selijas-kulturas-programma/corrections/",
    ),
    "koordinatore@selija.example": (
        "/events/tasks/", "/events/new/", "/events/series/new/", "/events/polls/new/", "/events/projects/", "/events/outside/", "/events/table/",
        "/events/pavasara-nvo-forums-2027/desk/", "/events/pavasara-nvo-forums-2027/form/", "/events/pavasara-nvo-forums-2027/registering/",
        "/events/pavasara-nvo-forums-2027/questions/", "/events/pavasara-nvo-forums-2027/programme/", "/events/pavasara-nvo-forums-2027/people/",
        "/events/pavasara-nvo-forums-2027/invitations/", "/events/pavasara-nvo-forums-2027/messages/", "/events/pavasara-nvo-forums-2027/check-in/",
        "/events/pavasara-nvo-forums-2027/sheet/", "/events/pavasara-nvo-forums-2027/door/", "/events/pavasara-nvo-forums-2027/table/",
        "/events/kaldabrunas-kopienas-sanaksmes-2026-10-20/minutes/form/", "/events/koprakstisanas-darbnica-2027/workshop/",
        "/events/kas-jauniesiem-lautu-palikt-selija-2027/focus/", "/events/kas-jauniesiem-lautu-palikt-selija-2027/focus/notes/",
        f"{LAND}desk/", f"{LAND}form/", f"{LAND}phases/", f"{LAND}desk/statements/", f"{LAND}people/", f"{LAND}sheets/", f"{LAND}typing/",
        f"{LAND}files/", f"{LAND}closing/", f"{WINTER}halls/", f"{WINTER}conclusions/", "/voices/new/", "/voices/imports/",
        f"{SURVEY}desk/", f"{SURVEY}questions/", f"{SURVEY}answers/", f"{SURVEY}coding/", f"{SURVEY}papers/", f"{SURVEY}typing/",
        "/voices/initiatives/desk/",
        "/organisations/imports/", "/accounts/people/", "/organisations/slates-kopiena/"),
}  # fmt: skip


@pytest.fixture
def selija(transactional_db):
    fill()


def look_at(page, addresses, axe, fits):
    """All faults of all pages at once, so that one does not hide the others."""
    faults = []
    for address in addresses:
        page.goto(address)
        for look in (axe, fits):
            try:
                look(page)
            except AssertionError as fault:
                faults.append(f"{address}: {fault}")
    assert not faults, "\n".join(faults)


# Every page on a telephone by day and at a desk by night; every second one the other way round, in turn.
@pytest.mark.parametrize(
    ("width", "dark", "addresses"),
    [(360, False, PUBLIC), (1440, True, PUBLIC), (1440, False, PUBLIC[::2]), (360, True, PUBLIC[1::2])],
    ids=["phone by day", "desk by night", "desk by day", "phone by night"],
)
def test_what_everyone_sees(page_at, axe, fits, selija, width, dark, addresses):
    look_at(page_at(width, dark=dark), addresses, axe, fits)


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1440, True)])
@pytest.mark.parametrize("email", SIGNED_IN)
def test_what_people_of_the_network_see(page_at, signed_in_as, axe, fits, selija, width, dark, email):
    page = page_at(width, dark=dark)
    signed_in_as(page, Person.objects.get(email=email))
    look_at(page, SIGNED_IN[email], axe, fits)
