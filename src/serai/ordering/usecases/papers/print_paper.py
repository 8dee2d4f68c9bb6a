"""Print a paper once; whoever asks again gets the same bytes."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from serai.ordering.domain.papers.sheet import sheet_of
from serai.ordering.queries.papers.papers_of_order import paper
from serai.plumbing.db import execute, refuse_inside_work, rows
from serai.plumbing.typesetting import Template, typeset

PRINT_PAPER = "ordering.print_paper"


def print_paper(paper_id: UUID, *, now: datetime) -> bytes:
    """
    Return the PDF of an invoice or a credit note, setting it when nobody has.

    Refuses to run inside a unit of work. Two who set it at once keep one of them: the bytes are the same.

    Raises:
        PaperNotFound: there is none.
        TypesettingFailed: try again later.
    """
    refuse_inside_work()
    kept = rows("SELECT pdf FROM ordering_paper_file WHERE paper_id = %s", [paper_id])
    if not kept:
        pdf = typeset(Template.SHEET, sheet_of(paper(paper_id)[1]))
        execute(
            "INSERT INTO ordering_paper_file (paper_id, pdf, sha256, made_at) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [paper_id, pdf, sha256(pdf).hexdigest(), now],
        )
        kept = rows("SELECT pdf FROM ordering_paper_file WHERE paper_id = %s", [paper_id])
    return bytes(kept[0][0])
