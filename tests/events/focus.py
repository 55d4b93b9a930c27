"""Focus groups for tests: one with people, one with notes and quotes."""

from savienojums.events.models import Code, FocusGroup, FocusNote, Quote, Voice
from tests import make

NAMES = ("Anna Ozola", "Jānis Bērziņš", "Ilze Lāce")


def focus_group(made_by, *names, **details):
    """A focus group of an event that this person made, with these people in it."""
    event = make.event("Jauniešu fokusgrupa", kind="focus_group", made_by=made_by, **details.pop("event", {}))
    group = FocusGroup.objects.create(event=event, theme="Kā jaunieši nokļūst mājās", **details)
    if names:
        make.registration(event, *names)
    return group


def note(group, text="P1: Autobuss pēc četriem nebrauc.", **details):
    """A stretch of notes."""
    return FocusNote.objects.create(focus_group=group, text=text, **details)


def voices(group):
    """A number for each person, in the order of their rows."""
    for number, person in enumerate(group.event.attendances.order_by("pk"), 1):
        Voice.objects.create(focus_group=group, number=number, attendance=person)


def agreed(group):
    """Everybody on the list agreed that their words are told on."""
    group.event.attendances.update(consented_at=make.NOW)


def quote(of_note, text, *codes, **details):
    """A coded quote out of a note."""
    begins = of_note.text.index(text)
    made = Quote.objects.create(note=of_note, begins=begins, ends=begins + len(text), text=text, **details)
    made.codes.set([Code.objects.get_or_create(name=name)[0] for name in codes])
    return made
