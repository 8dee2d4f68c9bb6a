"""What shoppers search for, noted in memory: how often, what was found, and how a fruitless search was reworded."""

import re
from collections import Counter, OrderedDict, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from typing import NamedTuple
from urllib.parse import parse_qsl

from serai.discovery.domain.language.analyser import plain

LONGEST = 100
_MOST, _VISITORS, _MOST_AGAIN = 5000, 10_000, 500_000
_SOON = 120.0
_OF_A_FIRST_PAGE = frozenset(("q", "limit", "sort"))
_SOMEBODYS = re.compile(r"@|(?:\d[\s().+-]*){9}")


class Searched(NamedTuple):
    """One query of a channel on a day."""

    channel_code: str
    day: date
    query: str


class Reworded(NamedTuple):
    """One query after which the same visitor soon asked another one, in vain at first."""

    channel_code: str
    day: date
    before: str
    after: str


class Outcome(NamedTuple):
    """How many products a search found, and whether any of them has all the words."""

    found: int
    whole: bool


@dataclass(slots=True)
class Notes:
    """What was noted since the last time: searches, what each found last, rewordings."""

    searches: Counter[Searched] = field(default_factory=Counter)
    found: dict[Searched, Outcome] = field(default_factory=dict)
    rewordings: Counter[Reworded] = field(default_factory=Counter)


class _Last(NamedTuple):
    at: datetime
    query: str
    fruitless: bool


class Heard:
    """
    The notes of one process. Visitors are told apart in memory alone, and only those who agreed to it.

    What could be somebody's address or number is not noted; nor is more than a few thousand different
    queries between two times of writing, whoever sends them.
    """

    def __init__(self) -> None:
        self._notes = Notes()
        self._last: OrderedDict[Hashable, _Last] = OrderedDict()
        self._outcomes: OrderedDict[tuple[str, str], Outcome] = OrderedDict()
        self._again: deque[tuple[str, str, date]] = deque(maxlen=_MOST_AGAIN)
        self._lock = Lock()

    def note(
        self, channel_code: str, text: str, outcome: Outcome, *, visitor: str | None, now: datetime
    ) -> None:
        """Note one search."""
        query = as_asked(text)
        if not query:
            return
        searched = Searched(channel_code, now.date(), query)
        with self._lock:
            notes = self._notes
            if searched not in notes.searches and len(notes.searches) >= _MOST:
                return
            notes.searches[searched] += 1
            notes.found[searched] = outcome
            self._outcomes[channel_code, query] = outcome
            if len(self._outcomes) > _VISITORS:
                self._outcomes.popitem(last=False)
            if visitor is not None:
                self._follow(searched, outcome, (channel_code, visitor), now)

    def note_again(
        self, channel_code: str, query_string: str, *, visitor: str | None, now: datetime
    ) -> None:
        """
        Note a search whose answer was prepared before: it found what it found then.

        This is on the way of the fastest answers: who is not followed is counted later.
        """
        if visitor is None:
            self._again.append((channel_code, query_string, now.date()))
        elif text := first_page(query_string):
            outcome = self._outcomes.get((channel_code, as_asked(text)))
            if outcome is not None:
                self.note(channel_code, text, outcome, visitor=visitor, now=now)

    def take(self) -> Notes:
        """Return what was noted, and begin anew."""
        again = Counter(self._again.popleft() for _ in range(len(self._again)))
        with self._lock:
            for (channel_code, query_string, day), times in again.items():
                query = as_asked(first_page(query_string))
                outcome = self._outcomes.get((channel_code, query))
                if outcome is not None:
                    searched = Searched(channel_code, day, query)
                    self._notes.searches[searched] += times
                    self._notes.found[searched] = outcome
            notes, self._notes = self._notes, Notes()
            return notes

    def _follow(self, searched: Searched, outcome: Outcome, who: Hashable, now: datetime) -> None:
        last = self._last.pop(who, None)
        if (
            last is not None
            and last.fruitless
            and last.query != searched.query
            and (now - last.at).total_seconds() <= _SOON
        ):
            at = Reworded(searched.channel_code, searched.day, last.query, searched.query)
            self._notes.rewordings[at] += 1
        self._last[who] = _Last(now, searched.query, not outcome.whole)
        if len(self._last) > _VISITORS:
            self._last.popitem(last=False)


def is_first_page(parameters: Sequence[tuple[str, str]]) -> bool:
    """Return whether nothing narrows a search and nothing leads to a further page of it."""
    return all(name in _OF_A_FIRST_PAGE for name, _ in parameters)


def first_page(query_string: str) -> str:
    """
    Return the text of a search that counts, empty for others: further pages and narrowed ones repeat it.

    Example:
        >>> first_page("q=soy+milk&limit=24"), first_page("q=soy+milk&cursor=x"), first_page("")
        ('soy milk', '', '')
    """
    parameters = parse_qsl(query_string, keep_blank_values=True)
    if not is_first_page(parameters):
        return ""
    return next((value for name, value in reversed(parameters) if name == "q"), "")


def as_asked(text: str) -> str:
    """
    Return a query as it is counted; empty for what is not.

    Example:
        >>> as_asked("  Crème  FRAÎCHE "), as_asked("ann@example.com"), as_asked("call 555 123 4567")
        ('crème fraîche', '', '')
    """
    query = " ".join(plain(text).lower().split())[:LONGEST]
    return "" if _SOMEBODYS.search(query) else query


heard = Heard()
"""The notes of this process."""
