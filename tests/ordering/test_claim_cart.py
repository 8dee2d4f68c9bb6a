"""A guest logs in: their cart becomes the account's."""

import pytest
from factories.ordering import ADDRESS, CONTACT, Shopper, a_cart, an_article, written

pytestmark = pytest.mark.django_db


def claim(shopper: Shopper, path: str, token: str, key: str | None = None):
    return shopper.post(f"{path}/claim", {"cart_token": token}, key=key)


def quantities(cart: dict) -> dict[str, int]:
    return {line["sku"]: line["quantity"] for line in cart["lines"]}


def test_lines_add_up(shop, an_account):
    ann = an_account()
    ann.post("/carts", {"lines": [{"sku": "MILK", "quantity": 2}]})
    guest = a_cart(MILK=3, BREAD=1)

    response = claim(ann, guest.path, guest.shopper.token)

    assert response.status_code == 200
    assert quantities(response.json()) == {"MILK": 5, "BREAD": 1}
    assert response.json()["totals"]["total"]["minor"] == 5 * 199 + 250
    assert quantities(ann.get("/carts/mine").json()) == {"MILK": 5, "BREAD": 1}


def test_quantities_add_up_no_further_than_what_is_there(shop, an_account):
    an_article("RARE", "5.00", stock=4)
    ann = an_account()
    ann.post("/carts", {"lines": [{"sku": "RARE", "quantity": 2}]})
    guest = a_cart(RARE=3)

    assert quantities(claim(ann, guest.path, guest.shopper.token).json()) == {"RARE": 4}


def test_an_account_without_a_cart_gets_the_guests(shop, an_account):
    ann, guest = an_account(), a_cart(MILK=3)
    guest.shopper.put(f"{guest.path}/contact", CONTACT)

    cart = claim(ann, guest.path, guest.shopper.token).json()

    assert cart["id"] != guest.cart["id"]
    assert (quantities(cart), cart["contact"]["email"]) == ({"MILK": 3}, "ann@example.org")
    assert ann.get("/carts/mine").json()["id"] == cart["id"]


def test_the_accounts_own_contact_stays(shop, an_account):
    ann, guest = an_account(), a_cart(MILK=3)
    mine = ann.post("/carts", {}).json()
    ann.put(f"/carts/{mine['id']}/contact", CONTACT | {"name": "Ann Herself"})
    guest.shopper.put(
        f"{guest.path}/contact", CONTACT | {"address": ADDRESS | {"city": "Elsewhere"}}
    )

    cart = claim(ann, guest.path, guest.shopper.token).json()

    assert (cart["contact"]["name"], cart["contact"]["address"]["city"]) == (
        "Ann Herself",
        "Dayton",
    )


def test_the_guests_cart_is_merged_and_closed(shop, an_account):
    ann, guest = an_account(), a_cart(MILK=3)
    claim(ann, guest.path, guest.shopper.token)

    shown = guest.shopper.get(guest.path).json()
    added = guest.shopper.post(f"{guest.path}/lines", {"sku": "MILK", "quantity": 1})
    again = claim(ann, guest.path, guest.shopper.token)

    assert shown["state"] == "merged"
    for response in (added, again):
        assert (response.status_code, response.json()["code"]) == (409, "ordering.cart_closed")
    assert quantities(ann.get("/carts/mine").json()) == {"MILK": 3}


def test_a_claim_repeated_under_its_key_is_told_again(shop, an_account):
    ann, guest = an_account(), a_cart(MILK=3)

    first, second = (claim(ann, guest.path, guest.shopper.token, "once") for _ in range(2))

    assert first.json() == second.json()
    assert quantities(ann.get("/carts/mine").json()) == {"MILK": 3}


@pytest.mark.parametrize("token", ["src_wrong", "", "x" * 200])
def test_without_its_token_a_cart_cannot_be_claimed(shop, an_account, token: str):
    ann, guest = an_account(), a_cart(MILK=3)
    before = written()

    response = claim(ann, guest.path, token)

    assert response.status_code == (422 if token == "" else 404)
    assert written() == before


def test_a_cart_of_an_account_cannot_be_claimed(shop, an_account):
    ann, bob = an_account(), an_account()
    path = f"/carts/{ann.post('/carts', {}).json()['id']}"

    assert claim(bob, path, str(ann.token)).status_code == 404


def test_a_guest_cannot_claim(shop):
    guest, other = a_cart(MILK=3), a_cart(MILK=1)

    assert claim(other.shopper, guest.path, guest.shopper.token).status_code == 401
