"""One's own page: for whom I act, and what waits for me."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from savienojums.core.clock import local_day, now
from savienojums.events.models import DatePoll, Series
from savienojums.front.queries.mine import mine_of
from savienojums.support.actions.attempts import drop_attempt, want_to_try
from tests import make


def series_of(organisation, slug, **more):
    hours = {"begins": time(17), "ends": time(19), "first_on": date(2026, 11, 10)}
    series = Series.objects.create(slug=slug, title={"lv": slug}, rule="FREQ=WEEKLY;INTERVAL=2", **hours, **more)
    series.organisers.add(organisation)
    return series


pytestmark = pytest.mark.django_db


def tasks(client):
    return [task.href for task in client.get("/mine/").context["mine"].tasks]


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client):
    response = client.get("/mine/")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/sign-in/?next=/mine/"


def test_a_member_sees_their_organisations_and_nobody_elses(client, contact, outsider):
    organisation = make.organisation("Slates kopiena")
    make.membership(contact, organisation)
    client.force_login(contact)
    page = client.get("/mine/").content.decode()
    assert "Slates kopiena" in page
    assert f"/support/fit/?organisation={organisation.slug}" in page
    client.force_login(outsider)
    assert "Slates kopiena" not in client.get("/mine/").content.decode()


def test_an_organisation_that_nobody_confirmed_for_a_year_asks_for_it(client, contact):
    make.membership(contact, make.organisation("Senā"))
    fresh = make.organisation("Svaigā", confirmed_at=make.NOW)
    make.membership(contact, fresh)
    client.force_login(contact)
    own = client.get("/mine/").context["mine"].organisations
    assert {str(each.organisation): each.asks for each in own} == {"Senā": True, "Svaigā": False}


def test_each_role_finds_its_work(client, editor, coordinator, administrator, outsider):
    make.measure("Jāpārbauda")
    client.force_login(outsider)
    assert tasks(client) == []
    client.force_login(editor)
    assert tasks(client) == ["/support/desk/"]
    assert "Jāpārbauda 1 pasākums." in client.get("/mine/").content.decode()
    for person, more in ((coordinator, ["/events/projects/"]), (administrator, [])):
        client.force_login(person)
        assert tasks(client) == ["/support/desk/", "/organisations/imports/", *more, "/accounts/people/"]


def test_everything_an_organisation_has_taken_up_is_listed_whenever_its_deadline_is(client, contact, outsider):
    organisation, other = make.organisation("Slates kopiena"), make.organisation("Cita")
    make.membership(contact, organisation)
    make.membership(outsider, other)
    away, undated, dropped, foreign = (make.measure(name) for name in ("Tālais", "Nezināmais", "Atmestais", "Svešais"))
    make.round_of(away, closes_on=local_day(now()) + timedelta(days=200))
    for measure in (away, undated, dropped):
        found = want_to_try(by=contact, organisation=organisation, measure=measure, details={}, at=make.NOW)
    drop_attempt(by=contact, attempt=found, at=make.NOW)
    want_to_try(by=outsider, organisation=other, measure=foreign, details={}, at=make.NOW)
    client.force_login(contact)
    response = client.get("/mine/")
    (own,) = response.context["mine"].organisations
    assert {str(row.attempt.measure) for row in own.attempts} == {"Tālais", "Nezināmais"}
    assert tasks(client) == []
    page = response.content.decode()
    for row in own.attempts:
        assert f'href="{row.attempt.get_absolute_url()}"' in page
    assert "Atmestais" not in page
    assert "Svešais" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_however_many_they_are(client, contact, django_assert_num_queries, count):
    for number in range(count):
        organisation = make.organisation(f"Kopiena {number}")
        make.membership(contact, organisation)
        for which in range(count):
            measure = make.measure(f"Fonds {number} {which}")
            want_to_try(by=contact, organisation=organisation, measure=measure, details={}, at=make.NOW)
        make.event(f"Forums {number}", organisers=[organisation])
        DatePoll.objects.create(slug=f"kad-{number}", title="Kad?", organisation=organisation)
        series_of(organisation, f"virkne-{number}")
        make.conversation(f"Saruna {number}", organisation=organisation)
        make.survey(f"Aptauja {number}", organisation=organisation)
        make.initiative(f"Soliņš {number}", person=contact)
        make.initiative(f"Ceļš {number}", addressee=organisation)
    client.force_login(contact)
    client.get("/mine/")
    # One for the nearest events, one for open polls, one for series are among them; seven for what one asks and is asked.
    with django_assert_num_queries(21):
        client.get("/mine/")


def test_whoever_owes_an_answer_and_whoever_waits_for_one_find_it(client, contact, outsider):
    organisation = make.organisation("Kopiena")
    make.membership(contact, organisation)
    make.initiative("Soliņš pie pieturas", addressee=organisation, person=outsider)
    client.force_login(contact)
    page = client.get("/mine/").content.decode()
    assert "Atbildi gaida 1 priekšlikums." in page
    assert "Soliņš pie pieturas" not in page
    client.force_login(outsider)
    page = client.get("/mine/").content.decode()
    assert "Soliņš pie pieturas" in page
    assert "Gaida atbildi." in page


def test_an_organiser_finds_drafts_and_events_nobody_has_counted(client, contact):
    hosts = make.organisation()
    make.membership(contact, hosts)
    draft = make.event("Kopienu persilāde", organisers=[hosts], published_at=None)
    past = {"starts_at": datetime(2026, 11, 10, 9, tzinfo=UTC), "ends_at": datetime(2026, 11, 10, 12, tzinfo=UTC)}
    held = make.event("V forums", organisers=[hosts], **past)
    make.registration(held)
    make.event("Svešs melnraksts", published_at=None)
    client.force_login(contact)
    found = {task.title: task.href for task in mine_of(contact, make.NOW).tasks}
    assert found["Kopienu persilāde"] == f"/events/{draft.slug}/desk/"
    assert f"/events/{held.slug}/" in found["V forums"]
    assert "Svešs melnraksts" not in client.get("/mine/").content.decode()


def test_an_organiser_finds_coming_events_open_polls_and_series_and_nobody_elses(client, contact, outsider):
    hosts, others = make.organisation(), make.organisation("Cita")
    make.membership(contact, hosts)
    forum = make.event("Forums", organisers=[hosts])
    make.event("Svešs forums", organisers=[others])
    make.event("Atcelts", organisers=[hosts], cancelled_at=make.NOW)
    DatePoll.objects.create(slug="kad", title="Kad tiekamies?", organisation=hosts)
    DatePoll.objects.create(slug="sen", title="Sen jautāts", organisation=hosts, closed_at=make.NOW)
    DatePoll.objects.create(slug="svesa", title="Sveša aptauja", organisation=others)
    series_of(hosts, "otrdienas")
    series_of(hosts, "beigusies", ended_at=make.NOW)
    series_of(others, "svesa")
    found = [(each.title, each.href, each.text) for each in mine_of(contact, make.NOW).meetings]
    assert found == [
        ("Forums", f"/events/{forum.slug}/desk/", "14. decembris, 14:00–17:00"),
        ("Kad tiekamies?", "/events/polls/kad/", "Datumu aptauja"),
        ("otrdienas", "/events/series/otrdienas/", "Tikšanos virkne: katru otro otrdienu"),
    ]
    assert mine_of(outsider, make.NOW).meetings == []
    client.force_login(contact)
    page = client.get("/mine/").content.decode()
    assert "Jūs rīkojat" in page
    assert "Svešs forums" not in page
