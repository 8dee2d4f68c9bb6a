"""The page of an order, of a cart and of what is held for it, in words."""

import pytest
from back_office.test_actions import an_order, press
from django.test import Client
from factories.ordering import a_cart, a_shop, an_article

from serai.inventory.models import Reservation
from serai.kernel.ids import uuid7
from serai.ordering.models import CartRow
from serai.pricing.models import PriceEntry

pytestmark = pytest.mark.django_db


def test_an_order_tells_what_happened_in_its_order(owner: Client):
    order = an_order()
    press(owner, f"/admin/ordering/order/{order.pk}/hold/", reason="A look first")
    press(owner, f"/admin/ordering/order/{order.pk}/cancel/", reason="Changed their mind")

    page = owner.get(f"/admin/ordering/order/{order.pk}/change/").content.decode()

    told = page[page.index('<ol class="bo-timeline">') :]
    told = told[: told.index("</ol>")]
    assert told.count("<li>") == told.count("<time ")
    assert told.index("Placed") < told.index("Held")
    assert "A look first" in page


def test_a_cart_lists_its_articles_and_no_raw_data(owner: Client):
    a_shop()
    an_article("MILK", "1.99")
    a_cart(MILK=2)
    cart = CartRow.objects.get()

    page = owner.get(f"/admin/ordering/cartrow/{cart.pk}/change/").content.decode()

    assert "2 × " in page
    assert "(MILK)" in page
    assert "unit_minor" not in page


def test_how_a_cart_came_about_is_told_in_the_readers_language(owner: Client):
    a_shop()
    an_article("MILK", "1.99")
    a_cart(MILK=2)
    address = f"/admin/ordering/cartrow/{CartRow.objects.get().pk}/change/"

    page = owner.get(address, headers={"accept-language": "ru"}).content.decode()

    assert "Товары: 3.98 USD" in page
    assert "Total:" not in page


def test_why_a_price_counts_is_told_in_the_readers_language(owner: Client):
    a_shop()
    an_article("MILK", "1.99")
    address = f"/admin/pricing/priceentry/{PriceEntry.objects.get().pk}/change/"

    pages = {
        language: owner.get(address, headers={"accept-language": language}).content.decode()
        for language in ("ru", "he", "en")
    }

    assert "1.99 USD — цена с " in pages["ru"]
    assert "1.99 USD הוא המחיר מ-" in pages["he"]
    assert "is the price since" not in pages["ru"] + pages["he"]
    assert "1.99 USD is the price since" in pages["en"]


def test_what_is_held_names_its_articles(owner: Client):
    order = an_order()

    page = owner.get(f"/admin/inventory/reservation/{order.pk}/change/").content.decode()

    assert Reservation.objects.get().pk == order.pk
    assert "2 × " in page
    assert f"/admin/ordering/order/{order.pk}/change/" in page


def test_a_page_that_is_not_there_says_where_to_go(owner: Client):
    gone = owner.get(f"/admin/nowhere/{uuid7()}/")

    assert gone.status_code == 404
    assert "There is no such page" in gone.content.decode()


def test_a_question_in_a_new_tab_is_a_page(owner: Client):
    page = owner.get("/admin/payments/giftcard/issue/").content.decode()
    within = owner.get("/admin/payments/giftcard/issue/", headers={"hx-request": "true"})

    assert "<!DOCTYPE html>" in page
    assert "Issue a gift card" in page
    assert "<!DOCTYPE html>" not in within.content.decode()
