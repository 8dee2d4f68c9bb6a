"""Orders that live: bought, handed over, and what the shop's books say of them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from factories.ordering import OK, Shopper, a_paid_order

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.kernel import clock
from serai.ordering.domain.buyer import Buyer
from serai.ordering.queries.money_disagreements import check_orders
from serai.ordering.usecases.differences.begin_difference import PayDifference
from serai.ordering.usecases.differences.look_into_tenders import NamedTender
from serai.ordering.usecases.differences.pay_difference import PaidDifferenceView, pay_difference
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.payments import public as payments
from serai.plumbing.db import execute, rows


def a_bought_order(
    shopper: Shopper | None = None, **quantities: int
) -> tuple[Shopper, UUID, dict[str, Any]]:
    """Buy something; the shopper, the order's id and the order."""
    buyer, order = a_paid_order(shopper, **quantities)
    return buyer, UUID(order["id"]), order


def handed_over(order_id: UUID) -> None:
    """Hand all of an order over."""
    fulfil_order(order_id, now=clock.now())


def buyer_of(order_id: UUID) -> Buyer:
    """Return whose order it is."""
    [(channel, customer, guest)] = rows(
        "SELECT channel_code, customer_id, guest_hash FROM ordering_order WHERE id = %s", [order_id]
    )
    return Buyer(channel, customer, bytes(guest) if guest else None)


def pay(
    order_id: UUID, change_id: UUID, number: str = OK, *, codes: Iterable[str] = ()
) -> PaidDifferenceView:
    """Pay the difference of a document with gift cards, and by card what they leave."""
    card = payments.Card(number, "12/30", "123")
    tenders = tuple(NamedTender("gift_card", code) for code in codes)
    home = "https://shop.example/back"
    command = PayDifference(order_id, change_id, home, card=card, tenders=tenders)
    return pay_difference(buyer_of(order_id), command, now=clock.now())


def no_differences(*, disputed: bool = False) -> None:
    """Check that every order is its payments, as the nightly check does."""
    wrong = differences(disputed=disputed)
    assert not wrong, wrong


def differences(*, disputed: bool = False) -> list[str]:
    """
    Return where orders are not their payments, with no hour of grace for what they have not heard of yet.

    What a bank takes back after it was given back anyway is truly lost: the check says so, and rightly.
    """
    now = clock.now()
    found = check_orders(now - timedelta(days=9), now + timedelta(days=1)).differences
    return [each.sentence for each in found if not (disputed and each.by.minor < 0)]


def on_hand(sku: str) -> int:
    """Return the units of an article that are in stock anywhere."""
    [(units,)] = rows(
        "SELECT coalesce(sum(on_hand), 0)::int FROM inventory_balance AS b"
        " JOIN catalog_variant AS v ON v.id = b.variant_id WHERE v.sku = %s",
        [sku],
    )
    return int(units)


def given_back(order_id: UUID) -> int:
    """Return what went back of an order, or is on its way."""
    found = payments.payments_of_order(order_id)
    return sum(each.refunded.minor + each.refunding.minor for each in found)


def units_of_groups(order_id: UUID) -> dict[int, tuple[int, int, int]]:
    """Return units, handed over and cancelled ones of each position."""
    found: dict[int, tuple[int, int, int]] = {}
    for group in fulfilment.groups_of_order(order_id):
        for line in group.lines:
            before = found.get(line.position, (0, 0, 0))
            mine = (line.quantity, line.handed, line.cancelled)
            found[line.position] = tuple(map(sum, zip(before, mine, strict=True)))  # type: ignore[assignment]
    return found


def books_agree() -> None:
    """Check what must hold at any moment: the database's own checks, stock, and money."""
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET CONSTRAINTS ALL DEFERRED")
    assert inventory.stock_disagreements() == []
