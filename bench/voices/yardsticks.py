"""What we are measured against: pandas and red-dwarf, where they are installed, and the axes of a plain PCA."""

from __future__ import annotations

import importlib.util
import warnings
from typing import TYPE_CHECKING

import numpy as np

from savienojums.voices.maths.compatible import compatible
from savienojums.voices.maths.directions import leading

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Floats, Ints, Spots, Votes

RIDGE = 3.0


def there(module: str, *, told: bool = True) -> bool:
    """Whether a yardstick is installed; says so if not."""
    found = importlib.util.find_spec(module) is not None
    if told and not found:
        print(f"({module} is not installed: its yardstick is passed over.)")
    return found


def as_dicts(votes: Votes) -> list[dict[str, int]]:
    """Votes as red-dwarf wants them."""
    return [
        {"participant_id": person, "statement_id": statement, "vote": value, "modified": place}
        for place, (person, statement, value) in enumerate(
            zip(votes.person.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True)
        )
    ]


def dwarf(votes: list[dict[str, int]], out: list[int]) -> dict[int, int]:
    """The group of everybody whom red-dwarf places."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from reddwarf.implementations.base import run_pipeline

        people = run_pipeline(votes, mod_out_statement_ids=out).participants_df
    clustered = people[people["to_cluster"]] if "to_cluster" in people else people
    return {int(person): int(label) for person, label in clustered["cluster_id"].dropna().items()}


def by_pca(votes: Votes, axes: int, person: Spots, statement: Spots) -> Floats:
    """Chances of agreeing by PCA of votes filled with means: (agree - disagree share + position · loading + 1) / 2."""
    value = votes.value.astype(float)
    mean = (np.bincount(votes.statement, weights=value, minlength=votes.statement_count)) / (
        votes.counts.sum(axis=1) + 2
    )
    left = value - mean[votes.statement]
    loading = leading(votes.matrix(left), axes, ties=votes.marks[1], spare=4, rounds=100, tolerance=1e-6)
    loading = loading * np.sqrt(votes.statement_count)
    precision = votes.matrix(np.ones(len(left))) @ (loading[:, :, None] * loading[:, None, :]).reshape(len(loading), -1)
    precision = precision.reshape(-1, axes, axes) + RIDGE * np.eye(axes)
    position = np.linalg.solve(precision, (votes.matrix(left) @ loading)[..., None])[..., 0]
    foretold = mean[statement] + np.sum(position[person] * loading[statement], axis=1)
    return np.asarray(np.clip((foretold + 1) / 2, 0.02, 0.98))


def by_group(votes: Votes, person: Spots, statement: Spots) -> Floats:
    """Chances by the share of those in the same group of the published rules who agreed."""
    label: Ints = compatible(votes).label + 1
    agreed = np.zeros((int(label.max()) + 1, votes.statement_count, 2))
    np.add.at(agreed, (label[votes.person], votes.statement, (votes.value > 0).astype(int)), 1)
    return np.asarray(((agreed[..., 1] + 1) / (agreed.sum(axis=-1) + 2))[label[person], statement])


def by_statement(votes: Votes, statement: Spots) -> Floats:
    """Chances by the share of all who agreed."""
    down, _, up = votes.counts.T
    return np.asarray(((up + 1) / (up + down + 2))[statement])
