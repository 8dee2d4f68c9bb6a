"""Gift wrap: a line of its own that comes and goes with what is wrapped."""

from uuid import UUID

import pytest
from factories.ordering import CONTACT, Checkout, Shopper, a_cart, an_article, ready_to_order, staff

from serai.catalog.public import ArticleTerms, Nature, set_article_terms
from serai.fulfilment.public import groups_of_order, hand_over
from serai.kernel import clock
from serai.ordering.domain.gift_wrap import BadGiftWrap
from serai.ordering.domain.wrapping import WrapPer
from serai.ordering.models import OrderLine
from serai.ordering.queries.gift_wraps import forget_gift_wraps, wrap_options
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap, set_gift_wraps
from serai.ordering.usecases.papers.print_order_sheet import on_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def wrapped(shop):
    """Wrap by the unit at 3.00, by the line at 5.00 and by the order at 7.00; BREAD is not wrapped by the unit."""
    wraps = {"RED": "3.00", "BOX": "5.00", "CRATE": "7.00"}
    for sku, price in wraps.items():
        an_article(sku, price, stock=0)
    set_article_terms({sku: ArticleTerms(Nature.SERVICE) for sku in wraps}, now=clock.now())
    offered = [
        OfferedWrap("RED", WrapPer.UNIT, ("BREAD",)),
        OfferedWrap("BOX", WrapPer.LINE),
        OfferedWrap("CRATE", WrapPer.ORDER),
    ]
    set_gift_wraps("web", offered, now=clock.now())
    return shop


def wrap(checkout: Checkout, sku: str = "MILK", wrapping: str = "RED"):
    return checkout.shopper.put(f"{checkout.path}/wrapping", {"sku": sku, "wrap": wrapping})


def lines(cart: dict) -> list[tuple]:
    return [
        (line["sku"], line["quantity"], line["line_total"]["minor"], line["wraps"])
        for line in cart["lines"]
    ]


def bought(deliver, *wraps: tuple[str, str], **units: int) -> tuple[Shopper, str]:
    checkout = ready_to_order(**units)
    for sku, wrapping in wraps:
        checkout.cart = wrap(checkout, sku, wrapping).json()
    placed = checkout.place()
    assert placed.status_code == 201, placed.content
    deliver()
    return checkout.shopper, placed.json()["id"]


def cancel(shopper: Shopper, order_id: str, position: int, units: int):
    body = {"lines": [{"position": position, "units": units}], "reason": "mistake"}
    return shopper.post(f"/orders/{order_id}/cancelled-lines", body)


def refunded(shopper: Shopper, order_id: str) -> int:
    return shopper.get(f"/orders/{order_id}").json()["refunded"]["minor"]


def test_the_shop_lists_in_what_it_wraps(wrapped):
    items = Shopper().get("/gift-wraps").json()["items"]
    assert [(each["sku"], each["per"], each["price"]["minor"]) for each in items] == [
        ("RED", "unit", 300),
        ("BOX", "line", 500),
        ("CRATE", "order", 700),
    ]


def test_wrapping_is_a_line_that_follows_what_is_wrapped(wrapped):
    checkout = a_cart(MILK=2, BREAD=3)
    assert lines(wrap(checkout).json()) == [
        ("MILK", 2, 398, None),
        ("BREAD", 3, 750, None),
        ("RED", 2, 600, "MILK"),
    ]
    assert lines(wrap(checkout, "BREAD", "BOX").json())[3] == ("BOX", 1, 500, "BREAD")
    seen = wrap(checkout, "", "CRATE").json()
    assert lines(seen)[4] == ("CRATE", 1, 700, "")
    assert seen["totals"]["items"]["minor"] == 398 + 750 + 600 + 500 + 700

    more = checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 3}).json()
    assert lines(more)[2] == ("RED", 3, 900, "MILK")
    gone = checkout.shopper.delete(f"{checkout.path}/lines/MILK").json()
    assert [line["sku"] for line in gone["lines"]] == ["BREAD", "BOX", "CRATE"]
    assert checkout.shopper.delete(f"{checkout.path}/lines/BREAD").json()["lines"] == []


def test_one_wrapping_takes_the_place_of_another_and_can_be_taken_off(wrapped):
    checkout = a_cart(MILK=2)
    wrap(checkout)
    assert [line["sku"] for line in wrap(checkout, "MILK", "BOX").json()["lines"]] == [
        "MILK",
        "BOX",
    ]
    assert [line["sku"] for line in wrap(checkout, "MILK", "").json()["lines"]] == ["MILK"]


@pytest.mark.parametrize(
    ("sku", "wrapping"),
    [("BREAD", "RED"), ("MILK", "MILK"), ("MILK", "CRATE"), ("", "RED"), ("EGGS", "RED")],
    ids=["excluded", "no wrapping", "for orders", "for articles", "not in the cart"],
)
def test_what_cannot_be_wrapped_so_is_refused(wrapped, sku, wrapping):
    refused = wrap(a_cart(MILK=1, BREAD=1), sku, wrapping)
    assert (refused.status_code, refused.json()["code"]) == (422, "ordering.cannot_be_wrapped")


def test_what_comes_by_wire_is_not_wrapped(wrapped):
    an_article("SONG", "3.00", stock=0)
    set_article_terms({"SONG": ArticleTerms(Nature.FILE)}, now=clock.now())
    assert wrap(a_cart(SONG=1), "SONG", "RED").status_code == 422


def test_wrapping_is_in_no_stock_and_its_line_knows_what_it_wraps(wrapped, deliver):
    _, order_id = bought(deliver, ("MILK", "RED"), ("", "CRATE"), MILK=2, BREAD=1)
    kept = OrderLine.objects.filter(order_id=order_id).order_by("position")
    assert [(line.sku, line.wraps) for line in kept] == [
        ("MILK", None),
        ("BREAD", None),
        ("RED", 1),
        ("CRATE", 0),
    ]


def test_the_packing_slip_says_what_is_wrapped_in_what(wrapped, deliver):
    _, order_id = bought(deliver, ("MILK", "RED"), MILK=1)
    sheet = on_sheet(order(UUID(order_id)))
    assert sheet.lines[1].name == "Product RED → Product MILK"


def test_wrapping_leaves_with_the_last_of_the_goods(wrapped, deliver):
    shopper, order_id = bought(deliver, ("MILK", "RED"), MILK=2)
    goods, wrapping = groups_of_order(UUID(order_id))
    assert (goods.kind, wrapping.kind, wrapping.state) == ("ship", "digital", "open")

    hand_over(goods.id, now=clock.now())
    deliver()

    assert groups_of_order(UUID(order_id))[1].state == "handed_over"
    assert shopper.get(f"/orders/{order_id}").json()["state"] == "fulfilled"


def test_wrapping_by_the_unit_is_paid_back_unit_by_unit(wrapped, deliver):
    shopper, order_id = bought(deliver, ("MILK", "RED"), MILK=3, BREAD=1)

    assert cancel(shopper, order_id, 1, 2).status_code == 200
    deliver()
    assert refunded(shopper, order_id) == 2 * (199 + 300)
    assert cancel(shopper, order_id, 1, 1).status_code == 200
    deliver()
    assert refunded(shopper, order_id) == 3 * (199 + 300)


def test_wrapping_of_a_line_goes_with_its_last_unit_and_of_the_order_with_the_last_of_all(
    wrapped, deliver
):
    shopper, order_id = bought(deliver, ("MILK", "BOX"), ("", "CRATE"), MILK=2, BREAD=1)
    cancel(shopper, order_id, 1, 1)
    deliver()
    assert refunded(shopper, order_id) == 199
    cancel(shopper, order_id, 1, 1)
    deliver()
    assert refunded(shopper, order_id) == 2 * 199 + 500

    cancel(shopper, order_id, 2, 1)
    deliver()
    seen = shopper.get(f"/orders/{order_id}").json()
    assert (seen["state"], seen["refunded"]) == ("cancelled", seen["totals"]["total"])


def test_wrapping_alone_can_be_called_off_before_it_is_done(wrapped, deliver):
    shopper, order_id = bought(deliver, ("MILK", "RED"), MILK=2)
    assert cancel(shopper, order_id, 2, 2).status_code == 200
    deliver()
    assert refunded(shopper, order_id) == 600


def test_an_edit_that_removes_goods_takes_their_wrapping_along(wrapped, deliver):
    shopper, order_id = bought(deliver, ("MILK", "RED"), MILK=2, BREAD=1)
    body = {"remove": [{"position": 1, "units": 1}], "reason": "One is enough"}
    assert shopper.post(f"/orders/{order_id}/edits", body).status_code == 200
    deliver()
    assert refunded(shopper, order_id) == 199 + 300


@pytest.mark.parametrize(
    ("reason", "back"), [("changed_mind", 199), ("damaged", 199 + 300)], ids=["theirs", "ours"]
)
def test_wrapping_that_was_done_is_paid_back_only_for_our_own_fault(wrapped, deliver, reason, back):
    shopper, order_id = bought(deliver, ("MILK", "RED"), MILK=2)
    hand_over(groups_of_order(UUID(order_id))[0].id, now=clock.now())
    deliver()
    can = shopper.get(f"/orders/{order_id}/returnable").json()["lines"]
    assert [line["sku"] for line in can] == ["MILK"]
    lines_back = [{"position": 1, "units": 1, "reason": reason}]
    made = shopper.post(f"/orders/{order_id}/returns", {"lines": lines_back})
    assert made.status_code == 200, made.content
    place = groups_of_order(UUID(order_id))[0].location
    assert place is not None
    received = {"lines": [{"position": 1, "restocked": 1}], "location_id": str(place.id)}
    done = staff().post(f"/returns/{made.json()['id']}/receipt", received)
    assert done.status_code == 200, done.content
    deliver()
    assert refunded(shopper, order_id) == back


def test_a_guest_cart_that_is_claimed_keeps_no_wrapping(wrapped, an_account):
    account = an_account()
    mine, guest = a_cart(account, MILK=1), a_cart(MILK=1, BREAD=1)
    wrap(mine, "MILK", "RED")
    wrap(guest, "BREAD", "BOX")
    claimed = account.post(
        f"/carts/{guest.cart['id']}/claim", {"cart_token": guest.shopper.token}
    ).json()
    assert [(line["sku"], line["quantity"]) for line in claimed["lines"]] == [
        ("MILK", 2),
        ("BREAD", 1),
        ("RED", 2),
    ]


def test_only_services_wrap_and_each_once(wrapped):
    for wraps in (["MILK"], ["NONE"], ["RED", "RED"]):
        with pytest.raises(BadGiftWrap):
            set_gift_wraps(
                "web", [OfferedWrap(sku, WrapPer.UNIT) for sku in wraps], now=clock.now()
            )
    assert len(wrap_options("web")) == 3


def test_another_process_sees_what_is_offered_now(wrapped, django_assert_num_queries):
    forget_gift_wraps()
    with django_assert_num_queries(3):
        assert len(wrap_options("web")) == 3
    with django_assert_num_queries(0):
        assert wrap_options("elsewhere") == ()


def test_a_cart_with_wrapping_is_ordered_with_its_contact_as_any_other(wrapped):
    checkout = a_cart(MILK=1)
    wrap(checkout)
    seen = checkout.shopper.put(f"{checkout.path}/contact", CONTACT).json()
    assert seen["needs_delivery"] is True
