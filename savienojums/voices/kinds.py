"""The fixed words of conversations, surveys and proposals."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Answer(models.IntegerChoices):
    """What somebody says to a statement."""

    AGREE = 1, pgettext_lazy("statement", "Agree")
    DISAGREE = -1, pgettext_lazy("statement", "Disagree")
    PASS = 0, pgettext_lazy("statement", "Pass")


class Standing(models.TextChoices):
    """How far a conversation or survey has come, as its page says it; worked out, not kept."""

    DRAFT = "draft", _("Draft")
    COMING = "coming", pgettext_lazy("conversation", "Opens soon")
    OPEN = "open", pgettext_lazy("conversation", "Open")
    PAUSE = "pause", pgettext_lazy("conversation", "Between two phases")
    CLOSED = "closed", pgettext_lazy("conversation", "Closed")


class PhaseKind(models.TextChoices):
    """What people may do while a phase is open."""

    STATEMENTS = "statements", _("Collecting statements")
    ANSWERS = "answers", _("Answering")
    BOTH = "both", _("Answering and adding statements")


class Moderation(models.TextChoices):
    """When a statement of a resident is looked at."""

    BEFORE = "before", _("Before it is shown")
    AFTER = "after", _("After it is shown")


class State(models.TextChoices):
    """Whether something that a resident wrote is shown."""

    WAITING = "waiting", pgettext_lazy("moderation", "Waits to be looked at")
    SHOWN = "shown", pgettext_lazy("moderation", "Shown")
    HIDDEN = "hidden", pgettext_lazy("moderation", "Not shown")


class HiddenFor(models.TextChoices):
    """Why something that a resident wrote is not shown; everyone may read this."""

    SAME = "same", _("Says the same as another one")
    OFF_TOPIC = "off_topic", _("Is about something else")
    SEVERAL = "several", _("Says several things at once")
    UNCLEAR = "unclear", _("Cannot be understood")
    PERSONAL = "personal", _("Names a private person or tells private things")
    OFFENSIVE = "offensive", _("Offends or threatens")
    ADVERTISING = "advertising", _("Advertises")
    TAKEN_BACK = "taken_back", _("Taken back by whoever wrote it")
    OTHER = "other", pgettext_lazy("moderation", "Another reason")


# What was hidden for these reasons is not printed in the public log either; only the reason is.
UNPRINTED = frozenset({HiddenFor.PERSONAL, HiddenFor.OFFENSIVE, HiddenFor.TAKEN_BACK})


class ResultsShown(models.TextChoices):
    """When readers may see results."""

    LIVE = "live", _("At any time")
    AFTER_ANSWERING = "after", _("To those who have answered")
    AT_END = "end", _("When it has closed")


class Confirming(models.TextChoices):
    """Whether taking part is confirmed by e-mail."""

    NONE = "none", _("No")
    OFFERED = "offered", pgettext_lazy("confirmation", "Whoever wants to")
    ASKED = "asked", _("Everyone; only confirmed answers count")


class Method(models.TextChoices):
    """How the opinion map is reckoned."""

    DEFAULT = "default", _("Places with their uncertainty")
    COMPATIBLE = "compatible", _("The published rules of Polis")


class Way(models.TextChoices):
    """How an answer came in."""

    WEB = "web", _("on the web")
    PAPER = "paper", _("entered from paper")
    TOLD = "told", _("told to a helper")
    IMPORT = "import", _("from a file")


class AgeBand(models.TextChoices):
    """How old somebody says to be; the bands of focus groups."""

    UNDER_18 = "u18", _("Under 18")
    TO_29 = "18-29", _("18–29")
    TO_44 = "30-44", _("30–44")
    TO_64 = "45-64", _("45–64")
    FROM_65 = "65+", _("65 and older")


class AsideFor(models.TextChoices):
    """Why somebody's answers are kept but not counted; reversible."""

    FLOOD = "flood", _("Very many new participants from one connection")
    UNCONFIRMED = "unconfirmed", _("Not confirmed by e-mail yet")
    ONE_SIDED = "one_sided", _("The same answer to everything")
    COPIES = "copies", _("The very same answers as others")
    TRIAL = "trial", _("A trial")
    OTHER = "other", pgettext_lazy("aside", "Another reason")


class QuestionKind(models.TextChoices):
    """How a question of a survey is answered."""

    CHOICE = "choice", pgettext_lazy("survey", "One of several")
    SEVERAL = "several", pgettext_lazy("survey", "Several of several")
    SCALE = "scale", pgettext_lazy("survey", "Scale")
    RANKING = "ranking", pgettext_lazy("survey", "Put in order")
    NUMBER = "number", pgettext_lazy("survey", "Number")
    TEXT = "text", pgettext_lazy("survey", "In own words")
    PLACE = "place", pgettext_lazy("survey", "Place on the map")


class InitiativeKind(models.TextChoices):
    """Who is to do it."""

    PROPOSAL = "proposal", pgettext_lazy("resident", "Proposal: somebody should do it")
    INITIATIVE = "initiative", pgettext_lazy("resident", "Initiative: we do it ourselves")


class Outcome(models.TextChoices):
    """What became of a proposal."""

    TAKEN = "taken", pgettext_lazy("proposal", "Taken up")
    PARTLY = "partly", pgettext_lazy("proposal", "Taken up in part")
    NOT_TAKEN = "not", pgettext_lazy("proposal", "Not taken up")
