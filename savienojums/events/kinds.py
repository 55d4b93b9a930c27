"""The fixed words of meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    """What people come together for."""

    FORUM = "forum", _("Forum")
    COMMUNITY_MEETING = "community_meeting", _("Community meeting")
    WORKSHOP = "workshop", _("Co-writing workshop")
    FOCUS_GROUP = "focus_group", _("Focus group")
    TRAINING = "training", pgettext_lazy("event", "Training")
    TRIP = "trip", _("Trip with stops")
    CONTACT_EXCHANGE = "contact_exchange", _("Contact exchange")


class Mode(models.TextChoices):
    """Where people are while it happens."""

    IN_PLACE = "in_place", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid: in person and online")


class Circle(models.TextChoices):
    """Who may read."""

    EVERYONE = "everyone", _("Everyone")
    MEMBERS = "members", _("People who act for an organisation of the registry")


class Standing(models.TextChoices):
    """How far an event has come, as its page says it; worked out, not kept."""

    DRAFT = "draft", _("Draft")
    COMING = "coming", _("Coming")
    NOW = "now", _("Happening now")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class Way(models.TextChoices):
    """How somebody's name came onto the list."""

    WEB = "web", _("on the web")
    PAPER = "paper", _("entered from paper")
    TELEPHONE = "telephone", _("entered from a telephone call")
    DOOR = "door", _("at the door")


class Seat(models.TextChoices):
    """What a person who asked for a seat has."""

    ACCEPTED = "accepted", _("Has a seat")
    WAITING = "waiting", _("On the waiting list")
    GONE = "gone", _("Does not come")


class Arrival(models.TextChoices):
    """How it is known that a person came."""

    SHEET = "sheet", _("signature sheet")
    CODE = "code", _("code at the door")
    DEVICE = "device", _("check-in on a device")
    DESK = "desk", _("list of participants")


class QuestionKind(models.TextChoices):
    """How a question of a registration form is answered."""

    TEXT = "text", _("Words")
    YES = "yes", _("Yes or no")
    CHOICE = "choice", _("One of several")


class RideKind(models.TextChoices):
    """What somebody says of a ride."""

    OFFER = "offer", _("Has seats in the car")
    NEED = "need", _("Looks for a lift")


class Wish(models.TextChoices):
    """How a proposed date suits somebody."""

    YES = "yes", pgettext_lazy("date", "Suits")
    MAYBE = "maybe", pgettext_lazy("date", "If need be")
    NO = "no", pgettext_lazy("date", "Does not suit")


class Readers(models.TextChoices):
    """To whom of the list a message goes."""

    ALL = "all", _("Everyone who registered")
    ACCEPTED = "accepted", _("Those who have a seat")
    WAITING = "waiting", _("Those on the waiting list")
    CAME = "came", _("Those who came")
    MISSED = "missed", _("Those who had a seat and did not come")


class MessageKind(models.TextChoices):
    """Why a message is written."""

    NEWS = "news", _("Message")
    THANKS = "thanks", _("Thanks with materials")


class PointState(models.TextChoices):
    """What became of a point of the agenda."""

    OPEN = "open", _("Not decided")
    DECIDED = "decided", _("Decided")
    TOLD = "told", _("Taken note of")
    CARRIED = "carried", _("Goes to the next meeting")


class Reply(models.TextChoices):
    """What an addressee answered to a proposal."""

    TAKEN = "taken", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    NOT_TAKEN = "not_taken", _("Not accepted")


class AgeBand(models.TextChoices):
    """Ages as far as they matter to the mix of a focus group."""

    YOUNG = "young", _("up to 25")
    GROWN = "grown", _("26–44")
    MIDDLE = "middle", _("45–64")
    SENIOR = "senior", _("65 and older")


class TotalKind(models.TextChoices):
    """What people may be counted by, of their own will and as a sum only."""

    GENDER = "gender", _("Gender")
    AGE = "age", _("Age group")
    NATIONALITY = "nationality", _("Nationality")
