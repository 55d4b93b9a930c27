"""Which statement to ask next: real answers replayed, and how well the others are foretold after so many.

People with forty answers or more, in five parts; each part is asked by what the others taught, only what they answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from savienojums.voices.maths import ideal
from savienojums.voices.maths import routing as ours
from savienojums.voices.maths.axes import area
from savienojums.voices.maths.compatible import compatible
from tests.voices.conversations import NAMES, real

if TYPE_CHECKING:
    from collections.abc import Callable

    from savienojums.voices.maths.ideal import Items
    from savienojums.voices.maths.votes import Flags, Floats, Ints, Votes

    Picking = Callable[[ours.Person, Flags], Floats]

PARTS, SEEDS, LEAST, AXES = 5, 2, 40, 4
AFTER = (0, 3, 5, 7, 10)


def pickings(taught: Votes, items: Items) -> dict[str, Picking]:
    """The chance of each statement to come next, by rule."""
    counts, rules = taught.counts, compatible(taught)
    published: Floats = ours.priority(counts, rules.loading, rules.mean)

    def greedy(person: ours.Person, open_: Flags) -> Floats:
        told = np.where(open_, ours.telling(items, person, counts), -1)
        return np.asarray(np.arange(len(told)) == np.argmax(told), dtype=float)

    return {
        "random": lambda _, open_: open_.astype(float),
        "published priority": lambda _, open_: np.asarray(np.where(open_, published, 0.0)),
        "most telling (greedy)": greedy,
        "ours as drawn": lambda person, open_: ours.chances_of(items, person, counts, open_),
    }


def asked(
    items: Items, pick: Picking, answers: dict[int, int], chance: np.random.Generator
) -> list[tuple[Floats, Flags]]:
    """One person: after each number of answers, what is foretold of the others, and what they said."""
    open_ = np.isin(np.arange(len(items.level)), list(answers))
    person, given, told = ours.stranger(items), [], []
    for count in range(max(AFTER) + 1):
        if count in AFTER:
            rest = np.flatnonzero(open_)
            design = items.design[rest]
            blur = np.sqrt(1 + np.pi / 8 * np.sum((design @ person.spread) * design, axis=1))
            chances = expit((items.level[rest] + design @ person.mean) / blur)
            told.append((chances, np.array([answers[each] > 0 for each in rest.tolist()])))
        share = pick(person, open_)
        given.append(int(chance.choice(len(share), p=share / share.sum())))
        open_[given[-1]] = False
        values: Ints = np.array([answers[each] for each in given])
        person = ours.person_of(items, np.array(given), values)
    return told


def replay(votes: Votes) -> dict[str, list[float]]:
    """The area after each number of answers, by rule."""
    said = ideal.said_of(votes)
    active = np.flatnonzero(said.answered >= LEAST)
    told: dict[str, list[list[tuple[Floats, Flags]]]] = {}
    for part in range(PARTS):
        others = np.ones(votes.people_count, dtype=bool)
        others[active[part::PARTS]] = False
        taught = votes.of_people(others)
        items = ideal.fit(taught, AXES).items
        for title, pick in pickings(taught, items).items():
            for seed in range(SEEDS):
                chance = np.random.default_rng(100 * seed + part)
                for person in active[part::PARTS]:
                    span = slice(said.ends[person], said.ends[person + 1])
                    answers = dict(zip(said.statement[span].tolist(), said.value[span].tolist(), strict=True))
                    told.setdefault(title, []).append(asked(items, pick, answers, chance))
    return {
        title: [
            area(np.concatenate([each[at][1] for each in people]), np.concatenate([each[at][0] for each in people]))
            for at in range(len(AFTER))
        ]
        for title, people in told.items()
    }


def main() -> None:
    """Both conversations, all rules."""
    print(f"\nAUC of the other answers after     {'      '.join(f'{each:2}' for each in AFTER)} answers")
    for name in NAMES:
        print(name)
        for title, areas in replay(real(name)[0]).items():
            print(f"  {title:30} {'   '.join(f'{each:.3f}' for each in areas)}", flush=True)
