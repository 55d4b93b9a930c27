"""Mail to those who follow: only what is new and was chosen, each thing once, each measure once in a mail."""

from datetime import date, time, timedelta

import pytest
from django.core.cache import cache

from savienojums.core.marks import raise_mark
from savienojums.core.system import SYSTEM
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.support.actions import alerts as acts
from savienojums.support.actions import checks, measures, rounds
from savienojums.support.actions import following as following_acts
from savienojums.support.models import Alert, Follow, Measure, Notice, ToldThing
from savienojums.support.personal import forget
from savienojums.support.queries import alerts as queries
from savienojums.support.queries.alert_figures import alerts
from savienojums.support.queries.alert_mail import mailbox_of
from savienojums.worker import work_off
from tests import make
from tests.support.following import MAILBOX, follow, morning, tell

pytestmark = pytest.mark.django_db
EIGHT = timedelta(hours=8)


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def fund(db):
    """A measure with an announced round that closes far ahead."""
    measure = make.measure("NVO fonds", amount_max=11000, status="recurring")
    make.round_of(measure, opens_on=date(2026, 11, 1), closes_on=date(2027, 3, 15), closes_hour=time(12))
    return measure


def move(editor, measure, day, at=make.NOW + EIGHT, **more):
    rounds.change_round(by=editor, round_=measure.rounds.get(), details={"closes_on": day, **more}, at=at)


def sent(mailoutbox):
    """The alerts, without the mails that carry a link to confirm."""
    return [mail for mail in mailoutbox if "List-Unsubscribe" in mail.extra_headers]


def subjects(mailoutbox):
    return [mail.subject for mail in sent(mailoutbox)]


def test_nothing_new_is_no_mail(fund, mailoutbox):
    made = follow("kind=grant")
    tell(morning())
    tell(morning(2))
    assert subjects(mailoutbox) == []
    made.refresh_from_db()
    assert made.told_at == morning(2) - timedelta(minutes=2)


def test_a_measure_that_comes_into_the_search_is_told_once(editor, fund, mailoutbox):
    follow("kind=grant")
    draft = make.measure("Kultūras fonds", published_at=None)
    measures.publish_measure(by=editor, measure=draft, at=make.NOW + EIGHT)
    for day in (1, 2, 3):
        tell(morning(day))
    assert subjects(mailoutbox) == ["Kultūras fonds: jauns starp to, kam sekojat"]
    assert "NVO fonds" not in mailoutbox[-1].body


def test_a_measure_that_is_changed_so_that_it_fits_comes_in(editor, mailoutbox):
    follow("kind=loan")
    measure = make.measure("Aizdevums")
    measures.change_measure(by=editor, measure=measure, details={"kind": "loan"}, at=make.NOW + EIGHT)
    tell(morning())
    assert subjects(mailoutbox) == ["Aizdevums: jauns starp to, kam sekojat"]


def test_a_measure_outside_the_search_is_not_told(editor, fund, mailoutbox):
    follow("kind=loan")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    assert subjects(mailoutbox) == []


def test_a_deadline_moved_earlier_is_told_with_both_moments(editor, fund, mailoutbox):
    follow("kind=grant")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    assert subjects(mailoutbox) == ["NVO fonds: termiņš tagad ir agrāk"]
    body = mailoutbox[-1].body
    assert "Termiņš tagad ir agrāk; bija 2027. gada 15. marts" in " ".join(body.split())
    assert "Pieteikties var līdz 2027. gada 1. martam, plkst. 12:00." in body
    assert f"/support/{fund.slug}/?since=2026-11-23" in body
    assert "Summa: līdz 11\N{NO-BREAK SPACE}000" in body


def test_a_wording_is_told_to_nobody_who_did_not_choose_it(editor, fund, mailoutbox):
    follow("kind=grant")
    follow(measure=fund, email="otrs@pasts.test")
    follow(measure=fund, email="vārdi@pasts.test".replace("ā", "a"), grades=("wording",))
    measures.change_measure(by=editor, measure=fund, details={"notes": "Ar labu vārdu."}, at=make.NOW + EIGHT)
    tell(morning())
    assert [(mail.to, mail.subject) for mail in sent(mailoutbox)] == [
        (["vardi@pasts.test"], "NVO fonds: mainījies tikai formulējums")
    ]


def test_a_later_deadline_is_told_to_those_who_follow_the_measure_not_the_search(editor, fund, mailoutbox):
    follow("kind=grant")
    follow(measure=fund, email="otrs@pasts.test")
    move(editor, fund, date(2027, 3, 20))
    tell(morning())
    assert [mail.to for mail in sent(mailoutbox)] == [["otrs@pasts.test"]]


def test_a_round_announced_is_told_and_a_correction_of_the_same_day_with_it(editor, mailoutbox):
    measure = make.measure("NVO fonds", status="recurring")
    follow("kind=grant")
    details = {"opens_on": date(2027, 1, 11), "closes_on": date(2027, 3, 15), "closes_hour": time(12)}
    rounds.add_round(by=editor, measure=measure, details=details, at=make.NOW + EIGHT)
    move(editor, measure, date(2027, 3, 1))
    tell(morning())
    assert subjects(mailoutbox) == ["NVO fonds: izsludināta kārta"]
    said = " ".join(mailoutbox[-1].body.split())
    assert "Sākas: 2027. gada 11. janvāris; pieteikties var līdz 2027. gada 1. martam, plkst. 12:00." in said
    assert "agrāk" not in said


def test_the_day_on_which_applications_are_taken_is_told(mailoutbox):
    measure = make.measure("NVO fonds", status="recurring")
    make.round_of(measure, opens_on=date(2026, 11, 26), closes_on=date(2027, 3, 15))
    follow("kind=grant")
    for day in (1, 2, 3, 4):
        tell(morning(day))
    assert subjects(mailoutbox) == ["NVO fonds: pieteikumus jau pieņem"]
    assert Alert.objects.get().written_at == morning(3)


def test_a_closed_measure_is_told_although_the_search_holds_it_no_more(editor, fund, mailoutbox):
    follow("state=open")
    checks.close_measure(by=editor, measure=fund, at=make.NOW + EIGHT)
    tell(morning())
    assert subjects(mailoutbox) == ["NVO fonds: pasākums ir slēgts vai atsaukts"]


def test_a_removed_measure_is_told_to_those_who_follow_it_alone(editor, fund, mailoutbox):
    follow("kind=grant")
    follow(measure=fund, email="otrs@pasts.test")
    measures.remove_measure(by=editor, measure=fund, at=make.NOW + EIGHT)
    tell(morning())
    (mail,) = sent(mailoutbox)
    assert (mail.to, fund.slug in mail.body) == (["otrs@pasts.test"], False)


def test_what_happens_to_a_draft_is_told_to_nobody(editor, mailoutbox):
    draft = make.measure("Noslēpums", published_at=None)
    follow("")
    measures.change_measure(by=editor, measure=draft, details={"amount_max": 5}, at=make.NOW + EIGHT)
    tell(morning())
    assert subjects(mailoutbox) == []


def test_reminders_come_thirty_fourteen_and_three_days_before_with_the_hour(mailoutbox):
    measure = make.measure("NVO fonds", status="recurring")
    make.round_of(measure, opens_on=date(2026, 11, 1), closes_on=date(2027, 1, 10), closes_hour=time(16))
    follow("kind=grant")
    for day in range(1, 60):
        tell(morning(day))
    assert subjects(mailoutbox) == [
        "NVO fonds: līdz termiņam atlikušas 30 dienas",
        "NVO fonds: līdz termiņam atlikušas 14 dienas",
        "NVO fonds: līdz termiņam atlikušas 3 dienas",
    ]
    assert all("līdz 2027. gada 10. janvārim, plkst. 16:00" in mail.body for mail in mailoutbox[-3:])


def test_only_the_reminders_that_were_chosen_come(mailoutbox):
    measure = make.measure("NVO fonds", status="recurring")
    make.round_of(measure, opens_on=date(2026, 11, 1), closes_on=date(2026, 12, 13))
    follow("kind=grant", reminders=(14,))
    follow("kind=grant", reminders=(), email="otrs@pasts.test")
    for day in range(1, 25):
        tell(morning(day))
    assert subjects(mailoutbox) == ["NVO fonds: līdz termiņam atlikušas 14 dienas"]


def test_a_measure_stands_once_in_a_mail_with_everything_that_is_new_about_it(editor, fund, mailoutbox):
    follow("kind=grant")
    follow("q=fonds")
    follow(measure=fund)
    move(editor, fund, date(2026, 12, 24), budget=5000)
    tell(morning())
    assert subjects(mailoutbox) == ["NVO fonds: termiņš tagad ir agrāk"]
    body = mailoutbox[-1].body
    assert body.count("NVO fonds\n") == 1
    assert "Mainījies, cik naudas piešķir." in body
    notice = Notice.objects.get()
    assert [each["reason"] for each in notice.reasons] == ["deadline_earlier", "remind", "money"]


def test_one_mailbox_gets_one_mail_for_all_it_follows(editor, fund, mailoutbox):
    loan = make.measure("Aizdevums", kind="loan")
    make.round_of(loan, opens_on=date(2026, 11, 1), closes_on=date(2027, 4, 1))
    follow("kind=grant")
    follow("kind=loan")
    for measure in (fund, loan):
        move(editor, measure, date(2027, 3, 1))
    tell(morning())
    (subject,) = subjects(mailoutbox)
    assert subject == "2 jaunumi par atbalstu"
    body = mailoutbox[-1].body
    assert [body.count(words) for words in ("\nNVO fonds\n", "\nAizdevums\n", "Mainīt vai pārtraukt:")] == [1, 1, 2]


def test_a_weekly_mail_comes_on_monday_with_all_of_the_week(editor, fund, mailoutbox):
    """The twenty-third of November 2026 is a Monday."""
    follow("kind=grant", pace="weekly")
    move(editor, fund, date(2027, 3, 1))
    for day in range(1, 7):
        tell(morning(day))
    assert subjects(mailoutbox) == []
    tell(morning(7))
    tell(morning(8))
    assert subjects(mailoutbox) == ["NVO fonds: termiņš tagad ir agrāk"]


def test_a_weekly_mail_that_was_missed_comes_on_tuesday(editor, fund, mailoutbox):
    follow("kind=grant", pace="weekly")
    move(editor, fund, date(2027, 3, 1))
    tell(morning(8))
    tell(morning(9))
    assert len(subjects(mailoutbox)) == 1


def test_a_weekly_reader_is_reminded_on_the_day_and_hears_at_once_of_a_deadline_that_cannot_wait(
    editor, fund, mailoutbox
):
    follow("kind=grant", pace="weekly")
    move(editor, fund, date(2026, 12, 26))
    for day in range(1, 7):
        tell(morning(day))
    assert subjects(mailoutbox) == ["NVO fonds: līdz termiņam atlikušas 30 dienas"]
    move(editor, fund, date(2026, 12, 2), at=morning(3) + EIGHT)
    tell(morning(4))
    tell(morning(5))
    assert subjects(mailoutbox)[1:] == ["NVO fonds: termiņš tagad ir agrāk"]


def test_the_chore_done_twice_tells_once(editor, fund, mailoutbox):
    follow("kind=grant")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    tell(morning())
    assert len(subjects(mailoutbox)) == 1


def test_two_workers_that_found_the_same_news_write_it_once(editor, fund):
    follow("kind=grant")
    move(editor, fund, date(2027, 3, 1))
    acts.remember_matches(by=SYSTEM, at=morning())
    first, second = queries.news(morning()), queries.news(morning())
    assert acts.write_alert(by=SYSTEM, letter=first.letters[0], at=morning()) is not None
    assert acts.write_alert(by=SYSTEM, letter=second.letters[0], at=morning()) is None
    assert (Alert.objects.count(), ToldThing.objects.count()) == (1, 1)


def test_a_mail_that_was_sent_is_not_sent_again(editor, fund, mailoutbox):
    follow("kind=grant")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    acts.send_alert(by=SYSTEM, alert=Alert.objects.get(), at=morning())
    assert len(subjects(mailoutbox)) == 1
    assert set(Record.objects.filter(verb__contains="alert").values_list("verb", "audience")) == {
        ("support.alert_written", Audience.SELF),
        ("support.alert_sent", Audience.SELF),
    }


def test_whoever_stopped_between_writing_and_sending_gets_nothing(editor, fund, mailoutbox):
    made = follow("kind=grant")
    move(editor, fund, date(2027, 3, 1))
    acts.remember_matches(by=SYSTEM, at=morning())
    (letter,) = queries.news(morning()).letters
    alert = acts.write_alert(by=SYSTEM, letter=letter, at=morning())
    following_acts.stop_follow(by=None, follow=made, token=made.token, at=morning())
    acts.send_alert(by=SYSTEM, alert=alert, at=morning())
    assert subjects(mailoutbox) == []


def test_what_happened_while_it_was_stopped_is_not_told_afterwards(editor, fund, mailoutbox):
    made = follow("kind=grant")
    following_acts.stop_follow(by=None, follow=made, token=made.token, at=make.NOW)
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    following_acts.resume_follow(by=None, follow=made, token=made.token, at=morning(1) + EIGHT)
    tell(morning(2))
    assert subjects(mailoutbox) == []
    move(editor, fund, date(2027, 2, 20), at=morning(2) + EIGHT)
    tell(morning(3))
    assert len(subjects(mailoutbox)) == 1


def test_those_who_have_not_confirmed_hear_nothing(editor, fund, mailoutbox):
    made = follow("kind=grant")
    Follow.objects.update(confirmed_at=None)
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    assert (subjects(mailoutbox), made.told_at) == ([], make.NOW)


def test_a_dismissed_measure_is_told_no_more(editor, fund, mailoutbox):
    made = follow("kind=grant")
    following_acts.dismiss_measure(by=None, follow=made, measure=fund, token=made.token, at=make.NOW)
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    assert subjects(mailoutbox) == []


def test_the_one_click_headers_are_there_and_the_mail_reads_well(editor, fund, mailoutbox, settings):
    made = follow("kind=grant")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    mail, alert = mailoutbox[-1], Alert.objects.get()
    stop = f"{settings.SITE_URL}/support/alerts/{alert.token}/end/"
    assert mail.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in mail.body
    assert f"{settings.SITE_URL}/support/following/{made.token}/" in mail.body
    assert all(len(line) <= 78 for line in mail.body.splitlines() if "http" not in line)
    assert "\n\n\n" not in mail.body


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_the_mail_is_in_the_language_of_its_reader(editor, fund, mailoutbox, outsider, language):
    outsider.language = language
    outsider.save()
    follow("kind=grant", by=outsider)
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    expected = {
        "lv": ("NVO fonds: termiņš tagad ir agrāk", "Labdien!", "līdz 2027. gada 1. martam, plkst. 12:00"),
        "en": ("NVO fonds: the deadline is earlier now", "Good day!", "until 1 March 2027, 12:00"),
        "ru": ("NVO fonds: срок теперь раньше", "до 1 марта 2027 г.", "12:00"),
    }
    mail = mailoutbox[-1]
    assert [mail.subject, *(words in mail.body for words in expected[language][1:])] == [
        expected[language][0],
        True,
        True,
    ]


@pytest.mark.parametrize(("count", "subject"), [(2, "2 jaunumi"), (11, "11 jaunumi"), (21, "21 jaunums")])
def test_latvian_counts_the_news_as_latvians_do(editor, mailoutbox, count, subject):
    follow("kind=grant")
    for number in range(count):
        make.measure(f"Fonds {number}")
    tell(morning())
    assert subjects(mailoutbox) == [f"{subject} par atbalstu"]


def test_a_whole_region_is_told_in_a_fixed_number_of_questions(editor, fund, django_assert_num_queries):
    """Followers and measures may be many; the questions stay the same for those who follow the same searches."""

    def prepared(number):
        for each in range(number):
            follow("kind=grant", email=f"lasa{each}@pasts.test")
        move(editor, fund, date(2027, 3, 1) + timedelta(days=number))
        acts.remember_matches(by=SYSTEM, at=morning())
        queries.news(morning())

    prepared(1)
    with django_assert_num_queries(5):
        assert len(queries.news(morning()).letters) == 1
    prepared(3)
    with django_assert_num_queries(5):
        assert len(queries.news(morning()).letters) == 3
    with django_assert_num_queries(6):
        acts.remember_matches(by=SYSTEM, at=morning())


def test_what_was_told_long_ago_is_forgotten_and_only_counted(editor, fund):
    follow("kind=grant")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    acts.rate_alert(by=None, alert=Alert.objects.get(), rating="useful", token=Alert.objects.get().token, at=morning())
    acts.forget_notices(by=SYSTEM, at=morning(59))
    assert Notice.objects.count() == 1
    acts.forget_notices(by=SYSTEM, at=morning(62))
    assert (Notice.objects.count(), ToldThing.objects.count(), Alert.objects.get().rating) == (0, 0, "useful")


def test_stopping_all_mail_stops_what_the_mailbox_follows_and_nothing_of_others(editor, fund):
    follow("kind=grant")
    follow("kind=loan")
    theirs = follow("kind=grant", email="cits@pasts.test")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    alert = Alert.objects.filter(notices__follow__email=MAILBOX).get()
    stopped = following_acts.stop_alerts(by=None, alert=alert, token=alert.token, at=morning())
    assert [each.query for each in stopped] == ["kind=grant", "kind=loan"]
    assert list(Follow.objects.heard()) == [theirs]
    assert following_acts.stop_alerts(by=None, alert=alert, token=alert.token, at=morning()) == []


@pytest.mark.parametrize("signed_in", [True, False])
def test_one_click_stops_all_mail_long_after_what_was_told_is_forgotten(editor, fund, client, outsider, signed_in):
    made = follow("kind=grant", by=outsider if signed_in else None)
    theirs = follow("kind=grant", email="cits@pasts.test")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    alert = Alert.objects.filter(notices__follow=made).get()
    acts.forget_notices(by=SYSTEM, at=morning(63))
    address = f"/support/alerts/{alert.token}/end/"
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Follow.objects.heard()) == [theirs]
    assert [each.follow for each in mailbox_of(alert)] == [made]


def test_a_mail_forgets_its_mailbox_with_the_last_follow_of_it(editor, fund):
    first, last = follow("kind=grant"), follow(measure=fund)
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    following_acts.forget_follow(by=SYSTEM, follow=first, at=morning())
    assert Alert.objects.get().email == MAILBOX
    following_acts.forget_follow(by=SYSTEM, follow=last, at=morning())
    assert (Alert.objects.get().email, mailbox_of(Alert.objects.get())) == ("", [])


def test_a_mail_forgets_its_person_with_the_last_follow_of_their_mailbox(editor, fund, outsider):
    first = follow("kind=grant", by=outsider)
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    last = follow(measure=fund, email=outsider.email)
    following_acts.forget_follow(by=SYSTEM, follow=first, at=morning())
    assert Alert.objects.get().person == outsider
    following_acts.forget_follow(by=SYSTEM, follow=last, at=morning())
    assert Alert.objects.get().person is None


def test_a_mail_forgets_the_person_who_goes(editor, fund, outsider):
    follow("kind=grant", by=outsider)
    follow(measure=fund, email=outsider.email)
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    assert (Alert.objects.get().person, Alert.objects.get().email) == (outsider, outsider.email)
    forget(outsider, morning())
    assert (Alert.objects.get().person, Alert.objects.get().email) == (None, "")


def test_what_two_follows_are_owed_is_told_although_one_is_stopped_before_the_mail_leaves(editor, fund, mailoutbox):
    search, other = follow("kind=grant"), follow(measure=fund)
    move(editor, fund, date(2027, 3, 1))
    acts.remember_matches(by=SYSTEM, at=morning())
    (letter,) = queries.news(morning()).letters
    alert = acts.write_alert(by=SYSTEM, letter=letter, at=morning())
    following_acts.stop_follow(by=None, follow=search, token=search.token, at=morning())
    acts.send_alert(by=SYSTEM, alert=alert, at=morning())
    assert subjects(mailoutbox) == ["NVO fonds: termiņš tagad ir agrāk"]
    assert other.token in mailoutbox[-1].body
    assert search.token not in mailoutbox[-1].body


def test_what_two_follows_are_owed_is_told_although_one_is_stopped_before_it_is_written(editor, fund, mailoutbox):
    search = follow("kind=grant")
    follow(measure=fund)
    move(editor, fund, date(2027, 3, 1))
    acts.remember_matches(by=SYSTEM, at=morning())
    (letter,) = queries.news(morning()).letters
    following_acts.stop_follow(by=None, follow=search, token=search.token, at=morning())
    acts.send_alert(by=SYSTEM, alert=acts.write_alert(by=SYSTEM, letter=letter, at=morning()), at=morning())
    assert subjects(mailoutbox) == ["NVO fonds: termiņš tagad ir agrāk"]


def test_words_of_a_search_follow_its_words(editor, mailoutbox):
    follow("q=kultūras telts")
    measure = make.measure("Telšu noma")
    measures.change_measure(by=editor, measure=measure, details={"notes": "Kultūras teltis."}, at=make.NOW + EIGHT)
    raise_mark("catalogue")
    tell(morning())
    assert subjects(mailoutbox) == ["Telšu noma: jauns starp to, kam sekojat"]
    assert Measure.objects.count() == 1
    work_off()


def test_the_figures_count_follows_and_answers_and_name_nobody(editor, fund):
    assert alerts(morning()).lines == []
    follow("kind=grant")
    follow("kind=grant", email="otrs@pasts.test", pace="weekly")
    move(editor, fund, date(2027, 3, 1))
    tell(morning())
    alert = Alert.objects.get()
    acts.rate_alert(by=None, alert=alert, rating="too_much", token=alert.token, at=morning())
    assert [line.number for line in alerts(morning()).lines] == [1, 1, 1, 0, 1]


def test_a_mail_stays_readable_however_much_is_new(mailoutbox):
    follow("kind=grant")
    for number in range(28):
        make.measure(f"Fonds {number}")
    tell(morning())
    body = mailoutbox[-1].body
    assert body.count("Jauns starp to, kam sekojat.") == 25
    assert "Un vēl 3" in body
    assert "/support/?kind=grant\n" in body
    assert Notice.objects.count() == 28
