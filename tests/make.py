"""Makers: plain functions that put one record into the world; nothing random, nothing hidden."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count

from django.utils.text import slugify
from PIL import Image

from savienojums.accounts.models import Person, Role
from savienojums.core.marks import raise_mark
from savienojums.events.models import Attendance, Event, Registration
from savienojums.network.models import Containment, Membership, Organisation, Place, Theme
from savienojums.support.models import Measure, Provider, Round, Source, SourceItem
from savienojums.voices.models import Conversation, Initiative, Participant, Phase, Statement, Survey, Vote

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
_numbers = count(1)


def person(email: str, name: str = "", *, roles: list[str] | None = None, language: str = "lv") -> Person:
    """Someone with an account and, if asked, roles."""
    someone = Person.objects.create_user(email, name=name, language=language)
    for kind in roles or []:
        Role.objects.create(person=someone, kind=kind, since=date(2023, 1, 1))
    return someone


def place(
    name: str = "Rubenes pagasts", *, kind: str = "parish", within: list[Place] | None = None, **details
) -> Place:
    """A place, lying in others if asked."""
    details = {"slug": slugify(name) or f"place-{next(_numbers)}", "sort_name": name.lower(), **details}
    raise_mark("places")
    made = Place.objects.create(name=name, kind=kind, **details)
    for whole in within or []:
        Containment.objects.create(part=made, whole=whole)
    return made


def theme(slug: str = "culture", name: str = "Kultūra") -> Theme:
    """A theme."""
    return Theme.objects.get_or_create(slug=slug, defaults={"name": {"lv": name}})[0]


def organisation(name: str = "Biedrība „Ūdenszīmes”", *, kind: str = "association", **details) -> Organisation:
    """A public organisation."""
    raise_mark("registry")
    slug = f"{slugify(name) or 'organisation'}-{next(_numbers)}"
    details = {"slug": slug, "sort_name": name.lower(), "published_at": NOW, "legal_form": "association", **details}
    return Organisation.objects.create(name=name, kind=kind, **details)


def membership(someone: Person, organisation: Organisation, role: str = "contact") -> Membership:
    """Someone acts for an organisation."""
    return Membership.objects.create(person=someone, organisation=organisation, role=role, since=date(2024, 1, 1))


def provider(name: str = "Sabiedrības integrācijas fonds (SIF)", **details) -> Provider:
    """A provider of support."""
    return Provider.objects.get_or_create(name=name, defaults={"slug": slugify(name), **details})[0]


def measure(name: str = "NVO fonds", **details) -> Measure:
    """A published measure without rounds."""
    details = {
        "slug": f"{slugify(name) or 'measure'}-{next(_numbers)}",
        "sort_name": name.lower(),
        "kind": "grant",
        "published_at": NOW,
        "provider": details.pop("provider", None) or provider(),
        **details,
    }
    raise_mark("catalogue")
    return Measure.objects.create(name={"lv": name}, **details)


def round_of(measure: Measure, **details) -> Round:
    """A round of a measure, its closing moment worked out."""
    raise_mark("catalogue")
    made = Round(measure=measure, **details)
    made.set_closing()
    made.save()
    return made


def jpeg(width: int = 640, height: int = 480, *, gps: bool = False, turned: int = 0) -> bytes:
    """A photo as a camera writes it: with the place and device if asked, lying on its side if turned."""
    exif = Image.Exif()
    if gps:
        exif[0x010F] = "Fotoaparats"
        exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 9.0, 0.0), 3: "E", 4: (26.0, 3.0, 0.0)})
    if turned:
        exif[0x0112] = turned
    out = BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(out, "JPEG", exif=exif)
    return out.getvalue()


def source(name: str = "SIF ziņas", **details) -> Source:
    """A source outside."""
    details = {"kind": "feed", "address": "https://fonds.test/feed", **details}
    return Source.objects.create(name=name, **details)


def found_item(source: Source, title: str = "Upju fonds", **details) -> SourceItem:
    """Something found in a source, waiting."""
    fields = {"name": {"lv": title}, **details.pop("fields", {})}
    details = {
        "source_key": f"key-{next(_numbers)}",
        "digest": "1",
        "first_seen_at": NOW,
        "last_seen_at": NOW,
        **details,
    }
    return SourceItem.objects.create(source=source, title=title, fields=fields, **details)


def event(title: str = "Sēlijas NVO forums", **details) -> Event:
    """A published event of one afternoon, three weeks from now."""
    details = {
        "slug": f"{slugify(title) or 'event'}-{next(_numbers)}",
        "kind": "forum",
        "starts_at": datetime(2026, 12, 14, 12, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 14, 15, 0, tzinfo=UTC),
        "published_at": NOW,
        **details,
    }
    organisers = details.pop("organisers", [])
    raise_mark("events")
    made = Event.objects.create(title={"lv": title}, **details)
    made.organisers.set(organisers)
    return made


def registration(event: Event, *names: str, email: str = "anna@selija.test", **details) -> Registration:
    """A party with a seat for each of its people."""
    names = names or ("Anna Ozola",)
    made = Registration.objects.create(event=event, name=names[0], email=email, asked_at=NOW, **details)
    for name in names:
        Attendance.objects.create(
            event=event, registration=made, name=name, sort_name=name.lower(), seat="accepted",
            organisation=made.organisation, place=made.place,
        )  # fmt: skip
    return made


def conversation(title: str = "Kā dzīvosim 2030. gadā?", **details) -> Conversation:
    """A published conversation, open for answers and statements since yesterday and for three weeks more."""
    details = {
        "slug": f"{slugify(title) or 'saruna'}-{next(_numbers)}",
        "question": {"lv": title},
        "published_at": NOW,
        **details,
    }
    phases = details.pop("phases", [("both", NOW - timedelta(days=1), NOW + timedelta(days=21))])
    raise_mark("voices")
    made = Conversation.objects.create(title={"lv": title}, **details)
    for kind, opens_at, closes_at in phases:
        Phase.objects.create(conversation=made, kind=kind, opens_at=opens_at, closes_at=closes_at)
    return made


def statement(conversation: Conversation, text: str = "Ciemā vajag veikalu.", **details) -> Statement:
    """A statement of the organisers that people may answer."""
    raise_mark("voices")
    details = {"state": "shown", "is_seed": True, "written_at": NOW, **details}
    number = conversation.statements.count() + 1
    return Statement.objects.create(conversation=conversation, number=number, text={"lv": text}, **details)


def participant(conversation: Conversation, **details) -> Participant:
    """Somebody who takes part from a browser of their own."""
    details = {"key": f"key-{next(_numbers)}", "joined_at": NOW, **details}
    return Participant.objects.create(conversation=conversation, **details)


def vote(participant: Participant, statement: Statement, value: int | None = 1, **details) -> Vote:
    """An answer: 1 agrees, -1 disagrees, 0 passes."""
    return Vote.objects.create(participant=participant, statement=statement, value=value, said_at=NOW, **details)


def survey(title: str = "Ko vajag ciemam?", **details) -> Survey:
    """A published survey without questions, open for good."""
    details = {"slug": f"{slugify(title)}-{next(_numbers)}", "published_at": NOW, **details}
    raise_mark("voices")
    return Survey.objects.create(title={"lv": title}, **details)


def initiative(title: str = "Soliņš pie pieturas", **details) -> Initiative:
    """A resident's proposal that everyone may read."""
    raise_mark("voices", "initiatives")
    details = {"number": next(_numbers), "state": "shown", "asked_at": NOW, "shown_at": NOW, **details}
    return Initiative.objects.create(title=title, **details)
