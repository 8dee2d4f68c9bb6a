"""Synonyms: what staff decided, and what is learnt and waits for them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.discovery.domain.heard import as_asked
from serai.discovery.models import TaughtSynonym
from serai.discovery.models.files.synonym_files import LearntSynonym, open_synonyms
from serai.discovery.queries.shelves.synonyms import model_of
from serai.plumbing.model_registry import in_use

_MOST = 500


@dataclass(frozen=True, slots=True)
class SynonymView:
    """A decision of staff."""

    id: UUID
    channel_code: str
    phrase: str
    meaning: str
    accepted: bool
    worth: int
    decided_at: datetime
    version: int

    @classmethod
    def of(cls, row: TaughtSynonym) -> "SynonymView":
        """Return a row as a view."""
        return cls(
            row.pk,
            row.channel_code,
            row.phrase,
            row.meaning,
            row.accepted,
            row.worth,
            row.decided_at,
            row.version,
        )


@dataclass(frozen=True, slots=True)
class SynonymsView:
    """The synonyms of a channel."""

    decided: list[SynonymView]
    proposed: list[LearntSynonym]


def synonyms(channel_code: str) -> SynonymsView:
    """
    Return what staff decided, the latest first, and what is learnt and undecided, the surest first.

    Two statements; at most 500 of each.
    """
    rows = TaughtSynonym.objects.filter(channel_code=channel_code).order_by("-decided_at", "-pk")
    decided = [SynonymView.of(row) for row in rows]
    known = {(as_asked(one.phrase), as_asked(one.meaning)) for one in decided}
    kept = in_use(model_of(channel_code))
    learnt = open_synonyms(kept.folder) if kept else []
    waiting = [one for one in learnt if (one.phrase, one.meaning) not in known]
    return SynonymsView(decided[:_MOST], waiting[:_MOST])
