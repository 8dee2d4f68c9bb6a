"""Which problems an endpoint declares."""

from serai.plumbing.api import Problem

_ALWAYS = (400, 401, 403, 422, 429)


def refusals(*statuses: int) -> dict[int, type[Problem]]:
    """Return the problems that any call may meet, and those of `statuses`."""
    return dict.fromkeys((*_ALWAYS, *statuses), Problem)
