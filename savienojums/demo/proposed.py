"""Examples of residents' proposals: one of each state, with support, comments and answers; nobody stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from savienojums.core.clock import RIGA
from savienojums.network.models import Organisation, Place, Theme
from savienojums.voices.actions.initiatives import OnPaper, Proposed, propose_initiative, write_down_initiative
from savienojums.voices.actions.initiatives_answers import answer_initiative
from savienojums.voices.actions.initiatives_comments import Remark, comment_initiative
from savienojums.voices.actions.initiatives_moderating import show_initiative
from savienojums.voices.actions.initiatives_supports import Voice, support_initiative
from savienojums.voices.models import Initiative

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Example:
    """What an example says, where, to whom, when, how it came in, how many stand behind it, what became of it."""

    title: str
    text: str
    on: tuple[int, int]
    place: str
    theme: str
    addressee: str = ""
    kind: str = "proposal"
    spot: tuple[float, float] | None = None
    way: str = "web"
    signatures: int = 0
    supporters: int = 0
    answer: tuple[str, str, int] | None = None


EXAMPLES = (
    Example(
        "Nojume autobusa pieturā pie Kaldabruņas skolas",
        "Pieturā nav kur paslēpties no lietus; autobusu gaida skolēni un cilvēki, kas brauc pie ārsta.",
        (9, 9), "rubenes-pagasts", "public-space", "jekabpils-novada-pasvaldiba", spot=(56.0871, 25.9502),
        way="told", signatures=31, supporters=12,
        answer=("partly", "Nojumi ieplānosim nākamā gada budžetā. Soliņu pieturā ieliksim jau šoruden.", 21),
    ),
    Example(
        "Bibliotēka atvērta vienu vakaru nedēļā līdz 20.00",
        "Kas strādā pilsētā, uz bibliotēku netiek nekad. Pietiktu ar vienu vēlu vakaru.",
        (10, 6), "bebrenes-pagasts", "culture", "augsdaugavas-novada-pasvaldiba", supporters=19,
        answer=("taken", "No janvāra bibliotēka ceturtdienās būs atvērta līdz 20.00. Pēc pusgada skatīsimies, cik cilvēku nāk.", 16),
    ),
    Example(
        "Līdzdalības budžetā atsevišķa daļa lauku pagastiem",
        "Balsojumā pilsētas idejas vienmēr savāc vairāk balsu. Lai pagastu idejas sacenšas savā starpā.",
        (10, 10), "dignajas-pagasts", "participation", "jekabpils-novada-pasvaldiba", way="paper", signatures=46, supporters=8,
    ),
    Example(
        "Peldvietai pie ezera vajag ģērbtuvi un atkritumu tvertni",
        "Vasarā te ir simtiem cilvēku. Ģērbtuvi varam uzbūvēt talkā, ja pašvaldība dod dēļus.",
        (11, 12), "garsenes-pagasts", "environment", "jekabpils-novada-pasvaldiba", spot=(56.1153, 25.7752), supporters=5,
    ),
    Example(
        "Ziemas vakaru dziedāšana pie Ūdenszīmēm",
        "Katru otro piektdienu, sākot no decembra. Nāc, ja proti kaut vienu dziesmu vai gribi iemācīties.",
        (11, 16), "rubenes-pagasts", "culture", kind="initiative", supporters=14,
    ),
    Example(
        "Atsevišķs Sēlijas vēlēšanu apgabals nākamajās Saeimas vēlēšanās",
        "Par to runāja Saeimā 2025. gada aprīlī. Lai Sēlijas organizācijas kopā uzraksta vēstuli.",
        (9, 30), "viesite", "participation", "selijas-salas", supporters=22,
        answer=("not", "Vēlēšanu apgabalus nosaka likums, un biedrība to mainīt nevar. Jautājumu uzdosim deputātiem forumā pavasarī.", 30),
    ),
)  # fmt: skip


def tell_proposals(coordinator: Person) -> None:
    """Proposals and initiatives of residents; what is there already stays."""
    if Initiative.objects.filter(is_example=True).exists():
        return
    for example in EXAMPLES:
        _tell(coordinator, example)


def _tell(by: Person, example: Example) -> None:
    at = datetime(2026, *example.on, 12, tzinfo=RIGA)
    proposed = Proposed(
        title=example.title,
        text=example.text,
        kind=example.kind,
        themes=list(Theme.objects.filter(slug=example.theme)),
        place=Place.objects.filter(slug=example.place).first(),
        spot=example.spot,
        author_name="Paraugs",
        addressee=Organisation.objects.filter(slug=example.addressee).first(),
        is_example=True,
    )
    if example.way == "web":
        initiative = propose_initiative(by=None, proposed=proposed, at=at)
        show_initiative(by=by, initiative=initiative, at=at + timedelta(days=1))
    else:
        paper = OnPaper(way=example.way, people=example.signatures, note="Parakstu lapa bibliotēkā")
        initiative = write_down_initiative(by=by, proposed=proposed, paper=paper, at=at)
    for number in range(example.supporters):
        voice = Voice(keys=(f"example-{number}",))
        support_initiative(by=None, initiative=initiative, voice=voice, at=at + timedelta(days=2, hours=number))
    if example.kind == "initiative":
        remark = Remark("Varam atnest akordeonu un siltu tēju.", name="Kopienas kontakts")
        comment_initiative(by=by, initiative=initiative, remark=remark, at=at + timedelta(days=3))
    if example.answer:
        outcome, text, days = example.answer
        answer_initiative(by=by, initiative=initiative, outcome=outcome, text=text, at=at + timedelta(days=days))
