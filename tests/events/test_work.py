"""Workshops: groups, dealing, steps, the clock and its screen; acts, refusals, journal lines."""

from datetime import timedelta
from itertools import chain

import pytest

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.events.actions import work as acts
from savienojums.events.actions import work_clock as clock_acts
from savienojums.events.models import WorkClock, WorkGroup, WorkStep
from savienojums.events.queries import work as queries
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db
PEOPLE = ("Anna Ozola", "Jānis Bērziņš", "Ilze Lāce", "Pēteris Briedis", "Zane Liepa", "Juris Kalns")


@pytest.fixture
def event(contact):
    made = make.event("Darbnīca", kind="workshop", made_by=contact)
    make.registration(made, *PEOPLE)
    return made


@pytest.fixture
def steps(event):
    return [
        WorkStep.objects.create(event=event, title=title, minutes=minutes, position=number)
        for number, (title, minutes) in enumerate((("Iepazīšanās", 5), ("Darbs", 20), ("Stāstām", 10)), 1)
    ]


def tables(event):
    return [sorted(person.name for person in group.people.all()) for group in event.work_groups.all()]


def test_groups_are_made_more_and_fewer(event, contact):
    acts.make_work_groups(by=contact, event=event, count=3, at=make.NOW)
    assert [group.name for group in event.work_groups.all()] == ["1. grupa", "2. grupa", "3. grupa"]
    event.work_groups.first().people.add(event.attendances.first())
    acts.make_work_groups(by=contact, event=event, count=0, at=make.NOW)
    assert [group.name for group in event.work_groups.all()] == ["1. grupa"]
    acts.make_work_groups(by=contact, event=event, count=2, at=make.NOW)
    assert [group.name for group in event.work_groups.all()] == ["1. grupa", "2. grupa"]
    with pytest.raises(acts.TooManyGroups):
        acts.make_work_groups(by=contact, event=event, count=31, at=make.NOW)


def test_people_are_dealt_out_evenly(event, contact):
    with pytest.raises(acts.NoGroups):
        acts.deal_people(by=contact, event=event, way="lot", at=make.NOW)
    acts.make_work_groups(by=contact, event=event, count=4, at=make.NOW)
    for way in ("lot", "mixed"):
        assert acts.deal_people(by=contact, event=event, way=way, at=make.NOW) == 6
        assert sorted(map(len, tables(event))) == [1, 1, 2, 2]
        assert sorted(chain.from_iterable(tables(event))) == sorted(PEOPLE)
    line = Record.objects.filter(verb="events.people_dealt").first()
    assert line.particulars == {"way": "mixed", "count": 6}
    assert not any(name in str(vars(line)) for name in ("Ozola", "Anna"))


def test_people_of_one_organisation_sit_apart(event, contact):
    organisation = make.organisation()
    event.attendances.filter(name__in=PEOPLE[:3]).update(organisation=organisation)
    acts.make_work_groups(by=contact, event=event, count=3, at=make.NOW)
    acts.deal_people(by=contact, event=event, way="mixed", at=make.NOW)
    for group in event.work_groups.all():
        assert group.people.filter(organisation=organisation).count() == 1


def test_once_people_came_only_they_are_dealt(event, contact):
    event.attendances.filter(name__in=PEOPLE[:4]).update(came_at=make.NOW)
    event.attendances.filter(name=PEOPLE[0]).update(online=True)
    acts.make_work_groups(by=contact, event=event, count=3, at=make.NOW)
    assert acts.deal_people(by=contact, event=event, way="lot", at=make.NOW) == 3
    assert tables(event) != []
    assert sorted(chain.from_iterable(tables(event))) == sorted(PEOPLE[1:4])


def test_latecomers_join_without_moving_anybody(event, contact):
    acts.make_work_groups(by=contact, event=event, count=2, at=make.NOW)
    acts.deal_people(by=contact, event=event, way="mixed", at=make.NOW)
    before = tables(event)
    make.registration(event, "Vēls Nācējs", email="vels@selija.test")
    assert acts.deal_people(by=contact, event=event, way="late", at=make.NOW) == 1
    assert [[name for name in table if name != "Vēls Nācējs"] for table in tables(event)] == before
    assert acts.deal_people(by=contact, event=event, way="late", at=make.NOW) == 0


def test_somebody_is_moved_by_hand_and_sits_once(event, contact):
    first, second = acts.make_work_groups(by=contact, event=event, count=2, at=make.NOW)
    anna = event.attendances.get(name="Anna Ozola")
    foreign = WorkGroup.objects.create(event=make.event("Cits"), name="Cita")
    stranger = make.registration(foreign.event, "Kāds Cits").people.get()
    for group, count in ((first, 1), (second, 1), (second, 0), (foreign, 0)):
        assert acts.seat_people(by=contact, event=event, seats={anna.pk: group}, at=make.NOW) == count
    assert list(anna.work_groups.all()) == [second]
    assert acts.seat_people(by=contact, event=event, seats={stranger.pk: first}, at=make.NOW) == 0
    assert acts.seat_people(by=contact, event=event, seats={anna.pk: None}, at=make.NOW) == 1
    assert queries.people_to_seat(event, queries.groups_of(event))[0] == anna


def test_a_group_is_named_given_a_task_and_taken_away(event, contact):
    (group,) = acts.make_work_groups(by=contact, event=event, count=1, at=make.NOW)
    acts.change_work_group(by=contact, group=group, name="Upe", task="Idejas", at=make.NOW)
    assert [(each.name, each.task) for each in event.work_groups.all()] == [("Upe", "Idejas")]
    acts.remove_work_group(by=contact, group=group, at=make.NOW)
    assert event.work_groups.count() == 0
    assert event.attendances.count() == 6


def test_steps_keep_their_order(event, contact, steps):
    acts.add_work_step(by=contact, event=event, step=acts.Step("Kafija", "", 15, 2), at=make.NOW)
    assert [step.title for step in queries.steps_of(event)] == ["Iepazīšanās", "Kafija", "Darbs", "Stāstām"]
    acts.change_work_step(by=contact, step=steps[0], told=acts.Step("Sveiki", "x", 7, 9), at=make.NOW)
    assert [step.title for step in queries.steps_of(event)] == ["Kafija", "Darbs", "Stāstām", "Sveiki"]
    acts.remove_work_step(by=contact, step=steps[1], at=make.NOW)
    assert [step.title for step in queries.steps_of(event)] == ["Kafija", "Stāstām", "Sveiki"]


def test_there_is_an_end_to_steps(event, contact, monkeypatch):
    monkeypatch.setattr(acts, "MOST_STEPS", 1)
    acts.add_work_step(by=contact, event=event, step=acts.Step("a", "", 1), at=make.NOW)
    with pytest.raises(acts.TooManySteps):
        acts.add_work_step(by=contact, event=event, step=acts.Step("b", "", 1), at=make.NOW)


def shown(event, at):
    return queries.shown_clock(queries.clock_of(event), queries.steps_of(event), at)


def test_the_clock_runs_stands_and_goes_on(event, contact, steps):
    clock_acts.start_clock(by=contact, event=event, at=make.NOW)
    now = shown(event, make.NOW + timedelta(minutes=2))
    assert (now.step, now.number, now.spoken, now.runs) == (steps[0], 1, "3:00", True)
    clock_acts.pause_clock(by=contact, event=event, at=make.NOW + timedelta(minutes=2))
    assert shown(event, make.NOW + timedelta(minutes=50)).spoken == "3:00"
    clock_acts.start_clock(by=contact, event=event, at=make.NOW + timedelta(minutes=50))
    assert shown(event, make.NOW + timedelta(minutes=52)).spoken == "1:00"
    clock_acts.lengthen_step(by=contact, event=event, minutes=2, at=make.NOW + timedelta(minutes=52))
    assert shown(event, make.NOW + timedelta(minutes=52)).spoken == "3:00"
    later = shown(event, make.NOW + timedelta(minutes=58))
    assert later.over
    assert (later.spoken, later.over_by) == ("0:00", "3:00")
    assert {each.verb for each in Record.objects.all()} == {
        "events.clock_started", "events.clock_paused", "events.step_lengthened",
    }  # fmt: skip


def test_two_leaders_who_press_next_at_once_leave_no_step_out(event, contact, coordinator, steps):
    clock_acts.start_clock(by=contact, event=event, at=make.NOW)
    for leader in (contact, coordinator):
        clock_acts.turn_clock(by=leader, event=event, step=steps[1], at=make.NOW)
    now = shown(event, make.NOW)
    assert (now.step, now.earlier, now.later, now.spoken) == (steps[1], steps[0], steps[2], "20:00")
    assert Record.objects.filter(verb="events.clock_turned").count() == 1


def test_a_clock_that_stands_stands_on_the_next_step(event, contact, steps):
    clock_acts.start_clock(by=contact, event=event, at=make.NOW)
    clock_acts.pause_clock(by=contact, event=event, at=make.NOW)
    clock_acts.turn_clock(by=contact, event=event, step=steps[2], at=make.NOW)
    now = shown(event, make.NOW + timedelta(minutes=30))
    assert (now.spoken, now.runs, now.later) == ("10:00", False, None)


def test_stopped_it_begins_with_the_first(event, contact, steps):
    clock_acts.turn_clock(by=contact, event=event, step=steps[2], at=make.NOW)
    clock_acts.stop_clock(by=contact, event=event, at=make.NOW)
    assert shown(event, make.NOW).step is None
    clock_acts.start_clock(by=contact, event=event, at=make.NOW)
    assert shown(event, make.NOW).step == steps[0]


def test_without_steps_there_is_nothing_to_count(event, contact):
    for act, details in ((clock_acts.start_clock, {}), (clock_acts.lengthen_step, {"minutes": 1})):
        with pytest.raises(clock_acts.NoSteps):
            act(by=contact, event=event, at=make.NOW, **details)
    clock_acts.pause_clock(by=contact, event=event, at=make.NOW)


def test_a_step_that_is_on_may_be_removed(event, contact, steps):
    clock_acts.start_clock(by=contact, event=event, at=make.NOW)
    acts.remove_work_step(by=contact, step=steps[0], at=make.NOW)
    assert shown(event, make.NOW).step is None
    clock_acts.start_clock(by=contact, event=event, at=make.NOW)
    assert shown(event, make.NOW).step == steps[1]


def test_the_screen_has_an_address_that_can_be_renewed_and_closed(event, contact):
    first = clock_acts.renew_screen(by=contact, event=event, at=make.NOW).screen_code
    assert queries.screen_by(first).event == event
    second = clock_acts.renew_screen(by=contact, event=event, at=make.NOW).screen_code
    assert second != first
    clock_acts.close_screen(by=contact, event=event, at=make.NOW)
    for code in (first, second, "", "nekas"):
        with pytest.raises(NotFound):
            queries.screen_by(code)
    assert not any(second in str(vars(line)) for line in Record.objects.all())


def test_the_screen_shows_first_names_only_if_allowed(event, contact):
    (group,) = acts.make_work_groups(by=contact, event=event, count=1, at=make.NOW)
    group.people.set(event.attendances.filter(name__in=PEOPLE[:2]))
    clock = clock_acts.renew_screen(by=contact, event=event, at=make.NOW)
    assert queries.screen_groups(clock)[0].people == ()
    clock_acts.show_people(by=contact, event=event, shown=True, at=make.NOW)
    clock = WorkClock.objects.get()
    assert queries.screen_groups(clock)[0].people == ("Anna", "Jānis")


def test_others_lead_nothing(event, outsider, steps):
    group = WorkGroup.objects.create(event=event, name="a")
    of_event = (
        (acts.make_work_groups, {"count": 1}), (acts.deal_people, {"way": "lot"}), (acts.seat_people, {"seats": {}}),
        (acts.add_work_step, {"step": acts.Step("a", "", 1)}), (clock_acts.start_clock, {}),
        (clock_acts.pause_clock, {}), (clock_acts.turn_clock, {"step": steps[0]}),
        (clock_acts.lengthen_step, {"minutes": 1}), (clock_acts.stop_clock, {}), (clock_acts.renew_screen, {}),
        (clock_acts.close_screen, {}), (clock_acts.show_people, {"shown": True}),
    )  # fmt: skip
    for act, details in of_event:
        with pytest.raises(NotAllowed):
            act(by=outsider, event=event, at=make.NOW, **details)
    for act, details in (
        (acts.change_work_group, {"group": group, "name": "b", "task": ""}),
        (acts.remove_work_group, {"group": group}),
        (acts.change_work_step, {"step": steps[0], "told": acts.Step("b", "", 1)}),
        (acts.remove_work_step, {"step": steps[0]}),
    ):
        with pytest.raises(NotAllowed):
            act(by=outsider, at=make.NOW, **details)
    assert Record.objects.count() == 0
