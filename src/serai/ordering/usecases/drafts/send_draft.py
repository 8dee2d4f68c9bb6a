"""Write to somebody where the offer is that the shop has made up for them."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from serai.catalog.public import channel
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.draft_letter import DraftFacts, draft_letter
from serai.ordering.queries.drafts.draft_view import DraftView, draft_cart
from serai.plumbing.db import current_work, refuse_inside_work, unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_DRAFT = "ordering.send_draft"


class NobodyToWriteTo(DomainError):
    """The draft names no e-mail address."""

    code = "ordering.nobody_to_write_to"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The draft names nobody to write to; hand the link over yourself.")


@unit_of_work()
def ask_for_draft_letter(draft_id: UUID, *, now: datetime) -> Cart:
    """
    Let a worker write to whom a draft is for; asked again for the same version, one letter is sent.

    Raises:
        DraftNotFound: no such draft.
        CartClosed: it was ordered.
        DraftOver: it has run out, or was taken back.
        NobodyToWriteTo: it names no e-mail address.
    """
    seen = draft_cart(draft_id).must_be_open()
    assert seen.draft is not None, "it is a draft"
    seen.draft.must_stand(now)
    if seen.contact is None:
        raise NobodyToWriteTo
    name = f"draft {draft_id} {seen.version}"
    args = {"draft_id": str(draft_id)}
    current_work().jobs.append(JobRow("mail", SEND_DRAFT, args, once=name))
    return seen


def send_draft(draft_id: UUID, *, now: datetime) -> None:
    """
    Send the link of a draft; one that is over meanwhile, or for nobody, is passed over.

    Refuses to run inside a unit of work. Sent again after a crash, the letter has the same key.

    Raises:
        DraftNotFound: no such draft.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    seen = draft_cart(draft_id)
    view = DraftView.of(
        seen,
        storefront=settings.SERAI_STOREFRONT_URL.rstrip("/"),
        secret=settings.SERAI_SECRET,
        now=now,
    )
    if view.state != "open" or seen.contact is None:
        return
    shop = channel(seen.channel_code)
    written = draft_letter(
        DraftFacts(
            shop=shop.name,
            url=view.link,
            total_minor=seen.totals.total_minor,
            currency=seen.currency,
            until=view.expires_at.astimezone(ZoneInfo(shop.time_zone)).date(),
            note=view.note,
            locale=seen.locale,
        )
    )
    bound(Mailer).send(
        Letter(
            to=seen.contact.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            locale=seen.locale,
            key=f"draft-{draft_id}-{seen.version}",
        )
    )
