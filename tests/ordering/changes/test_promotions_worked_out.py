"""A channel that works promotions out again: the algorithm's tables, row by row, and what they never do."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from factories.ordering import card, ready_to_order, staff
from factories.promotions import a_coupon, a_promotion
from hypothesis import given, settings
from hypothesis import strategies as st
from ordering.changes.makers import (
    a_bought_order,
    books_agree,
    buyer_of,
    given_back,
    handed_over,
    no_differences,
    pay,
)

from serai.inventory.public import locations_of_codes
from serai.kernel import clock
from serai.ordering.domain.changes.standing_lines import StandingLine
from serai.ordering.domain.changes.worked_out import PromotionsAfter, promotion_rows
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.queries.changes.change_view import changes_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.changes.match_price import MatchPrice, match_price
from serai.ordering.usecases.changes.quote_edit import QuoteEdit, quote_edit
from serai.ordering.usecases.changes.set_change_terms import set_change_terms
from serai.ordering.usecases.returns.quote_return import quote_return
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    ReceiveReturn,
    receive_return,
)
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.public import SumsOfLine
from serai.pricing.usecases.promotions.change_state import change_promotion_state

PAGE = Path(__file__).resolve().parents[3] / "docs" / "algorithms" / "promotions-after-changes.md"
PROMOTIONS: dict[str, dict[str, Any]] = {
    "10 % off": {},
    "10 % off from 5.00": {"minimum": {"spend": "5.00"}},
    "2 for 1": {"benefit": {"kind": "buy_get", "buy": 1, "get": 1}},
    "10 % off, 5 uses": {"most_uses": 5},
    "3.00 off from 5.00": {
        "benefit": {"kind": "order_off", "off": {"amount": "3.00"}},
        "minimum": {"spend": "5.00"},
    },
    "half off delivery from 5.00": {
        "benefit": {"kind": "delivery_off", "off": {"percent": "50"}},
        "minimum": {"spend": "5.00"},
    },
    "free delivery from 5.00": {
        "benefit": {"kind": "delivery_off"},
        "minimum": {"spend": "5.00"},
    },
}


def _table(heading: str) -> list[list[str]]:
    part = PAGE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1:]]


def _minor(text: str) -> int:
    return int(text.replace(".", ""))


def _units(text: str) -> int:
    return int(text.split(maxsplit=1)[0]) if text else 0


def _promoted(name: str) -> UUID | None:
    return a_promotion("worked", **PROMOTIONS[name]).id if name != "nothing" else None


@pytest.fixture
def works_out(shop: Any) -> None:
    set_change_terms("web", PromotionsAfter.WORK_OUT_AGAIN, changed_by="Ann", now=clock.now())


@pytest.mark.django_db
@pytest.mark.parametrize("row", _table("Worked through"), ids=lambda row: " / ".join(row[:4]))
def test_a_change_comes_to_what_the_page_says(works_out, row):
    totals = _comes_to(row)

    assert totals["items"]["minor"] - totals["discount"]["minor"] == _minor(row[4])


@pytest.mark.django_db
@pytest.mark.parametrize("row", _table("Delivery"), ids=lambda row: " / ".join(row[:4]))
def test_delivery_comes_to_what_the_page_says(works_out, row):
    totals = _comes_to(row)

    assert totals["total"]["minor"] == _minor(row[4])


def _comes_to(row: list[str]) -> dict[str, Any]:
    """Change an order as a row of the page says, compare with it, and return what the order came to before."""
    agreed_under, in_force, comes, leaves, _, says, lost, earned = row
    first = _promoted(agreed_under)
    _, order_id, bought = a_bought_order(MILK=3)
    if in_force != agreed_under:
        if first:
            change_promotion_state(first, PromotionAction.END, now=clock.now())
        _promoted(in_force)
    add = {"BREAD": _units(comes)} if comes else {}
    remove = {1: _units(leaves)} if leaves else {}

    quote = quote_edit(QuoteEdit(order_id, add, remove), now=clock.now(), buyer=buyer_of(order_id))
    assert changes_of_order(order_id) == []
    change = edit_order(EditOrder(order_id, "one", add, remove), now=clock.now())

    totals: dict[str, Any] = bought["totals"]
    assert change.difference.minor == _minor(says)
    assert (quote.difference, quote.lines) == (change.difference, change.lines)
    assert quote.promotions == change.promotions
    assert change.promotions is not None
    assert [bool(change.promotions.lost), bool(change.promotions.earned)] == [
        lost == "yes",
        earned == "yes",
    ]
    if change.due.minor:
        pay(order_id, change.id)
    assert standing_order(order_id).total_minor == totals["total"]["minor"] + _minor(says)
    books_agree()
    no_differences()
    return totals


def _line(items: int, discount: int, tax: int, position: int = 1) -> StandingLine:
    sums = SumsOfLine(items, discount, tax, items - discount + tax)
    rate = Decimal("0.19")
    return StandingLine(position, None, "TEA", "Tea", Decimal(1), rate, 3, sums, sums, 3)


@pytest.mark.parametrize("row", _table("Tax, and what is never asked for"), ids=str)
def test_a_lost_discount_comes_to_what_the_page_says(row):
    text, off, most, says = row
    items, discount, tax = (int(part) for part in text.split(", "))

    rows = promotion_rows(
        {1: _line(items, discount, tax)}, {1: int(off)}, most_minor=int(most), inclusive=False
    )

    assert sum(each.sums.total_minor for each in rows) == int(says)


@settings(deadline=None)
@given(
    lines=st.lists(
        st.tuples(st.integers(1, 10**5), st.integers(0, 10**5), st.integers(0, 10**5)),
        min_size=1,
        max_size=5,
    ),
    most=st.integers(0, 10**5),
)
def test_no_line_falls_below_zero_and_no_more_is_asked_than_may_be(lines, most):
    after, off = {}, {}
    for position, (items, before, now) in enumerate(lines, 1):
        left = items - min(items, before)
        after[position] = _line(items, items - left, left // 5, position)
        off[position] = now

    rows = promotion_rows(after, off, most_minor=most, inclusive=False)

    for row in rows:
        assert row.position is not None
        sums = after[row.position].after(row).sums
        assert 0 <= sums.discount_minor <= sums.items_minor
        assert sums.total_minor == sums.items_minor - sums.discount_minor + sums.tax_minor >= 0
    assert sum(row.sums.total_minor for row in rows) <= most


@pytest.mark.django_db
def test_units_called_off_take_the_discount_with_them_that_needed_them(works_out, deliver):
    """Published failure: a discount stays when what earned it is called off."""
    a_promotion("from-five", minimum={"spend": "5.00"})
    _, order_id, _ = a_bought_order(MILK=3)

    change = cancel_lines(CancelLines(order_id, "one", {1: 1}, "fewer"), now=clock.now()).change
    deliver()

    assert change is not None
    assert change.promotions is not None
    assert (change.refund.minor, change.promotions.lost) == (139, ["From Five"])
    assert change.promotions.difference.minor == 40
    assert given_back(order_id) == 139
    books_agree()
    no_differences()


@pytest.mark.django_db
def test_what_nobody_has_takes_no_discount_along(works_out):
    a_promotion("from-five", minimum={"spend": "5.00"})
    _, order_id, _ = a_bought_order(MILK=3)
    missing = CancelLines(order_id, "one", {1: 1}, "Not in stock", keeps_promotions=True)

    change = cancel_lines(missing, now=clock.now()).change

    assert change is not None
    assert (change.refund.minor, change.promotions) == (179, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "back"), [(ReturnReason.CHANGED_MIND, 139), (ReturnReason.DAMAGED, 179)]
)
def test_goods_that_come_back_lose_a_discount_unless_it_is_our_fault(works_out, reason, back):
    a_promotion("from-five", minimum={"spend": "5.00"})
    _, order_id, _ = a_bought_order(MILK=3)
    handed_over(order_id)
    command = RequestReturn(order_id, "one", [ReturnedUnits(1, 1, reason)])

    quote = quote_return(command, now=clock.now(), buyer=buyer_of(order_id))
    asked = request_return(command, now=clock.now(), buyer=buyer_of(order_id))
    there = ReceiveReturn(asked.id, _warehouse(), [InspectedUnits(1, restocked=1)])
    done = receive_return(there, now=clock.now())

    assert (quote.refund.minor, done.refund.minor) == (back, back)
    books_agree()
    no_differences()


@pytest.mark.django_db
def test_a_code_and_a_promotion_with_uses_stay_with_the_order_that_has_them(works_out):
    spring = a_promotion("spring", needs_coupon=True, most_uses=1)
    a_coupon(spring.id, "SPRING")
    shopper, order_id = _bought_with_code("SPRING")
    change_promotion_state(spring.id, PromotionAction.END, now=clock.now())

    change = edit_order(EditOrder(order_id, "one", add={"BREAD": 2}), now=clock.now())

    assert change.due.minor == 450
    assert shopper


@pytest.mark.django_db
def test_a_matched_price_is_matched_for_good(works_out):
    a_promotion("ten")
    _, order_id, _ = a_bought_order(MILK=3)
    match_price(MatchPrice(order_id, "match", 1, 100, "1.00 elsewhere"), now=clock.now())

    change = edit_order(EditOrder(order_id, "one", remove={1: 1}), now=clock.now())

    assert change.refund.minor == 100
    assert [row.kind for row in change.lines] == ["goods"]


@pytest.mark.django_db
def test_what_was_earned_by_a_change_is_lost_by_the_next(works_out):
    a_promotion("from-eight", minimum={"spend": "8.00"})
    _, order_id, _ = a_bought_order(MILK=3)
    more = edit_order(EditOrder(order_id, "one", add={"BREAD": 1}), now=clock.now())
    pay(order_id, more.id)

    less = cancel_lines(CancelLines(order_id, "two", {2: 1}, "fewer"), now=clock.now()).change

    assert more.difference.minor == 250 - 85
    assert less is not None
    assert less.promotions is not None
    assert (more.promotions and more.promotions.earned, less.promotions.lost) == (
        ["From Eight"],
        ["From Eight"],
    )
    assert less.refund.minor == 250 - 85
    assert standing_order(order_id).lines[1].sums.discount_minor == 0
    books_agree()
    no_differences()


@pytest.mark.django_db
def test_staff_choose_the_rule_over_http(shop):
    before = staff().get("/change-terms/web").json()
    chosen = staff().put("/change-terms/web", {"promotions": "work_out_again"}).json()

    assert (before["promotions"], before["changed_at"]) == ("keep", None)
    assert chosen["promotions"] == "work_out_again"
    assert staff().get("/change-terms/web").json() == chosen
    assert staff().put("/change-terms/web", {"promotions": "sometimes"}).status_code == 422
    assert staff().get("/change-terms/nowhere").status_code == 404


def _warehouse() -> UUID:
    return locations_of_codes({"DC1"})["DC1"].id


def _bought_with_code(code: str) -> tuple[Any, UUID]:
    checkout = ready_to_order(MILK=3)
    checkout.cart = checkout.shopper.put(f"{checkout.path}/codes", {"code": code}).json()
    body = {"expected_total_minor": checkout.total, "card": card()}
    order = checkout.shopper.post(f"{checkout.path}/order", body).json()
    return checkout.shopper, UUID(order["id"])
