"""Write to the shopper where a paper is that was just issued."""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from uuid import UUID

from serai.ordering.domain.papers.paper_letter import paper_letter
from serai.ordering.domain.papers.paper_ticket import IN_A_LETTER, Printed
from serai.ordering.queries.papers.paper_links import printed_url
from serai.ordering.queries.papers.papers_of_order import PaperNotFound
from serai.ordering.queries.papers.papers_to_send import PaperToSend, papers_to_send
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_PAPER = "ordering.send_paper"
"""The job that writes to the shopper, and its queue: letters are written together."""


def send_paper(paper_id: UUID, *, now: datetime) -> None:
    """
    Send the link to a paper, good for three months; orders without an address get no letter.

    It is printed when somebody opens it, or at night. Refuses to run inside a unit of work. Sent again after a
    crash, the letter has the same key.

    Raises:
        PaperNotFound: there is none.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    [send] = paper_letters([paper_id], now=now)
    send()


def paper_letters(paper_ids: Collection[UUID], *, now: datetime) -> list[Callable[[], None]]:
    """Return, for each paper, what sends its letter; one statement, and one for each company."""
    found = papers_to_send(paper_ids)
    return [partial(_send, paper_id, found.get(paper_id), now) for paper_id in paper_ids]


def _send(paper_id: UUID, what: PaperToSend | None, now: datetime) -> None:
    if what is None:
        raise PaperNotFound
    if not what.email or not what.is_written:
        return
    url = printed_url(Printed.PAPER, paper_id, now=now, life=IN_A_LETTER)
    written = paper_letter(what.paper, url=url)
    bound(Mailer).send(
        Letter(
            to=what.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            locale=what.paper.locale,
            key=f"paper-{paper_id}",
        )
    )
