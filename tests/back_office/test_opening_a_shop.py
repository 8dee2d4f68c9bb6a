"""A shop is opened in the back office alone: channel, category, location, goods, price, delivery."""

from collections.abc import Callable

import pytest
from django.test import Client
from factories.catalog import a_channel, a_variant, categories
from factories.inventory import a_location

from serai.catalog.models import Category
from serai.catalog.public import channel
from serai.inventory.models import Balance, ChannelLocation, Location
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.ordering.queries.rates import delivery_rates
from serai.pricing.models import PriceEntry
from serai.pricing.queries.price_explanation import price_explanation

pytestmark = pytest.mark.django_db
CHANNEL = {
    "code": "tea",
    "name": "The tea room",
    "currency": "eur",
    "country": "de",
    "locale": "en",
    "locales": "he, ru",
    "time_zone": "Europe/Berlin",
    "prices_include_tax": "on",
}
CELLAR = {
    "code": "cellar",
    "name": "The cellar",
    "kind": "dc",
    "country": "de",
    "city": "Berlin",
    "sells_to": ["web"],
}
PARCEL = {
    "channel": "web",
    "code": "parcel",
    "kind": "delivery",
    "labels": "en By parcel\nhe משלוח",
    "price": "4.90",
    "from_worth": "0",
    "earliest_days": 2,
    "latest_days": 3,
    "countries": "us, CA",
}
PAGES = (
    "catalog/channel/open",
    "catalog/category/new",
    "inventory/location/new",
    "inventory/balance/receive",
    "pricing/priceentry/set",
    "ordering/deliveryrate/offer",
)


def send(browser: Client, page: str, **said: object) -> str:
    """Send the form of a page and return the page that follows."""
    return browser.post(f"/admin/{page}/", said, follow=True).content.decode()


def test_a_channel_is_opened(owner: Client) -> None:
    page = send(owner, "catalog/channel/open", **CHANNEL)

    opened = channel("tea")
    assert "The tea room is open" in page
    assert (opened.currency, opened.country, opened.time_zone) == ("EUR", "DE", "Europe/Berlin")
    assert opened.locales == ("en", "he", "ru")
    assert opened.prices_include_tax


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"currency": "12!"}, "currency"), ({"locale": "Deutsch!"}, "locale"), ({"code": "web"}, "web")],
)  # fmt: skip
def test_a_channel_that_makes_no_sense_is_refused(owner: Client, wrong, told: str) -> None:
    a_channel()

    page = owner.post("/admin/catalog/channel/open/", {**CHANNEL, **wrong})

    assert page.status_code == 422
    assert told in str(page.context_data["form"].errors)


def test_a_category_is_written_renamed_and_moved(owner: Client) -> None:
    send(owner, "catalog/category/new", name="Tea", position=0)
    send(owner, "catalog/category/new", name="Green tea", parent="tea", position=1)
    green = Category.objects.get(slug="green-tea")
    assert green.path == "tea/green-tea"

    send(
        owner,
        f"catalog/category/{green.pk}/write",
        name="Greens",
        parent="",
        position=0,
        version=green.version,
    )
    green.refresh_from_db()
    assert (green.path, green.name, green.slug) == ("green-tea", "Greens", "green-tea")

    stale = send(owner, f"catalog/category/{green.pk}/write", name="Old", position=0, version=1)
    assert "Someone changed it meanwhile" in stale


def test_a_category_cannot_take_anothers_address_or_lie_below_itself(owner: Client) -> None:
    categories({"slug": "tea", "name": "Tea"}, {"slug": "green", "name": "Green", "parent": "tea"})

    assert "It is taken" in send(owner, "catalog/category/new", name="Tea", position=0)
    tea = Category.objects.get(slug="tea")
    form = owner.get(f"/admin/catalog/category/{tea.pk}/write/").context_data["form"]
    assert [slug for slug, _ in form.fields["parent"].choices] == [""]


def test_a_location_is_written_and_sold_from(owner: Client) -> None:
    a_channel()

    send(owner, "inventory/location/new", **CELLAR)

    place = Location.objects.get(code="cellar")
    assert (place.country, place.city, place.derived) == ("DE", "Berlin", False)
    assert ChannelLocation.objects.get(location=place).channel_id == "web"

    send(owner, f"inventory/location/{place.pk}/write", **{**CELLAR, "city": "Potsdam"})
    place.refresh_from_db()
    assert (place.code, place.city) == ("cellar", "Potsdam")


def arrived(**changes: object) -> dict[str, object]:
    """Return the form of two articles that arrive."""
    location = a_location("cellar")
    return {
        "location": str(location.id),
        "note": "DN 7",
        "once": str(uuid7()),
        "arrived-sku": ["SENCHA", "MATCHA", ""],
        "arrived-units": ["12", "3", ""],
        **changes,
    }


def test_goods_that_arrive_are_in_stock_once(owner: Client) -> None:
    a_variant("SENCHA"), a_variant("MATCHA")
    said = arrived()

    page = send(owner, "inventory/balance/receive", **said)
    send(owner, "inventory/balance/receive", **said)

    assert "15 units are in stock" in page
    assert sorted(Balance.objects.values_list("on_hand", flat=True)) == [3, 12]


def test_goods_that_nobody_knows_are_refused_whole(owner: Client) -> None:
    a_variant("SENCHA")

    assert "There is no article &#x27;MATCHA&#x27;" in send(
        owner, "inventory/balance/receive", **arrived()
    )
    assert not Balance.objects.filter(on_hand__gt=0).exists()


def test_a_price_is_set_now_and_for_later(owner: Client) -> None:
    variant = a_variant("SENCHA")
    send(owner, "pricing/priceentry/set", sku="SENCHA", channel="web", amount="9.50")
    send(
        owner,
        "pricing/priceentry/set",
        sku="SENCHA",
        channel="web",
        amount="7.50",
        compare_at="9.50",
        valid_from="2099-01-01T08:00",
        valid_until="2099-02-01T08:00",
    )

    now = price_explanation(variant.id, sku="SENCHA", channel_code="web", now=clock.now())
    assert now.price is not None
    assert now.price.minor == 950
    later = PriceEntry.objects.latest("pk")
    assert (later.amount_minor, later.compare_at_minor, later.valid_from.year) == (750, 950, 2099)
    assert later.source == "back office, owner"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"sku": "GOLD"}, "There is no article"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "much"}, "not an amount"),
        ({"valid_from": "2001-01-01T08:00"}, "valid_from"),
    ],
)
def test_a_price_that_makes_no_sense_is_refused(
    owner: Client, wrong: dict[str, str], told: str
) -> None:
    a_variant("SENCHA")
    said = {"sku": "SENCHA", "channel": "web", "amount": "9.50", **wrong}

    page = owner.post("/admin/pricing/priceentry/set/", said)

    assert page.status_code == 422
    assert told in str(page.context_data["form"].errors)
    assert not PriceEntry.objects.exists()


def test_a_way_of_delivery_is_offered_with_a_further_price(owner: Client) -> None:
    a_channel()

    send(owner, "ordering/deliveryrate/offer", **PARCEL)
    send(owner, "ordering/deliveryrate/offer", **{**PARCEL, "price": "0", "from_worth": "50"})

    paid, free = sorted(delivery_rates("web"), key=lambda rate: rate.from_minor)
    assert (paid.price_minor, paid.labels, paid.countries) == (
        490,
        {"en": "By parcel", "he": "משלוח"},
        ("US", "CA"),
    )
    assert (free.price_minor, free.from_minor) == (0, 5000)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"price": "4.901"}, "finer"),
        ({"latest_days": 1}, "last day"),
        ({"labels": "en"}, "language and a name"),
        ({"countries": "Germany"}, "two letters"),
    ],
)
def test_a_way_of_delivery_that_makes_no_sense_is_refused(
    owner: Client, wrong: dict[str, object], told: str
) -> None:
    a_channel()

    page = owner.post("/admin/ordering/deliveryrate/offer/", {**PARCEL, **wrong})

    assert page.status_code == 422
    assert told in str(page.context_data["form"].errors)
    assert delivery_rates("web") == []


@pytest.mark.parametrize("page", PAGES)
def test_who_may_only_look_writes_nothing(clerk: Callable[..., Client], page: str) -> None:
    context, model, _ = page.split("/")
    looking = clerk(f"{context}.view_{model}")

    assert looking.get(f"/admin/{page}/").status_code == 403
    assert looking.post(f"/admin/{page}/", {}).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks(owner: Client, page: str) -> None:
    a_channel()

    assert owner.get(f"/admin/{page}/").status_code == 200
