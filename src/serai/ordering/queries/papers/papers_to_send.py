"""What letters about papers need to know."""

from collections.abc import Collection
from uuid import UUID

import msgspec
from msgspec import Struct

from serai.ordering.domain.papers.paper import Paper
from serai.ordering.queries.papers.issuers import issuer_of_channel
from serai.plumbing.db import rows

_PAPERS = """
SELECT p.id, p.content, o.email, o.channel_code
FROM ordering_paper AS p JOIN ordering_order AS o ON o.id = p.order_id WHERE p.id = ANY(%s)
"""
_paper = msgspec.json.Decoder(Paper)


class PaperToSend(Struct, frozen=True):
    """A paper, to whom it goes, and whether the company that sells through the channel writes such letters."""

    paper: Paper
    email: str
    is_written: bool


def papers_to_send(paper_ids: Collection[UUID]) -> dict[UUID, PaperToSend]:
    """Return papers with their readers; one statement, and one for each channel."""
    found = rows(_PAPERS, [list(paper_ids)])
    companies = {channel: issuer_of_channel(channel) for channel in {row[3] for row in found}}
    writes = {channel: bool(one and one.writes_letters) for channel, one in companies.items()}
    return {
        paper_id: PaperToSend(_paper.decode(content), email, writes[channel])
        for paper_id, content, email, channel in found
    }
