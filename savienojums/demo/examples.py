"""Examples of what is not known of the real programme or has not come yet; each is marked as an example on its page.

People in them are roles ("Bibliotekāre"), never names.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from savienojums.core.clock import RIGA
from savienojums.events import questions as own
from savienojums.events.actions.focus import About, Wanted, add_mix_cell, change_focus_group
from savienojums.events.actions.gatherings import cancel_event, change_event, make_event, publish_event
from savienojums.events.actions.minutes import close_minutes, publish_minutes, write_minutes
from savienojums.events.actions.points import add_point, change_point
from savienojums.events.actions.programme import add_items
from savienojums.events.actions.proposals import add_proposal, send_proposal
from savienojums.events.actions.registering import set_questions, set_registering
from savienojums.events.actions.registrations import register
from savienojums.events.actions.searching import index_events
from savienojums.events.actions.series import make_series
from savienojums.events.actions.tasks import add_task, finish_task
from savienojums.events.actions.work import Step, add_work_step, make_work_groups
from savienojums.events.models import Event, Series
from savienojums.events.parties import party_of
from savienojums.events.queries.searching import published_pks
from savienojums.network.models import Organisation, Place

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

KALDABRUNA = {
    "lv": "Kaldabruņas kopienas sanāksmes",
    "en": "Community meetings in Kaldabruņa",
    "ru": "Собрания сообщества в Калдабруне",
}
FORUM = (
    ("10:00", "10:30", "Ierašanās un tēja"),
    ("10:30", "12:00", "Kas izdevies pērn: piecas kopienas stāsta"),
    ("12:00", "13:00", "Kopīgas pusdienas"),
    ("13:00", "15:30", "Četras darba stacijas"),
    ("15:30", "16:00", "Kopsavilkums: kas, līdz kuram laikam"),
)
COMERS = (("Bibliotekāre", "Skolotāja"), ("Jauniešu domes pārstāvis",), ("Pagasta pārvaldniece",))
# The series began before the facts were collected, so that it has a past.
BEGAN = datetime(2026, 8, 31, 10, 0, tzinfo=RIGA)


def tell_examples(coordinator: Person, at: datetime) -> None:
    """A series with minutes, a forum to register for, a workshop, a focus group; what is there already stays."""
    if Series.objects.filter(is_example=True).exists():
        return
    hosts = {each.slug: each for each in Organisation.objects.filter(slug__in=("udenszimes", "selijas-salas"))}
    places = {each.slug: each for each in Place.objects.filter(slug__in=("rubenes-pagasts", "viesite", "jekabpils"))}
    _series(coordinator, hosts["udenszimes"], places["rubenes-pagasts"])
    _forum(coordinator, list(hosts.values()), places["viesite"], at)
    _workshop(coordinator, hosts["udenszimes"], places["jekabpils"], at)
    _focus_group(coordinator, hosts["selijas-salas"], places["rubenes-pagasts"], at)
    # Nobody works off what a told past leaves to do.
    index_events(published_pks())


def _series(by: Person, host: Organisation, place: Place) -> None:
    details: dict[str, Any] = {
        "title": KALDABRUNA,
        "kind": "community_meeting",
        "rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "first_on": date(2026, 9, 8),
        "begins": time(18, 0),
        "ends": time(20, 0),
        "place": place,
        "venue": "Kaldabruņas skola",
        "organisers": [host],
        "is_example": True,
    }
    series = make_series(by=by, details=details, at=BEGAN)
    first, second, third, *_ = series.events.order_by("due_on")
    _first_minutes(by, first)
    cancel_event(
        by=by, event=third, why="Skolā tajā vakarā pārbauda apkuri.", at=datetime(2026, 9, 21, 9, 0, tzinfo=RIGA)
    )
    _second_minutes(by, second)
    moved = series.events.get(due_on=date(2026, 12, 15))
    change_event(
        by=by,
        event=moved,
        details={"starts_at": _riga(2026, 12, 17, 18), "ends_at": _riga(2026, 12, 17, 20)},
        at=datetime(2026, 11, 20, 12, 0, tzinfo=RIGA),
    )


def _first_minutes(by: Person, event: Event) -> None:
    at = event.ends_at + timedelta(hours=1)
    write_minutes(by=by, event=event, details={"chair": "Kopienas vadītāja", "keeper": "Bibliotekāre"}, at=at)
    _decided(by, event, at)
    _proposed(by, event, at)
    add_point(by=by, event=event, title="Ziemas vakaru tēmas", at=at)
    publish_minutes(by=by, event=event, circle="everyone", at=at + timedelta(days=4))
    close_minutes(by=by, event=event, at=at + timedelta(days=4))


def _decided(by: Person, event: Event, at: datetime) -> None:
    path = add_point(by=by, event=event, title="Pļavas takas kopšana", at=at)
    said = {
        "discussion": "Taka aizaug pie tilta; divi tilta dēļi ir izpuvuši.",
        "decision": "Talka oktobra pirmajā sestdienā; dēļus sagādā Ūdenszīmes.",
    }
    change_point(by=by, point=path, details=said, at=at)
    task = {
        "what": "Sagādāt dēļus tiltam un pieteikt talku",
        "who": "Ūdenszīmes",
        "organisation": event.organisers.first(),
        "due_on": date(2026, 10, 1),
        "point": path,
    }
    add_task(by=by, event=event, details=task, at=at)


def _proposed(by: Person, event: Event, at: datetime) -> None:
    stop = add_point(by=by, event=event, title="Autobusa pietura pie skolas", at=at)
    said = {"discussion": "Skolēni autobusu gaida ceļa malā; nojumes nav."}
    change_point(by=by, point=stop, details=said, at=at)
    details = {
        "text": "Ierīkot nojumi autobusa pieturā pie Kaldabruņas skolas.",
        # Nothing made up is laid at a real municipality's door.
        "addressee_name": "Novada pašvaldība (paraugs)",
        "point": stop,
    }
    proposal = add_proposal(by=by, event=event, details=details, at=at)
    sent = event.first_day + timedelta(days=3)
    due = sent + timedelta(days=30)
    send_proposal(by=by, proposal=proposal, sent_on=sent, answer_due_on=due, at=at + timedelta(days=4))


def _second_minutes(by: Person, event: Event) -> None:
    at = event.ends_at + timedelta(hours=1)
    write_minutes(by=by, event=event, details={"chair": "Kopienas vadītāja", "keeper": "Skolotāja"}, at=at)
    for point in event.points.all():
        if point.title == "Ziemas vakaru tēmas":
            decision = "Novembrī – dziesmu vakars, janvārī – stāsti par vecajām fotogrāfijām."
            change_point(by=by, point=point, details={"decision": decision}, at=at)
    before = event.series.events.order_by("due_on").first() if event.series else None
    for task in before.tasks.all() if before else ():
        finish_task(by=by, task=task, outcome="Dēļi ir, talka pieteikta 3. oktobrī.", at=at)
    add_task(
        by=by,
        event=event,
        details={"what": "Savākt vecās fotogrāfijas stāstu vakaram", "who": "Bibliotekāre", "due_on": date(2027, 1, 8)},
        at=at,
    )
    publish_minutes(by=by, event=event, circle="everyone", at=at + timedelta(days=2))
    close_minutes(by=by, event=event, at=at + timedelta(days=2))


def _forum(by: Person, hosts: list[Organisation], place: Place, at: datetime) -> None:
    event = _made(
        by,
        at,
        kind="forum",
        title={"lv": "Pavasara NVO forums", "en": "Spring NGO forum", "ru": "Весенний форум НКО"},
        summary={"lv": "Tā izskatās forums, kuram var pieteikties.", "en": "What a forum to register for looks like."},
        starts_at=_riga(2027, 3, 20, 10),
        ends_at=_riga(2027, 3, 20, 16),
        place=place,
        venue="Viesītes kultūras pils",
        organisers=hosts,
    )
    set_registering(by=by, event=event, details=_seats(), at=at)
    asked = [found for key in ("diet", "photo") if (found := own.from_preset(key, "lv", ("lv", "en", "ru")))]
    set_questions(by=by, event=event, questions=asked, at=at)
    add_items(by=by, event=event, items=[_item(*each) for each in FORUM], at=at)
    publish_event(by=by, event=event, at=at)
    for number, names in enumerate(COMERS, 1):
        party = party_of(*names, email=f"paraugs{number}@selija.example", language="lv")
        register(by=None, event=event, party=party, at=at)


def _seats() -> dict[str, Any]:
    """Sixty, a third of them kept for communities for a while."""
    return {
        "takes_registrations": True,
        "capacity": 60,
        "registration_closes_at": _riga(2027, 3, 17, 12),
        "reserves_end_at": _riga(2027, 3, 10, 12),
        "offers_rides": True,
        "reminders": [7, 1],
        "reserves": [
            {
                "name": {"lv": "Kopienu grupām", "en": "For community groups"},
                "kinds": ["initiative_group", "residents_group"],
                "seats": 20,
            }
        ],
    }


def _item(begins: str, ends: str, title: str) -> dict[str, Any]:
    day = date(2027, 3, 20)
    starts_at, ends_at = (datetime.combine(day, time.fromisoformat(each), tzinfo=RIGA) for each in (begins, ends))
    return {"starts_at": starts_at, "ends_at": ends_at, "title": {"lv": title}}


def _workshop(by: Person, host: Organisation, place: Place, at: datetime) -> None:
    event = _made(
        by,
        at,
        kind="workshop",
        title={"lv": "Koprakstīšanas darbnīca", "en": "Co-writing workshop", "ru": "Мастерская совместного написания"},
        summary={
            "lv": "Darba grupas, posmi un pulkstenis zālē.",
            "en": "Groups, steps and a clock on the wall.",
        },
        starts_at=_riga(2027, 2, 10, 11),
        ends_at=_riga(2027, 2, 10, 15),
        place=place,
        venue="Vidusdaugavas NVO centrs",
        organisers=[host],
    )
    make_work_groups(by=by, event=event, count=3, at=at)
    for title, minutes in (("Ko gribam mainīt", 30), ("Kam tas der un ko par to zinām", 45), ("Budžets un termiņi", 45),
                           ("Pārlasām cits citu", 30)):  # fmt: skip
        add_work_step(by=by, event=event, step=Step(title=title, text="", minutes=minutes), at=at)
    set_registering(by=by, event=event, details={"takes_registrations": True, "capacity": 18}, at=at)
    publish_event(by=by, event=event, at=at)


def _focus_group(by: Person, host: Organisation, place: Place, at: datetime) -> None:
    event = _made(
        by,
        at,
        kind="focus_group",
        title={"lv": "Kas jauniešiem ļautu palikt Sēlijā", "en": "What would let young people stay in Sēlija"},
        summary={
            "lv": "Aicinātais salikums, piekrišana, piezīmes bez vārdiem.",
            "en": "The invited mix, consent, notes without names.",
        },
        starts_at=_riga(2027, 1, 21, 17),
        ends_at=_riga(2027, 1, 21, 19),
        place=place,
        venue="Kaldabruņas skola",
        organisers=[host],
    )
    about = About(
        theme="Kas jauniešiem ļautu palikt Sēlijā",
        guide="Kas Jums šeit patīk?\nKas Jūs būtu gatavi darīt paši?\nKā pietrūkst, lai paliktu?",
        consent_text={},
        withdraw_until=date(2027, 2, 4),
        kept_until=date(2027, 12, 31),
        smallest_cell=3,
    )
    group = change_focus_group(by=by, event=event, about=about, at=at)
    for band, kind, wanted in (("young", "jaunieši", 4), ("grown", "jaunie vecāki", 2), ("", "darba devēji", 2)):
        add_mix_cell(by=by, focus_group=group, wanted=Wanted(wanted=wanted, age_band=band, kind=kind), at=at)
    set_registering(by=by, event=event, details={"takes_registrations": True, "capacity": 10}, at=at)
    publish_event(by=by, event=event, at=at)


def _made(by: Person, at: datetime, **details: Any) -> Event:
    return make_event(by=by, details={**details, "is_example": True}, at=at)


def _riga(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=RIGA)
