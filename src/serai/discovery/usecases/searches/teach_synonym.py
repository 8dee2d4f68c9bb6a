"""Teach the shop that a phrase means another one, or that it does not."""

from dataclasses import dataclass
from datetime import datetime

from serai.catalog.public import channel
from serai.discovery.domain.heard import as_asked
from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.models import TaughtSynonym
from serai.discovery.queries.searches.synonyms import SynonymView
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work

MOST_WORDS = 5


class BadSynonym(DomainError):
    """The two phrases cannot stand for one another."""

    code = "discovery.bad_synonym"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class TeachSynonym:
    """
    Searching `phrase` shall also find `meaning`, or never, if it is not `accepted`.

    `worth` is what a match of the meaning counts beside one of the phrase itself, in percent, 10 to 100.
    """

    channel_code: str
    phrase: str
    meaning: str
    accepted: bool = True
    worth: int = 80


@unit_of_work()
def teach_synonym(command: TeachSynonym, *, now: datetime) -> SynonymView:
    """
    Decide about one pair; a later decision replaces an earlier one. Processes follow within ten seconds.

    Raises:
        ChannelNotFound: there is no such channel.
        BadSynonym: a phrase has no words or too many, both are the same to search, or the worth is out of bounds.
    """
    view = channel(command.channel_code)
    phrase, meaning = as_asked(command.phrase), as_asked(command.meaning)
    _check(phrase, meaning, command.worth, view.locale)
    row, _ = TaughtSynonym.objects.select_for_update().get_or_create(
        channel_code=view.code,
        phrase=phrase,
        meaning=meaning,
        defaults={"id": uuid7(), "accepted": command.accepted, "decided_at": now, "version": 0},
    )
    row.accepted, row.worth, row.decided_at = command.accepted, command.worth, now
    row.version += 1
    row.save(update_fields=["accepted", "worth", "decided_at", "version"])
    return SynonymView.of(row)


def _check(phrase: str, meaning: str, worth: int, locale: str) -> None:
    analyser = analyser_of(locale)
    stems = {"phrase": analyser.stems(phrase), "meaning": analyser.stems(meaning)}
    for field, found in stems.items():
        if not 1 <= len(found) <= MOST_WORDS:
            raise BadSynonym(field, f"one to {MOST_WORDS} words that search does not ignore.")
    if stems["phrase"] == stems["meaning"]:
        raise BadSynonym("meaning", "search reads both alike already.")
    if not 10 <= worth <= 100:
        raise BadSynonym("worth", "10 to 100 percent.")
