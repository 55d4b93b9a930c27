"""Examples of conversations: the questions stand on published facts, the answers are drawn and say so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from savienojums.core.clock import RIGA
from savienojums.core.system import SYSTEM
from savienojums.demo.drawn import Crowd, Leaning, voices_of
from savienojums.demo.tables import rows
from savienojums.network.models import Organisation, Place
from savienojums.voices.actions.conclusions import write_conclusions
from savienojums.voices.actions.conversations import make_conversation, publish_conversation
from savienojums.voices.actions.conversations_phases import add_phase
from savienojums.voices.actions.halls import Hands, Told, add_hall, count_hands
from savienojums.voices.actions.loading import load_answers
from savienojums.voices.actions.maps import make_map
from savienojums.voices.actions.moderation import hide_statement, show_statement
from savienojums.voices.actions.sheets import NewBatch, make_sheets
from savienojums.voices.actions.statements import add_seed_statements, add_statement
from savienojums.voices.kinds import Way
from savienojums.voices.models import Conversation

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

PARISHES = (
    "rubenes-pagasts", "dignajas-pagasts", "bebrenes-pagasts", "dvietes-pagasts", "garsenes-pagasts", "viesite", "akniste"
)  # fmt: skip
DRAWN = {
    "lv": "Paraugs: jautājums ir īsts, bet atbildes ir izlozētas, lai redzētu, kā karte izskatās. Tās nav neviena cilvēka viedoklis.",
    "en": "An example: the question is real, but the answers were drawn by lot to show what the map looks like. They are nobody’s opinion.",
    "ru": "Пример: вопрос настоящий, но ответы разыграны по жребию, чтобы показать карту. Это не мнение реальных людей.",
}
LAND = {
    "lv": "Kam Sēlijā jānotiek līdz 2030. gadam?",
    "en": "What should happen in Sēlija by 2030?",
    "ru": "Что должно произойти в Селии к 2030 году?",
}
WINTER = {
    "lv": "Kur un kā mums tikties ziemā?",
    "en": "Where and how shall we meet in winter?",
    "ru": "Где и как нам встречаться зимой?",
}
EVENINGS = (
    ("Ziemā vajag vietu, kas ir atvērta katru nedēļu vienā un tajā pašā vakarā.", 1.6, 0.2),
    ("Labāk tikties mājās pie kaimiņiem nekā tukšā zālē.", -0.1, 0.5),
    ("Skolas telpām vakaros jābūt atvērtām arī pieaugušajiem.", 1.3, -0.2),
    ("Par siltumu telpās var prasīt ziedojumu.", 0.5, 0.3),
    ("Bez kopīga transporta no tālajām mājām neviens neatbrauks.", 0.9, -0.3),
    ("Vakars ar darbu rokās ir labāks par vakaru ar lekciju.", 0.7, 0.4),
    ("Tikšanos vajag noturēt arī tad, ja atnāk tikai trīs cilvēki.", 1.1, 0.1),
    ("Svētdienas pēcpusdiena der labāk nekā darbdienas vakars.", -0.2, 0.2),
    ("Jauniešiem ziemā vajag savu telpu, nevis kopīgu ar visiem.", 0.1, -0.4),
    ("Ziemas vakaru tēmas lai pieraksta un izsūta tiem, kas nevarēja atnākt.", 1.2, 0.0),
)
OWN = (
    "Kultūras mantojumu vajag digitalizēt, kamēr vēl ir, kas stāsta.",
    "Ceļi jāsalabo, un kultūras nams jāatver arī svētdienās.",
    "Veikals uz riteņiem divreiz nedēļā atrisinātu ļoti daudz.",
    "Autobuss divreiz nedēļā laukiem ir par maz.",
)
HEARD = (
    "Visvairāk piekrita tam, ka vajag vienu pastāvīgu vakaru nedēļā un atvērtas skolas telpas. Par to, vai tikties mājās, "
    "domas dalījās, bet nometņu šeit nav.\n\nKo darīsim: no janvāra Kaldabruņas skola ir atvērta katru otrdienu no 18.00; "
    "kopbraukšanu pieteiks pie notikuma; tēmas pēc katra vakara izsūtīs pa e-pastu."
)


def _riga(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=RIGA)


def tell_conversations(coordinator: Person) -> None:
    """A conversation that is open and shows groups, and one that has closed and shows none; what is there stays."""
    if Conversation.objects.filter(is_example=True).exists():
        return
    hosts = {each.slug: each for each in Organisation.objects.filter(slug__in=("udenszimes", "selijas-salas"))}
    places = list(Place.objects.filter(slug__in=PARISHES).order_by("slug"))
    _land(coordinator, hosts["selijas-salas"], places)
    _winter(coordinator, hosts["udenszimes"], places)


def _asked(by: Person, details: dict[str, Any], at: datetime) -> Conversation:
    details = {"intro": DRAWN, "languages": ["lv", "en", "ru"], "is_example": True, **details}
    return make_conversation(by=by, details=details, at=at)


def _land(by: Person, host: Organisation, places: list[Place]) -> None:
    at = _riga(2026, 10, 26, 10)
    conversation = _asked(by, {"title": LAND, "question": LAND, "organisation": host, "results_shown": "live"}, at)
    phase = {"kind": "both", "opens_at": _riga(2026, 11, 2, 8), "closes_at": _riga(2026, 12, 20, 22)}
    add_phase(by=by, conversation=conversation, details=phase, at=at)
    table = rows("statements.csv")
    texts = [{code: row[code] for code in ("lv", "en", "ru")} for row in table]
    add_seed_statements(by=by, conversation=conversation, texts=texts, at=at)
    publish_conversation(by=by, conversation=conversation, at=_riga(2026, 11, 2, 7))
    crowd = Crowd(people=120, apart=1.1, began=_riga(2026, 11, 2, 0), days=20, places=places, seed=7)
    leanings = [Leaning(float(row["level"]), float(row["pull"])) for row in table]
    load_answers(by=SYSTEM, conversation=conversation, voices=voices_of(crowd, leanings), at=_riga(2026, 11, 23, 8))
    _written(by, conversation)
    sheets = NewBatch(list(conversation.statements.shown()), count=20, note="Bebrenes bibliotēka")
    make_sheets(by=by, conversation=conversation, new=sheets, at=_riga(2026, 11, 19, 10))
    make_map(by=SYSTEM, conversation=conversation, at=_riga(2026, 11, 23, 9))


def _written(by: Person, conversation: Conversation) -> None:
    """Statements from paper: one is shown, one is not, two wait to be looked at."""
    at = _riga(2026, 11, 18, 15)
    shown, hidden, *_waiting = [
        add_statement(
            by=by, conversation=conversation, participant=None, text=text, way=Way.PAPER, language="lv", at=at
        )
        for text in OWN
    ]
    show_statement(by=by, statement=shown, at=at + timedelta(hours=2))
    why = "Te ir divas domas: par ceļiem un par kultūras namu. Uz katru var būt cita atbilde."
    hide_statement(by=by, statement=hidden, hidden_for="several", why=why, at=at + timedelta(hours=2))


def _winter(by: Person, host: Organisation, places: list[Place]) -> None:
    at = _riga(2026, 9, 21, 10)
    conversation = _asked(by, {"title": WINTER, "question": WINTER, "organisation": host, "languages": ["lv"]}, at)
    phase = {"kind": "answers", "opens_at": _riga(2026, 9, 28, 8), "closes_at": _riga(2026, 10, 25, 22)}
    add_phase(by=by, conversation=conversation, details=phase, at=at)
    texts = [text for text, _level, _pull in EVENINGS]
    add_seed_statements(by=by, conversation=conversation, texts=texts, at=at)
    publish_conversation(by=by, conversation=conversation, at=_riga(2026, 9, 28, 7))
    crowd = Crowd(people=58, apart=0.2, began=_riga(2026, 9, 28, 0), days=26, places=places, seed=3)
    leanings = [Leaning(level, pull) for _text, level, pull in EVENINGS]
    load_answers(by=SYSTEM, conversation=conversation, voices=voices_of(crowd, leanings), at=_riga(2026, 10, 25, 23))
    _hall(by, conversation, places)
    make_map(by=SYSTEM, conversation=conversation, at=_riga(2026, 10, 26, 1))
    write_conclusions(by=by, conversation=conversation, conclusions={"lv": HEARD}, at=_riga(2026, 11, 4, 10))


def _hall(by: Person, conversation: Conversation, places: list[Place]) -> None:
    at = _riga(2026, 10, 13, 21)
    here = next((each for each in places if each.slug == "rubenes-pagasts"), None)
    told = Told("Kopienas sanāksme Kaldabruņas skolā", at.date(), 23, here)
    hall = add_hall(by=by, conversation=conversation, told=told, at=at)
    statements = list(conversation.statements.all())
    for statement, hands in zip(statements, (Hands(19, 1, 2), Hands(6, 12, 3), Hands(17, 2, 1)), strict=False):
        count_hands(by=by, hall=hall, statement=statement, hands=hands, at=at)
