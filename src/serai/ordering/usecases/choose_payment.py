"""Say how the cart will be paid."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import PaymentChoice
from serai.ordering.queries.cart import cart
from serai.ordering.queries.priced_cart import priced
from serai.ordering.queries.promoting import PAYMENT_METHOD
from serai.ordering.queries.what_it_needs import not_carried, steps_of
from serai.ordering.usecases.change_cart import change_cart
from serai.ordering.usecases.save_cart import CartBusy
from serai.payments import public as payments
from serai.plumbing.idempotency import IdempotencyKey, kept_answer, write_once
from serai.pricing import public as pricing


@dataclass(frozen=True)
class PaymentSession:
    """What a storefront needs to ask for a card, and the amount it is asked for."""

    payment_id: UUID
    method: str
    amount: Money
    processor: payments.ProcessorFront
    wallets: tuple[payments.WalletFront, ...]
    """What the browser may offer instead of a typed card."""


_CHOOSE = """
UPDATE ordering_cart
SET payment = %s::jsonb || jsonb_build_object('tenders', coalesce(payment -> 'tenders', '[]')),
    version = version + 1, updated_at = %s
WHERE id = %s AND state = 'open' AND channel_code = %s
  AND (customer_id = %s OR customer_id IS NULL AND guest_hash = %s)
  AND lines <> '[]' AND contact IS NOT NULL
  AND (delivery IS NOT NULL OR NOT EXISTS (
    SELECT FROM jsonb_array_elements(lines) AS line
    WHERE coalesce(line ->> 'tax_class', '') <> 'gift_card'
      AND NOT (line ->> 'variant_id')::uuid = ANY(%s::uuid[])))
RETURNING payment, total_minor, currency
"""


def choose_payment(
    buyer: Buyer, cart_id: UUID, method: str, *, now: datetime, key: IdempotencyKey
) -> PaymentSession:
    """
    Remember the method and return what a storefront needs. No money moves.

    One statement; two more where a promotion asks how carts are paid, so that the cart's price follows.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartIncomplete: it has no lines, contact or, where something is carried, delivery yet.
        MethodNotOffered: the channel takes no payments of this kind.
        KeyReused: the key came back with another body.
    """
    front = payments.processor_front(buyer.channel_code, method)
    choice = PaymentChoice(session_id=uuid7(), method=method)
    row = write_once(
        _CHOOSE,
        [
            msgspec.json.encode(choice).decode(),
            now,
            cart_id,
            buyer.channel_code,
            buyer.customer_id,
            buyer.guest_hash,
            not_carried(),
        ],
        key=key,
    )
    matters = PAYMENT_METHOD in pricing.running_promotions(buyer.channel_code).asked
    again = None
    if row is None:
        seen = again = cart(buyer, cart_id)
        row = kept_answer(key)
        if row is None:
            seen.must_be_open().must_have(*steps_of(seen))
            raise CartBusy
    elif matters:
        again = change_cart(
            buyer, cart_id, lambda seen: priced(seen, now=now), now=now, of_draft=True
        )
    total_minor = again.totals.total_minor if matters and again else row["total_minor"]
    chosen = msgspec.convert(row["payment"], PaymentChoice)
    return PaymentSession(
        payment_id=chosen.session_id,
        method=chosen.method,
        amount=Money(total_minor, row["currency"]),
        processor=front,
        wallets=payments.wallets_of_channel(buyer.channel_code),
    )
