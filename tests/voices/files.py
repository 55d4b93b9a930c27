"""Files of conversations as other platforms give them, for tests."""

from __future__ import annotations

import io
import zipfile

from savienojums.voices import polis_format as polis
from savienojums.voices.actions import imports as acts
from tests import make
from tests.voices.conversations import rows

# The thirteenth of March 2017, some time in the morning.
MORNING = 1_489_388_400_000


def public(name):
    """A public conversation in the four files: its votes in their order, with the platform's own groups."""
    comments = tuple(
        polis.Comment(int(row["statement_id"]), row["text"], None, int(row["moderated"]))
        for row in rows(name, "statements")
    )
    cast = sorted(rows(name, "votes"), key=lambda row: int(row["order"]))
    ballots = tuple(
        polis.Ballot(
            int(row["statement_id"]), int(row["participant_id"]), int(row["vote"]), MORNING + 1000 * int(row["order"])
        )
        for row in cast
    )
    group = {int(row["participant_id"]): int(row["group"]) for row in rows(name, "groups") if row["group"]}
    last: dict[int, dict[int, int]] = {}
    for each in ballots:
        last.setdefault(each.voter, {})[each.comment] = each.vote
    people = tuple(
        polis.Participant(who, group.get(who), tuple(sorted(votes.items()))) for who, votes in sorted(last.items())
    )
    summary = polis.Summary(
        topic=name, url="https://pol.is/x", views=900, voters=len(people), conversation_description=name
    )
    return polis.written(polis.Conversation(summary, comments, ballots, people))


SMALL = polis.Conversation(
    polis.Summary("Ko darīt ar parku?", "https://pol.is/parks", 40, 3, 2, 1, 3, 2, "Par parku pie upes."),
    (
        polis.Comment(0, "Vairāk koku. ", 7, 1, MORNING - 5000),
        polis.Comment(3, "Mazāk asfalta, lūdzu.", 50, 0, MORNING - 4000),
        polis.Comment(2, "Nekas nav jādara.", None, -1, None),
    ),
    (
        polis.Ballot(0, 7, 1, MORNING),
        polis.Ballot(3, 8, -1, MORNING + 1),
        polis.Ballot(0, 8, 0, MORNING + 2),
        polis.Ballot(0, 7, -1, MORNING + 86_400_000),
        polis.Ballot(3, 9, 1, None),
    ),
    (
        polis.Participant(7, 1, ((0, -1),)),
        polis.Participant(9, None, ((3, 1),)),
        polis.Participant(8, 0, ((0, 0), (3, -1))),
        polis.Participant(12, None, ()),
    ),
)


def packed(texts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in texts.items():
            file.writestr(name, text)
    return held.getvalue()


def handed(texts):
    return [(name, text.encode()) for name, text in texts.items()]


def bring(by, texts, **said):
    brought = acts.Brought(said.pop("title", "Parks"), handed(texts), licence="CC BY 4.0", **said)
    return acts.bring_votes(by=by, brought=brought, at=make.NOW)


def taken(by, texts, **said):
    """A conversation made of these files."""
    found = acts.take_in_votes(by=by, found=bring(by, texts, **said), at=make.NOW)
    return found.conversation
