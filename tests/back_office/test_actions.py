"""Buttons call use cases: the same rules, the same events, and a note of who it was."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from factories.catalog import a_channel, a_variant
from factories.inventory import a_location, hold, stocked
from factories.ordering import RATES

from serai.catalog.models import Product
from serai.catalog.public import channel
from serai.inventory.models import Balance, Movement
from serai.inventory.public import fulfil_reservation
from serai.kernel.clock import now
from serai.ordering.models import DeliveryRate, Order
from serai.ordering.public import delivery_rates, set_delivery_rates
from serai.pricing.models import TaxPolicyRow, TaxRateRow
from serai.pricing.public import set_tax_policy, tax_policy_of

pytestmark = pytest.mark.django_db


def press(client: Client, address: str, **answers: object) -> str:
    """Answer the question of a button and return the page that follows."""
    given = {"_form_submitted": "True", **answers}
    return client.post(address, given, follow=True).content.decode()


def an_order(state: str = "paid") -> Order:
    """Return an order of two pieces that have left the stock."""
    variant = a_variant()
    stocked(variant.id, a_location(), 5)
    held = hold({variant.id: 2}, now=now())
    fulfil_reservation(held.reservation_of, now=now())
    order = Order.objects.create(
        id=held.reservation_of,
        number="SR-1",
        state=state,
        channel_code="web",
        locale="en",
        email="ada@example.com",
        currency="USD",
        items_minor=500,
        delivery_minor=0,
        discount_minor=0,
        tax_minor=0,
        total_minor=500,
        placed_at=now(),
    )
    order.lines.create(
        position=1,
        variant_id=variant.id,
        sku=variant.sku,
        name="Milk",
        quantity=2,
        unit_price=Decimal("2.50"),
        items_minor=500,
        discount_minor=0,
        total_minor=500,
    )
    return order


def free_units() -> int:
    balance = Balance.objects.get()
    return balance.on_hand - balance.reserved


def test_cancelling_brings_the_goods_back_and_says_who(owner: Client, published):
    order = an_order()

    press(owner, f"/admin/ordering/order/{order.pk}/cancel/", reason="sold by mistake")

    order.refresh_from_db()
    assert (order.state, order.reason) == ("cancelled", "sold by mistake")
    assert free_units() == 5
    assert [event.type for event in published()][-1] == "ordering.OrderCancelled"
    [entry] = LogEntry.objects.all()
    assert "sold by mistake" in entry.get_change_message()
    assert entry.user.username == "owner"


def test_a_refusal_is_shown_and_changes_nothing(owner: Client, published):
    order = an_order(state="fulfilled")
    before = len(published())

    page = press(owner, f"/admin/ordering/order/{order.pk}/cancel/", reason="too late")

    order.refresh_from_db()
    assert order.state == "fulfilled"
    assert free_units() == 3
    assert len(published()) == before
    assert LogEntry.objects.count() == 0
    assert "cancel" in page


def test_asking_the_question_changes_nothing(owner: Client):
    order = an_order()

    page = owner.get(f"/admin/ordering/order/{order.pk}/cancel/").content.decode()

    order.refresh_from_db()
    assert order.state == "paid"
    assert "Its goods are back in stock at once" in page


def test_a_reason_is_needed(owner: Client):
    order = an_order()

    press(owner, f"/admin/ordering/order/{order.pk}/cancel/", reason="")

    order.refresh_from_db()
    assert order.state == "paid"


@pytest.mark.parametrize("amount", ["0.001", "0", "-1", "abc"])
def test_an_amount_that_cannot_be_paid_is_asked_again(owner: Client, amount: str):
    order = an_order()

    address = f"/admin/ordering/order/{order.pk}/refund/"
    page = press(owner, address, amount=amount, reason="sorry", key="k1")

    assert "Give money back?" in page
    assert LogEntry.objects.count() == 0


def test_what_was_not_paid_here_is_not_refunded(owner: Client):
    order = an_order()

    page = press(owner, f"/admin/ordering/order/{order.pk}/refund/", reason="sorry", key="k1")

    assert "Nothing was paid for this order here" in page


def test_who_may_only_look_cannot_cancel(clerk: Callable[..., Client]):
    order = an_order()
    client = clerk("ordering.view_order")

    page = client.get(f"/admin/ordering/order/{order.pk}/change/").content.decode()
    answer = client.post(
        f"/admin/ordering/order/{order.pk}/cancel/", {"_form_submitted": "True", "reason": "x"}
    )

    order.refresh_from_db()
    assert f"{order.pk}/cancel/" not in page
    assert answer.status_code == 403
    assert order.state == "paid"


def test_withdrawing_and_restoring_a_product(owner: Client, published):
    product_id: UUID = a_variant().product_id

    press(owner, f"/admin/catalog/product/{product_id}/withdraw/", reason="recalled")

    product = Product.objects.get(pk=product_id)
    assert (product.active, product.withdrawn_because) == (False, "recalled")

    owner.post(
        "/admin/catalog/product/",
        {"action": "restore_selected", "_selected_action": [str(product_id)], "index": 0},
    )

    product.refresh_from_db()
    assert product.active
    assert LogEntry.objects.count() == 2


def test_adjusting_writes_a_movement_with_its_reason(owner: Client):
    variant = a_variant()
    stocked(variant.id, a_location(), 5)
    balance = Balance.objects.get()

    press(owner, f"/admin/inventory/balance/{balance.pk}/adjust/", units="-2", reason="broken")

    newest = Movement.objects.order_by("-id")[0]
    assert (newest.quantity, newest.reason, newest.note) == (-2, "adjustment", "broken")
    assert free_units() == 3


def test_more_than_there_is_cannot_be_taken_away(owner: Client):
    variant = a_variant()
    stocked(variant.id, a_location(), 5)
    balance = Balance.objects.get()

    address = f"/admin/inventory/balance/{balance.pk}/adjust/"
    page = press(owner, address, units="-6", reason="broken")

    assert "would leave -1 units" in page
    assert free_units() == 5
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize(
    "page", ["ordering/order", "catalog/product", "inventory/balance", "inventory/reservation"]
)
def test_the_page_of_one_thing_answers_in_a_fixed_number_of_statements(
    owner: Client, page: str, django_assert_max_num_queries
):
    an_order()
    things = {
        "ordering/order": Order,
        "catalog/product": Product,
        "inventory/balance": Balance,
    }
    key = things[page].objects.get().pk if page in things else Order.objects.get().pk

    with django_assert_max_num_queries(14):
        answer = owner.get(f"/admin/{page}/{key}/change/")

    assert answer.status_code == 200


def test_naming_the_pages_that_may_call_a_channel(owner: Client):
    view = a_channel("web")

    address = f"/admin/catalog/channel/{view.id}/origins/"
    press(owner, address, origins="https://shop.example\nhttps://app.example")
    refused = press(owner, address, origins="everywhere")

    assert channel("web").origins == ("https://shop.example", "https://app.example")
    assert "Expected an origin" in refused
    assert LogEntry.objects.count() == 1


def test_a_rate_of_delivery_is_changed_and_taken_away(owner: Client):
    a_channel("web")
    set_delivery_rates("web", RATES)
    row = DeliveryRate.objects.get(code="express")

    address = f"/admin/ordering/deliveryrate/{row.pk}/rate/"
    press(owner, address, price_minor=1290, earliest_days=1, latest_days=2)
    refused = press(owner, address, price_minor=1290, earliest_days=5, latest_days=2)

    row.refresh_from_db()
    assert (row.price_minor, row.latest_days) == (1290, 2)
    assert "its last day is before its first" in refused
    owner.post(
        "/admin/ordering/deliveryrate/",
        {"action": "remove_selected", "_selected_action": [str(row.pk)]},
    )
    assert "express" not in {rate.code for rate in delivery_rates("web")}


def test_tax_is_changed(owner: Client):
    a_channel("web")
    set_tax_policy("web", name="Old", rates={})
    policy = TaxPolicyRow.objects.get()

    address = f"/admin/pricing/taxpolicyrow/{policy.pk}/tax/"
    answers = {"name": "Ohio", "rates": "standard 0.0575\nfood 0", "rounded_at": "total"}
    press(owner, address, **answers)
    refused = press(owner, address, **{**answers, "rates": "standard 2"})

    charged = tax_policy_of("web")
    assert (charged.name, charged.rate("food"), charged.rate("toys")) == (
        "Ohio",
        Decimal(0),
        Decimal("0.0575"),
    )
    assert "must be between 0 and 1" in refused


def test_tax_by_the_rules_of_the_union_is_set_and_needs_an_origin(owner: Client):
    a_channel("web")
    set_tax_policy("web", name="Old", rates={})
    address = f"/admin/pricing/taxpolicyrow/{TaxPolicyRow.objects.get().pk}/tax/"
    answers = {"name": "VAT", "sourcing": "eu", "rounded_at": "line", "oss": "on"}

    refused = press(owner, address, **answers)
    press(owner, address, **answers, origin="DE", registrations="gb, CH")

    policy = TaxPolicyRow.objects.get()
    assert "where the goods come from" in refused
    assert (policy.sourcing, policy.origin_country, policy.oss) == ("eu", "DE", True)
    assert policy.registrations == ["CH", "GB"]


def test_rates_are_written_into_the_table_and_taken_out(owner: Client):
    head = "component,name,country,rate,valid_from\n"
    address = "/admin/pricing/taxraterow/set_rates/"

    refused = press(owner, address, text=head + "vat,VAT,DE,nineteen,2021-01-01")
    told = press(owner, address, text=head + "vat,VAT,de,0.19,2021-01-01")
    listed = owner.get("/admin/pricing/taxraterow/").content.decode()
    key = TaxRateRow.objects.get().pk
    owner.post(
        "/admin/pricing/taxraterow/",
        {"action": "remove_selected", "_selected_action": [str(key)]},
    )

    assert "1 rates are refused; rate 1, rate" in refused
    assert "1 rates are new or changed." in told
    assert "19 %" in listed
    assert not TaxRateRow.objects.exists()


def test_an_order_is_handed_over(owner: Client):
    order = an_order()

    press(owner, f"/admin/ordering/order/{order.pk}/handed-over/")

    order.refresh_from_db()
    assert order.state == "fulfilled"
