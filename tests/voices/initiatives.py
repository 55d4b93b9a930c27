"""Givens for proposals of residents: sent in, shown, answered, as the acts do it."""

from datetime import timedelta

from savienojums.core.system import SYSTEM
from savienojums.voices.actions import initiatives as acts
from savienojums.voices.actions import initiatives_answers as answers
from savienojums.voices.actions import initiatives_moderating as moderating
from savienojums.voices.actions.initiatives_supports import Voice, support_initiative
from savienojums.voices.kinds import State
from tests import make

SECRET = "autore.slepena@selija.test"


def proposed(title="Soliņš pieturā Rubenē", *, by=None, at=make.NOW, source_key="", **said):
    """A proposal that waits to be looked at."""
    details = {"email": SECRET, "author_name": "Rubenes iedzīvotāja", **said}
    return acts.propose_initiative(by=by, proposed=acts.Proposed(title, **details), at=at, source_key=source_key)


def coordinator():
    """Somebody who coordinates; the same one on each call."""
    from savienojums.accounts.models import Person

    found = Person.objects.filter(email="vada@selija.test").first()
    return found or make.person("vada@selija.test", "Vadītāja", roles=["coordinator"])


def shown(title="Soliņš pieturā Rubenē", *, days=0, **said):
    """A proposal that everyone has read for so many days."""
    at = make.NOW - timedelta(days=days)
    made = proposed(title, at=at, **said)
    moderating.show_initiative(by=coordinator(), initiative=made, at=at)
    return made


def answered(
    initiative, outcome="taken", text="Soliņu uzstādīs maijā.", *, at=make.NOW, name="Rubenes pagasta pārvalde"
):
    """The answer a coordinator wrote down."""
    return answers.answer_initiative(
        by=coordinator(), initiative=initiative, outcome=outcome, text=text, name=name, at=at
    )


def supported(initiative, *keys, at=make.NOW, source_key=""):
    """Support from so many browsers."""
    for key in keys:
        support_initiative(by=None, initiative=initiative, voice=Voice((key,), source_key=source_key), at=at)


def hidden(initiative, hidden_for="personal", why="", *, at=make.NOW):
    """Hidden by a coordinator."""
    moderating.hide_initiative(by=coordinator(), initiative=initiative, hidden_for=hidden_for, why=why, at=at)
    assert initiative.state == State.HIDDEN
    return initiative


__all__ = ["SECRET", "SYSTEM", "answered", "coordinator", "hidden", "proposed", "shown", "supported"]
