"""Print the papers that nobody has opened yet, many at a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec
import structlog

from serai.ordering.domain.papers.paper import Paper
from serai.ordering.domain.papers.sheet import sheet_of
from serai.plumbing.db import execute, refuse_inside_work, rows
from serai.plumbing.typesetting import Template, TypesettingFailed, typeset_many

LOOKS_BACK = timedelta(days=7)
"""A paper that could not be set for so long is set when somebody opens it, who then hears why not."""
_AT_ONCE = 100
_UNPRINTED = """
SELECT p.id, p.content FROM ordering_paper AS p
WHERE p.issued_at > %s AND p.id > %s
  AND NOT EXISTS (SELECT FROM ordering_paper_file AS f WHERE f.paper_id = p.id)
ORDER BY p.id LIMIT %s
"""
_KEEP = """
INSERT INTO ordering_paper_file (paper_id, pdf, sha256, made_at)
SELECT *, %s FROM unnest(%s::uuid[], %s::bytea[], %s::text[]) ON CONFLICT DO NOTHING
"""
_paper = msgspec.json.Decoder(Paper)
log = structlog.get_logger("serai.papers")


def print_papers(*, now: datetime) -> int:
    """
    Print papers of the last days of which there is no PDF yet; return how many.

    A process sets many of them and looks for its fonts once: an eighth of what each alone would cost. Those
    that cannot be set are left and told to the log. Refuses to run inside a unit of work.
    """
    refuse_inside_work()
    printed, last = 0, UUID(int=0)
    while found := rows(_UNPRINTED, [now - LOOKS_BACK, last, _AT_ONCE]):
        pdfs = _set([sheet_of(_paper.decode(content)) for _, content in found])
        done = [(key, pdf) for (key, _), pdf in zip(found, pdfs, strict=True) if pdf]
        if done:
            ids, files = (list(each) for each in zip(*done, strict=True))
            execute(_KEEP, [now, ids, files, [sha256(pdf).hexdigest() for pdf in files]])
        printed += len(done)
        last = found[-1][0]
    return printed


def _set(sheets: Sequence[dict[str, object]]) -> list[bytes]:
    """Return their PDFs; empty for one that cannot be set."""
    try:
        return typeset_many(Template.SHEET, sheets)
    except TypesettingFailed as failure:
        if len(sheets) == 1:
            log.warning("a paper cannot be set", reason=failure.reason)
            return [b""]
        return [pdf for sheet in sheets for pdf in _set([sheet])]
