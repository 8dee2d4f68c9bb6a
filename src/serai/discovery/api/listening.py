"""What is noted of a search: the first page of a query alone counts, and only without filters."""

from collections.abc import Sequence

from serai.discovery.domain.heard import Outcome, heard
from serai.kernel.clock import now

_FIRST_PAGE = frozenset(("q", "limit", "sort"))
Parameters = Sequence[tuple[str, str]]


def note_search(
    channel_code: str, parameters: Parameters, visitor: str | None, outcome: Outcome
) -> None:
    """Note a search that has just been made."""
    if _counts(parameters):
        heard.note(channel_code, _query(parameters), outcome, visitor=visitor, now=now())


def note_search_again(channel_code: str, parameters: Parameters, visitor: str | None) -> None:
    """Note a search whose answer was prepared before."""
    if _counts(parameters):
        heard.note_again(channel_code, _query(parameters), visitor=visitor, now=now())


def _counts(parameters: Parameters) -> bool:
    return all(name in _FIRST_PAGE for name, _ in parameters)


def _query(parameters: Parameters) -> str:
    return next((value for name, value in reversed(parameters) if name == "q"), "")
