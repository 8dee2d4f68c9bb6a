"""Random lives of an order: whatever happens, its money, ledger, stock, reservations and groups agree."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import transaction
from factories.ahead import back_ordered
from factories.lives import lives
from factories.ordering import an_article
from factories.papers import an_issuer
from hypothesis import Phase, example, given, note
from hypothesis import strategies as st
from ordering.changes.life_books import (
    every_event_was_heard,
    no_sum_is_owed,
    papers_are_the_money,
    shopper_reads_what_is,
    uses_are_orders,
)
from ordering.changes.life_shop import (
    AHEAD,
    COUPON,
    INSIDE,
    PRICES,
    SET,
    SKUS,
    WAYS,
    begin_again,
    fill_the_store,
    in_parts,
    promote_everything,
    returned,
)
from ordering.changes.lives import ACTIONS, Crash, OrderLife
from ordering.changes.makers import books_agree, differences, no_differences, on_hand

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ledger.public import ledger_disagreements
from serai.ordering.domain.changes.worked_out import PromotionsAfter
from serai.ordering.domain.returns.rules import Rule
from serai.ordering.queries.changes.change_view import ChangeView, changes_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.order_view import order
from serai.ordering.queries.returns.return_view import returns_of_order
from serai.ordering.usecases.changes.set_change_terms import set_change_terms
from serai.ordering.usecases.returns.set_return_rules import set_return_rules
from serai.payments import public as payments
from serai.payments.models import PaymentMethod
from serai.payments.queries.methods import forget_methods
from serai.payments.usecases.reconciliation.compare_ledger import compare_ledger
from serai.plumbing.db import execute, rows
from serai.pricing.public import set_tax_policy

STOCK = 1_000_000
LIVES = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 11)), min_size=30, max_size=30)


@dataclass(frozen=True)
class Terms:
    """How a life's order is bought, and what becomes of its promotions as it changes."""

    after: PromotionsAfter
    coupon: str = ""
    billed: bool = False
    """Whether a company invoices it, with tax on top."""


@pytest.fixture
def a_lively_shop(shop) -> Iterator:
    """Open a shop whose shelves never run out, and that keeps a fee for changed minds."""
    for sku in SKUS:
        an_article(sku, PRICES[sku], stock=STOCK)
    an_article(AHEAD, PRICES[AHEAD], stock=1)
    an_article(SET, PRICES[SET], stock=0, parts=[f"{n} x {sku}" for sku, n in INSIDE.items()])
    back_ordered(AHEAD, most=1_000)
    set_return_rules("web", [Rule(fee_basis_points=750)])
    promote_everything()
    forget_methods()
    yield shop
    forget_methods()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
@lives(2, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shortening one takes too long
@example(  # payments have given it back, and the order has not heard of that yet
    life=[(OrderLife.give_something_back, 0), (OrderLife.jobs_die_after_their_work, 0)],
    wanted={"MILK": 1},
    terms=Terms(PromotionsAfter.KEEP),
)
@example(  # the bank has taken it back, so that a refund is refused, before it tells us
    life=[(OrderLife.cancel_all, 0), (OrderLife.jobs_die_after_their_work, 0)],
    wanted={"MILK": 1},
    terms=Terms(PromotionsAfter.KEEP),
)
@given(
    life=LIVES,
    wanted=st.fixed_dictionaries(
        {
            "MILK": st.integers(1, 5),
            "BREAD": st.integers(0, 3),
            AHEAD: st.integers(0, 3),
            SET: st.integers(0, 2),
        }
    ),
    terms=st.builds(
        Terms,
        after=st.sampled_from(PromotionsAfter),
        coupon=st.sampled_from(["", COUPON]),
        billed=st.booleans(),
    ),
)
def test_whatever_happens_to_an_order_everything_agrees(a_lively_shop, way, life, wanted, terms):
    _capture_at(way)
    begin_again()
    _bill(terms.billed)
    set_change_terms("web", terms.after, changed_by="", now=clock.now())
    if way == "collected":
        wanted = wanted | {AHEAD: 0}  # what is collected is there, or it is not sold
        fill_the_store()
    for table in ("procrastinate_jobs", "inventory_allotment", "inventory_waiting"):
        execute(f"DELETE FROM {table}")  # what lives before this one still wait for is not counted
    before = {sku: on_hand(sku) for sku in (*SKUS, AHEAD)}
    order_life = OrderLife(
        a_lively_shop, way, {sku: n for sku, n in wanted.items() if n}, terms.coupon
    )
    note(f"{way} {terms} {wanted} {[(action.__name__, pick) for action, pick in life]}")

    for action, pick in life:
        with suppress(Crash, DomainError):
            action(order_life, pick)
        _agrees(order_life, before)
    order_life.come_to_rest()

    _agrees(order_life, before)
    _is_at_rest(order_life)


def _capture_at(way: str) -> None:
    PaymentMethod.objects.filter(channel_code="web", method="card").delete()
    if way == "hand_over":
        PaymentMethod.objects.create(
            channel_code="web",
            method=payments.CARD,
            processor="local",
            capture_at=payments.CaptureAt.HAND_OVER,
        )
    forget_methods()


def _bill(billed: bool) -> None:
    """Let a company invoice what is sold, with tax on top; or nobody."""
    an_issuer(channels=("web",) if billed else ())
    rates = {"standard": Decimal("0.0725"), "delivery": Decimal("0.01")}
    set_tax_policy("web", name="Ohio", rates=rates if billed else dict.fromkeys(rates, Decimal(0)))


def _agrees(life: OrderLife, before: dict[str, int]) -> None:
    books_agree()
    _order_is_its_payments(life)
    assert ledger_disagreements() == []
    seen, standing = order(life.id), standing_order(life.id)
    back = returned(life.id)
    written_off = _written_off(life)
    groups, nowhere = _in_groups(life)
    sold = {sku: -nowhere.get(sku, 0) for sku in (*SKUS, AHEAD)}
    came_back = standing.sets.to_pick(back)
    for position, line in standing.lines.items():
        left = 0 if seen.state == "cancelled" else line.quantity
        for place, units in standing.sets.to_pick({position: left}).items():
            if groups:
                assert groups.get(place, 0) - came_back.get(place, 0) == units, (place, groups)
        sold = {sku: n + in_parts({line.sku: left})[sku] for sku, n in sold.items()}
        if not line.quantity:
            assert line.sums.total_minor == 0
    for sku, count in [*in_parts(written_off).items(), *life.lost().items()]:
        sold[sku] += count
    sold[AHEAD] += _on_its_way(life) - _waits(life, seen.state)
    there = before | {AHEAD: before[AHEAD] + life.came}
    assert {sku: there[sku] - on_hand(sku) for sku in sold} == sold
    _money_adds_up(life)
    no_sum_is_owed(life.id)
    uses_are_orders()


def _in_groups(life: OrderLife) -> tuple[dict[int, int], dict[str, int]]:
    """Return the units that groups have by position, and those that no place has by article."""
    found: dict[int, int] = {}
    nowhere: dict[str, int] = {}
    for group in fulfilment.groups_of_order(life.id):
        for line in group.lines:
            found[line.position] = found.get(line.position, 0) + line.quantity - line.cancelled
            if group.location is None and group.state is not fulfilment.GroupState.WAITING:
                nowhere[line.sku] = nowhere.get(line.sku, 0) + line.quantity - line.cancelled
    return found, nowhere


def _order_is_its_payments(life: OrderLife) -> None:
    """
    Check that the order is its payments: now, or as soon as it has heard of what happened to them.

    Between a processor's answer and the order stands the outbox; between an order that lets money go and the
    processor, a job. Nothing but these may be missing.
    """
    if not differences(disputed=_is_disputed(life)):
        return
    with transaction.atomic():
        life.hear_of_money()
        no_differences(disputed=_is_disputed(life))
        transaction.set_rollback(True)  # it goes on not having heard


def _is_disputed(life: OrderLife) -> bool:
    paid = payments.payments_of_order(life.id)
    return any(each.disputed or each.charged_back for each in paid)


def _money_adds_up(life: OrderLife) -> None:
    paid = payments.payments_of_order(life.id)
    for each in paid:
        given_back = each.refunded + each.refunding + each.disputed + each.charged_back
        assert given_back <= each.captured or each.disputed or each.charged_back
        assert each.refunded + each.refunding <= each.captured <= each.amount
    in_force = [each for each in changes_of_order(life.id) if each.state == "in_force"]
    back = sum((each.refunded + each.refunding).minor for each in paid)
    refused = sum(
        refund.amount.minor
        for each in paid
        for refund in payments.refunds_of_payment(each.id)
        if refund.state is payments.RefundState.REFUSED  # the bank has that money
    )
    assert sum(each.refund.minor for each in in_force) <= back + refused
    _letting_go_costs_nothing(life, in_force)
    _nothing_is_withheld(life, paid)


def _letting_go_costs_nothing(life: OrderLife, in_force: list[ChangeView]) -> None:
    for each in in_force:
        if not any(row.kind == "goods" and row.quantity > 0 for row in each.lines):
            assert each.difference.minor <= 0, each
    for line in standing_order(life.id).lines.values():
        assert 0 <= line.sums.discount_minor <= line.sums.items_minor


def _nothing_is_withheld(life: OrderLife, paid: list[payments.PaymentView]) -> None:
    """Check that what documents say went back before did so: of the shop's own accord, or to a bank."""
    before = sum(
        refund.amount.minor
        for each in paid
        for refund in payments.refunds_of_payment(each.id)
        if not refund.key.startswith(f"order {life.id}:")
    )
    banks = sum((each.disputed + each.charged_back).minor for each in paid)
    [(said,)] = rows(
        "SELECT coalesce(sum(already_back_minor), 0)::int FROM ordering_order_change"
        " WHERE order_id = %s AND state = 'in_force'",
        [life.id],
    )
    assert said <= before + banks


def _waits(life: OrderLife, state: str) -> int:
    """Return the units that the order was sold ahead and whose goods nobody has brought yet."""
    groups = fulfilment.groups_of_order(life.id)
    if not groups:
        return 0 if state == "cancelled" else sum(each.units for each in order(life.id).ahead)
    waiting = [each for each in groups if each.state is fulfilment.GroupState.WAITING]
    return sum(line.left for each in waiting for line in each.lines)


def _on_its_way(life: OrderLife) -> int:
    """Return the units of goods that were given to the order and that nobody has heard of yet."""
    heard = {each.reservation_of for each in fulfilment.groups_of_order(life.id)}
    given = rows(
        "SELECT a.id FROM inventory_allotment AS a JOIN inventory_waiting AS w ON w.id = a.waiting_id"
        " WHERE w.waits_for = %s",
        [life.id],
    )
    held = [inventory.reservation(each) for (each,) in given if each not in heard]
    return sum(
        line.quantity
        for each in held
        if each is not None and each.state is inventory.ReservationState.FULFILLED
        for line in each.lines
    )


def _written_off(life: OrderLife) -> dict[str, int]:
    """Return units that came back and are not in stock, or that the shopper was given to keep."""
    gone: dict[str, int] = {}
    for each in returns_of_order(life.id):
        if each.state in ("settled", "received"):
            for line in each.lines:
                kept = line.quantity if each.way == "keep" else line.written_off
                gone[line.sku] = gone.get(line.sku, 0) + kept
        if each.state == "received":  # they are here, and the order has them until it is settled
            for line in each.lines:
                gone[line.sku] = gone.get(line.sku, 0) - line.restocked - line.written_off
    return gone


def _is_at_rest(life: OrderLife) -> None:
    differences, _ = compare_ledger()
    assert differences == []
    seen, paid = order(life.id), payments.payments_of_order(life.id)
    assert seen.refunded.minor == sum(each.refunded.minor for each in paid)
    assert not any(each.refunding or each.capturing for each in paid)
    for each in paid:
        booked = life.processor.status_of(str(each.id))
        if booked is not None:
            assert (each.captured, each.state.value) == (booked.taken, booked.status.value)
    assert _on_its_way(life) == 0
    if seen.state == "cancelled":
        assert not any(each.refundable for each in paid)
    papers_are_the_money(life.id)
    every_event_was_heard(life.events_before)
    shopper_reads_what_is(life.shopper, life.id)
    held = inventory.reservation(life.id)
    assert held is None or held.state is not inventory.ReservationState.HELD
