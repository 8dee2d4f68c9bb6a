"""One supervised process."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

_PR_SET_PDEATHSIG = 1
_STEADY = 30.0  # seconds after which a process that ran counts as healthy again
_SHORTEST_WAIT = 0.25
_LONGEST_WAIT = 5.0


@dataclass(slots=True)
class Child:
    """
    A command that is started again when it ends, after a wait that doubles while it keeps ending.

    With `ends_as_one`, processes that it started itself are asked to end together with it; otherwise it tells them.
    """

    name: str
    command: list[str]
    env: dict[str, str]
    say: Callable[[str, str], None]
    ends_as_one: bool = False
    process: "subprocess.Popen[str] | None" = None
    started_at: float = 0.0
    wait: float = _SHORTEST_WAIT / 2
    again_at: float = field(default=0.0)

    def start(self) -> None:
        """Start the process and pass its lines on."""
        self.started_at = monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - the command is ours
            self.command,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )
        threading.Thread(target=self._pass_on, args=(self.process,), daemon=True).start()

    def look(self) -> None:
        """Start the process again when it has ended and its wait is over."""
        if self.process is None or self.process.poll() is None:
            return
        instant = monotonic()
        if not self.again_at:
            steady = instant - self.started_at > _STEADY
            self.wait = _SHORTEST_WAIT if steady else min(self.wait * 2, _LONGEST_WAIT)
            self.again_at = instant + self.wait
            self._end_group()
            code = self.process.returncode
            self.say(self.name, f"ended with {code}; starting again in {self.wait:.2g} s")
        elif instant >= self.again_at:
            self.again_at = 0.0
            self.start()

    def stop(self, patience: float) -> None:
        """Ask the process to end; after `patience` seconds end it."""
        if self.process is None or self.again_at:
            return
        if self.ends_as_one:
            self._tell_group(signal.SIGTERM)
        else:
            self.process.terminate()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.say(self.name, "did not stop in time and is ended")
        self._end_group()
        self.process.wait(5)

    def _end_group(self) -> None:
        """End what the process started itself: its workers would keep the port and the old code."""
        self._tell_group(signal.SIGKILL)

    def _tell_group(self, number: signal.Signals) -> None:
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def _pass_on(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.say(self.name, line.rstrip("\n"))


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends, however that ends. Runs before the command does."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
