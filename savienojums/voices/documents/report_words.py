"""The sentences of a report on paper; the page says the same."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from savienojums.voices.kinds import Moderation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.voices.models import Conversation
    from savienojums.voices.queries.map_shown import MapShown
    from savienojums.voices.queries.report import Moderated, Report

_BULLET = re.compile(r"^[-*+•]\s+(?=\S)")
_HEADING = re.compile(r"^#{1,6}\s+")
_STRESS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(\S.*?)\1(?!\w)")
# Above this the largest group may be one of patience.
ARTEFACT = 0.65


def blocks(text: str) -> list[dict[str, Any]]:
    """Headings, paragraphs and lists of simple Markdown."""
    lines = [_STRESS.sub(r"\2", line.strip()) for line in text.splitlines() if line.strip()]
    told: list[dict[str, Any]] = []
    for kind, group in groupby(lines, key=_kind):
        words = [_BULLET.sub("", _HEADING.sub("", line)) for line in group]
        told.append({"kind": kind, "lines": words})
    return told


def _kind(line: str) -> str:
    if _HEADING.match(line):
        return "heading"
    return "list" if _BULLET.match(line) else "text"


def reason_words(told: Mapping[str, Any]) -> list[str]:
    """Why there are no groups, as paragraphs; nothing where there are."""
    needed, reason = told["needed"], told["reason"]
    if told["groups"]:
        return []
    if reason in {"few_people", "few_answers"}:
        return [
            _(
                "Groups are drawn when at least %(people)s people have answered %(answers)s or more statements each. "
                "With fewer, chance would draw them."
            )
            % needed,
            ngettext(
                "%(counter)s more person with enough answers is needed.",
                "%(counter)s more people with enough answers are needed.",
                needed["missing"],
            )
            % {"counter": needed["missing"]},
        ]
    sentences = {
        "no_axis": _(
            "Who somebody is tells nothing of what they answer next: with some statements most agree, with others most do not, and that is all there is to see."
        ),
        "one_cloud": _(
            "People differ, but by degrees: there is no gap between camps that chance would not make as well. Nobody has to be put into a camp. That is a result, not a failure; with more answers it may still change."
        ),
        "unstable": _(
            "Opinions are divided, but where the border runs changes with every draw: had a few other people taken part, the groups would be different ones. So they are not drawn."
        ),
    }
    small = _(
        "There are groups, but all but one have fewer than %(smallest)s people. So few are never shown as a group, so that nobody can be recognised."
    ) % {"smallest": told["smallest"]}
    return [sentences.get(reason, small)]


def sure_words(shown: MapShown) -> list[str]:
    """How sure the map is, sentence by sentence."""
    sure, told = shown.told["sure"], shown.told
    words = []
    if sure["foretells"]:
        words.append(
            _(
                "%(aside)s answers were put aside and not shown to the map. Of one “agree” and one “disagree” among them it tells which is which in %(n)s of 100 cases; by chance it would be 50."
            )
            % {"aside": sure["put_aside"], "n": round(100 * sure["foretells"])}
        )
    if shown.has_groups and sure["stability"] is not None:
        words.append(
            _(
                "When people are drawn anew, the groups come back: likeness %(n)s of 100. Below 70 they would not be shown."
            )
            % {"n": round(100 * sure["stability"])}
        )
    if told["method"] == "compatible":
        words.append(
            _(
                "The groups follow the published rules of Polis. These always cut people into groups; whether the groups would come back with other people was not asked."
            )
        )
    if (sure["activity"] or 0) > ARTEFACT:
        words.append(
            _(
                "Be careful: the largest group can be recognised by how many statements its people answered. Then they may be alike in patience and not in opinion."
            )
        )
    words.append(
        _(
            "The range in brackets: in nine cases of ten the true share lies within it, if those who answered are like those who are meant. Whoever did not take part is not in it."
        )
    )
    return [*words, *_odd(told)]


def _odd(told: Mapping[str, Any]) -> list[str]:
    many = told["odd"]["any"]
    if many == 0:
        return []
    if many is None:
        return [
            _("A few people gave the very same answer to everything, or the very same answers as several others.")
            + " "
            + _("They are counted.")
        ]
    return [
        ngettext(
            "%(counter)s person gave the very same answer to everything, or the very same answers as several others.",
            "%(counter)s people gave the very same answer to everything, or the very same answers as several others.",
            many,
        )
        % {"counter": many}
        + " "
        + _("They are counted.")
    ]


def moderation_words(conversation: Conversation, told: Moderated) -> dict[str, Any]:
    """How it was moderated: sentences, and counts by reason."""
    sentences = [
        _("Statements by the organisers: %(seeds)s; added by those who took part: %(added)s; shown: %(shown)s.")
        % {"seeds": told.seeds, "added": told.added, "shown": told.shown},
        _("Statements were looked at before they were shown.")
        if conversation.moderation == Moderation.BEFORE
        else _("Statements were shown at once and looked at afterwards."),
    ]
    if told.waiting:
        sentences.append(
            ngettext(
                "%(counter)s still waits to be looked at.", "%(counter)s still wait to be looked at.", told.waiting
            )
            % {"counter": told.waiting}
        )
    if not told.aside:
        sentences.append(_("Nobody's answers were set aside."))
    return {
        "words": " ".join(sentences),
        "hidden": [[str(each.label), str(each.count)] for each in told.hidden],
        "aside": [[str(each.label), str(each.count)] for each in told.aside],
    }


def labels(conversation: Conversation, told: Report) -> dict[str, str]:
    """Headings and the words of tables."""
    compatible = told.map is not None and told.map.told["method"] == "compatible"
    return {
        **_heads(),
        "groups": _("Groups of opinion") if told.map and told.map.has_groups else _("There are no clear groups"),
        "certain": "" if compatible else pgettext("belonging to a group", "Certain"),
        "signs": _(
            "Each sign gathers the people of one spot: the smallest stands for fewer than %(smallest)s, each larger one for about twice as many."
        )
        % {"smallest": conversation.smallest_group},
        "who-explained": _(
            "Place and age were asked at the end, and only whoever wanted to answered. Fewer than %(smallest)s people are not shown by themselves. Those who take part are not a sample of all residents."
        )
        % {"smallest": conversation.smallest_group}
        + (" " + _("Places and ages are shown after the end.") if told.is_preliminary else ""),
        "method-words": _compatible_words() if compatible else _own_words(),
    }


def _heads() -> dict[str, str]:
    return {
        "asks": _("Who asks"),
        "conclusions": _("What the organisers heard and will do"),
        "explained": _(
            "People who answered alike stand close together. A group is people whose answers are clearly more like each other's than like those of the rest; nobody chose a group, and nobody is asked to."
        ),
        "group": _("Group"),
        "people": _("People"),
        "says": _("What each says more clearly than the others"),
        "all": pgettext("everybody who answered", "All"),
        "standing": _("What stands for each group"),
        "sure": _("How sure this is"),
        "statements": _("All statements"),
        "statement": _("Statement"),
        "agree": pgettext("of those asked", "Agree"),
        "disagree": pgettext("of those asked", "Disagree"),
        "pass": pgettext("of those asked", "Pass"),
        "answers": _("Answers"),
        "in-hundred": _("So many in a hundred of those who were asked; in brackets the range for those who agree."),
        "halls": _("Hands in halls"),
        "halls-explained": _(
            "Hands are counted for a whole room. They are no answers of single people: nobody knows who raised which, so they stand apart and are in no group."
        ),
        "for": _("Hands for"),
        "against": _("Hands against"),
        "passed": pgettext("hands", "Passed"),
        "of-hands": _("For, of the hands"),
        "who": _("Who took part"),
        "moderated": _("How it was moderated"),
        "hidden": _("Statements not shown, by reason"),
        "aside": _("Participants whose answers were set aside and not counted, by reason"),
        "method": _("How it was reckoned"),
        "online": _("On the site, with the data"),
    }


def _own_words() -> str:
    return _(
        "Each person gets the place from which their answers are likeliest, and how unsure that place is; what was not answered is left open. Groups are drawn only if people are clearly more divided than one crowd that differs by degrees, and if the groups come back when people are drawn anew."
    )


def _compatible_words() -> str:
    return _(
        "By the published rules of Polis: answers are laid on a plane by principal components, people are cut into groups by how near they are to each other, and the number of groups is the one with the clearest borders."
    )
