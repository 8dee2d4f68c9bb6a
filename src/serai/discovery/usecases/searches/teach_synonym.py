"""Teach the shop that a phrase means another one, or that it does not."""

from dataclasses import dataclass
from datetime import datetime

from serai.catalog.public import channel
from serai.discovery.domain.heard import as_asked
from serai.discovery.domain.language.analyser import Analyser, analyser_of
from serai.discovery.domain.language.synonyms import Stems
from serai.discovery.models import TaughtSynonym
from serai.discovery.queries.searches.synonyms import SynonymView
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work

MOST_WORDS = 5
Pair = tuple[Stems, Stems]


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
    phrase, meaning = " ".join(command.phrase.split()), " ".join(command.meaning.split())
    pair = _checked(phrase, meaning, command.worth, analyser_of(view.locale))
    row = _decided(view.code, pair, analyser_of(view.locale)) or TaughtSynonym(
        id=uuid7(), channel_code=view.code, version=0
    )
    row.phrase, row.meaning = phrase, meaning
    row.accepted, row.worth, row.decided_at = command.accepted, command.worth, now
    row.version += 1
    row.save()
    return SynonymView.of(row)


def _decided(channel_code: str, pair: Pair, analyser: Analyser) -> TaughtSynonym | None:
    """Return the decision about a pair in any of its forms: "foil" and "Foils" are one to search."""
    rows = TaughtSynonym.objects.select_for_update().filter(channel_code=channel_code)
    return next(
        (
            row
            for row in rows.order_by("-decided_at", "-pk")
            if (analyser.stems(row.phrase), analyser.stems(row.meaning)) == pair
        ),
        None,
    )


def _checked(phrase: str, meaning: str, worth: int, analyser: Analyser) -> Pair:
    stems = {
        field: analyser.stems(text) if as_asked(text) else ()
        for field, text in (("phrase", phrase), ("meaning", meaning))
    }
    for field, found in stems.items():
        if not 1 <= len(found) <= MOST_WORDS:
            raise BadSynonym(field, f"one to {MOST_WORDS} words that search does not ignore.")
    if stems["phrase"] == stems["meaning"]:
        raise BadSynonym("meaning", "search reads both alike already.")
    if not 10 <= worth <= 100:
        raise BadSynonym("worth", "10 to 100 percent.")
    return stems["phrase"], stems["meaning"]
