"""Price lists, groups and the reasons of a price in the back office."""

from uuid import UUID

import pytest
from back_office.test_actions import press
from django.contrib.admin.models import LogEntry
from django.test import Client
from factories.catalog import a_variant
from factories.ordering import a_customer_id
from factories.pricing import listed, priced

from serai.customers.public import BuyingTerms, buying_terms, write_customer_group
from serai.kernel.clock import now
from serai.pricing.models import PriceEntry, PriceListRow
from serai.pricing.public import OpenPriceList, open_price_list, price_list_file

pytestmark = pytest.mark.django_db
LISTS = "/admin/pricing/pricelistrow/"


@pytest.fixture
def milk() -> UUID:
    variant_id = a_variant("MILK").id
    priced(variant_id, "2.00", now=now())
    write_customer_group("trade", "Trade", now=now())
    return variant_id


@pytest.fixture
def page(milk: UUID) -> str:
    made = open_price_list(
        OpenPriceList("trade", "Trade prices", "web", customer_group="trade"), now=now()
    )
    listed("trade", milk, "1.8125", min_quantity=10, now=now())
    return f"{LISTS}{made.id}/"


def test_a_list_is_opened_by_the_dialog(owner: Client, milk: UUID):
    shown = press(
        owner,
        f"{LISTS}open_list/",
        code="spring",
        name="Spring",
        channel="web",
        kind="lower",
        customer_group="",
        company_id="",
        priority="3",
    )

    made = PriceListRow.objects.get()
    assert (made.code, made.kind, made.customer_group, made.priority) == (
        "spring",
        "lower",
        None,
        3,
    )
    assert "Spring" in shown
    assert LogEntry.objects.get().change_message == "opened"


def test_a_lists_page_shows_its_prices(owner: Client, page: str):
    shown = owner.get(f"{page}change/").content.decode()

    assert "group trade" in shown
    assert "1.8125 USD" in shown


def test_a_price_is_set_and_a_senseless_one_refused(owner: Client, page: str):
    press(owner, f"{page}price/", sku="MILK", min_quantity="1", amount="1.90", compare_at="")
    refused = press(owner, f"{page}price/", sku="WINE", min_quantity="1", amount="1", compare_at="")

    assert "MILK,1,1.90" in price_list_file("trade", now=now())
    assert "There is no article" in refused


def test_a_list_goes_to_a_file_and_comes_back(owner: Client, page: str):
    told = owner.get(f"{page}file/")
    text = told.content.decode()

    press(owner, f"{page}import/", text="sku,amount\nMILK,1.75\n", replacing="on")
    replaced = price_list_file("trade", now=now())
    press(owner, f"{page}import/", text=text, replacing="on")

    assert told.headers["Content-Disposition"] == 'attachment; filename="trade.csv"'
    assert "MILK,1,1.75" in replaced
    assert price_list_file("trade", now=now()) == text


def test_a_list_is_closed(owner: Client, page: str):
    press(owner, f"{page}close/")

    assert PriceListRow.objects.get().closed_at is not None


def test_who_may_only_look_does_nothing(clerk, page: str):
    reader = clerk("pricing.view_pricelistrow")

    reader.post(f"{page}close/", {"_form_submitted": "True"})

    assert reader.get(f"{page}change/").status_code == 200
    assert PriceListRow.objects.get().closed_at is None


def test_a_price_says_why_it_is_what_it_is_for_a_buyer(owner: Client, page: str):
    entry = f"/admin/pricing/priceentry/{PriceEntry.objects.get().pk}/"

    plain = owner.get(f"{entry}change/").content.decode()
    asked = press(owner, f"{entry}why/", quantity="12", customer_group="trade", company_id="")

    assert "2.00 USD is the price since" in plain
    assert "1.8125 USD (price list trade) is paid for 12." in asked


def test_a_customer_is_put_into_a_group(owner: Client, milk: UUID):
    press(owner, "/admin/customers/customergroup/write_group/", code="club", name="The club")
    customer_id = a_customer_id()

    shown = press(
        owner, f"/admin/customers/customer/{customer_id}/terms/", group="club", company_id=""
    )

    assert buying_terms(customer_id) == BuyingTerms("club")
    assert "The club" in shown
