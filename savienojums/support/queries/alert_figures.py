"""How many follow by e-mail, and what they say of the mails: numbers, never who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from savienojums.support.kinds import AlertRating, Pace
from savienojums.support.models import Alert, Follow
from savienojums.support.queries.figure_table import Line, Table

if TYPE_CHECKING:
    from datetime import datetime


def alerts(at: datetime) -> Table:
    """What is followed now, and how many mails were called useful or too much."""
    del at
    running = (
        Follow.objects.heard()
        .order_by()
        .aggregate(daily=Count("pk", filter=Q(pace=Pace.DAILY)), weekly=Count("pk", filter=Q(pace=Pace.WEEKLY)))
    )
    sent = Alert.objects.order_by().aggregate(
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        useful=Count("pk", filter=Q(rating=AlertRating.USEFUL)),
        too_much=Count("pk", filter=Q(rating=AlertRating.TOO_MUCH)),
    )
    rows = [
        (_("Followed, told daily"), running["daily"]),
        (_("Followed, told weekly"), running["weekly"]),
        (_("Mails sent"), sent["sent"]),
        (_("Mails called useful"), sent["useful"]),
        (_("Mails called too much"), sent["too_much"]),
    ]
    return Table(
        "alerts",
        _("News by e-mail"),
        _("Searches and measures that are followed now, and what readers said of the mails by a button."),
        (_("What"), _("How many")),
        [Line((words, count), count) for words, count in rows] if any(count for _words, count in rows) else [],
        _("Nobody follows anything by e-mail yet."),
    )
