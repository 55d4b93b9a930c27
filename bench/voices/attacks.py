"""What becomes of real people's groups when others come who answer everything alike, or by chance."""

from __future__ import annotations

import numpy as np

from bench.voices.steadiness import alike, halves, published_rules
from savienojums.voices.maths.flags import odd_of
from savienojums.voices.maths.votes import Votes, votes_from
from tests.voices.conversations import NAMES, real

SHARES, SEEDS = (0.05, 0.15), 3
KINDS = {"agree with everything": 1, "disagree with everything": -1, "answer by chance": 0}


def attacked(votes: Votes, share: float, kind: int, seed: int) -> Votes:
    """So many more, who answer as many statements as somebody real does; they are numbered after all others."""
    chance = np.random.default_rng(seed)
    open_ = np.flatnonzero(~votes.out)
    sizes = chance.choice(votes.answered[votes.answered >= 7], int(share * votes.people_count)).clip(max=len(open_))
    person = votes.people_count + np.repeat(np.arange(len(sizes)), sizes)
    statement = np.concatenate([chance.permutation(open_)[:size] for size in sizes])
    value = chance.choice([-1, 0, 1], len(person)) if kind == 0 else np.full(len(person), kind)
    return votes_from(
        np.concatenate([votes.person, person]),
        np.concatenate([votes.statement, statement]),
        np.concatenate([votes.value, value]),
        known=np.arange(votes.statement_count),
        out=np.flatnonzero(votes.out),
    )


def main() -> None:
    """Both conversations together: mean likeness of real people's groups before and after; how many are flagged."""
    print("\nAttack                             compatible  cut in two  cut in two without the odd  fakes seen")
    for title, kind in KINDS.items():
        for share in SHARES:
            found = []
            for name in NAMES:
                votes, _ = real(name)
                for seed in range(SEEDS):
                    more = attacked(votes, share, kind, seed)
                    odd = odd_of(more).any
                    real_people = np.arange(more.people_count) < votes.people_count
                    row = [alike(label(votes), label(more)[real_people]) for label in (published_rules, halves)]
                    without = np.full(more.people_count, -1)
                    without[~odd] = halves(more.of_people(~odd))
                    found.append([*row, alike(halves(votes), without[real_people]), odd[~real_people].mean()])
            mean = np.mean(found, axis=0)
            print(
                f"  +{share:.0%} who {title:25} {mean[0]:9.2f} {mean[1]:11.2f} {mean[2]:27.2f} {mean[3]:11.0%}",
                flush=True,
            )
