"""Tax by place, class of goods and buyer: set by the merchant, told to shoppers, kept with the order."""

import pytest
from factories.ordering import ADDRESS, CONTACT, Shopper, a_cart, ready_to_order

pytestmark = pytest.mark.django_db
KANSAS = ADDRESS | {"region": "KS", "city": "Wichita", "postcode": "67202"}
PARIS = ADDRESS | {"country": "FR", "region": "", "city": "Paris", "postcode": "75001"}


def a_rate(component: str, name: str, rate: str, **where: str) -> dict[str, str]:
    begins = {"country": "US", "valid_from": "2020-01-01"}
    return {"component": component, "name": name, "rate": rate, **begins, **where}


def told(view: dict) -> list[tuple[str, str, int]]:
    return [(line["name"], line["rate"], line["tax"]["minor"]) for line in view["totals"]["taxes"]]


def sends_to(shopper: Shopper, path: str, address: dict) -> dict:
    answer = shopper.put(f"{path}/contact", CONTACT | {"address": address})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_sales_tax_is_set_charged_kept_and_told_in_the_letter(
    merchant, processor, letters, deliver
):
    rates = [
        a_rate("state", "Kansas", "0.065", region="KS"),
        a_rate("state", "Kansas", "0", region="KS", tax_class="food"),
        a_rate("city", "Wichita", "0.01", region="KS", postcodes="67202"),
    ]
    policy = {
        "name": "Sales tax",
        "rates": {},
        "sourcing": "us",
        "origin": {"country": "US", "region": "OH", "postcode": "45402"},
        "registrations": ["US-KS"],
    }
    wrote = merchant.post("/tax-rates", {"rates": rates})
    said = merchant.put("/tax-policies/web", policy)
    classed = merchant.post("/products", {"rows": [{"sku": "MILK", "tax_class": "food"}]})
    checkout = ready_to_order(MILK=2)
    checkout.cart = sends_to(checkout.shopper, checkout.path, KANSAS)
    order = checkout.place().json()
    deliver()
    [letter] = [each for each in letters() if order["number"] in each["subject"]]

    assert [answer.status_code for answer in (wrote, said, classed)] == [200, 200, 200]
    # 2 × 1.99 of food pay the city's 1 % alone; the delivery of 4.99 pays both
    assert told(order) == [("Kansas", "0.065", 32), ("Wichita", "0.01", 9), ("Kansas", "0", 0)]
    assert order["totals"]["tax"]["minor"] == 41
    body = letter.get_body(("plain",)).get_content()
    assert "Kansas 6.5%: $0.32" in body


def test_a_business_in_another_member_state_owes_the_tax_itself(merchant, processor, deliver):
    rates = [
        a_rate("vat", "VAT", rate, country=country)
        for country, rate in (("DE", "0.19"), ("FR", "0.2"))
    ]
    policy = {
        "name": "VAT",
        "rates": {},
        "sourcing": "eu",
        "origin": {"country": "DE"},
        "oss": True,
    }
    merchant.post("/tax-rates", {"rates": rates})
    merchant.put("/tax-policies/web", policy)
    checkout = a_cart(MILK=2)

    person = sends_to(checkout.shopper, checkout.path, PARIS)
    slip = checkout.shopper.put(f"{checkout.path}/tax-id", {"number": "FR40303265046"})
    business = checkout.shopper.put(
        f"{checkout.path}/tax-id", {"number": "FR 40 303 265 045"}
    ).json()

    assert told(person) == [("VAT", "0.2", 80)]
    assert (slip.status_code, slip.json()["code"]) == (422, "pricing.bad_tax_id")
    assert business["totals"]["tax_treatment"] == "reverse_charge"
    assert business["totals"]["total"]["minor"] == 398
