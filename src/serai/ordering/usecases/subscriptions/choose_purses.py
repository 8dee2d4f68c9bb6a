"""Let gift cards, credit or points pay for a subscription's orders before its card does."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.ordering.domain.cart import PaymentChoice, TenderChoice
from serai.ordering.ports import Payer, TenderNotFound, Tenders
from serai.plumbing.wiring import bound


@dataclass(frozen=True, slots=True)
class PurseWish:
    """A tender that is to pay: claimed by a card's code or by the log-in, or kept by what it is called."""

    method: str
    claim: str = field(default="", repr=False)
    source: str = ""


def chosen_purses(
    wishes: Iterable[PurseWish],
    payer: Payer,
    *,
    kept: tuple[TenderChoice, ...] = (),
    now: datetime,
) -> tuple[TenderChoice, ...]:
    """
    Return the tenders that are wished for, in that order; nothing moves yet.

    Raises:
        TenderNotFound: nothing pays under this name, or it is not one of those kept.
        TooManyTenders: more than five.
        DomainError: as the tender refuses a card that does not exist, or is somebody else's.
    """
    there = {(each.method, each.source): each for each in kept}
    chosen = PaymentChoice(UUID(int=0), "")
    for wish in wishes:
        chosen = chosen.with_tender(_one(wish, payer, there, now))
    return chosen.tenders


def _one(
    wish: PurseWish, payer: Payer, there: dict[tuple[str, str], TenderChoice], now: datetime
) -> TenderChoice:
    if not wish.source:
        purse = bound(Tenders).named(wish.method).find(wish.claim, payer=payer, now=now)
        return TenderChoice(wish.method, purse.source, purse.label)
    found = there.get((wish.method, wish.source))
    if found is None:
        raise TenderNotFound(wish.method)
    return found
