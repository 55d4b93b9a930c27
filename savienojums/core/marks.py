"""What has changed: acts raise a mark, questions compare it with what they remember."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.db.models import F

from savienojums.core.models import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Thing = TypeVar("Thing")

# All marks as one request has read them; empty until somebody asks.
_READING: ContextVar[list[dict[str, int]] | None] = ContextVar("reading", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Within this, all marks are read at most once, however many things depend on them."""
    token = _READING.set([])
    try:
        yield
    finally:
        _READING.reset(token)


def raise_mark(*names: str) -> None:
    """Say that these subjects have changed; part of the act's own transaction."""
    if (reading := _READING.get()) is not None:
        reading.clear()
    for name in names:
        if not Mark.objects.filter(name=name).update(value=F("value") + 1):
            Mark.objects.get_or_create(name=name, defaults={"value": 1})


def marks(*names: str) -> tuple[int, ...]:
    """How often each of these subjects has changed; one query, or none within `one_reading`."""
    reading = _READING.get()
    if reading is None:
        found = dict(Mark.objects.filter(name__in=names).values_list("name", "value"))
        return tuple(found.get(name, 0) for name in names)
    if not reading:
        reading.append(dict(Mark.objects.values_list("name", "value")))
    found = reading[0]
    return tuple(found.get(name, 0) for name in names)


class Kept(Generic[Thing]):
    """Something dear to make that a process keeps until one of its marks is raised."""

    everything: ClassVar[list[Kept[Any]]] = []

    def __init__(self, make: Callable[..., Thing], *names: str) -> None:
        self.make, self.names = make, names
        self.lock = Lock()
        self.held: tuple[object, Thing] | None = None
        Kept.everything.append(self)

    def get(self, *also: object, of: tuple[Any, ...] = ()) -> Thing:
        """The thing as of now, made of `of`; `also` are further reasons to make it anew, such as the day."""
        as_of = (marks(*self.names), *also)
        held = self.held
        if held is None or held[0] != as_of:
            with self.lock:
                if self.held is None or self.held[0] != as_of:
                    self.held = (as_of, self.make(*of))
                held = self.held
        return held[1]


def forget_everything() -> None:
    """Keep nothing: the database was exchanged under us (a restore, a test)."""
    for kept in Kept.everything:
        kept.held = None
