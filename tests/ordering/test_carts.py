"""Carts over HTTP."""

import pytest
from factories.ordering import CONTACT, Checkout, Shopper, a_cart, an_article, counted, written

pytestmark = pytest.mark.django_db
SUMS = ("items", "delivery", "discount", "tax", "total")


def quantities(cart: dict) -> dict[str, int]:
    return {line["sku"]: line["quantity"] for line in cart["lines"]}


def test_a_guest_begins_a_cart_and_is_told_its_token(shop):
    response = Shopper().post("/carts", {"lines": [{"sku": "MILK", "quantity": 2}]})

    assert response.status_code == 201
    cart = response.json()
    assert cart["token"].startswith("src_")
    assert (cart["state"], cart["version"], cart["currency"]) == ("open", 1, "USD")
    [line] = cart["lines"]
    assert (line["sku"], line["name"], line["quantity"]) == ("MILK", "Product MILK", 2)
    assert line["unit_price"] == {"amount": "1.99", "minor": 199, "currency": "USD"}
    assert line["line_total"]["minor"] == 398
    assert {name: cart["totals"][name]["minor"] for name in SUMS} == {
        "items": 398,
        "delivery": 0,
        "discount": 0,
        "tax": 0,
        "total": 398,
    }
    assert cart["explanation"][0].startswith("2 × Product MILK (MILK) at 1.99 USD")


def test_a_cart_may_begin_empty(shop):
    cart = Shopper().post("/carts", {}).json()

    assert (cart["lines"], cart["totals"]["total"]["minor"]) == ([], 0)


def test_a_cart_is_read_with_availability_and_pictures(shop):
    checkout = a_cart(MILK=2)

    cart = checkout.shopper.get(checkout.path).json()

    [line] = cart["lines"]
    assert line["availability"] == "in"
    assert line["picture"]["src"].startswith("/pictures/")
    assert cart["token"] is None


def test_adding_adds_up_and_begins_lines(shop):
    checkout = a_cart(MILK=2)

    checkout.shopper.post(f"{checkout.path}/lines", {"sku": "MILK", "quantity": 3})
    cart = checkout.shopper.post(f"{checkout.path}/lines", {"sku": "BREAD", "quantity": 1}).json()

    assert quantities(cart) == {"MILK": 5, "BREAD": 1}
    assert (cart["version"], cart["totals"]["total"]["minor"]) == (3, 5 * 199 + 250)
    assert checkout.shopper.get(checkout.path).json()["totals"] == cart["totals"]


def test_quantities_change_and_lines_go(shop):
    checkout = a_cart(MILK=2, BREAD=1)

    patched = checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 7}).json()
    emptied = checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 0}).json()
    deleted = checkout.shopper.delete(f"{checkout.path}/lines/BREAD").json()

    assert [quantities(cart) for cart in (patched, emptied, deleted)] == [
        {"MILK": 7, "BREAD": 1},
        {"BREAD": 1},
        {},
    ]
    assert deleted["totals"]["total"]["minor"] == 0


def test_a_price_that_changes_shows_in_the_cart(shop):
    from factories.ordering import LONG_AGO
    from factories.pricing import priced

    checkout = a_cart(MILK=2)
    variant_id = checkout.cart["lines"][0]["variant_id"]
    priced(variant_id, "2.49", now=LONG_AGO.replace(year=2021))

    assert checkout.shopper.get(checkout.path).json()["totals"]["total"]["minor"] == 498


def test_an_article_that_is_withdrawn_shows_as_out(shop):
    from factories.catalog import products

    checkout = a_cart(MILK=2)
    products({"sku": "MILK", "name": "Product MILK", "channels": [], "active": False})

    [line] = checkout.shopper.get(checkout.path).json()["lines"]
    assert (line["availability"], line["unit_price"]["minor"]) == ("out", 199)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([{"sku": "NOBODY", "quantity": 1}], "ordering.unknown_sku"),
        ([{"sku": "ELSEWHERE", "quantity": 1}], "ordering.not_for_sale"),
        ([{"sku": "UNPRICED", "quantity": 1}], "ordering.not_for_sale"),
        (
            [{"sku": "MILK", "quantity": 600}, {"sku": "MILK", "quantity": 600}],
            "ordering.bad_quantity",
        ),
        ([{"sku": "MILK", "quantity": 0}], "request.invalid"),
        ([{"sku": "MILK", "quantity": -1}], "request.invalid"),
        ([{"sku": "MILK", "quantity": 1.5}], "request.invalid"),
        ([{"sku": "MILK", "quantity": 1000}], "request.invalid"),
        ([{"sku": "MILK", "quantity": 10**30}], "request.invalid"),
        ([{"sku": "MILK", "quantity": "2"}], "request.invalid"),
        ([{"sku": "MILK", "quantity": True}], "request.invalid"),
        ([{"sku": "MILK", "quantity": None}], "request.invalid"),
        ([{"sku": "MILK", "quantity": 1, "currency": "EUR"}], "request.invalid"),
        ([{"sku": "", "quantity": 1}], "request.invalid"),
        ([{"sku": "x" * 65, "quantity": 1}], "request.invalid"),
        ([{"sku": "' OR 1=1 --", "quantity": 1}], "ordering.unknown_sku"),
        ([{"sku": "<script>", "quantity": 1}], "ordering.unknown_sku"),
        ([{"sku": "MILK"}], "request.invalid"),
        ("MILK", "request.invalid"),
        ([{"sku": f"S{i}", "quantity": 1} for i in range(201)], "request.invalid"),
    ],
)
def test_a_cart_that_makes_no_sense_is_refused_and_leaves_no_trace(shop, lines, code):
    from factories.catalog import a_channel, a_variant

    a_channel("other")
    a_variant("ELSEWHERE", channels=["other"])
    a_variant("UNPRICED")
    before = written()

    response = Shopper().post("/carts", {"lines": lines})

    assert (response.status_code, response.json()["code"]) == (422, code), response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert written() == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"lines": [1e400]}',
        b"null",
        b'{"lines": [{"sku": "\\u0000", "quantity": 1}]}',
        b'{"lines": [{"sku": "\\ud800", "quantity": 1}]}',
    ],
)
def test_a_body_that_cannot_be_read_is_a_clear_problem(shop, body: bytes):
    response = Shopper().post("/carts", body)

    assert response.status_code in (400, 422)
    assert response.json()["code"].startswith("request.")


def test_a_huge_body_is_refused(shop):
    response = Shopper().post("/carts", {"lines": [{"sku": "x" * 2**20, "quantity": 1}]})

    assert response.status_code in (413, 422)


def test_a_cart_holds_at_most_200_articles(shop):
    from factories.catalog import products
    from factories.ordering import LONG_AGO

    from serai.catalog.public import variants_of_skus
    from serai.kernel.money import Money
    from serai.pricing.public import PriceRow, set_prices

    skus = [f"ARTICLE-{i}" for i in range(201)]
    products(*({"sku": sku, "name": sku, "channels": ["web"]} for sku in skus))
    variants = variants_of_skus(skus)
    set_prices(
        [PriceRow(variant.id, "web", Money(100, "USD")) for variant in variants.values()],
        source="test",
        now=LONG_AGO,
    )
    checkout = a_cart(**dict.fromkeys(skus[:200], 1))

    response = checkout.shopper.post(f"{checkout.path}/lines", {"sku": skus[200], "quantity": 1})

    assert (response.status_code, response.json()["code"]) == (422, "ordering.too_many_lines")
    assert len(checkout.shopper.get(checkout.path).json()["lines"]) == 200


def test_a_line_that_would_hold_too_much_is_refused_and_stays(shop):
    checkout = a_cart(MILK=999)

    response = checkout.shopper.post(f"{checkout.path}/lines", {"sku": "MILK", "quantity": 1})

    assert response.json()["code"] == "ordering.bad_quantity"
    assert quantities(checkout.shopper.get(checkout.path).json()) == {"MILK": 999}


def test_a_line_that_is_not_there_cannot_change(shop):
    checkout = a_cart(MILK=1)

    for response in (
        checkout.shopper.patch(f"{checkout.path}/lines/BREAD", {"quantity": 2}),
        checkout.shopper.delete(f"{checkout.path}/lines/BREAD"),
    ):
        assert (response.status_code, response.json()["code"]) == (404, "ordering.line_not_found")


# --- the same request again -------------------------------------------------------------------


def test_beginning_a_cart_again_tells_the_same_cart_and_token(shop):
    body = {"lines": [{"sku": "MILK", "quantity": 1}]}

    first, second = (Shopper().post("/carts", body, key="the same") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()


def test_a_cart_is_told_again_even_when_its_article_is_gone(shop):
    from factories.catalog import products

    body = {"lines": [{"sku": "MILK", "quantity": 1}]}
    first = Shopper().post("/carts", body, key="the same")
    products({"sku": "MILK", "name": "Product MILK", "channels": [], "active": False})

    assert Shopper().post("/carts", body, key="the same").json() == first.json()


def test_adding_again_under_the_same_key_adds_once(shop):
    checkout = a_cart(MILK=1)
    body = {"sku": "MILK", "quantity": 998}

    answers = [
        checkout.shopper.post(f"{checkout.path}/lines", body, key="once").json() for _ in range(3)
    ]

    assert [quantities(cart) for cart in answers] == [{"MILK": 999}] * 3
    assert answers[0] == answers[1] == answers[2]


def test_the_same_key_with_another_body_is_refused(shop):
    checkout = a_cart(MILK=1)
    checkout.shopper.post(f"{checkout.path}/lines", {"sku": "MILK", "quantity": 1}, key="k")

    added = checkout.shopper.post(f"{checkout.path}/lines", {"sku": "MILK", "quantity": 2}, key="k")
    began = [
        Shopper().post("/carts", {"lines": [{"sku": "MILK", "quantity": n}]}, key="k")
        for n in (1, 2)
    ]

    assert (added.status_code, added.json()["code"]) == (422, "idempotency.key_reused")
    assert [response.status_code for response in began] == [201, 422]
    assert quantities(checkout.shopper.get(checkout.path).json()) == {"MILK": 2}


def test_a_post_without_a_key_is_refused(shop):
    checkout = a_cart(MILK=1)

    for path in ("/carts", f"{checkout.path}/lines", f"{checkout.path}/payment"):
        body = {"sku": "MILK", "quantity": 1} if "lines" in path else {"method": "card"}
        response = checkout.shopper._send("POST", path, {} if path == "/carts" else body)
        assert (response.status_code, response.json()["code"]) == (400, "idempotency.key_missing")


# --- whose cart -------------------------------------------------------------------------------


def test_a_shopper_with_an_account_has_one_open_cart(shop, an_account):
    ann = an_account()

    first = ann.post("/carts", {"lines": [{"sku": "MILK", "quantity": 1}]}).json()
    second = ann.post("/carts", {"lines": [{"sku": "BREAD", "quantity": 2}]}).json()

    assert first["token"] is None
    assert second["id"] == first["id"]
    assert quantities(second) == {"MILK": 1, "BREAD": 2}
    assert ann.get("/carts/mine").json()["id"] == first["id"]


def test_who_has_no_cart_is_told_so(shop, an_account):
    response = an_account().get("/carts/mine")

    assert (response.status_code, response.json()["code"]) == (404, "ordering.cart_not_found")


def test_mine_needs_an_account(shop):
    assert a_cart(MILK=1).shopper.get("/carts/mine").status_code == 401


@pytest.mark.parametrize("owner", ["guest", "account"])
@pytest.mark.parametrize("stranger", ["nobody", "another guest", "another account", "bad token"])
def test_somebody_elses_cart_does_not_exist(shop, an_account, owner: str, stranger: str):
    checkout = a_cart(an_account() if owner == "account" else Shopper(), MILK=1)
    other = {
        "nobody": Shopper,
        "another guest": lambda: a_cart(MILK=1).shopper,
        "another account": an_account,
        "bad token": lambda: Shopper(token="src_wrong"),
    }[stranger]()
    path, before = checkout.path, written()[0]

    answers = [
        other.get(path),
        other.post(f"{path}/lines", {"sku": "MILK", "quantity": 1}),
        other.patch(f"{path}/lines/MILK", {"quantity": 2}),
        other.delete(f"{path}/lines/MILK"),
        other.put(f"{path}/contact", CONTACT),
        other.get(f"{path}/delivery-options"),
        other.put(f"{path}/delivery", {"code": "standard"}),
        other.post(f"{path}/payment", {"method": "card"}),
        other.post(f"{path}/order", {"expected_total_minor": 199, "token": "tok_x"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 9
    assert {answer.json()["code"] for answer in answers} == {"ordering.cart_not_found"}
    assert [row for row in written()[0] if str(row[0]) == checkout.cart["id"]] == [
        row for row in before if str(row[0]) == checkout.cart["id"]
    ]


def test_a_cart_of_another_channel_does_not_exist(shop, an_account):
    from factories.catalog import a_channel

    from serai.plumbing.auth import ensure_api_key

    a_channel("other")
    ensure_api_key("pk_other", "tests", ["shop"], "other")
    checkout = a_cart(an_account(), MILK=1)
    elsewhere = Shopper(token=checkout.shopper.token, key="pk_other")

    assert elsewhere.get(checkout.path).status_code == 404


def test_a_cart_that_never_was_does_not_exist(shop):
    from serai.kernel.ids import uuid7

    assert Shopper().get(f"/carts/{uuid7()}").status_code == 404
    assert Shopper().get("/carts/not-an-id").status_code == 422


# --- statements -------------------------------------------------------------------------------


def test_each_change_spends_few_statements_whatever_the_size(shop):
    for i in range(30):
        an_article(f"ARTICLE-{i}", stock=0)
    small, large = a_cart(MILK=1), a_cart(MILK=1, **{f"ARTICLE-{i}": 1 for i in range(30)})
    spent(a_cart(MILK=1))  # rates are looked up once in a while

    assert spent(small) == spent(large) == [4, 3, 2, 1, 2]


def spent(checkout: Checkout) -> list[int]:
    """Return how many statements each of some calls runs."""
    shopper, path = checkout.shopper, checkout.path
    calls = (
        lambda: shopper.get(path),
        lambda: shopper.post(f"{path}/lines", {"sku": "BREAD", "quantity": 1}),
        lambda: shopper.patch(f"{path}/lines/BREAD", {"quantity": 2}),
        lambda: shopper.put(f"{path}/contact", CONTACT),
        lambda: shopper.put(f"{path}/delivery", {"code": "standard"}),
    )
    counts = []
    for call in calls:
        with counted() as statements:
            assert call().status_code == 200
        counts.append(len(statements))
    return counts
