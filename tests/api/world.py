"""A shop with two of everybody: what belongs to an owner, and a stranger who has the same of their own."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from api.alert_calls import let_wait_for_articles
from api.change_calls import Bought, let_change, let_staff_change
from api.collection_calls import a_collection
from api.deliveries import expect_bread
from api.demand_calls import foresee_demand, move_goods
from api.digital import sell_by_wire
from api.drafts import a_ready_draft
from api.exchange_calls import an_order_import
from api.group_calls import some_groups
from api.hold_calls import HoldThings, hold_things
from api.instalment_calls import Lent, a_kept_card, a_plan
from api.law_calls import LawThings, a_file, law_things
from api.offer_calls import OfferThings, offer_things
from api.parcel_calls import some_parcels
from api.payment_calls import SomeMoney, some_money
from api.payouts import PayoutThings, payout_things
from api.privacy_calls import let_ask
from api.proposal_calls import proposed_prices
from api.subscription_calls import let_subscribe
from api.substitution_calls import some_offers
from api.synonym_calls import a_synonym
from api.tax_calls import TaxThings, tax_things
from api.tenders import TenderThings, tender_things
from api.tills import TillThings, till_things
from django.test import Client
from factories.attest import a_log
from factories.catalog import categories
from factories.customers import ADDRESS as POSTAL_ADDRESS
from factories.customers import PASSWORD, expect_something_of
from factories.decisions import a_draft, a_running_experiment, switched
from factories.inventory import a_location, stocked
from factories.ordering import (
    CHALLENGE,
    Checkout,
    Shopper,
    a_shop,
    an_article,
    ready_to_order,
)
from factories.papers import an_issuer
from factories.pricing import listed
from factories.promotions import a_batch, a_coupon, a_promotion
from factories.promotions import a_draft as a_draft_promotion
from factories.soft_authenticator import SoftAuthenticator

from serai.catalog.public import VariantView, define_attributes, variants_of_skus
from serai.config.scopes import SCOPES
from serai.customers.models import LoginCode
from serai.customers.public import (
    AddPasskey,
    Register,
    RequestLoginCode,
    add_address,
    add_passkey,
    begin_passkey,
    register,
    request_login_code,
    write_customer_group,
)
from serai.customers.usecases.send_login_code import login_code_letter
from serai.discovery.public import reindex
from serai.fulfilment.public import (
    SetServiceArea,
    Supplier,
    set_service_areas,
    set_suppliers,
)
from serai.kernel import clock
from serai.ledger.public import AccountKind, EntryView, Side, credit, debit
from serai.ledger.usecases.post_by_hand import post_by_hand
from serai.payments.adapters.local.news import of_charge
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.public import Card
from serai.payments.usecases.instruments.keep_instrument import (
    KeepInstrument,
    card_at_vault,
    keep_instrument,
)
from serai.plumbing.auth import ensure_api_key, issue_shopper_token
from serai.plumbing.db import rows
from serai.plumbing.webhooks.replay import send_ping
from serai.plumbing.webhooks.subscribe_endpoint import SubscribeEndpoint, subscribe_endpoint
from serai.pricing.public import OpenPriceList, open_price_list

BANK = AccountKind("books.bank", Side.DEBIT).of("", "USD")
CAPITAL = AccountKind("books.capital", Side.CREDIT).of("", "USD")
STAFF_SCOPES = tuple(scope for scope in SCOPES if scope != "shop")
STAFF_KEY = "sk_test_everything"


@dataclass
class Party:
    """Somebody with a cart that could be ordered, an order, and an order that waits for its bank."""

    cart: Checkout
    paid: tuple[Shopper, dict[str, Any]]
    placing: tuple[Shopper, dict[str, Any]]
    account_id: UUID | None = None
    address_id: UUID | None = None
    passkey_id: UUID | None = None
    instrument_id: UUID | None = None
    lent: Lent | None = None
    prescription_id: UUID | None = None
    """A file that was handed in with the cart."""
    subscriptions: dict[str, UUID] = field(default_factory=dict)
    """By what is to happen to each."""
    changes: dict[str, Bought] = field(default_factory=dict)
    """More orders of theirs, by what is to happen to each; Ann and the guest have them."""

    @property
    def tokens(self) -> list[str]:
        """Return every token of theirs, each once."""
        return list(
            dict.fromkeys(
                shopper.token or ""
                for shopper in (self.cart.shopper, self.paid[0], self.placing[0])
            )
        )


@dataclass
class World:
    """The shop, and who is in it."""

    processor: LocalProcessor
    milk: VariantView
    ann: Party
    bob: Party
    guest: Party
    other_guest: Party
    loose_cart: Checkout
    """A guest's cart that nobody has brought into an account."""
    login_code: str
    payment_id: UUID
    webhook: tuple[str, bytes]
    books: EntryView
    """An entry that was posted by hand."""
    endpoint_id: UUID
    delivery_id: UUID
    synonym_id: UUID
    collection_id: UUID
    price_key: str
    """The key of a price in the log."""
    money: SomeMoney
    authenticator: SoftAuthenticator
    """Holds Ann's passkey."""
    promotions: dict[str, UUID]
    """By code: one that the coupon SPRING24 opens, and a draft."""
    batch_id: UUID
    """Codes of the first that were made together."""
    price_proposals: dict[str, UUID]
    """By SKU: bread and milk."""
    offers: OfferThings
    tenders: TenderThings
    taxes: TaxThings
    payouts: PayoutThings
    tills: TillThings
    import_id: UUID
    draft_id: UUID
    draft_to_withdraw: UUID
    lent: Lent
    """A plan of Ann's for staff to see to."""
    holds: HoldThings
    law: LawThings
    changes: dict[str, Bought]
    """Orders of guests for staff to see to, by what is to happen to each."""
    groups: dict[str, UUID]
    parcels: dict[str, UUID]
    """By the operation that each is for."""
    staff: Client = field(default_factory=Client)

    def product(self) -> dict[str, Any]:
        """Return the milk as staff see it."""
        answer = self.staff.get(
            f"/api/staff/products/{self.milk.product_id}", headers={"Serai-Key": STAFF_KEY}
        )
        return answer.json()


_WIDE = {
    "type": "Polygon",
    "coordinates": [[[-125, 25], [-67, 25], [-67, 49], [-125, 49], [-125, 25]]],
}


def _price_lists(milk: VariantView) -> None:
    """Open one to read and one to close."""
    for code in ("spring", "to-close"):
        open_price_list(OpenPriceList(code, code, "web"), now=clock.now())
        listed(code, milk.id, "1.95", min_quantity=10, now=clock.now())


def a_world(processor: LocalProcessor) -> World:
    """Open the shop and let everybody in."""
    a_shop()
    ensure_api_key(STAFF_KEY, "tests", STAFF_SCOPES, "web")
    categories(
        {"slug": "dairy", "name": "Dairy"}, {"slug": "milk", "name": "Milk", "parent": "dairy"}
    )
    sell_by_wire()
    define_attributes([{"code": "fat", "kind": "number", "unit": "%", "label": "Fat"}])
    milk = an_article(
        "MILK", "1.99", 1000, category="milk", brand="Hollow Oak", package_size="1 l",
        description="Fresh from the dairy.", attributes={"fat": 3.5},
    )  # fmt: skip
    an_article("BREAD", "2.50", 1000, brand="Hollow Oak")
    expect_bread()
    an_article("GIFT25", "25.00", 10, tax_class="gift_card")
    stocked(milk.id, a_location("STORE-1", kind="store", priority=1), 50)
    set_suppliers([Supplier("acme", "Acme Ltd", (True,) * 5 + (False,) * 2, 2, 4)])
    set_service_areas([SetServiceArea("everywhere", "Everywhere", "STORE-1", geometry=_WIDE)])
    write_customer_group("trade", "Trade", now=clock.now())
    _price_lists(milk)
    reindex()
    _experiments()
    ann, bob = _account("ann@example.org", buys_more=True), _account("bob@example.org")
    for party in (ann, bob):
        let_subscribe(party, processor)
    let_wait_for_articles(ann.account_id, bob.account_id)
    _foretold(ann)
    guest, other_guest = _party(None, buys_more=True), _party(None)
    promotions = {
        "by-code": a_promotion("by-code", needs_coupon=True).id,
        "draft": a_draft_promotion("draft", needs_coupon=True).id,
    }
    a_coupon(promotions["by-code"], "SPRING24")
    order_id = ann.paid[1]["id"]
    [(payment_id,)] = rows("SELECT id FROM payments_payment WHERE order_id = %s", [order_id])
    charge = processor.status_of(str(payment_id))
    assert charge is not None
    an_issuer()
    told = subscribe_endpoint(
        SubscribeEndpoint("ERP", "https://erp.example/serai", ["*"]), now=clock.now()
    )
    return World(
        processor=processor,
        milk=variants_of_skus(["MILK"])["MILK"],
        ann=ann,
        bob=bob,
        guest=guest,
        other_guest=other_guest,
        loose_cart=ready_to_order(Shopper(), MILK=1),
        login_code=_login_code("ann@example.org"),
        payment_id=payment_id,
        money=some_money(processor),
        tenders=tender_things(),
        taxes=tax_things(ann.account_id),
        payouts=payout_things(),
        tills=till_things(),
        lent=_lent_to(ann, bob, processor),
        import_id=an_order_import(),
        draft_id=a_ready_draft(),
        draft_to_withdraw=a_ready_draft(),
        holds=hold_things(),
        law=law_things(),
        changes=let_staff_change(),
        parcels=some_parcels(),
        groups=some_groups() | some_offers(),
        books=post_by_hand(
            "capital", [debit(BANK, 10_000), credit(CAPITAL, 10_000)], note="", now=clock.now()
        ),
        webhook=("msg_of_the_first", msgspec.json.encode(of_charge(charge, now=clock.now()))),
        endpoint_id=told.id,
        delivery_id=send_ping(told.id, now=clock.now()),
        price_key=a_log(),
        authenticator=_with_ways_to_buy(ann, processor),
        promotions=promotions,
        price_proposals=proposed_prices(),
        offers=offer_things(promotions["by-code"]),
        synonym_id=a_synonym(),
        collection_id=a_collection(),
        batch_id=a_batch(promotions["by-code"], 2),
    )


def _experiments() -> None:
    """Write one to start and run one to stop, where capabilities are on."""
    switched()
    a_draft(code="to-start")
    a_running_experiment(code="to-stop")


def _foretold(party: Party) -> None:
    """Let something be expected of somebody, and of sales."""
    assert party.account_id is not None
    expect_something_of(party.account_id)
    foresee_demand()
    move_goods()


def _lent_to(ann: Party, bob: Party, processor: LocalProcessor) -> Lent:
    """Let both pay in parts; return another plan of Ann's."""
    for party in (bob, ann):
        assert party.account_id is not None
        card = a_kept_card(party.account_id, processor)
        party.lent = a_plan(party.account_id, card)
    return a_plan(party.account_id, card)


def _with_ways_to_buy(party: Party, processor: LocalProcessor) -> SoftAuthenticator:
    """Give somebody a kept card and a passkey; return what holds the passkey."""
    assert party.account_id is not None
    authenticator, now = SoftAuthenticator(), clock.now()
    token = processor.tokenise(Card("4242424242424242", "12/30", "123"), now=now).token
    keep = KeepInstrument(party.account_id, "web", token, "2026-11")
    party.instrument_id = keep_instrument(keep, *card_at_vault(keep, now=now), now=now).id
    made = authenticator.create(begin_passkey(party.account_id, now=now))
    party.passkey_id = add_passkey(AddPasskey(party.account_id, made, "Mine"), now=now).id
    return authenticator


def _account(email: str, *, buys_more: bool = False) -> Party:
    customer = register(Register(email, PASSWORD), now=clock.now())
    token = issue_shopper_token(customer.id, clock.now())
    address = add_address(customer.id, POSTAL_ADDRESS, is_default=True, now=clock.now())
    party = _party(token, buys_more=buys_more)
    party.account_id, party.address_id = customer.id, address.id
    let_ask(customer.id)
    return party


def _party(token: str | None, *, buys_more: bool = False) -> Party:
    paid = ready_to_order(Shopper(token), MILK=2)
    order = paid.place()
    assert order.status_code == 201, order.content
    placing = ready_to_order(Shopper(token), MILK=1)
    waiting = placing.place(CHALLENGE)
    assert waiting.status_code == 202, waiting.content
    changes = let_change(token) if buys_more else {}
    cart = ready_to_order(Shopper(token), MILK=2, BREAD=1, GIFT25=1)
    return Party(
        changes=changes,
        cart=cart,
        prescription_id=a_file(UUID(cart.cart["id"])),
        paid=(paid.shopper, order.json()),
        placing=(placing.shopper, waiting.json()),
    )


def _login_code(email: str) -> str:
    asked_at = clock.now() - timedelta(seconds=1)
    request_login_code(RequestLoginCode(email), now=asked_at)
    letter = login_code_letter(LoginCode.objects.latest("requested_at", "id").pk, now=asked_at)
    assert letter is not None
    return letter.subject[:6]
