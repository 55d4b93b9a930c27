"""Forms of the door and of the check-in: what visitors give, what organisers add, what devices send."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.guarded import GuardedForm
from savienojums.core.offering import offer
from savienojums.core.refusal import Refused
from savienojums.events import arrivals as core
from savienojums.events.kinds import Arrival
from savienojums.network.queries.places import place_options

if TYPE_CHECKING:
    from collections.abc import Iterator

# What one device sends at once; the rest follows.
MOST_AT_ONCE = 3_000
# Words of a queue are younger than this; older ones were said of another clock's age.
EARLIEST, LATEST = datetime(2020, 1, 1, tzinfo=UTC).timestamp(), datetime(2100, 1, 1, tzinfo=UTC).timestamp()


class ArriveForm(GuardedForm):
    """Check oneself in by e-mail or row code; a party says how many of it have come."""

    salt = "events.door"

    who = forms.CharField(
        label=_("Your e-mail or code"),
        max_length=254,
        help_text=_("The address with which you registered, or the code from your letter or beside your name."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )
    together = forms.ChoiceField(
        label=_("How many of you have come?"),
        choices=[("all", _("All of us")), ("one", _("Only the one who registered us"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def ask_together(self) -> None:
        """Ask a party how many of it are there, without naming them."""
        self.fields["together"].required = True

    @property
    def asks_together(self) -> bool:
        """Whether a party is asked."""
        return self.fields["together"].required


class NewcomerForm(forms.Form):
    """Who comes without standing on the list."""

    name = forms.CharField(
        label=_("Name and surname"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    organisation = forms.CharField(
        label=_("Organisation or community"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty if you come for yourself."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    place = forms.ChoiceField(label=_("Where from"), required=False)

    def __init__(self, *given: Any, by_helper: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "place", [("", _("not said")), *place_options()])
        if by_helper:
            self.fields["organisation"].help_text = _("Leave it empty if the person comes for themselves.")
            # The browser would put in the helper.
            for name in ("name", "organisation"):
                self.fields[name].widget.attrs["autocomplete"] = "off"

    def newcomer(self, key: str, way: str, at: datetime) -> core.Newcomer:
        """The one who was added."""
        said = self.cleaned_data
        return core.Newcomer(key, said["name"], said["organisation"], at, way, said["place"])


class UnlistedForm(NewcomerForm, GuardedForm):
    """Put oneself onto the list at the door."""

    salt = "events.door.unlisted"


class DamagedQueue(Refused):
    """What came is not what our page sends."""

    sentence = _("What was sent cannot be read. Load the page anew and send it again.")


@dataclass(slots=True)
class Queue:
    """What a device sends: words about rows, people it added, and the keys of what cannot be read."""

    words: list[core.Word] = field(default_factory=list)
    newcomers: list[core.Newcomer] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def queue_of(content: bytes, at: datetime) -> Queue:
    """The queue of a device; each line that is damaged is set aside, the others are read."""
    try:
        sent = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise DamagedQueue from wrong
    lines = sent.get("words") if isinstance(sent, dict) else None
    if not isinstance(lines, list) or len(lines) > MOST_AT_ONCE:
        raise DamagedQueue
    queue, sent_at = Queue(), _moment(sent.get("sent_at"))
    for line in lines:
        read = _read(line, sent_at, at)
        if isinstance(read, core.Word):
            queue.words.append(read)
        elif isinstance(read, core.Newcomer):
            queue.newcomers.append(read)
        else:
            queue.unread.append(read)
    return queue


def _read(line: Any, sent_at: datetime | None, at: datetime) -> core.Word | core.Newcomer | str:
    """One line; if it cannot be read, its key as far as it has one."""
    if not isinstance(line, dict):
        return ""
    key, said_at = line.get("key"), _moment(line.get("said_at"))
    if not core.is_key(key) or said_at is None:
        return _storable(str(key))[:64]
    said_at = core.on_our_clock(said_at, sent_at, at)
    texts = dict(_texts(line, "code", "name", "organisation", "place"))
    if texts["code"] and isinstance(line.get("came"), bool):
        return core.Word(str(key), texts["code"], line["came"], said_at, Arrival.DEVICE)
    if texts["name"]:
        return core.Newcomer(str(key), texts["name"], texts["organisation"], said_at, Arrival.DEVICE, texts["place"])
    return _storable(str(key))


def _texts(line: dict[str, Any], *names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        value = line.get(name)
        yield name, _storable(value).strip()[:200] if isinstance(value, str) else ""


def _storable(text: str) -> str:
    """The text without halves of letters and nothings, which no database takes: one such line would block a queue."""
    return text.encode("utf-8", "ignore").decode().replace("\0", " ")


def _moment(value: Any) -> datetime | None:
    """Seconds since 1970 as a moment."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not EARLIEST <= value <= LATEST:
        return None
    return datetime.fromtimestamp(value, tz=UTC)
