"""Drawing the next statement by stated chances; the chance with which it was drawn goes with the answer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import signing
from django.utils.crypto import salted_hmac

from savienojums.voices.models import Vote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from savienojums.voices.models import Participant
    from savienojums.voices.queries.live import Live, LiveStatement

# As in maths/routing.py, which takes over with the first map; here without its heavy imports.
NEEDED, CHANCE, HALF_KNOWN = 0.25, 0.10, 15
SALT = "voices.drawn"
# So many steps there are between 0 and 1.
FINE = 2**53


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """The answers of one participant that stand (by the statement's row), and the last of all; None was taken back."""

    given: dict[int, int]
    rows: int
    last: tuple[int, int | None] | None


def answers_of(participant: Participant | None) -> OwnAnswers:
    """Everything this participant has said; one question."""
    if participant is None:
        return OwnAnswers({}, 0, None)
    rows = list(Vote.objects.filter(participant_id=participant.pk).order_by("pk").values_list("statement_id", "value"))
    given = {statement: value for statement, value in dict(rows).items() if value is not None}
    return OwnAnswers(given, len(rows), rows[-1] if rows else None)


def open_to(live: Live, participant: Participant | None, answers: OwnAnswers) -> list[bool]:
    """Which statements they have not answered yet; nobody is asked about their own."""
    author = participant.pk if participant else None
    given = answers.given
    return [each.pk not in given and (author is None or each.author_id != author) for each in live.statements]


def chances(live: Live, open_: Sequence[bool], given: Mapping[int, int]) -> list[float]:
    """With which chance each statement comes next; the sum is 1 if any is open."""
    if not any(open_):
        return [0.0] * len(open_)
    if live.items is None:
        return _before_the_first_map(live, open_)
    import numpy as np

    from savienojums.voices.maths.routing import chances_of, person_of

    said = [(at, given[each.pk]) for at, each in enumerate(live.statements) if each.pk in given]
    asked, values = (np.array([pair[part] for pair in said], dtype=np.int64) for part in (0, 1))
    person = person_of(live.items, asked, values)
    counts = np.array(live.counts, dtype=np.int64)
    return [float(each) for each in chances_of(live.items, person, counts, np.array(open_))]


def draw(shares: Sequence[float], turn: float) -> int | None:
    """The place this turn (0 to 1) falls on; none where nothing can be drawn."""
    left, last = turn * sum(shares), None
    for at, share in enumerate(shares):
        if share <= 0:
            continue
        last = at
        left -= share
        if left < 0:
            return at
    return last


def turn_of(participant: Participant | None, rows: int) -> float:
    """A number from 0 to 1 that nobody chooses: the same until the next answer, so that a page read anew is the same."""
    if participant is None:
        return secrets.randbelow(FINE) / FINE
    digest = salted_hmac("savienojums.voices.turn", f"{participant.key}:{rows}", algorithm="sha256").digest()
    return (int.from_bytes(digest[:8]) >> 11) / FINE


def signed_chance(statement: LiveStatement, participant: Participant | None, chance: float) -> str:
    """The chance for the form, so that it comes back as it was."""
    return signing.Signer(salt=SALT).sign(f"{_about(statement.public_id, participant)}:{chance:.6f}")


def chance_in(signed: str, statement: str, participant: Participant | None) -> float | None:
    """The chance a form brings back, if it is ours and belongs to this statement and whoever answers."""
    try:
        about, _, chance = signing.Signer(salt=SALT).unsign(signed).rpartition(":")
    except signing.BadSignature:
        return None
    # Whoever answers first had no row yet when it was drawn.
    return float(chance) if about in {_about(statement, participant), _about(statement, None)} else None


def _about(statement: str, participant: Participant | None) -> str:
    return f"{statement}:{participant.public_id if participant else ''}"


def _before_the_first_map(live: Live, open_: Sequence[bool]) -> list[float]:
    """Statements with few answers first, and a little chance for all."""
    need = [
        1 / (1 + sum(counts) / HALF_KNOWN) ** 2 if is_open else 0.0
        for counts, is_open in zip(live.counts, open_, strict=True)
    ]
    every, total = sum(open_), sum(need)
    part = NEEDED / (NEEDED + CHANCE)
    return [part * one / total + (1 - part) * is_open / every for one, is_open in zip(need, open_, strict=True)]
