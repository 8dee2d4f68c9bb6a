"""Carts that staff made up: prices of their own, a link, and an end."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from factories.catalog import NOW
from factories.ordering import ADDRESS, CONTACT, Shopper, card
from factories.pricing import priced
from factories.promotions import a_promotion

from serai.catalog.public import special_articles, variants_of_skus
from serai.kernel import clock
from serai.ordering.domain.buyer import Buyer, guest_token
from serai.ordering.domain.cart import CartClosed
from serai.ordering.domain.contact import Address, Contact
from serai.ordering.domain.delivery import DeliveryNotOffered
from serai.ordering.domain.draft import DraftOver, DraftState, DraftTerms
from serai.ordering.queries.drafts.draft_view import DraftNotFound, DraftView, draft_cart, drafts
from serai.ordering.usecases.drafts.place_draft import PaidByLinkOnly, PlaceDraft, place_draft
from serai.ordering.usecases.drafts.write_draft import (
    DraftChanged,
    DraftLine,
    DraftRefused,
    WriteDraft,
    change_draft,
    create_draft,
    withdraw_draft,
)
from serai.ordering.usecases.place_order import PriceChanged
from serai.payments import public as payments
from serai.plumbing.db import rows
from serai.plumbing.idempotency import IdempotencyKey

pytestmark = pytest.mark.django_db
SECRET = settings.SERAI_SECRET
ANN = Contact("ann@example.org", "Ann Example", Address(**ADDRESS))


def a_draft(*lines: DraftLine, **said) -> WriteDraft:
    said = {"expires_at": clock.now() + timedelta(days=7), "made_by": "Sam", **said}
    return WriteDraft("web", lines or (DraftLine("MILK", 2, 150, "A regular"),), **said)


def made(*lines: DraftLine, **said):
    return create_draft(a_draft(*lines, **said), secret=SECRET, now=clock.now())


def at_link(draft) -> tuple[Shopper, str]:
    return Shopper(token=guest_token(draft.id, secret=SECRET)), f"/carts/{draft.id}"


# --- what it says -------------------------------------------------------------------------------


def test_a_draft_has_prices_of_its_own_with_reasons(shop):
    draft = made(
        DraftLine("MILK", 2, 150, "A regular"),
        DraftLine("BREAD", 1),
        discount_minor=100,
        discount_reason="For the trouble",
    )

    assert [(line.sku, line.unit_minor, line.former_minor) for line in draft.lines] == [
        ("MILK", 150, 199),
        ("BREAD", 250, None),
    ]
    assert (draft.totals.discount_minor, draft.totals.total_minor) == (100, 450)
    assert draft.explanation[-2:] == ("Made up by Sam.", "Price agreed for MILK: A regular")
    assert "Off all lines: 1.00 USD, For the trouble" in draft.explanation


def test_what_was_agreed_stays_when_the_shop_becomes_dearer(shop):
    draft = made(DraftLine("MILK", 1, 150, "A regular"), DraftLine("BREAD", 1))
    for sku in ("MILK", "BREAD"):
        priced(variants_of_skus([sku])[sku].id, "9.00", now=clock.now())

    shopper, path = at_link(draft)
    seen = shopper.get(path).json()

    assert [line["unit_price"]["minor"] for line in seen["lines"]] == [150, 900]


def test_promotions_take_nothing_off_a_draft(shop):
    a_promotion("tenth")

    assert made().totals.discount_minor == 0


def test_a_draft_is_refused_that_makes_no_sense(shop):
    for field, said in {
        "reason": {"lines": (DraftLine("MILK", 1, 100),)},
        "discount_reason": {"discount_minor": 5},
        "expires_at": {"expires_at": NOW - timedelta(days=900)},
        "lines": {"lines": (DraftLine("MILK", 1), DraftLine("MILK", 2))},
        "delivery": {"delivery": "pickup", "contact": ANN},
    }.items():
        lines = said.pop("lines", (DraftLine("MILK", 1),))
        with pytest.raises(DraftRefused) as refusal:
            made(*lines, **said)
        assert refusal.value.field == field
    with pytest.raises(DeliveryNotOffered):
        made(delivery="camel")
    assert drafts(storefront="", secret=SECRET, now=NOW).items == []


# --- at its link --------------------------------------------------------------------------------


def test_whoever_has_the_link_fills_in_the_rest_and_pays(shop):
    draft = made()
    shopper, path = at_link(draft)
    assert shopper.put(f"{path}/contact", CONTACT).status_code == 200
    shopper.put(f"{path}/delivery", {"code": "standard", "location": None})
    shopper.post(f"{path}/payment", {"method": "card"})

    order = shopper.post(f"{path}/order", {"expected_total_minor": 300 + 499, "card": card()})

    assert (order.status_code, order.json()["state"]) == (201, "paid")
    assert shopper.get(f"/orders/{order.json()['id']}").json()["totals"]["total"]["minor"] == 799
    view = DraftView.of(draft_cart(draft.id), storefront="", secret=SECRET, now=clock.now())
    assert (view.state, view.order_id) == ("ordered", UUID(order.json()["id"]))


@pytest.mark.parametrize("how", ["add", "more", "remove", "code", "claim"])
def test_what_it_says_is_not_the_shoppers_to_change(shop, an_account, how):
    draft = made()
    shopper, path = at_link(draft)
    account = an_account()
    answer = {
        "add": lambda: shopper.post(f"{path}/lines", {"sku": "BREAD", "quantity": 1}),
        "more": lambda: shopper.patch(f"{path}/lines/MILK", {"quantity": 99}),
        "remove": lambda: shopper.delete(f"{path}/lines/MILK"),
        "code": lambda: shopper.put(f"{path}/codes", {"code": "SPRING24"}),
        "claim": lambda: account.post(f"{path}/claim", {"cart_token": shopper.token}),
    }[how]()

    assert (answer.status_code, answer.json()["code"]) == (409, "ordering.cart_is_draft")
    assert draft_cart(draft.id).lines == draft.lines


def test_a_draft_that_is_over_is_not_ordered(shop):
    draft = made(contact=ANN, delivery="standard")
    withdraw_draft(draft.id, now=clock.now())
    assert withdraw_draft(draft.id, now=clock.now()).draft.withdrawn
    shopper, path = at_link(draft)
    shopper.post(f"{path}/payment", {"method": "card"})

    answer = shopper.post(f"{path}/order", {"expected_total_minor": 799, "card": card()})

    assert (answer.status_code, answer.json()["code"]) == (409, "ordering.draft_over")


def test_an_offer_ends_at_its_instant():
    terms = DraftTerms("Sam", NOW, expires_at=NOW + timedelta(days=1))

    terms.must_stand(NOW + timedelta(hours=23))
    with pytest.raises(DraftOver):
        terms.must_stand(NOW + timedelta(days=1))
    assert [terms.state(is_ordered=False, now=NOW + timedelta(days=d)) for d in (0, 1)] == [
        DraftState.OPEN,
        DraftState.EXPIRED,
    ]


# --- by staff -----------------------------------------------------------------------------------


def test_staff_changes_a_draft_over_the_version_that_was_read(shop):
    draft = made()

    changed = change_draft(draft.id, 1, a_draft(DraftLine("BREAD", 3)), now=clock.now())

    assert ([line.sku for line in changed.lines], changed.totals.total_minor) == (["BREAD"], 750)
    with pytest.raises(DraftChanged) as refusal:
        change_draft(draft.id, 1, a_draft(), now=clock.now())
    assert refusal.value.version == changed.version


def test_staff_places_an_order_that_is_paid_at_the_door(shop):
    draft = made(contact=ANN, delivery="standard")
    key = IdempotencyKey.of(scope="staff", key="once", body=b"x")

    def place():
        return place_draft(
            PlaceDraft(draft.id, "cash_on_delivery", 799),
            key=key,
            secret=SECRET,
            now=clock.now(),
        )

    order = place()

    assert (order.state, order.due.minor, order.email) == ("accepted", 799, "ann@example.org")
    assert place().id == order.id
    with pytest.raises(CartClosed):
        change_draft(draft.id, 1, a_draft(), now=clock.now())


@pytest.mark.parametrize(
    ("expected_total_minor", "refusal"), [(798, PriceChanged), (799, payments.MethodNotOffered)]
)
def test_a_refused_order_leaves_its_draft_as_it_was(shop, expected_total_minor, refusal):
    draft = made(contact=ANN, delivery="standard")
    method = "cash_on_delivery" if refusal is PriceChanged else "cash_at_store"
    key = IdempotencyKey.of(scope="staff", key="refused", body=b"x")
    before = rows("SELECT cart::text FROM ordering_cart AS cart")

    with pytest.raises(refusal):
        place_draft(
            PlaceDraft(draft.id, method, expected_total_minor),
            key=key,
            secret=SECRET,
            now=clock.now(),
        )

    assert rows("SELECT cart::text FROM ordering_cart AS cart") == before
    assert rows("SELECT count(*) FROM plumbing_answer") == [(0,)]


def test_staff_does_not_pay_by_the_shoppers_card(shop):
    draft = made(contact=ANN, delivery="standard")
    key = IdempotencyKey.of(scope="staff", key="once", body=b"x")

    with pytest.raises(PaidByLinkOnly):
        place_draft(PlaceDraft(draft.id, "card", 799), key=key, secret=SECRET, now=clock.now())


def test_a_shoppers_cart_is_no_draft(shop):
    made_by_shopper = Shopper().post("/carts", {"lines": []}).json()

    for cart_id in (uuid4(), UUID(made_by_shopper["id"])):
        with pytest.raises(DraftNotFound):
            draft_cart(cart_id)


def test_drafts_are_listed_newest_first_in_one_statement(shop, django_assert_num_queries):
    made_ones = [made() for _ in range(3)]

    special_articles()
    with django_assert_num_queries(1):
        first = drafts(storefront="", secret=SECRET, now=clock.now(), limit=2)
    rest = drafts(storefront="", secret=SECRET, now=clock.now(), cursor=first.next_cursor)

    found = [each.id for each in (*first.items, *rest.items)]
    assert found == [each.id for each in made_ones[::-1]]
    assert Buyer("web").owns("web", None, made_ones[0].guest_hash) is False
