"""Tell what each order of a subscription would cost."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.queries.ahead_view import AheadView, ahead_views
from serai.ordering.queries.delivery_options import views_of_ways
from serai.ordering.queries.purses import TenderView, due_of, tender_views
from serai.ordering.queries.subscriptions.cart_of_subscription import ways_of
from serai.ordering.queries.views import DeliveryView, TotalsView
from serai.ordering.queries.what_waits import expected_ahead
from serai.ordering.usecases.subscriptions.draw_up import NewSubscription, drawn_up


@dataclass(frozen=True)
class QuotedLineView:
    """So many of an article in each order."""

    sku: str
    name: str
    slug: str
    quantity: int


@dataclass(frozen=True)
class QuoteView:
    """What each order of a subscription would cost now, and how it can reach its subscriber."""

    totals: TotalsView
    lines: list[QuotedLineView]
    stays: list[str]
    """SKUs of the cart that cannot be subscribed under this plan."""
    delivery: str
    location: str
    """The store in which it is collected; empty: it is brought."""
    ways: list[DeliveryView]
    tenders: list[TenderView]
    """What gift cards and credit would pay of it now."""
    due: Money
    """What they leave to the card."""
    ahead: list[AheadView]
    """What of it would come later, if it were ordered now."""


def quote_subscription(customer_id: UUID, command: NewSubscription, *, now: datetime) -> QuoteView:
    """
    Return what each order would cost now. Nothing is written.

    Raises: as `start_subscription`, but no card is asked for and no total.
    """
    drawn = drawn_up(customer_id, command, now=now)
    cart, row = drawn.cart, drawn.row
    tenders = tender_views(cart, now=now)
    due = due_of(cart, tenders)
    assert due is not None
    return QuoteView(
        totals=TotalsView.of(cart.totals, cart.currency, cart.taxes),
        lines=[
            QuotedLineView(line.sku, line.name, line.slug, line.quantity)
            for line in cart.lines
            if line.gift_of is None
        ],
        stays=list(drawn.wanted.stays),
        delivery=row.delivery_code,
        location=row.location_code,
        ways=views_of_ways(cart, ways_of(cart), now=now) if cart.delivery else [],
        tenders=tenders,
        due=due,
        ahead=ahead_views(
            expected_ahead(cart, now=now),
            {line.variant_id: (line.sku, line.name) for line in cart.lines},
        ),
    )
