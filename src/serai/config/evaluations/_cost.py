"""What an evaluation costs: seconds of CPU, and the most memory that it held."""

import resource
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import process_time

from serai.config.measurement import Measurement

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_FORGET_PEAK = "5"


def with_cost(name: str, lines: Iterable[Measurement]) -> Iterator[Measurement]:
    """Yield an evaluation's lines, then one of what they cost this process."""
    _forget_peak()
    began = process_time()
    yield from lines
    yield Measurement(
        f"cost of {name}", process_time() - began, "s of CPU", note=f"{_peak_gib():.2f} GiB at most"
    )


def _forget_peak() -> None:
    """Let the peak begin anew where the kernel can: https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html."""
    with suppress(OSError):
        _CLEAR.write_text(_FORGET_PEAK)


def _peak_gib() -> float:
    """Return the peak in GiB, since it began anew; elsewhere since the process began."""
    if _STATUS.exists():
        [line] = [one for one in _STATUS.read_text().splitlines() if one.startswith("VmHWM:")]
        return int(line.split()[1]) / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**30 if sys.platform == "darwin" else 2**20)
