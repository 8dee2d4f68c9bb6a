"""Print a paper that was just issued, and write to the shopper where it is."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.papers.paper_letter import paper_letter
from serai.ordering.domain.papers.paper_ticket import IN_A_LETTER, Printed
from serai.ordering.queries.order_view import order
from serai.ordering.queries.papers.issuers import issuer_of_channel
from serai.ordering.queries.papers.paper_links import printed_url
from serai.ordering.queries.papers.papers_of_order import paper
from serai.ordering.usecases.papers.print_paper import print_paper
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_PAPER = "ordering.send_paper"


def send_paper(paper_id: UUID, *, now: datetime) -> None:
    """
    Print a paper and send the link to it, good for three months; orders without an address get no letter.

    Refuses to run inside a unit of work. Sent again after a crash, the letter has the same key.

    Raises:
        PaperNotFound: there is none.
        TypesettingFailed: try again later.
        MailerUnavailable: try again later.
    """
    print_paper(paper_id, now=now)
    order_id, told = paper(paper_id)
    seen = order(order_id, looks=False)
    issuer = issuer_of_channel(seen.channel_code)
    if not seen.email or issuer is None or not issuer.writes_letters:
        return
    url = printed_url(Printed.PAPER, paper_id, now=now, life=IN_A_LETTER)
    written = paper_letter(told, url=url)
    bound(Mailer).send(
        Letter(
            to=seen.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            locale=told.locale,
            key=f"paper-{paper_id}",
        )
    )
