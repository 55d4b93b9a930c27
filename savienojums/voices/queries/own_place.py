"""Where somebody who takes part stands: which group is nearest and how surely, with whom they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from savienojums.voices.maths.routing import person_of
from savienojums.voices.models import Vote
from savienojums.voices.queries import map_arrays
from savienojums.voices.queries.map_rows import letters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.voices.maths.votes import Floats, Ints
    from savienojums.voices.models import MapMade, Participant
    from savienojums.voices.queries.map_rows import Row, Share

LOOKS = 200
CERTAIN = 0.9
# The same answer as at least, or at most, so many in a hundred.
MANY, FEW = 60, 25
LISTED = 5
SIDES = {1: "agree", -1: "disagree", 0: "passed"}


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One's own place on a map; point is nothing before enough answers were given."""

    answers: dict[int, int]
    wanted: int
    point: tuple[float, float] | None = None
    # The nearest group, where groups are shown, and how surely it is that one, in percent.
    letter: str = ""
    sure: int = 0

    @property
    def missing(self) -> int:
        """How many answers are missing until the place is shown."""
        return max(0, self.wanted - len(self.answers))

    @property
    def is_sure(self) -> bool:
        """Whether the nearest group is that of this reader, or they stand between groups."""
        return bool(self.letter) and self.sure >= 100 * CERTAIN


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One's own answer beside those of all and of the nearest group: how many in a hundred say the same."""

    row: Row
    value: int
    same: int | None
    same_in_group: int | None


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Statement by statement; those where most say the same, and those where few do."""

    rows: list[OwnRow]
    together: list[OwnRow]
    apart: list[OwnRow]


def answers_of(participant: Participant) -> dict[int, int]:
    """The last answer of this participant to each statement; what was taken back is none."""
    rows = Vote.objects.filter(participant=participant).order_by("pk").values_list("statement", "value")
    return {pk: value for pk, value in dict(rows).items() if value is not None}


def own_place(made: MapMade, participant: Participant, answers: Mapping[int, int] | None = None) -> OwnPlace:
    """Where this participant stands on that map, by all answers they have given until now."""
    own = dict(answers) if answers is not None else answers_of(participant)
    wanted = made.told["needed"]["answers"]
    # The picture has no arrays: they are large, and only this question asks for them.
    arrays = map_arrays.read(made.arrays)
    known = {pk: value for pk, value in own.items() if arrays is not None and pk in set(arrays.statements.tolist())}
    if arrays is None or len(own) < wanted or not known or not made.told["picture"]:
        return OwnPlace(own, wanted)
    statement = np.searchsorted(arrays.statements, np.array(list(known)))
    value = np.array(list(known.values()))
    kept = ~arrays.out[statement]
    point, chances = _placed(arrays, statement[kept], value[kept])
    letters = letters_of(made.told)
    nearest = int(np.argmax(chances)) if len(chances) and letters else -1
    return OwnPlace(
        own,
        wanted,
        point,
        letters[nearest] if nearest >= 0 else "",
        round(100 * float(chances[nearest])) if nearest >= 0 else 0,
    )


def _placed(arrays: map_arrays.MapArrays, statement: Ints, value: Ints) -> tuple[tuple[float, float], Floats]:
    """The point on the picture and the chance of each group."""
    if len(arrays.flat):
        leaning = (value - arrays.mean[statement]) @ arrays.flat[statement]
        stood = leaning * np.sqrt(len(arrays.mean) / max(1, len(value)))
        away = np.sum((arrays.centres - stood) ** 2, axis=1)
        return (float(stood[0]), float(stood[1])), np.asarray(away == away.min(initial=np.inf), dtype=float)
    person = person_of(arrays.items, statement, value)
    stands, spread = person.mean[1:], person.spread[1:, 1:]
    shown = np.pad(stands * arrays.scale, (0, 2))[:2]
    point = (float(shown[0]), float(shown[1]))
    if not len(arrays.centres):
        return point, np.zeros(0)
    root = np.linalg.cholesky(spread + 1e-12 * np.eye(len(spread)))
    looks = stands + np.random.default_rng(13).standard_normal((LOOKS, len(stands))) @ root.T
    far = np.sum(((looks[:, None] - arrays.centres[None]) * arrays.scale) ** 2, axis=2)
    chances = np.bincount(np.argmin(far, axis=1), minlength=len(arrays.centres)) / LOOKS
    return point, np.asarray(chances, dtype=float)


def own_rows(own: OwnPlace, rows: Mapping[int, Row]) -> OwnRows:
    """One's own answers beside those of the others."""
    told = [_own_row(rows[pk], value, own.letter) for pk, value in own.answers.items() if pk in rows]
    told.sort(key=lambda each: each.row.statement.number)
    known = [each for each in told if each.same is not None and each.value]
    together = sorted((each for each in known if (each.same or 0) >= MANY), key=lambda each: -(each.same or 0))
    apart = sorted((each for each in known if (each.same or 0) <= FEW), key=lambda each: each.same or 0)
    return OwnRows(told, together[:LISTED], apart[:LISTED])


def _own_row(row: Row, value: int, letter: str) -> OwnRow:
    group = next((each for each in row.groups if each and each.letter == letter), None)
    return OwnRow(row, value, _same(row.whole, value), _same(group, value))


def _same(share: Share | None, value: int) -> int | None:
    return None if share is None else int(getattr(share, SIDES[value]))
