"""Who follows what: a follow by its link or its owner, what can be followed, and what it is called in words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.accounts.models import mailbox
from savienojums.core.refusal import NotFound
from savienojums.journal.models import Record
from savienojums.network.kinds import LegalForm
from savienojums.support import alerting
from savienojums.support.kinds import MeasureKind, Pace, Standing
from savienojums.support.models import Alert, Follow, Measure
from savienojums.support.models.following import LONGEST_QUERY, signer
from savienojums.support.queries.deadlines import chosen_words
from savienojums.support.queries.measures import Filters, chosen_set, filters_of, measure_for, sum_names, theme_names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.models.following import FollowQuerySet
    from savienojums.support.queries.asking import Asked

LONGEST_WORD = 80
UNCONFIRMED_FOR, STOPPED_FOR = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to follow: one measure, or the search of this address."""

    query: str = ""
    measure: Measure | None = None

    @property
    def address(self) -> str:
        """The page of what is followed."""
        return self.measure.get_absolute_url() if self.measure else f"{reverse('measures')}?{self.query}"

    @property
    def form(self) -> str:
        """The words in the address of the form to follow it."""
        return f"measure={self.measure.slug}" if self.measure else self.query

    @property
    def offered(self) -> tuple[str, ...]:
        """Of what one may hear; what matters most first."""
        first = () if self.measure else (alerting.NEW,)
        return (*first, *alerting.MEASURE_GRADES, "wording")

    @property
    def usual(self) -> Wishes:
        """What most people want of it."""
        return Wishes(grades=alerting.MEASURE_GRADES if self.measure else alerting.SEARCH_GRADES)

    def words(self) -> str:
        """What is followed, as its reader would call it."""
        if self.measure:
            name = str(self.measure.name)
            # A name with quotation marks of its own needs no others around it.
            return name if "„" in name else f"„{name}”"
        asked = chosen_words(filters_of_query(self.query))
        return _("Support: %(words)s") % {"words": asked} if asked else _("All the support of the document")


@dataclass(frozen=True, slots=True)
class Wishes:
    """How often, of what, and how many days before a deadline."""

    pace: str = Pace.DAILY.value
    grades: tuple[str, ...] = ()
    reminders: tuple[int, ...] = field(default=alerting.REMINDERS)


@dataclass(frozen=True, slots=True)
class Followed:
    """One follow as a page shows it."""

    follow: Follow
    wanted: Wanted

    @property
    def words(self) -> str:
        """What is followed."""
        return self.wanted.words()

    @property
    def page(self) -> str:
        """The whole address of the page of what is followed, as long as there is one."""
        gone = self.wanted.measure is not None and self.wanted.measure.removed_at is not None
        return "" if gone else settings.SITE_URL + self.wanted.address

    @property
    def address(self) -> str:
        """Its own page."""
        return reverse("follow", args=[self.follow.token])


def wanted_by(person: Person | None, asked: QueryDict) -> Wanted:
    """What an address asks to follow: a measure this person may see, or a search; unknown words are left out."""
    if slug := asked.get("measure", ""):
        measure = measure_for(person, slug)
        if not measure.published_at or measure.removed_at:
            raise NotFound
        return Wanted(measure=measure)
    return Wanted(query=canonical(filters_of(asked)))


def canonical(filters: Filters) -> str:
    """The one address of a search, whatever its order and page; words nobody knows are left out."""
    known = _known(filters)
    chosen = {
        facet: values
        for facet, values in filters.chosen.items()
        if all(value in known.get(facet, {value}) and len(value) <= LONGEST_WORD for value in values)
    }
    query = replace(filters, chosen=chosen, order="deadline", page="").query()
    return query if len(query) <= LONGEST_QUERY else ""


def _known(filters: Filters) -> dict[str, set[str]]:
    place = filters.place
    return {
        "state": set(Standing.values),
        "place": {place.slug} if place else set(),
        "form": set(LegalForm.values),
        "kind": set(MeasureKind.values),
        "theme": set(theme_names()),
        "sum": set(sum_names()),
    }


def filters_of_query(query: str) -> Filters:
    """The filter of a kept address."""
    return filters_of(QueryDict(query))


def query_of_asked(asked: Asked) -> str:
    """The answers to "What fits us?" as a search, as far as they make one: place, legal form, a single theme.

    A sum does not: a search narrows to measures whose largest sum lies in a band, and those above it would fit, too.
    """
    chosen = {
        "place": frozenset({asked.place.slug} if asked.place else ()),
        "form": frozenset({asked.form} if asked.form else ()),
        "theme": frozenset(asked.themes if len(asked.themes) == 1 else ()),
    }
    return canonical(Filters(chosen={facet: values for facet, values in chosen.items() if values}))


def found_count(wanted: Wanted, at: datetime) -> int:
    """How many measures a search holds now."""
    return 1 if wanted.measure else chosen_set(filters_of_query(wanted.query), at)[1].bit_count()


def wanted_of(follow: Follow) -> Wanted:
    """What is followed."""
    return Wanted(follow.query, follow.measure)


def wishes_of(follow: Follow) -> Wishes:
    """How it is followed."""
    return Wishes(follow.pace, tuple(follow.grades), tuple(follow.reminders))


def follow_by(token: str) -> Follow:
    """The follow that this link opens."""
    rows = Follow.objects.select_related("person", "measure__provider")
    if found := rows.filter(public_id=_sealed("follow", token)).first():
        return found
    raise NotFound


def alert_by(token: str) -> Alert:
    """The mail that this link stands in."""
    if found := Alert.objects.filter(public_id=_sealed("alert", token)).first():
        return found
    raise NotFound


def _sealed(of: str, token: str) -> str:
    try:
        return signer(of).unsign(token)
    except BadSignature:
        raise NotFound from None


def follows_of(person: Person) -> list[Followed]:
    """What a person follows, running ones first."""
    rows = Follow.objects.of_person(person).select_related("person", "measure").exclude(confirmed_at=None)
    return shown(sorted(rows, key=lambda each: (each.stopped_at is not None, each.asked_at)))


def running_count(person: Person) -> int:
    """How much a person follows."""
    return Follow.objects.of_person(person).heard().count()


def shown(follows: Iterable[Follow]) -> list[Followed]:
    """Follows with what they are of."""
    return [Followed(follow, wanted_of(follow)) for follow in follows]


def others_of(follow: Follow) -> list[Followed]:
    """What else is told to the same mailbox."""
    rows = Follow.objects.of_mailbox_of(follow).heard().exclude(pk=follow.pk)
    return shown(rows.select_related("person", "measure"))


def told_in(alert: Alert) -> FollowQuerySet:
    """Everything the mailbox of a mail follows, whether it still runs or not, however old the mail is."""
    return Follow.objects.of_recipient_of(alert).select_related("person", "measure")


def same_as(person: Person | None, email: str, wanted: Wanted) -> Follow | None:
    """The follow of the same thing by the same mailbox, if there is one already."""
    mine = Follow.objects.of_person(person) if person else Follow.objects.filter(email=mailbox(email))
    same = mine.filter(measure=wanted.measure) if wanted.measure else mine.filter(measure=None, query=wanted.query)
    return same.select_related("person", "measure").order_by("-person", "pk").first()


def follow_in(record_id: int) -> Follow | None:
    """The follow a journal line tells of."""
    line = Record.objects.filter(pk=record_id).first()
    rows = Follow.objects.select_related("person", "measure")
    return rows.filter(pk=line.subject_id or 0).first() if line else None


def alert_in(record_id: int) -> Alert | None:
    """The mail a journal line tells of."""
    line = Record.objects.filter(pk=record_id).first()
    return Alert.objects.filter(pk=line.subject_id or 0).first() if line else None


def follows_to_forget(at: datetime) -> list[Follow]:
    """Those nobody confirmed within a week, and those stopped a month ago."""
    unconfirmed = Q(confirmed_at=None, asked_at__lt=at - UNCONFIRMED_FOR)
    return list(
        Follow.objects.filter(unconfirmed | Q(stopped_at__lt=at - STOPPED_FOR)).select_related("person", "measure")
    )


def address_of(noun: str, *words: str) -> str:
    """A whole address of the site, for a mail."""
    return settings.SITE_URL + reverse(noun, args=words)
