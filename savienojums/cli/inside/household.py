"""A household of processes: one parent that does nothing but keep its children alive."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

# How long a child may take to finish what it is doing before it is ended by force.
GRACE_SECONDS = 30
# A child that dies younger than this died of its own fault; so many in a row, and the house gives up.
YOUNG_SECONDS = 5
MOST_YOUNG_DEATHS = 5


@dataclass
class Household:
    """Forks its members from this process, so that what is loaded here is in memory once."""

    members: dict[str, Callable[[], None]]
    living: dict[int, tuple[str, float]] = field(default_factory=dict)
    stopping: bool = False
    young_deaths: int = 0
    code: int = 0

    def run(self) -> int:
        """Start everybody, replace those who die, end with the last; the answer is the exit code."""
        self.our_end, self.their_end = os.pipe()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGALRM, self._end_by_force)
        # Objects that live long are left out of collection, or the children would copy their pages.
        gc.collect()
        gc.freeze()
        for name in self.members:
            self._start(name)
        while self.living:
            pid, status = os.wait()
            name, born = self.living.pop(pid)
            if not self.stopping:
                self._replace(name, time.monotonic() - born, os.waitstatus_to_exitcode(status))
        return self.code

    def _start(self, name: str) -> None:
        if self.stopping:
            return
        self._fork(name)

    def _fork(self, name: str) -> None:
        pid = os.fork()
        if not pid:
            self._live(self.members[name])
        self.living[pid] = name, time.monotonic()
        if self.stopping:  # the signal came between the fork and this line
            os.kill(pid, signal.SIGTERM)

    def _live(self, work: Callable[[], None]) -> NoReturn:
        """What a child does with its life."""
        # Its own group: Ctrl+C reaches the parent alone, which ends everybody in good order.
        os.setpgid(0, 0)
        for number in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.close(self.their_end)
        threading.Thread(target=self._end_with_parent, daemon=True).start()
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - nothing may run on into the parent's part of the program
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _end_with_parent(self) -> None:
        """The parent alone holds the other end of the pipe: it closes when the parent is gone, however it went."""
        os.read(self.our_end, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _replace(self, name: str, age: float, code: int) -> None:
        self.young_deaths = self.young_deaths + 1 if age < YOUNG_SECONDS else 0
        print(f"savienojums: {name} ended (code {code})", file=sys.stderr, flush=True)
        if self.young_deaths >= MOST_YOUNG_DEATHS:
            self.code = 1
            self._stop()
            return
        time.sleep(0.2 * 2**self.young_deaths)
        self._start(name)

    def _stop(self, *_signal: Any) -> None:
        if self.stopping:
            return
        self.stopping = True
        signal.alarm(GRACE_SECONDS)
        self._tell(signal.SIGTERM)

    def _end_by_force(self, *_signal: Any) -> None:
        self.code = 1
        self._tell(signal.SIGKILL)

    def _tell(self, number: signal.Signals) -> None:
        for pid in self.living:
            os.kill(pid, number)
