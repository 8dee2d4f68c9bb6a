"""What every tender must do; a loyalty programme's points run the same suite."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from factories.points import Points, give_points

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.ledger.public import ledger_disagreements
from serai.ordering.adapters.gift_cards import GiftCards
from serai.ordering.adapters.store_credit import StoreCredit
from serai.ordering.ports import Payer, Tender
from serai.payments import public as payments
from serai.payments.usecases.store_credit.grant_store_credit import (
    GrantStoreCredit,
    grant_store_credit,
)

pytestmark = pytest.mark.django_db
FIVE = Money(500, "EUR")


@dataclass
class Filled:
    """A tender with a purse that holds 5.00 EUR, and what its owner claims it by."""

    tender: Tender
    payer: Payer
    claim: str = ""

    @property
    def source(self) -> str:
        return self.tender.find(self.claim, payer=self.payer, now=clock.now()).source

    def left(self) -> int:
        there = self.tender.look(self.source_kept, payer=self.payer, now=clock.now())
        return there.available.minor

    source_kept: str = ""


def _gift_card() -> Filled:
    command = payments.IssueGiftCard(amount=FIVE, source=payments.GiftCardSource.GIVEN)
    card = payments.issue_gift_card(command, secret=settings.SERAI_SECRET, now=clock.now())
    code = payments.code_of(card.id, secret=settings.SERAI_SECRET)
    return Filled(GiftCards(settings.SERAI_SECRET), Payer("web", None, "EUR"), code)


def _credit() -> Filled:
    customer_id = uuid4()
    grant_store_credit(GrantStoreCredit(customer_id, FIVE, "sorry", uuid4().hex), now=clock.now())
    return Filled(StoreCredit(), Payer("web", customer_id, "EUR"))


def _points() -> Filled:
    customer_id = uuid4()
    give_points(customer_id, 500)
    return Filled(Points(), Payer("web", customer_id, "EUR"))


TENDERS: dict[str, Callable[[], Filled]] = {
    "gift_card": _gift_card,
    "store_credit": _credit,
    "points": _points,
}


@pytest.fixture(params=TENDERS)
def filled(request: pytest.FixtureRequest) -> Filled:
    made = TENDERS[request.param]()
    made.source_kept = made.source
    return made


def spend(filled: Filled, minor: int) -> UUID:
    payment_id, amount = uuid4(), Money(minor, "EUR")
    tender, source = filled.tender, filled.source_kept
    tender.hold(source, amount, payment_id=payment_id, now=clock.now())
    tender.capture(source, amount, payment_id=payment_id, now=clock.now())
    return payment_id


def test_a_claim_finds_what_is_there(filled: Filled):
    purse = filled.tender.find(filled.claim, payer=filled.payer, now=clock.now())

    assert purse.available == FIVE
    assert purse == filled.tender.look(purse.source, payer=filled.payer, now=clock.now())
    assert filled.claim == "" or filled.claim not in purse.source


def test_what_is_held_cannot_be_used_by_others(filled: Filled):
    tender, source = filled.tender, filled.source_kept
    for _ in range(2):
        tender.hold(source, Money(400, "EUR"), payment_id=UUID(int=1), now=clock.now())

    assert filled.left() == 100
    with pytest.raises(DomainError):
        tender.hold(source, Money(101, "EUR"), payment_id=UUID(int=2), now=clock.now())
    assert filled.left() == 100


def test_what_is_let_go_can_be_used_again(filled: Filled):
    tender, source = filled.tender, filled.source_kept
    tender.hold(source, Money(400, "EUR"), payment_id=UUID(int=1), now=clock.now())

    for _ in range(2):
        tender.release(source, payment_id=UUID(int=1), now=clock.now())

    assert filled.left() == 500


def test_what_is_taken_is_gone_once(filled: Filled):
    payment_id = spend(filled, 400)

    filled.tender.capture(
        filled.source_kept, Money(400, "EUR"), payment_id=payment_id, now=clock.now()
    )
    filled.tender.release(filled.source_kept, payment_id=payment_id, now=clock.now())

    assert filled.left() == 100
    assert ledger_disagreements() == []


def test_what_is_taken_in_part_leaves_the_rest(filled: Filled):
    tender, source = filled.tender, filled.source_kept
    tender.hold(source, Money(400, "EUR"), payment_id=UUID(int=1), now=clock.now())
    tender.capture(source, Money(150, "EUR"), payment_id=UUID(int=1), now=clock.now())

    assert filled.left() == 350


def test_what_is_given_back_comes_once_for_each_key(filled: Filled):
    payment_id = spend(filled, 400)
    back = {"payment_id": payment_id, "now": clock.now()}
    for key in ("a", "a", "b"):
        filled.tender.give_back(filled.source_kept, Money(100, "EUR"), key=key, **back)

    assert filled.left() == 300
    assert ledger_disagreements() == []


def test_an_empty_purse_is_shown_and_pays_nothing(filled: Filled):
    spend(filled, 500)

    assert filled.left() == 0
    with pytest.raises(DomainError):
        filled.tender.hold(filled.source_kept, Money(1, "EUR"), payment_id=uuid4(), now=clock.now())
