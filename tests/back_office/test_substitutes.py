"""Something else for what a store does not have: offered on the order's page, answered on its own."""

from uuid import UUID

import pytest
from django.test import Client
from factories.inventory import a_location, stocked
from factories.ordering import CONTACT, a_cart, a_shop, an_article
from payments.makers import a_processor

from serai.catalog.public import variants_of_skus
from serai.kernel import clock
from serai.ordering.queries.substitutions.substitution_view import substitutions_of_order
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.payments.ports import Processors
from serai.plumbing import wiring

pytestmark = pytest.mark.django_db


def press(client: Client, address: str, **answers: object) -> str:
    given = {"_form_submitted": "True", **answers}
    return client.post(address, given, follow=True).content.decode()


def test_a_substitute_is_offered_for_a_line_and_the_answer_noted(owner: Client, a_folder):
    before = dict(wiring._bound)
    wiring.bind(Processors, Processors(a_processor(a_folder)))
    try:
        a_shop()
        an_article("MILK", "1.99", 0)
        an_article("SKIM", "1.59", 0)
        place = a_location("S7", kind="store", priority=5)
        for sku in ("MILK", "SKIM"):
            stocked(variants_of_skus([sku])[sku].id, place, 5)
        checkout = a_cart(MILK=2)
        for path, body in (
            ("/contact", CONTACT),
            ("/delivery", {"code": "pickup", "location": "S7"}),
        ):
            checkout.cart = checkout.shopper.put(checkout.path + path, body).json()
        checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
        order_id = UUID(checkout.place().json()["id"])
        [group] = open_order_groups(order_id, now=clock.now())

        page = f"/admin/ordering/order/{order_id}"
        asked = owner.get(f"{page}/offer-substitute/").content.decode()
        said = {"line": f"{group.id} 1", "units": 1, "sku": "SKIM"}
        press(owner, f"{page}/offer-substitute/", **said)
        [offer] = substitutions_of_order(order_id)
        shown = press(owner, f"/admin/ordering/substitution/{offer.id}/accept/")
        [after] = substitutions_of_order(order_id)
    finally:
        wiring._bound.clear()
        wiring._bound.update(before)

    assert "2 × Product MILK (ask first)" in asked
    assert (offer.state, after.state, after.answer) == ("asked", "replaced", "yes")
    assert "It is in the order." in shown
