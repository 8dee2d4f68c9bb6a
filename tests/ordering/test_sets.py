"""Sets are sold as one article, and taken from the shelves as their parts."""

from uuid import UUID

import pytest
from factories.catalog import NOW, products
from factories.inventory import a_location, counts, hold, stocked
from factories.ordering import (
    CHALLENGE,
    Shopper,
    a_cart,
    a_paid_order,
    an_article,
    approve,
    counted,
    ready_to_order,
    send_webhooks,
    states,
)
from ordering.changes.makers import (
    books_agree,
    buyer_of,
    given_back,
    no_differences,
    on_hand,
    units_of_groups,
)

from serai.catalog.public import (
    VariantView,
    edit_variants,
    restore_product,
    variants_of_skus,
    withdraw_product,
)
from serai.fulfilment.public import (
    groups_of_order,
    hand_over,
    hand_over_order,
    miss_units,
    pick_units,
)
from serai.inventory.usecases.release_expired import release_expired
from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ordering.domain.changes.standing_lines import TooFewUnits
from serai.ordering.domain.holds import HOLD
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.models import OrderLine
from serai.ordering.queries.changes.added_rows import SetNotAdded
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.returns.returnable import returnable
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    ReceiveReturn,
    receive_return,
)
from serai.ordering.usecases.returns.request_return import (
    CannotComeBack,
    RequestReturn,
    ReturnedUnits,
    request_return,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(shop) -> VariantView:
    """Sell BOX for 9.99: two TEA, of which 20 are there, and a MUG, of which 100 are; nothing of BOX itself."""
    an_article("TEA", "4.00", stock=20)
    an_article("MUG", "5.00", stock=100)
    return an_article("BOX", "9.99", stock=0, parts=["2 x TEA", "MUG"])


def bought(**quantities: int) -> tuple[Shopper, UUID]:
    shopper, order = a_paid_order(**quantities)
    return shopper, UUID(order["id"])


def shelves() -> dict[str, tuple[int, int]]:
    """Return (on hand, reserved) of what is in the box."""
    known = variants_of_skus(["TEA", "MUG"])
    return {sku: counts(view.id)["DC1"] for sku, view in known.items()}


def inside(line: dict) -> list[tuple[str, int]]:
    return [(part["sku"], part["units"]) for part in line["parts"]]


def test_a_cart_says_what_is_in_a_set_and_whether_it_is_there(box):
    checkout = a_cart(BOX=2, MILK=1)

    box_line, milk = checkout.shopper.get(checkout.path).json()["lines"]

    assert (box_line["availability"], milk["availability"]) == ("in", "in")
    assert (inside(box_line), inside(milk)) == ([("TEA", 2), ("MUG", 1)], [])
    assert box_line["line_total"]["minor"] == 1998
    hold({variants_of_skus(["TEA"])["TEA"].id: 16}, now=clock.now())
    again = checkout.shopper.get(checkout.path).json()["lines"]
    assert [line["availability"] for line in again] == ["low", "in"]


def test_an_order_takes_the_parts_and_keeps_the_set_with_its_price(box):
    shopper, order_id = bought(BOX=3)

    assert shelves() == {"TEA": (14, 0), "MUG": (97, 0)}
    assert on_hand("BOX") == 0
    [line] = shopper.get(f"/orders/{order_id}").json()["lines"]
    assert (line["sku"], line["quantity"], line["line_total"]["minor"]) == ("BOX", 3, 2997)
    assert inside(line) == [("TEA", 2), ("MUG", 1)]
    books_agree()


def test_an_order_keeps_what_was_in_the_set_when_it_was_placed(box):
    shopper, order_id = bought(BOX=1)

    edit_variants([{"sku": "BOX", "parts": ["5 x MUG"]}], now=NOW)
    products({"sku": "TEA", "name": "Renamed"})

    [line] = shopper.get(f"/orders/{order_id}").json()["lines"]
    assert [(part["name"], part["units"]) for part in line["parts"]] == [
        ("Product TEA", 2),
        ("Product MUG", 1),
    ]
    cancel_order(CancelOrder(order_id, "changed my mind"), now=clock.now())
    assert shelves() == {"TEA": (20, 0), "MUG": (100, 0)}


def test_a_set_and_its_part_alone_take_from_one_shelf(box):
    checkout = ready_to_order(BOX=9, TEA=3)

    refused = checkout.place()

    assert (refused.status_code, refused.json()["code"]) == (409, "inventory.out_of_stock")
    assert "TEA" in refused.content.decode()
    assert shelves() == {"TEA": (20, 0), "MUG": (100, 0)}


def test_an_order_of_plain_articles_takes_no_statement_more(box):
    first, plain = ready_to_order(MILK=1), ready_to_order(MILK=1, BREAD=1)
    sets = ready_to_order(MILK=1, BOX=1)
    assert first.place().status_code == 201

    with counted() as of_plain:
        assert plain.place().status_code == 201
    with counted() as of_sets:
        assert sets.place().status_code == 201

    assert len(of_plain) <= 15
    assert len(of_sets) == len(of_plain)


def test_a_payment_that_fails_lets_the_parts_go(box):
    checkout = ready_to_order(BOX=2)

    refused = checkout.place("4000000000000002")

    assert refused.json()["code"] == "payments.payment_declined"

    assert shelves() == {"TEA": (20, 0), "MUG": (100, 0)}


def test_parts_that_were_let_go_are_reserved_anew_when_the_money_comes(shop, box, deliver):
    order = ready_to_order(BOX=2).place(CHALLENGE).json()
    approve(shop, order["action"]["url"])
    release_expired(now=clock.now() + HOLD)
    assert shelves() == {"TEA": (20, 0), "MUG": (100, 0)}

    send_webhooks(shop)
    deliver()

    assert states() == ["paid"]
    assert shelves() == {"TEA": (16, 0), "MUG": (98, 0)}


def test_pickers_get_the_parts_each_at_its_own_place(box, deliver):
    _, order_id = bought(BOX=3, MILK=1)
    deliver()

    [group] = groups_of_order(order_id)

    assert [(each.position, each.sku, each.quantity) for each in group.lines] == [
        (2, "MILK", 1),
        (3, "TEA", 6),
        (4, "MUG", 3),
    ]
    pick_units(group.id, {3: 6}, now=clock.now())
    hand_over_order(order_id, now=clock.now())
    deliver()
    assert states() == ["fulfilled"]


def test_parts_may_leave_from_different_places(box, deliver):
    other = a_location("DC2", priority=1)
    stocked(variants_of_skus(["TEA"])["TEA"].id, other, 10)
    shopper, order_id = bought(BOX=12)
    deliver()

    first, second = groups_of_order(order_id)

    assert [(each.sku, each.quantity) for each in first.lines] == [("TEA", 20), ("MUG", 12)]
    assert [(each.sku, each.quantity) for each in second.lines] == [("TEA", 4)]
    parts = shopper.get(f"/orders/{order_id}/parts").json()["items"]
    assert [[line["sku"] for line in part["lines"]] for part in parts] == [["TEA", "MUG"], ["TEA"]]


def test_a_set_that_is_called_off_puts_its_parts_back(box, deliver):
    _, order_id = bought(BOX=3)
    deliver()

    cancel_lines(CancelLines(order_id, "one", {1: 1}, "too much"), now=clock.now())

    assert standing_order(order_id).lines[1].quantity == 2
    assert given_back(order_id) == 999
    assert shelves() == {"TEA": (16, 0), "MUG": (98, 0)}
    assert units_of_groups(order_id) == {2: (6, 0, 2), 3: (3, 0, 1)}
    books_agree()
    no_differences()


def test_a_part_alone_is_not_called_off(box):
    _, order_id = bought(BOX=3)

    with pytest.raises(TooFewUnits):
        cancel_lines(CancelLines(order_id, "tea", {2: 1}, "no tea"), now=clock.now())


def test_a_set_of_which_something_has_left_is_not_called_off(box, deliver):
    _, order_id = bought(BOX=3)
    deliver()
    [group] = groups_of_order(order_id)
    hand_over(group.id, {2: 5}, now=clock.now())

    with pytest.raises(TooFewUnits) as refusal:
        cancel_lines(CancelLines(order_id, "all", {1: 1}, "late"), now=clock.now())

    assert (refusal.value.sku, refusal.value.left) == ("BOX", 0)


def test_with_a_part_that_nobody_has_the_set_is_called_off_and_paid_back(box, deliver):
    _, order_id = bought(BOX=3)
    deliver()
    [group] = groups_of_order(order_id)
    stocked_elsewhere = on_hand("TEA")
    assert stocked_elsewhere == 14
    pick_units(group.id, {2: 0}, now=clock.now())

    miss_units(group.id, {3: 1}, now=clock.now())
    deliver()

    assert standing_order(order_id).lines[1].quantity == 2
    assert given_back(order_id) == 999
    assert on_hand("TEA") == 16
    books_agree()
    no_differences()


def test_a_set_comes_back_whole_and_its_parts_go_on_their_shelves(box, deliver):
    _, order_id = bought(BOX=3)
    fulfil_order(order_id, now=clock.now())
    deliver()
    [line] = returnable(order_id, now=clock.now())
    assert (line.sku, line.units, line.worth.minor) == ("BOX", 3, 2997)

    asked = _asked(order_id, 1, 2)
    command = ReceiveReturn(asked.id, a_location("DC1").id, [InspectedUnits(1, restocked=2)])
    settled = receive_return(command, now=clock.now())
    deliver()

    assert (settled.state, settled.refund.minor) == ("settled", 1998)
    assert shelves() == {"TEA": (18, 0), "MUG": (99, 0)}
    books_agree()
    no_differences()


def test_parts_alone_do_not_come_back(box):
    _, order_id = bought(BOX=1)
    fulfil_order(order_id, now=clock.now())

    with pytest.raises(CannotComeBack):
        _asked(order_id, 2, 1)


def test_a_set_does_not_come_back_before_all_of_it_has_left(box, deliver):
    _, order_id = bought(BOX=2)
    deliver()
    [group] = groups_of_order(order_id)

    hand_over(group.id, {2: 4, 3: 1}, now=clock.now())

    [line] = returnable(order_id, now=clock.now())
    assert line.units == 1


def test_a_set_comes_to_no_agreed_order(box):
    _, order_id = bought(MILK=1)

    with pytest.raises(SetNotAdded) as refusal:
        edit_order(EditOrder(order_id, "more", add={"BOX": 1}), now=clock.now())

    assert refusal.value.sku == "BOX"
    assert isinstance(refusal.value, DomainError)


def test_what_was_added_to_an_order_stands_behind_the_parts_of_its_sets(box, deliver):
    _, order_id = bought(BOX=1)
    deliver()
    assert standing_order(order_id).next_position == 4


def test_a_set_that_is_a_set_no_more_is_sold_from_its_own_shelf(box):
    edit_variants([{"sku": "BOX", "parts": None}], now=NOW)
    stocked(box.id, a_location("DC1"), 5)

    bought(BOX=2)

    assert on_hand("BOX") == 3
    assert shelves() == {"TEA": (20, 0), "MUG": (100, 0)}
    assert [line.parts for line in OrderLine.objects.all()] == [None]


def test_a_set_is_not_sold_while_a_part_is_withdrawn(box):
    mug = variants_of_skus(["MUG"])["MUG"]
    checkout = ready_to_order(BOX=1)

    withdraw_product(mug.product_id, reason="cracks", now=NOW)

    refused = Shopper().post("/carts", {"lines": [{"sku": "BOX", "quantity": 1}]})
    assert (refused.status_code, refused.json()["code"]) == (422, "ordering.not_for_sale")
    assert checkout.shopper.get(checkout.path).json()["lines"][0]["availability"] == "out"
    alone = a_cart(TEA=1)
    assert alone.shopper.get(alone.path).json()["lines"][0]["availability"] != "out"

    restore_product(mug.product_id, now=NOW)

    again = a_cart(BOX=1)
    assert again.shopper.get(again.path).json()["lines"][0]["availability"] == "in"


def test_an_order_keeps_its_set_when_a_part_is_withdrawn(box):
    _, order_id = bought(BOX=1)
    edit_variants([{"sku": "MUG", "variant_active": False}], now=NOW)

    fulfil_order(order_id, now=clock.now())

    assert shelves() == {"TEA": (18, 0), "MUG": (99, 0)}
    books_agree()
    no_differences()


def _asked(order_id: UUID, position: int, units: int):
    lines = [ReturnedUnits(position, units, ReturnReason.CHANGED_MIND)]
    return request_return(
        RequestReturn(order_id, f"{position} {units}", lines),
        now=clock.now(),
        buyer=buyer_of(order_id),
    )
