"""Write a sale of a till down: an order that is paid and handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from serai.catalog import public as catalog
from serai.customers import public as customers
from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.kernel.money import Money
from serai.ordering.domain.order_number import CHECK_DIGITS_SQL
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.purposes import ORDER, TENDER
from serai.ordering.domain.set_parts import carried, with_positions
from serai.ordering.domain.taxes import Taxes, TaxLine
from serai.ordering.domain.tills.conflict import Conflict, ConflictKind
from serai.ordering.domain.tills.operation import (
    OF_THE_SHOP,
    MoneyMoved,
    PaidWith,
    Sale,
    SoldLine,
    TillOperation,
)
from serai.ordering.events import OrderFulfilled, OrderPlaced
from serai.ordering.models import Till
from serai.ordering.queries.set_parts import parts_of
from serai.ordering.queries.what_it_needs import stocked
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.papers.send_receipt import SEND_RECEIPT
from serai.ordering.usecases.tills.take_tenders import look_at_tenders, take_tenders
from serai.payments import public as payments
from serai.plumbing.db import current_work, rows
from serai.plumbing.db.closing import JobRow
from serai.plumbing.events import publish
from serai.pricing import public as pricing


@dataclass(frozen=True, slots=True)
class _Here:
    """What is known here of a sale."""

    variants: dict[str, catalog.VariantView]
    customer_id: UUID | None
    locale: str
    paid: tuple[PaidBy, ...]
    """Gift cards and credit first; what crossed the counter last is the order's own payment."""
    own: PaidBy | None
    placed_at: datetime


METHODS = {
    PaidWith.CASH: payments.CASH_AT_STORE,
    PaidWith.CARD: payments.CARD_AT_TERMINAL,
    **{each: each.value for each in OF_THE_SHOP},
}
"""What payments call the ways in which money crosses a counter."""

_WRITE = f"""
WITH numbered AS (SELECT nextval('ordering_order_number') AS n),
placed AS (
  INSERT INTO ordering_order (
    id, number, state, channel_code, locale, customer_id, location_id, email, currency, items_minor,
    delivery_minor, discount_minor, tax_minor, tax_included_minor, total_minor, taxes, payment_id, payment,
    tenders, explanation, placed_at, closed_at)
  SELECT %(id)s::uuid, n || '-' || {CHECK_DIGITS_SQL}, '{OrderState.FULFILLED}', %(channel_code)s,
    %(locale)s, %(customer_id)s::uuid, %(location_id)s::uuid, %(email)s, %(currency)s, %(items)s::bigint, 0,
    %(discount)s::bigint, %(tax)s::bigint, %(tax_included)s::bigint, %(total)s::bigint, %(taxes)s::jsonb,
    %(payment_id)s::uuid, %(payment)s::jsonb, %(tenders)s::jsonb, %(explanation)s::jsonb,
    %(placed_at)s::timestamptz, %(now)s::timestamptz
  FROM numbered RETURNING id, number),
lined AS (
  INSERT INTO ordering_order_line (
    order_id, position, variant_id, sku, name, quantity, unit_price, items_minor, discount_minor, tax_minor,
    total_minor, tax_included_minor, tax_rate, parts)
  SELECT placed.id, line.* FROM placed, jsonb_to_recordset(%(lines)s::jsonb) AS line (
    position int, variant_id uuid, sku text, name text, quantity int, unit_price numeric, items_minor bigint,
    discount_minor bigint, tax_minor bigint, total_minor bigint, tax_included_minor bigint, tax_rate numeric,
    parts jsonb))
SELECT number FROM placed
"""  # noqa: S608


def merge_sale(
    till: Till, operation: TillOperation, sale: Sale, *, placed_at: datetime, now: datetime
) -> list[Conflict]:
    """
    Write a till's sale as an order under the operation's id, with its money and its stock; return the conflicts.

    Joins the caller's transaction, which merges the operation once. Prices are those agreed at the till; units
    that the store's books do not have are sold all the same.
    """
    known = catalog.variants_of_skus({line.sku for line in sale.lines})
    customer, conflicts = _customer(sale.customer_id)
    customer_id = customer.id if customer else None
    locale = _locale(till, sale, customer)
    shares = look_at_tenders(till, sale, customer_id, now=now)
    tenders = take_tenders(till, operation.id, shares, now=now)
    money = [each for each in sale.paid if each.with_what not in OF_THE_SHOP]
    taken = _take_money(till, operation.id, money, len(tenders), (placed_at, now))
    own, paid = (taken[-1] if taken else None), (*tenders, *taken)
    here = _Here(known, customer_id, locale, paid, own, placed_at)
    number = _write(till, operation.id, sale, here, now)
    units = _units(sale, known)
    short = inventory.sell_at_counter(
        stocked(units),
        sale_of=operation.id,
        location_id=till.location_id,
        note=f"{till.code}-{sale.receipt}",
        now=now,
    )
    publish(
        OrderPlaced(
            order_id=operation.id,
            number=number,
            channel_code=till.channel_code,
            customer_id=customer_id,
            cart_id=None,
            payment_id=paid[-1].payment_id if paid else None,
            total_minor=sale.total_minor,
            currency=till.currency,
            locale=locale,
            variant_ids=tuple(known[line.sku].id for line in sale.lines if line.sku in known),
            quantities=tuple(line.quantity for line in sale.lines if line.sku in known),
        )
    )
    open_order_groups(operation.id, now=now)
    fulfilment.hand_over_order(operation.id, now=now)
    publish(OrderFulfilled(operation.id, number, till.channel_code, customer_id))
    if sale.email:
        args = {"order_id": str(operation.id)}
        current_work().jobs.append(JobRow("default", SEND_RECEIPT, args))
    return [
        *conflicts,
        *(
            Conflict(ConflictKind.UNKNOWN_ARTICLE, line.sku)
            for line in sale.lines
            if line.sku not in known
        ),
        *(_short(each, known) for each in short),
        *_other_prices(till, sale, placed_at),
        *_regulated(sale, known),
    ]


def _locale(till: Till, sale: Sale, customer: customers.CustomerView | None) -> str:
    """Return the buyer's language: as told, else the customer's own, else the channel's."""
    if isinstance(sale.locale, str):
        return sale.locale
    return (customer.locale if customer else "") or catalog.channel(till.channel_code).locale


def _customer(
    customer_id: UUID | None,
) -> tuple[customers.CustomerView | None, list[Conflict]]:
    if customer_id is None:
        return None, []
    try:
        return customers.customer(customer_id), []
    except customers.CustomerNotFound:
        return None, [Conflict(ConflictKind.UNKNOWN_CUSTOMER, str(customer_id))]


def _take_money(
    till: Till,
    order_id: UUID,
    moved: Sequence[MoneyMoved],
    tenders: int,
    when: tuple[datetime, datetime],
) -> list[PaidBy]:
    """Record what crossed the counter; the last amount is the order's own payment, those before are beside it."""
    found = []
    taken_at, now = when
    for count, each in enumerate(moved, 1):
        view = payments.record_taken_payment(
            payments.TakenPayment(
                order_id=order_id,
                channel_code=till.channel_code,
                method=METHODS[each.with_what],
                amount=Money(each.amount_minor, till.currency),
                taken_at=taken_at,
                purpose=ORDER if count == len(moved) else f"{TENDER} {tenders + count}",
                label=each.label,
                reference=each.reference,
            ),
            now=now,
        )
        found.append(PaidBy(view.id, view.method, each.reference, each.label, each.amount_minor))
    return found


def _write(till: Till, order_id: UUID, sale: Sale, here: _Here, now: datetime) -> str:
    lines, last = sale.lines, here.own
    beside = [each for each in here.paid if each is not last]
    [(number,)] = rows(
        _WRITE,
        {
            "id": order_id,
            "channel_code": till.channel_code,
            "locale": here.locale,
            "customer_id": here.customer_id,
            "location_id": till.location_id,
            "email": sale.email,
            "currency": till.currency,
            "items": sum(line.items_minor for line in lines),
            "discount": sum(line.discount_minor for line in lines),
            "tax": sum(line.tax_minor for line in lines),
            "tax_included": sum(line.tax_included_minor for line in lines),
            "total": sale.total_minor,
            "taxes": _json(_taxes(lines)),
            "payment_id": last.payment_id if last else None,
            "payment": _json(Paying("captured", last.method, last.label)) if last else None,
            "tenders": _json(beside) if beside else None,
            "explanation": _json([f"Agreed at till {till.code}, receipt {sale.receipt}."]),
            "placed_at": here.placed_at,
            "now": now,
            "lines": _json(_lines(lines, here.variants)),
        },
    )
    return str(number)


def _lines(sold: Sequence[SoldLine], known: dict[str, catalog.VariantView]) -> list[dict[str, Any]]:
    parts = with_positions(parts_of(known[line.sku]) if line.sku in known else () for line in sold)
    return [
        {
            "position": position,
            "variant_id": known[line.sku].id if line.sku in known else None,
            "parts": its_parts or None,
            **msgspec.structs.asdict(line),
        }
        for position, (line, its_parts) in enumerate(zip(sold, parts, strict=True), 1)
    ]


def _taxes(lines: tuple[SoldLine, ...]) -> Taxes:
    """Add the taxes up by rate, as the till worked them out."""
    sums: dict[Decimal, list[int]] = {}
    for line in lines:
        tax = line.tax_minor + line.tax_included_minor
        if tax or line.tax_rate:
            found = sums.setdefault(line.tax_rate, [0, 0])
            found[0] += line.total_minor - tax
            found[1] += tax
    return Taxes(
        lines=tuple(TaxLine("", "", rate, base, tax) for rate, (base, tax) in sorted(sums.items())),
        included_minor=sum(line.tax_included_minor for line in lines),
        shown_inclusive=any(line.tax_included_minor for line in lines),
    )


def _units(sale: Sale, known: dict[str, catalog.VariantView]) -> dict[UUID, int]:
    units: dict[UUID, int] = {}
    for line in sale.lines:
        if line.sku in known:
            variant = known[line.sku]
            for taken, count in carried(variant.id, line.quantity, parts_of(variant)).items():
                units[taken] = units.get(taken, 0) + count
    return units


def _short(short: inventory.CounterShortage, known: dict[str, catalog.VariantView]) -> Conflict:
    names = {variant.id: sku for sku, variant in known.items()}
    inside = {part.variant_id: part.sku for variant in known.values() for part in variant.parts}
    sku = (inside | names)[short.variant_id]
    had = short.sold - short.unknown
    return Conflict(ConflictKind.SHORT_STOCK, sku, expected=str(had), found=str(short.sold))


def _other_prices(till: Till, sale: Sale, placed_at: datetime) -> list[Conflict]:
    """Tell where the books had another price at that moment; one statement."""
    prices = pricing.prices_of_skus(
        sorted({line.sku for line in sale.lines}),
        till.channel_code,
        placed_at,
        buyer=pricing.BuyingAs(store=till.location.code),
    )
    return [
        Conflict(
            ConflictKind.OTHER_PRICE, line.sku, expected=f"{price:f}", found=f"{line.unit_price:f}"
        )
        for line in sale.lines
        if line.sku in prices
        for price in [_unit(prices[line.sku])]
        if price != line.unit_price
    ]


def _unit(price: pricing.PriceView) -> Decimal:
    return price.unit.amount if price.unit else price.amount.as_decimal()


def _regulated(sale: Sale, known: dict[str, catalog.VariantView]) -> list[Conflict]:
    found = []
    for sku, variant in sorted(known.items()):
        terms = catalog.article_terms(variant.id)
        if terms.minimum_age and not sale.age_checked:
            found.append(Conflict(ConflictKind.AGE_NOT_CHECKED, sku, str(terms.minimum_age)))
        if terms.needs_prescription:
            found.append(Conflict(ConflictKind.PRESCRIPTION, sku))
    return found


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
