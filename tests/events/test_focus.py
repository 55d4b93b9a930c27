"""What a focus group is about and whom it wants: acts, live counts, journal lines."""

import pytest

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.events.actions import focus as acts
from savienojums.events.models import MixCell, MixChoice
from savienojums.events.queries import focus as queries
from savienojums.journal.models import Record
from tests import make
from tests.events.focus import NAMES, focus_group

pytestmark = pytest.mark.django_db
ABOUT = acts.About("Kā jaunieši nokļūst mājās", "Kā Jūs braucat?\n\nKas traucē?", {"lv": "Piekrītu."}, None, None, 4)


def test_what_it_is_about_is_written_down_and_changed(contact):
    event = make.event(kind="focus_group", made_by=contact)
    made = acts.change_focus_group(by=contact, event=event, about=ABOUT, at=make.NOW)
    again = acts.change_focus_group(by=contact, event=event, about=ABOUT, at=make.NOW)
    assert made.pk == again.pk
    assert again.questions() == ["Kā Jūs braucat?", "Kas traucē?"]
    assert again.smallest_cell == 4
    assert [each.verb for each in Record.objects.all()] == ["events.focus_group_changed"] * 2
    assert {each.audience for each in Record.objects.all()} == {"editors"}


def test_others_write_nothing_down(contact, outsider):
    event = make.event(kind="focus_group", made_by=contact)
    with pytest.raises(NotAllowed):
        acts.change_focus_group(by=outsider, event=event, about=ABOUT, at=make.NOW)
    group = focus_group(contact)
    with pytest.raises(NotAllowed):
        acts.add_mix_cell(by=outsider, focus_group=group, wanted=acts.Wanted(2), at=make.NOW)
    cell = MixCell.objects.create(focus_group=group, wanted=1)
    for act, details in ((acts.change_mix_cell, {"wanted": acts.Wanted(1)}), (acts.remove_mix_cell, {})):
        with pytest.raises(NotAllowed):
            act(by=outsider, cell=cell, at=make.NOW, **details)
    with pytest.raises(NotFound):
        queries.hosted_focus(outsider, group.event.slug)


def test_the_mix_shows_live_who_is_missing(contact):
    land = make.place("Jēkabpils novads", kind="municipality")
    parish = make.place("Rubenes pagasts", within=[land])
    group = focus_group(contact)
    acts.add_mix_cell(by=contact, focus_group=group, wanted=acts.Wanted(2, place=land), at=make.NOW)
    role = acts.add_mix_cell(by=contact, focus_group=group, wanted=acts.Wanted(1, kind="darba devēja"), at=make.NOW)
    make.registration(group.event, "Anna Ozola", place=parish)
    mix = queries.mix_of(group)
    assert [(line.label, line.filled, line.missing) for line in mix.lines] == [
        ("Jēkabpils novads", 1, 1), ("darba devēja", 0, 1),
    ]  # fmt: skip
    assert (mix.wanted, mix.missing, mix.people, mix.others) == (3, 2, 1, 0)
    MixChoice.objects.create(attendance=group.event.attendances.get(), cell=role)
    assert [line.missing for line in queries.mix_of(group).lines] == [2, 0]


def test_who_waits_or_does_not_come_fills_nothing(contact):
    group = focus_group(contact, *NAMES)
    acts.add_mix_cell(by=contact, focus_group=group, wanted=acts.Wanted(3), at=make.NOW)
    waiting, gone, _seated = group.event.attendances.order_by("pk")
    for person, seat in ((waiting, "waiting"), (gone, "gone")):
        person.seat = seat
        person.save()
    assert queries.mix_of(group).missing == 2


def test_a_line_is_changed_and_goes(contact):
    group = focus_group(contact, "Anna Ozola")
    cell = acts.add_mix_cell(by=contact, focus_group=group, wanted=acts.Wanted(2), at=make.NOW)
    MixChoice.objects.create(attendance=group.event.attendances.get(), cell=cell)
    acts.change_mix_cell(by=contact, cell=cell, wanted=acts.Wanted(5, "young"), at=make.NOW)
    assert queries.mix_of(group).lines[0].missing == 4
    acts.remove_mix_cell(by=contact, cell=cell, at=make.NOW)
    assert queries.mix_of(group).lines == ()
    assert MixChoice.objects.count() == 0
    assert group.event.attendances.count() == 1


def test_there_is_an_end_to_wishes(contact):
    group = focus_group(contact)
    MixCell.objects.bulk_create(MixCell(focus_group=group, wanted=1) for _number in range(acts.MOST_CELLS))
    with pytest.raises(acts.TooManyCells):
        acts.add_mix_cell(by=contact, focus_group=group, wanted=acts.Wanted(1), at=make.NOW)
