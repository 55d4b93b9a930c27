"""Following by e-mail: asked for, confirmed, changed, stopped, taken up again, forgotten; each by its own link only."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.system import SYSTEM
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.support import alerting, personal
from savienojums.support.actions import following as acts
from savienojums.support.jobs import following as jobs
from savienojums.support.models import Follow
from savienojums.support.queries import following as queries
from savienojums.support.queries.following import Wanted, Wishes
from savienojums.worker import work_off
from tests import make
from tests.support.following import MAILBOX, follow

pytestmark = pytest.mark.django_db
WISHES = Wishes("weekly", ("announced", "closed"), (14,))


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


def ask(wanted=None, wishes=WISHES, email=MAILBOX, by=None, at=make.NOW):
    return acts.follow(by=by, wanted=wanted or Wanted("kind=grant"), wishes=wishes, email=email, at=at)


def verbs():
    return list(Record.objects.filter(verb__contains="follow").order_by("id").values_list("verb", flat=True))


def test_without_an_account_it_waits_for_the_mailbox(mailoutbox):
    made = ask(email=" Seko@Pasts.TEST ")
    assert (made.email, made.person, made.state()) == (MAILBOX, None, "asked")
    assert (made.pace, made.grades, made.reminders) == ("weekly", ["announced", "closed"], [14])
    work_off()
    (mail,) = mailoutbox
    assert mail.to == [MAILBOX]
    assert mail.subject == "Lūdzu, apstipriniet: ziņas par atbalstu e-pastā"
    assert f"/support/following/{made.token}/" in mail.body
    assert "Atbalsts: Grants" in mail.body


def test_the_link_confirms_it_once():
    made = ask()
    acts.confirm_follow(by=None, follow=made, token=made.token, at=make.NOW + timedelta(hours=1))
    acts.confirm_follow(by=None, follow=made, token=made.token, at=make.NOW + timedelta(hours=2))
    made.refresh_from_db()
    assert (made.state(), made.confirmed_at) == ("running", make.NOW + timedelta(hours=1))
    assert verbs().count("support.follow_confirmed") == 1


def test_whoever_is_signed_in_has_confirmed_already(outsider, mailoutbox):
    made = ask(by=outsider)
    work_off()
    assert (made.person, made.email, made.state()) == (outsider, "", "running")
    assert mailoutbox == []
    assert verbs() == ["support.follow_begun"]


def test_the_journal_tells_nobody_of_it_and_holds_no_address():
    ask()
    line = Record.objects.get(verb="support.follow_asked")
    assert line.audience == Audience.SELF
    assert MAILBOX not in f"{line.subject_name} {line.particulars}"


def test_what_is_followed_already_stays_as_it_is_and_its_mailbox_is_told(mailoutbox):
    first = follow("kind=grant", pace="daily")
    mailoutbox.clear()
    again = ask(wishes=WISHES)
    work_off()
    assert again.pk == first.pk
    assert (again.pace, Follow.objects.count()) == ("daily", 1)
    assert mailoutbox[-1].subject == "Jūs tam jau sekojat"


def test_stopped_and_asked_for_again_it_waits_for_its_link(mailoutbox):
    first = follow("kind=grant")
    acts.stop_follow(by=None, follow=first, token=first.token, at=make.NOW)
    again = ask()
    assert again.state() == "stopped"
    acts.confirm_follow(by=None, follow=again, token=again.token, at=make.NOW)
    again.refresh_from_db()
    assert again.state() == "running"


def test_something_must_be_heard_of():
    with pytest.raises(acts.NothingToHear):
        ask(wishes=Wishes("daily", (), ()))
    made = follow("kind=grant")
    with pytest.raises(acts.NothingToHear):
        acts.change_follow(by=None, follow=made, wishes=Wishes("daily", (), ()), token=made.token, at=make.NOW)


def test_fifty_are_enough(outsider, monkeypatch):
    monkeypatch.setattr(acts, "MOST_FOLLOWS", 1)
    ask(by=outsider)
    with pytest.raises(acts.TooManyFollows):
        ask(Wanted("kind=loan"), by=outsider)
    assert Follow.objects.of_person(outsider).heard().count() == 1


def test_changing_takes_the_new_wishes_and_nothing_unknown():
    made = follow("kind=grant")
    wishes = Wishes("hourly", ("money", "gossip"), (3, 30))
    acts.change_follow(by=None, follow=made, wishes=wishes, token=made.token, at=make.NOW)
    made.refresh_from_db()
    assert (made.pace, made.grades, made.reminders) == ("daily", ["money"], [30, 3])


def test_what_nobody_confirmed_cannot_be_changed_or_taken_up():
    made = ask()
    with pytest.raises(acts.NotConfirmed):
        acts.change_follow(by=None, follow=made, wishes=WISHES, token=made.token, at=make.NOW)
    with pytest.raises(acts.NotConfirmed):
        acts.resume_follow(by=None, follow=made, token=made.token, at=make.NOW)


def test_stopping_and_taking_up_again():
    made, later = follow("kind=grant"), make.NOW + timedelta(days=9)
    acts.stop_follow(by=None, follow=made, token=made.token, at=make.NOW)
    acts.stop_follow(by=None, follow=made, token=made.token, at=later)
    made.refresh_from_db()
    assert made.stopped_at == make.NOW
    acts.resume_follow(by=None, follow=made, token=made.token, at=later)
    acts.resume_follow(by=None, follow=made, token=made.token, at=later)
    made.refresh_from_db()
    assert (made.stopped_at, made.told_at) == (None, later)
    assert verbs()[-2:] == ["support.follow_stopped", "support.follow_resumed"]


def acts_on(made, by, token):
    measure = make.measure()
    return [
        lambda: acts.confirm_follow(by=by, follow=made, token=token, at=make.NOW),
        lambda: acts.change_follow(by=by, follow=made, wishes=WISHES, token=token, at=make.NOW),
        lambda: acts.stop_follow(by=by, follow=made, token=token, at=make.NOW),
        lambda: acts.resume_follow(by=by, follow=made, token=token, at=make.NOW),
        lambda: acts.dismiss_measure(by=by, follow=made, measure=measure, token=token, at=make.NOW),
        lambda: acts.readmit_measure(by=by, follow=made, measure=measure, token=token, at=make.NOW),
    ]


def test_nobody_else_and_no_other_link_may_touch_it(outsider, coordinator):
    mine = follow("kind=grant", by=outsider)
    other = follow("kind=grant", email="cits@pasts.test")
    for by, token in [(None, ""), (coordinator, ""), (None, other.token), (outsider, other.token), (SYSTEM, "")]:
        for act in acts_on(mine, by, token):
            with pytest.raises(NotAllowed):
                act()
    mine.refresh_from_db()
    assert (mine.state(), mine.pace, mine.dismissed) == ("running", "daily", [])


def test_the_person_of_the_mailbox_may_without_a_link(outsider):
    for made in (follow("kind=grant", by=outsider), follow("kind=loan", email=outsider.email)):
        for act in acts_on(made, outsider, ""):
            act()


def test_a_link_that_was_touched_opens_nothing():
    made = follow("kind=grant")
    assert queries.follow_by(made.token) == made
    for wrong in (made.public_id, f"{made.public_id}.x", made.token[:-1], f"x{made.token}", ""):
        with pytest.raises(NotFound):
            queries.follow_by(wrong)


def test_dismissing_holds_for_every_search_of_the_mailbox_and_for_no_other():
    one, two = follow("kind=grant"), follow("kind=loan")
    theirs = follow("kind=grant", email="cits@pasts.test")
    measure = make.measure()
    acts.dismiss_measure(by=None, follow=one, measure=measure, token=one.token, at=make.NOW)
    acts.dismiss_measure(by=None, follow=one, measure=measure, token=one.token, at=make.NOW)
    assert list(Follow.objects.order_by("pk").values_list("dismissed", flat=True)) == [[measure.pk], [measure.pk], []]
    acts.readmit_measure(by=None, follow=two, measure=measure, token=two.token, at=make.NOW)
    assert list(Follow.objects.order_by("pk").values_list("dismissed", flat=True)) == [[], [], []]
    assert theirs.dismissed == []


def test_addresses_nobody_confirmed_go_after_a_week_and_stopped_ones_after_a_month(monkeypatch):
    asked, running, stopped = ask(), follow("kind=loan"), follow("kind=advice")
    acts.stop_follow(by=None, follow=stopped, token=stopped.token, at=make.NOW)
    for days, left in ((7, [asked, running, stopped]), (8, [running, stopped]), (31, [running])):
        monkeypatch.setattr(jobs, "now", lambda days=days: make.NOW + timedelta(days=days))
        jobs.forget_old_follows()
        assert list(Follow.objects.order_by("pk")) == left
    lines = Record.objects.exclude(subject_id=running.pk).filter(verb__contains="follow")
    assert {(line.subject_name, str(line.particulars)) for line in lines} == {("", "{}")}


def test_asking_again_gives_another_week(monkeypatch):
    ask()
    ask(at=make.NOW + timedelta(days=6))
    monkeypatch.setattr(jobs, "now", lambda: make.NOW + timedelta(days=8))
    jobs.forget_old_follows()
    assert Follow.objects.count() == 1


def test_a_person_is_told_what_is_held_and_it_goes_with_them(outsider):
    follow("kind=grant", by=outsider)
    follow("kind=loan", email=outsider.email)
    theirs = follow("kind=grant", email="cits@pasts.test")
    held = next(part for part in personal.held(outsider) if part.key == "follows")
    assert [(row["email"], row["pace"]) for row in held.rows] == [(outsider.email, "Katru dienu, kad ir kas jauns")] * 2
    personal.forget(outsider, make.NOW)
    assert list(Follow.objects.all()) == [theirs]


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("order=sum&page=3&kind=grant", "kind=grant"),
        ("kind=grant&state=open", "state=open&kind=grant"),
        ("kind=nonsense&place=nowhere&theme=none&form=x&sum=9&state=y", ""),
        ("q=%20kult%C5%ABra%20", "q=kult%C5%ABra"),
        ("utm_source=mail", ""),
    ],
)
def test_one_search_has_one_address(rf, address, query):
    assert queries.wanted_by(None, rf.get(f"/?{address}").GET) == Wanted(query)


def test_a_draft_cannot_be_followed(rf, editor):
    draft = make.measure(published_at=None)
    for person in (None, editor):
        with pytest.raises(NotFound):
            queries.wanted_by(person, rf.get(f"/?measure={draft.slug}").GET)


def test_what_most_people_want_is_chosen_beforehand():
    assert Wanted("kind=grant").usual == Wishes("daily", alerting.SEARCH_GRADES, (30, 14, 3))
    assert "wording" not in Wanted(measure=make.measure()).usual.grades
    assert Wanted().words() == "Viss Savienojuma dokumenta atbalsts"
