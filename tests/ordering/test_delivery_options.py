"""How a cart reaches its shopper."""

import pytest
from factories.inventory import a_location, stocked
from factories.ordering import ADDRESS, CONTACT, Checkout, a_cart, counted, ready_to_order

pytestmark = pytest.mark.django_db


def offered(checkout: Checkout, language: str = "en") -> list[tuple[str, str, int, str | None]]:
    checkout.shopper.language = language
    items = checkout.shopper.get(f"{checkout.path}/delivery-options").json()["items"]
    return [
        (
            item["code"],
            item["label"],
            item["price"]["minor"],
            item["location"] and item["location"]["code"],
        )
        for item in items
    ]


def a_store(code: str, checkout: Checkout, *units: int) -> None:
    """Open a store that has so many units of each line of the cart."""
    place = a_location(code, channel=None, kind="store")
    for line, quantity in zip(checkout.cart["lines"], units, strict=True):
        if quantity:
            stocked(line["variant_id"], place, quantity)


def test_the_table_and_the_stores_that_have_everything_are_offered(shop):
    checkout = a_cart(MILK=3, BREAD=1)
    a_store("S1", checkout, 3, 1)
    a_store("S2", checkout, 2, 9)
    a_store("S3", checkout, 9, 0)
    a_store("S4", checkout, 9, 9)

    assert offered(checkout) == [
        ("standard", "Standard", 499, None),
        ("express", "Express", 990, None),
        ("pickup", "Collect", 0, "S1"),
        ("pickup", "Collect", 0, "S4"),
    ]


def test_a_distribution_centre_is_no_place_to_collect_from(shop):
    assert [code for code, *_ in offered(a_cart(MILK=1))] == ["standard", "express"]


def test_ten_stores_are_named_in_two_statements(shop):
    checkout = a_cart(MILK=1)
    for i in range(12):
        a_store(f"S{i:02}", checkout, 5)
    offered(checkout)

    with counted() as statements:
        options = offered(checkout)

    assert [location for code, *_, location in options if code == "pickup"] == [
        f"S{i:02}" for i in range(10)
    ]
    assert len(statements) == 2


def test_the_price_follows_the_value_of_the_items(shop):
    assert offered(a_cart(MILK=25))[0][2] == 499
    assert offered(a_cart(MILK=26))[0][2] == 0


def test_where_a_rate_does_not_go_it_is_not_offered(shop):
    checkout = a_cart(MILK=1)
    canada = ADDRESS | {"country": "CA", "region": "ON", "postcode": "K1A 0B1"}
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT | {"address": canada})

    refused = checkout.shopper.put(f"{checkout.path}/delivery", {"code": "express"})

    assert [code for code, *_ in offered(checkout)] == ["standard"]
    assert (refused.status_code, refused.json()["code"]) == (422, "ordering.delivery_not_offered")
    assert refused.json()["facts"]["offered"] == ["standard", "pickup"]


def test_labels_come_in_the_readers_language(shop):
    assert [label for _, label, *_ in offered(a_cart(MILK=1), "he")] == ["רגיל", "Express"]


def test_the_choice_is_in_the_sums_and_grows_with_the_cart(shop):
    checkout = a_cart(MILK=1)

    chosen = checkout.shopper.put(f"{checkout.path}/delivery", {"code": "standard"}).json()
    grown = checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 26}).json()

    assert (chosen["delivery"]["price"]["minor"], chosen["totals"]["total"]["minor"]) == (499, 698)
    assert (grown["delivery"]["price"]["minor"], grown["totals"]["total"]["minor"]) == (0, 26 * 199)
    assert set(chosen["delivery"]["eta"]) == {"earliest", "latest"}


def test_a_contact_elsewhere_takes_the_choice_back(shop):
    checkout = ready_to_order(MILK=1)
    canada = ADDRESS | {"country": "CA", "region": "ON", "postcode": "K1A 0B1"}

    same = checkout.shopper.put(f"{checkout.path}/contact", CONTACT | {"name": "Ann B."}).json()
    moved = checkout.shopper.put(f"{checkout.path}/contact", CONTACT | {"address": canada}).json()

    assert (same["delivery"]["code"], same["totals"]["total"]["minor"]) == ("standard", 698)
    assert (moved["delivery"], moved["totals"]["total"]["minor"]) == (None, 199)
    assert checkout.place(expected=199).json()["facts"]["missing"] == ["delivery"]


def test_a_pick_up_is_reserved_and_sold_where_it_waits(shop):
    from factories.inventory import counts

    checkout = a_cart(MILK=3)
    a_store("S1", checkout, 3)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)
    checkout.cart = checkout.shopper.put(
        f"{checkout.path}/delivery", {"code": "pickup", "location": "S1"}
    ).json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})

    order = checkout.place().json()

    assert (order["delivery"]["location"]["code"], order["totals"]["total"]["minor"]) == ("S1", 597)
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (100, 0), "S1": (0, 0)}
    assert order["location_id"] == order["delivery"]["location"]["id"]


@pytest.mark.parametrize("location", [None, "NOWHERE", "DC1", "S1", "' OR 1=1 --"])
def test_a_pick_up_where_it_cannot_be_is_refused(shop, location: str | None):
    checkout = a_cart(MILK=3)
    a_store("S1", checkout, 2)

    response = checkout.shopper.put(
        f"{checkout.path}/delivery", {"code": "pickup", "location": location}
    )

    assert (response.status_code, response.json()["code"]) == (409, "ordering.pickup_not_possible")
    assert checkout.shopper.get(checkout.path).json()["delivery"] is None


@pytest.mark.parametrize("code", ["drone", "", "x" * 65, 1, None])
def test_a_way_that_is_not_in_the_table_is_refused(shop, code: object):
    checkout = a_cart(MILK=1)

    assert checkout.shopper.put(f"{checkout.path}/delivery", {"code": code}).status_code == 422


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "ann"}, "email"),
        ({"name": " "}, "name"),
        ({"phone": "call me"}, "phone"),
        ({"address": ADDRESS | {"postcode": "ABC"}}, "address.postcode"),
        ({"address": ADDRESS | {"country": "ZZ"}}, "address.country"),
        ({"address": ADDRESS | {"region": None}}, "address.region"),
    ],
)
def test_a_contact_that_cannot_be_right_names_the_field(shop, changes: dict, field: str):
    checkout = a_cart(MILK=1)

    response = checkout.shopper.put(f"{checkout.path}/contact", CONTACT | changes)

    assert (response.status_code, response.json()["code"]) == (422, "ordering.bad_contact")
    assert response.json()["facts"]["field"] == field
    assert checkout.shopper.get(checkout.path).json()["contact"] is None


@pytest.mark.parametrize(
    "contact",
    [
        {},
        CONTACT | {"email": None},
        CONTACT | {"name": "x" * 2**20},
        CONTACT | {"address": None},
        CONTACT | {"address": "12 Oak Street"},
        CONTACT | {"is_admin": True},
        [],
    ],
)
def test_a_contact_of_another_shape_is_refused(shop, contact: object):
    checkout = a_cart(MILK=1)

    response = checkout.shopper.put(f"{checkout.path}/contact", contact)

    assert response.status_code in (400, 413, 422)
    assert response.headers["Content-Type"] == "application/problem+json"


def test_what_people_type_comes_back_as_they_typed_it(shop):
    checkout = a_cart(MILK=1)
    name = "Robert'); DROP TABLE ordering_order;-- <script>alert(1)</script> אן {0} %s"

    cart = checkout.shopper.put(f"{checkout.path}/contact", CONTACT | {"name": name}).json()

    assert cart["contact"]["name"] == name


@pytest.mark.parametrize("method", ["", None, "CARD", "x" * 31])
def test_what_is_no_name_of_a_method_is_refused(shop, method: object):
    checkout = ready_to_order(MILK=1)

    response = checkout.shopper.post(f"{checkout.path}/payment", {"method": method})

    assert (response.status_code, response.json()["code"]) == (422, "request.invalid")


def test_only_methods_that_are_offered_are_taken(shop):
    checkout = ready_to_order(MILK=1)

    response = checkout.shopper.post(f"{checkout.path}/payment", {"method": "seashells"})

    assert (response.status_code, response.json()["code"]) == (422, "payments.method_not_offered")


def test_the_payment_step_tells_the_amount_and_where_cards_become_tokens(shop):
    checkout = ready_to_order(MILK=1)

    first, again = (
        checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"}, key="once")
        for _ in range(2)
    )

    assert first.json() == again.json()
    session = first.json()
    assert (session["method"], session["amount"]["minor"]) == ("card", 698)
    assert session["processor"]["tokenise_url"] == "http://testserver/local-processor/tokens"


def test_the_payment_step_comes_after_the_others(shop):
    checkout = a_cart(MILK=1)

    response = checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})

    assert (response.status_code, response.json()["code"]) == (409, "ordering.cart_incomplete")
    assert response.json()["facts"]["missing"] == ["contact", "delivery"]
