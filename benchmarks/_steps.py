"""Reads how long each step took from the lines that a long piece of work prints."""

import re
from collections.abc import Iterable

_DONE = re.compile(r"^(?P<step>.+): [\d,]+ done in (?P<seconds>[\d.]+) s$")


def seconds_of_steps(lines: Iterable[str]) -> dict[str, float]:
    """Return the seconds of each step, in order."""
    found = (_DONE.match(line.strip()) for line in lines)
    return {match["step"]: float(match["seconds"]) for match in found if match}


def told(steps: dict[str, float]) -> str:
    """Return the steps as one line of text."""
    return ", ".join(f"{step} {seconds:.1f} s" for step, seconds in steps.items())
