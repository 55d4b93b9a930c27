"""Without script, on a phone: answering a date poll and offering seats in a car."""

from datetime import UTC, datetime, timedelta

import pytest

from savienojums.events.actions import polls
from savienojums.events.models import PollAnswer, Ride
from savienojums.worker import work_off
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Nobody fills in a form within three seconds; neither does this visitor.
A_WHILE = 3200


def test_a_visitor_answers_a_poll_and_changes_the_answer_by_the_link(page_at, coordinator):
    begins = datetime.now(tz=UTC) + timedelta(days=9)
    slots = [(begins + timedelta(days=day), begins + timedelta(days=day, hours=2)) for day in range(2)]
    poll = polls.ask_dates(
        by=coordinator, question=polls.Question("Ziemas vakars"), slots=slots, at=begins - timedelta(9)
    )
    page = page_at(360, path=f"/events/polls/{poll.slug}/", script=False)
    page.get_by_label("Jūsu vārds").fill("Māra")
    page.get_by_label("Der", exact=True).first.check()
    page.wait_for_timeout(A_WHILE)
    page.get_by_role("button", name="Nosūtīt atbildi").click()
    assert page.url.endswith(f"/answers/{PollAnswer.objects.get().token}/")
    page.get_by_label("Der", exact=True).nth(1).check()
    page.wait_for_timeout(A_WHILE)
    page.get_by_role("button", name="Saglabāt").click()
    assert sorted(PollAnswer.objects.get().wishes.values()) == ["yes", "yes"]


def test_a_visitor_offers_seats_and_takes_them_back(page_at, mailoutbox):
    make.place("Ilūkste", kind="town")
    soon = datetime.now(tz=UTC) + timedelta(days=9)
    event = make.event("Forums", offers_rides=True, starts_at=soon, ends_at=soon + timedelta(hours=2))
    page = page_at(360, path=event.get_absolute_url(), script=False)
    page.get_by_role("link", name="Man ir brīvas vietas").click()
    page.get_by_label("Pagasts vai pilsēta").select_option(label="Ilūkste")
    page.get_by_label("Jūsu vārds").fill("Juris")
    page.get_by_label("Jūsu e-pasts").fill("juris@brauc.test")
    page.wait_for_timeout(A_WHILE)
    page.get_by_role("button", name="Piedāvāt vietas").click()
    work_off()
    ride = Ride.objects.get()
    assert ride.token in mailoutbox[0].body
    page.goto(f"/events/rides/{ride.token}/")
    page.get_by_role("button", name="Jā, ielikt sarakstā").click()
    page.goto(f"/events/{event.slug}/rides/")
    assert page.get_by_text("Juris", exact=True).is_visible()
    assert "brauc.test" not in page.content()
    page.goto(f"/events/rides/{ride.token}/")
    page.get_by_text("Mainīt vai atsaukt", exact=True).click()
    page.get_by_role("button", name="Atsaukt").click()
    page.goto(f"/events/{event.slug}/rides/")
    assert not page.get_by_text("Juris", exact=True).is_visible()
