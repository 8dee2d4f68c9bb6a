"""The pricing function: the same for carts, orders, quotes and agents."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.pricing.domain.adjustments import Adjusted, Adjustment, Reduction, SoFar, Taken
from serai.pricing.domain.cart_to_price import CartToPrice
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.priced_cart import PricedCart, PricedDelivery, PricedLine
from serai.pricing.domain.tax import UNTAXED, TaxPolicy, charge
from serai.pricing.domain.verdict import Discount, EarnedGift, Verdict

VERSION = 1
"""Grows whenever the same input would be priced or explained otherwise."""


class NoPrice(DomainError):
    """Something in the cart has no price here."""

    code = "pricing.no_price"
    kind = Kind.REJECTED

    def __init__(self, variant_id: UUID, channel_code: str) -> None:
        self.variant_id, self.channel_code = variant_id, channel_code
        super().__init__(f"{variant_id} has no price in the channel {channel_code}.")


class BadQuantity(DomainError):
    """A line's quantity is no whole number above zero."""

    code = "pricing.bad_quantity"
    kind = Kind.REJECTED

    def __init__(self, variant_id: UUID, quantity: int) -> None:
        self.variant_id, self.quantity = variant_id, quantity
        super().__init__(f"{quantity} of {variant_id} cannot be priced.")


def price_cart(
    cart: CartToPrice,
    prices: Mapping[UUID, PriceView],
    *,
    now: datetime,
    adjustments: Sequence[Adjustment] = (),
    tax: TaxPolicy = UNTAXED,
) -> PricedCart:
    """
    Return what a cart costs and why; the same input gives the same answer for ever.

    Args:
        cart: what is bought, by whom, to where, and the delivery with its price.
        prices: of every variant in the cart, in its currency.
        now: the instant for which adjustments are asked.
        adjustments: rules that take something off, in order.
        tax: which rates are charged, and where they are rounded.

    Raises:
        NoPrice: a variant has no price.
        BadQuantity: a quantity is not a whole number above zero.
        CurrencyMismatch: a price is in another currency than the cart: a bug.
    """
    work = _Work.begin(cart, prices)
    for rule in adjustments:
        work.adjust(rule.adjust(work.so_far(), now=now))
    return work.finish(tax, _hash(cart, prices, adjustments, tax))


def so_far_of(cart: CartToPrice, prices: Mapping[UUID, PriceView]) -> SoFar:
    """
    Return a cart as the first rule sees it.

    Raises:
        NoPrice, BadQuantity, CurrencyMismatch: as of `price_cart`.
    """
    return _Work.begin(cart, prices).so_far()


@dataclass(slots=True)
class _Work:
    """The sums while the rules are at work; `off` is taken off each line so far."""

    cart: CartToPrice
    prices: list[PriceView]
    items: list[Money]
    off: list[Money]
    delivery: Money
    delivery_off: Money
    trace: list[str]
    discounts: dict[int | None, list[Discount]] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    gifts: list[EarnedGift] = field(default_factory=list)

    @classmethod
    def begin(cls, cart: CartToPrice, prices: Mapping[UUID, PriceView]) -> "_Work":
        zero = Money.zero(cart.currency)
        found, items, trace = [], [], []
        for line in cart.lines:
            if type(line.quantity) is not int or line.quantity < 1:
                raise BadQuantity(line.variant_id, line.quantity)
            price = prices.get(line.variant_id)
            if price is None:
                raise NoPrice(line.variant_id, cart.channel_code)
            cost = zero + price.cost_of(line.quantity)
            found.append(price)
            items.append(cost)
            trace.append(f"{line.quantity} × {price.name} ({price.sku}) at {price.told}: {cost}")
        delivery = zero + cart.delivery.price if cart.delivery else zero
        return cls(cart, found, items, [zero] * len(items), delivery, zero, trace)

    def left(self) -> tuple[Money, ...]:
        return tuple(cost - off for cost, off in zip(self.items, self.off, strict=True))

    def so_far(self) -> SoFar:
        left = self.delivery - self.delivery_off
        return SoFar(self.cart, self.left(), left, tuple(self.items), tuple(self.prices))

    def adjust(self, adjusted: Adjusted) -> None:
        """Take off what a rule says, and keep what it says about it."""
        for reduction in adjusted.reductions:
            self.take_off(reduction)
        for taken in adjusted.taken:
            self.take_promotion(taken)
        self.verdicts += adjusted.verdicts
        self.gifts += adjusted.gifts

    def take_promotion(self, taken: Taken) -> None:
        """Take off what a promotion says, which is never more than is left."""
        verdict, currency = taken.verdict, self.cart.currency
        named = verdict.promotion_id, verdict.code, verdict.name
        for line, minor in taken.lines:
            off = self.off[line].minor + minor
            if not 0 <= minor <= off <= self.items[line].minor:
                raise ValueError(f"{verdict.code} takes {minor} too much off line {line}.")
            self.off[line] = Money(off, currency)
            self.discounts.setdefault(line, []).append(
                Discount(*named, Money(minor, currency), verdict.coupon)
            )
        if taken.delivery:
            amount = Money(taken.delivery, currency)
            if not Money.zero(currency) < amount <= self.delivery - self.delivery_off:
                raise ValueError(f"{verdict.code} takes {amount} too much off the delivery.")
            self.delivery_off += amount
            self.discounts.setdefault(None, []).append(Discount(*named, amount, verdict.coupon))
        where = "delivery" if taken.delivery else f"{len(taken.lines)} lines"
        if len(taken.lines) == 1:
            where = self.prices[taken.lines[0][0]].name
        opened = f" (code {verdict.coupon})" if verdict.coupon else ""
        if verdict.taken:
            self.trace.append(f"Off {where}: {verdict.taken}, {verdict.name}{opened}")

    def take_off(self, reduction: Reduction) -> None:
        """Take off what the rule says, but never more than is left."""
        if reduction.amount.minor < 0:
            raise ValueError(f"A reduction adds {-reduction.amount}: {reduction.reason}")
        if reduction.of_delivery:
            taken = min(reduction.amount, self.delivery - self.delivery_off)
            self.delivery_off += taken
            where = "delivery"
        elif reduction.line is not None:
            taken = min(reduction.amount, self.left()[reduction.line])
            self.off[reduction.line] += taken
            where = self.prices[reduction.line].name
        else:
            taken = self._spread(reduction.amount)
            where = "all lines"
        lost = "" if taken == reduction.amount else f" (of {reduction.amount}; no more was left)"
        if reduction.amount:
            self.trace.append(f"Off {where}: {taken}{lost}, {reduction.reason}")

    def _spread(self, amount: Money) -> Money:
        left = self.left()
        taken = min(amount, sum(left, Money.zero(self.cart.currency)))
        if taken:
            shares = taken.split([each.minor for each in left])
            self.off = [off + share for off, share in zip(self.off, shares, strict=True)]
        return taken

    def finish(self, tax: TaxPolicy, rules_hash: str) -> PricedCart:
        """Add the tax and sum up."""
        zero = Money.zero(self.cart.currency)
        net = [*self.left(), self.delivery - self.delivery_off]
        classes = [line.tax_class for line in self.cart.lines]
        taxed = charge(net[:-1], classes, net[-1], tax)
        added, contained = taxed.added, taxed.contained
        lines = tuple(
            PricedLine(
                variant_id=line.variant_id,
                sku=price.sku,
                name=price.name,
                quantity=line.quantity,
                unit_price=price.amount,
                unit=price.unit,
                price_list=price.price_list,
                compare_at=price.compare_at,
                items=self.items[i],
                discount=self.off[i],
                tax=added[i],
                tax_included=contained[i],
                tax_rate=taxed.rates[i],
                total=net[i] + added[i],
                discounts=tuple(self.discounts.get(i, ())),
            )
            for i, (line, price) in enumerate(zip(self.cart.lines, self.prices, strict=True))
        )
        delivery_line = None
        if self.cart.delivery is not None:
            delivery_line = PricedDelivery(
                self.cart.delivery.label,
                self.delivery,
                self.delivery_off,
                added[-1],
                contained[-1],
                net[-1] + added[-1],
                tuple(self.discounts.get(None, ())),
            )
            self.trace.append(f"Delivery, {self.cart.delivery.label}: {self.delivery}")
        total = _sum(net, zero) + _sum(added, zero)
        self.trace += [taxed.sentence, f"Total: {total}"]
        return PricedCart(
            currency=self.cart.currency,
            lines=lines,
            delivery_line=delivery_line,
            items=_sum(self.items, zero),
            delivery=self.delivery,
            discount=_sum(self.off, self.delivery_off),
            tax=_sum(added, zero),
            tax_included=_sum(contained, zero),
            taxes=taxed.shares,
            tax_treatment=tax.treatment,
            total=total,
            rules_hash=rules_hash,
            explanation=tuple(self.trace),
            verdicts=tuple(self.verdicts),
            gifts=tuple(self.gifts),
        )


def _sum(parts: Sequence[Money], first: Money) -> Money:
    """Return the sum of amounts whose currency has been checked."""
    more = sum([part.minor for part in parts])
    return Money(first.minor + more, first.currency) if more else first


def _hash(
    cart: CartToPrice,
    prices: Mapping[UUID, PriceView],
    adjustments: Sequence[Adjustment],
    tax: TaxPolicy,
) -> str:
    """Return the SHA-256 of the rules, written as JSON in one way only."""
    rules = {
        "version": VERSION,
        "currency": cart.currency,
        "prices": sorted(
            prices[variant_id].as_data() for variant_id in {line.variant_id for line in cart.lines}
        ),
        "delivery": cart.delivery and [cart.delivery.label, cart.delivery.price.minor],
        "adjustments": [{"code": rule.code, **rule.as_data()} for rule in adjustments],
        "tax": tax.written,
    }
    return hashlib.sha256(msgspec.json.encode(rules, order="sorted")).hexdigest()
