"""The fixed words of the Connection document."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureKind(models.TextChoices):
    """What a measure gives."""

    GRANT = "grant", _("Grant")
    CO_FINANCING = "co_financing", _("Co-financing")
    LOAN = "loan", _("Loan")
    ADVICE = "advice", _("Advice")
    TRAINING = "training", _("Training")
    PREMISES = "premises", _("Premises")
    VOLUNTEERING = "volunteering", _("Volunteering")
    PARTICIPATORY_BUDGET = "participatory_budget", _("Participatory budget")
    RECOGNITION = "recognition", _("Recognition")
    DONATION = "donation", _("Donation")
    FUNDRAISING = "fundraising", _("Fundraising")
    WAGE_SUBSIDY = "wage_subsidy", _("Wage subsidy")
    PARTICIPATION = "participation", _("Participation")


class ProviderKind(models.TextChoices):
    """Who gives it."""

    MUNICIPALITY = "municipality", _("Municipality")
    STATE = "state", _("State")
    FUND = "fund", _("Fund")
    PARTNERSHIP = "partnership", _("Local partnership")
    NGO_CENTRE = "ngo_centre", _("NGO centre")
    FOREIGN = "foreign", _("Foreign")
    COMPANY = "company", _("Company")
    ASSOCIATION = "association", _("Association")


class Status(models.TextChoices):
    """What the editors know of a measure, whatever its rounds say."""

    ONGOING = "ongoing", _("Taken all the time")
    RECURRING = "recurring", _("Comes again")
    NEEDS_CHECK = "needs_check", _("Needs checking")
    CLOSED = "closed", _("Closed for good")


class Standing(models.TextChoices):
    """How a measure stands at a moment, for the reader."""

    OPEN = "open", _("Open")
    EXPECTED = "expected", _("Expected again")
    NEEDS_CHECK = "needs_check", _("Needs checking")
    CLOSED = "closed", _("Closed")


class Recurrence(models.TextChoices):
    """How often a measure comes."""

    YEARLY = "yearly", _("Every year")
    TWICE_A_YEAR = "twice_a_year", _("Twice a year")
    THREE_TIMES_A_YEAR = "three_times_a_year", _("Three times a year")
    EVERY_SECOND_YEAR = "every_second_year", _("Every second year")
    CONTINUOUS = "continuous", _("All the time")
    IRREGULAR = "irregular", _("From time to time")
    ONCE = "once", _("Once")
    UNKNOWN = "unknown", _("Not known")


class PlaceBasis(models.TextChoices):
    """What has to be in the territory; an empty value means that the call does not say."""

    ADDRESS = "address", _("Legal address")
    ACTIVITY = "activity", _("Activity")
    SPENDING = "spending", _("Place where the money is spent")
    ADDRESS_OR_ACTIVITY = "address_or_activity", _("Legal address or activity")


class DeadlineBy(models.TextChoices):
    """What decides whether an application was in time."""

    CLOCK = "clock", _("By the clock")
    POSTMARK = "postmark", _("By the postmark")


class WayIn(models.TextChoices):
    """How an application gets there."""

    E_SIGNATURE = "e_signature", _("Signed electronically")
    PAPER = "paper", _("On paper")
    POST = "post", _("By post")
    EMAIL = "email", _("By e-mail")
    ONLINE_FORM = "online_form", _("Online form")
    EPS = "eps", _("Electronic application system (EPS)")
    PORTAL = "portal", _("Funder's own portal")
    IN_PERSON = "in_person", _("In person")


class Grade(models.TextChoices):
    """What a change of a measure means to those who follow it; wording is all that matters to nobody's plans."""

    ANNOUNCED = "announced", _("A round is announced")
    DEADLINE_EARLIER = "deadline_earlier", _("The deadline is earlier")
    DEADLINE_LATER = "deadline_later", _("The deadline is later")
    MONEY = "money", _("The money is different")
    WHO = "who", _("Others may apply")
    ANNEXES = "annexes", _("Other annexes or another way to apply")
    CLOSED = "closed", _("It is closed or withdrawn")
    WORDING = "wording", _("Only the wording is different")


class Pace(models.TextChoices):
    """How often somebody who follows hears of what is new."""

    DAILY = "daily", _("Every day on which there is something new")
    WEEKLY = "weekly", _("Once a week, on Mondays")


class AlertRating(models.TextChoices):
    """What a reader says of one mail."""

    USEFUL = "useful", _("Useful")
    TOO_MUCH = "too_much", _("Too much")


class SourceKind(models.TextChoices):
    """What a source is made of."""

    FEED = "feed", _("News feed (RSS or Atom)")
    GRANTS = "grants", _("Another site's open data (CommonGrants)")
    TABLE = "table", _("Table (CSV, XLSX or ODS)")
    PAGE = "page", _("One web page")


class LookPace(models.TextChoices):
    """How often a source is looked at."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    BY_HAND = "by_hand", _("Only when somebody asks")


class ItemFate(models.TextChoices):
    """What became of something a source holds."""

    WAITING = "waiting", _("Waits for you")
    TAKEN = "taken", _("Taken over")
    DUPLICATE = "duplicate", _("In the document already")
    DISMISSED = "dismissed", _("Not taken")
    GONE = "gone", _("No longer in the source")


class AttemptStatus(models.TextChoices):
    """How far an organisation has come that wants to try."""

    THINKING = "thinking", _("Thinking about it")
    PREPARING = "preparing", _("Preparing the application")
    SUBMITTED = "submitted", _("Submitted")
    WON = "won", _("Supported")
    LOST = "lost", _("Not supported")
    DROPPED = "dropped", _("Given up")


class ReasonForNo(models.TextChoices):
    """Why an organisation did not apply, or was not supported, as it sees it itself."""

    TIME = "time", _("Too little time")
    OWN_SHARE = "own_share", _("No money for the own share")
    NOT_ELIGIBLE = "not_eligible", _("We may not apply")
    PAPERWORK = "paperwork", _("Too much paperwork")
    PEOPLE = "people", _("Nobody to write or to lead it")
    PARTNERS = "partners", _("No partner found")
    SUM = "sum", _("The sum does not fit")
    COMPETITION = "competition", _("Others were rated higher")
    OTHER = "other", _("Something else")


class TallyKind(models.TextChoices):
    """What is counted, without knowing whose it was."""

    VIEW = "view", _("Views of a measure")
    FIT = "fit", _("Questions what fits")
    NOTHING = "nothing", _("Searches without result")


class CorrectionState(models.TextChoices):
    """What became of a reader's suggestion."""

    WAITING = "waiting", _("Waits for an editor")
    ACCEPTED = "accepted", _("Taken over")
    PARTLY = "partly", _("Taken over in part")
    DECLINED = "declined", _("Not taken over")
