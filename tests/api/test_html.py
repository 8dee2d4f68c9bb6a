"""Where the platform makes HTML, what people typed stays text."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from api.call import send
from api.calls import every_call
from api.nasty import HTML
from api.walk import operations
from api.world import World
from django.contrib.auth.models import User
from django.test import Client
from factories.ordering import CHALLENGE, CONTACT, Shopper, card, ready_to_order

from serai.plumbing.db import rows
from serai.plumbing.mail import FileMailer, Mailer
from serai.plumbing.wiring import bind

pytestmark = pytest.mark.django_db
TAGS = ("<script>alert", "<img src=x")
ADDRESS = {**CONTACT["address"], "line1": HTML, "line2": HTML, "city": HTML}


@pytest.fixture
def an_order(world: World) -> dict:
    """Buy a product whose name, and as a person whose name and address, are HTML."""
    edit = {"version": world.product()["version"], "name": HTML, "description": HTML}
    named = send(operations()["edit_product"], every_call(world)["edit_product"](), body=edit)
    assert named.json()["name"] == HTML
    checkout = ready_to_order(Shopper(), MILK=1)
    contact = {**CONTACT, "name": HTML, "address": ADDRESS}
    told = checkout.shopper.put(f"{checkout.path}/contact", contact).json()["contact"]
    assert (told["name"], told["address"]["line1"]) == (HTML, HTML)
    order = checkout.place()
    assert order.status_code == 201, order.content
    return {**order.json(), "cart_id": checkout.cart["id"]}


def test_the_letter_of_an_order_shows_tags_as_text(an_order, deliver_letters):
    [letter] = deliver_letters()

    html = letter.get_body(("html",)).get_content()
    assert [tag for tag in TAGS if tag in html] == []
    assert "&lt;script&gt;" in html
    assert HTML in letter.get_body(("plain",)).get_content()


@pytest.fixture
def deliver_letters(an_order, tmp_path: Path):
    bind(Mailer, FileMailer(tmp_path))

    def run() -> list:
        from serai.plumbing.jobs import jobs

        waiting = rows(
            "SELECT task_name, args FROM procrastinate_jobs"
            " WHERE task_name LIKE '%%confirmation%%' AND args::text LIKE %s",
            [f"%{an_order['id']}%"],
        )
        for name, args in waiting:
            jobs()[name].run(args)
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in tmp_path.glob("*.eml")
        ]

    return run


def test_the_back_office_shows_tags_as_text(world: World, an_order):
    send(operations()["change_profile"], every_call(world)["change_profile"](), body={"name": HTML})
    browser = Client()
    browser.force_login(User.objects.create(username="owner", is_staff=True, is_superuser=True))
    [(variant_id,)] = rows("SELECT id FROM catalog_variant WHERE sku = 'MILK'")
    pages = [
        "/admin/",
        "/admin/ordering/order/",
        f"/admin/ordering/order/{an_order['id']}/change/",
        "/admin/ordering/cartrow/",
        f"/admin/ordering/cartrow/{an_order['cart_id']}/change/",
        "/admin/catalog/product/",
        f"/admin/catalog/product/{world.milk.product_id}/change/",
        "/admin/catalog/variant/",
        f"/admin/catalog/variant/{variant_id}/change/",
        "/admin/customers/customer/",
        f"/admin/customers/customer/{world.ann.account_id}/change/",
        "/admin/inventory/balance/",
        "/admin/inventory/reservation/",
        "/admin/payments/payment/",
        "/admin/pricing/priceentry/",
        "/admin/pricing/pricelistrow/",
        "/admin/customers/customergroup/",
        "/admin/plumbing/eventrecord/",
        "/admin/plumbing/queuedjob/",
    ]

    for page in pages:
        response = browser.get(page, follow=True)
        html = response.content.decode()
        assert (page, response.status_code) == (page, 200)
        assert (page, [tag for tag in TAGS if tag in html]) == (page, [])


def test_the_processors_page_shows_tags_as_text(world: World):
    checkout = ready_to_order(Shopper(), MILK=1)
    body = {
        "expected_total_minor": checkout.total,
        "card": card(CHALLENGE),
        "return_url": 'http://127.0.0.1:8001/orders/{order_id}?"><script>alert(1)</script>',
    }
    placed = checkout.shopper.post(f"{checkout.path}/order", body).json()

    url = placed["action"]["url"].removeprefix("http://testserver")
    html = Client().get(url).content.decode()

    assert [tag for tag in TAGS if tag in html] == []


def test_json_says_that_it_is_no_page(world: World, an_order):
    response = send(operations()["order_for_staff"], every_call(world)["order_for_staff"]())

    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
