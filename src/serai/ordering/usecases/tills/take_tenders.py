"""Take what gift cards and credit pay of a till's sale; all of it is looked at before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.purposes import TENDER
from serai.ordering.domain.tills.conflict import Conflict, ConflictKind
from serai.ordering.domain.tills.hide_codes import last_signs
from serai.ordering.domain.tills.operation import OF_THE_SHOP, BadOperation, PaidWith, Sale
from serai.ordering.models import Till
from serai.ordering.ports import Payer, Purse, Tenders
from serai.ordering.usecases.pay_by_tenders import alone_with_several, capture_tenders
from serai.payments import public as payments
from serai.plumbing.wiring import bound


class TenderRefused(BadOperation):
    """A gift card or credit cannot pay; the goods are to be paid otherwise, as another operation."""

    def __init__(self, reason: str, conflict: Conflict) -> None:
        super().__init__(reason)
        self.conflict = conflict


@dataclass(frozen=True, slots=True)
class Share:
    """What one purse is to pay, in minor units."""

    method: str
    purse: Purse
    amount_minor: int


def look_at_tenders(
    till: Till, sale: Sale, customer_id: UUID | None, *, now: datetime
) -> list[Share]:
    """
    Return what each gift card and credit of a sale pays, one purse once.

    Raises:
        TenderRefused: one is not there, cannot pay here, or has too little.
    """
    payer = Payer(till.channel_code, customer_id, till.currency)
    found: dict[tuple[str, str], Share] = {}
    for each in sale.paid:
        if each.with_what not in OF_THE_SHOP:
            continue
        method = each.with_what.value
        claim = each.reference if each.with_what is PaidWith.GIFT_CARD else ""
        try:
            payments.route_of(till.channel_code, method)
            purse = bound(Tenders).named(method).find(claim, payer=payer, now=now)
        except DomainError as refusal:
            named = last_signs(claim) if claim else method
            conflict = Conflict(ConflictKind.TENDER_REFUSED, named, "0", str(each.amount_minor))
            raise TenderRefused(str(refusal), conflict) from None
        before = found.get((method, purse.source))
        asked = each.amount_minor + (before.amount_minor if before else 0)
        found[method, purse.source] = Share(method, purse, asked)
    for share in found.values():
        if share.amount_minor > share.purse.available.minor:
            raise _too_little(share)
    return list(found.values())


def take_tenders(
    till: Till, order_id: UUID, shares: Sequence[Share], *, now: datetime
) -> list[PaidBy]:
    """
    Take what was looked at. Joins the caller's transaction, which writes the sale.

    Raises:
        BalanceTooSmall: somebody was faster; all of it is to be rolled back.
    """
    if len(shares) > 1:
        alone_with_several()
    parts = [_held(till, order_id, share, n, now) for n, share in enumerate(shares, 1)]
    capture_tenders(parts, till.currency, now=now)
    return parts


def _held(till: Till, order_id: UUID, share: Share, number: int, now: datetime) -> PaidBy:
    amount, source = Money(share.amount_minor, till.currency), share.purse.source
    request = payments.start_payment(
        payments.StartPayment(
            cart_id=order_id,
            order_id=order_id,
            channel_code=till.channel_code,
            amount=amount,
            token=source,
            return_url="",
            method=share.method,
            purpose=f"{TENDER} {number}",
        ),
        now=now,
    )
    tender = bound(Tenders).named(share.method)
    tender.hold(source, amount, payment_id=request.payment_id, now=now)
    return PaidBy(request.payment_id, share.method, source, share.purse.label, share.amount_minor)


def _too_little(share: Share) -> TenderRefused:
    has, asked = str(share.purse.available.minor), str(share.amount_minor)
    named = share.purse.label or share.method
    return TenderRefused(
        f"{named} has {has}, and {asked} was to be paid with it.",
        Conflict(ConflictKind.TENDER_REFUSED, named, has, asked),
    )
