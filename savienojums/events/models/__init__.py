"""The records of meetings."""

from savienojums.events.models.calendars import CalendarKey, OutsideCalendar, OutsideEvent
from savienojums.events.models.focus import (
    Code,
    FocusGroup,
    FocusNote,
    MixCell,
    MixChoice,
    Quote,
    WorkClock,
    WorkGroup,
    WorkStep,
)
from savienojums.events.models.gatherings import Event, EventPhoto, Material, ProgrammeItem, Series
from savienojums.events.models.minutes import AgendaPoint, Minutes, Proposal, Task
from savienojums.events.models.registrations import (
    Attendance,
    CheckLine,
    EventInvitation,
    Feedback,
    KeptCounts,
    Message,
    Registration,
    SeatReserve,
    ToldParty,
    VoluntaryTotal,
)
from savienojums.events.models.sharing import DatePoll, PollAnswer, PollDate, Ride, RideLetter, RidePair

__all__ = [
    "AgendaPoint",
    "Attendance",
    "CalendarKey",
    "CheckLine",
    "Code",
    "DatePoll",
    "Event",
    "EventInvitation",
    "EventPhoto",
    "Feedback",
    "FocusGroup",
    "FocusNote",
    "KeptCounts",
    "Material",
    "Message",
    "Minutes",
    "MixCell",
    "MixChoice",
    "OutsideCalendar",
    "OutsideEvent",
    "PollAnswer",
    "PollDate",
    "ProgrammeItem",
    "Proposal",
    "Quote",
    "Registration",
    "Ride",
    "RideLetter",
    "RidePair",
    "SeatReserve",
    "Series",
    "Task",
    "ToldParty",
    "VoluntaryTotal",
    "WorkClock",
    "WorkGroup",
    "WorkStep",
]
