"""Carts at the prices of this moment."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.cart import Cart, CartLine, Totals
from serai.ordering.domain.cart_lines import Lines
from serai.ordering.domain.gift_wrap import with_wraps
from serai.ordering.domain.new_order import LineSums, PricedCart
from serai.ordering.domain.quantities import MOST_LINES, TooManyLines, checked_quantity
from serai.ordering.queries.agreed_discount import agreed_discount, agreed_in_words
from serai.ordering.queries.current_prices import at_price, current_prices
from serai.ordering.queries.promoted_cart import promoted, with_gifts
from serai.ordering.queries.promoting import NO_FACTS, Promoting, promoting
from serai.ordering.queries.set_parts import parts_now
from serai.ordering.queries.taxed_as import taxed_as, taxes_of
from serai.ordering.queries.what_it_needs import must_be_delivered
from serai.pricing import public as pricing


class UnknownSku(DomainError):
    """There is no article with this SKU."""

    code = "ordering.unknown_sku"
    kind = Kind.REJECTED

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"There is no article {sku!r}.")


class NotForSale(DomainError):
    """The article is not sold on this channel now."""

    code = "ordering.not_for_sale"
    kind = Kind.REJECTED

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"{sku} is not for sale here at present.")


def lines_of_skus(
    wanted: Mapping[str, int],
    *,
    channel_code: str,
    now: datetime,
    buyer: pricing.BuyingAs = pricing.EVERYONE,
    already: Mapping[str, int] | None = None,
) -> Lines:
    """
    Return lines of so many of each SKU at this moment's prices; one statement, none for no SKUs.

    Args:
        wanted: quantities by SKU.
        channel_code: where.
        now: the instant.
        buyer: on whose terms it is bought.
        already: how many of an article the cart holds beside these: its price is that of all of them.

    Raises:
        BadQuantity: not 1 to 999 of an article.
        TooManyLines: more than 200 articles.
        UnknownSku: an article does not exist.
        NotForSale: an article is not sold on this channel now, or has no price.
    """
    if len(wanted) > MOST_LINES:
        raise TooManyLines
    for sku, quantity in wanted.items():
        checked_quantity(sku, quantity)
    if not wanted:
        return ()
    held = already or {}
    counted = {sku: quantity + held.get(sku, 0) for sku, quantity in wanted.items()}
    prices = pricing.prices_of_skus(wanted, channel_code, now, buyer=buyer, quantities=counted)
    return tuple(
        CartLine(
            sku=sku,
            variant_id=price.variant_id,
            name=price.name,
            quantity=quantity,
            unit_minor=price.amount.minor,
            slug=price.slug,
            price_source=price.source,
            tax_class=price.tax_class,
            unit_exact=price.unit.amount if price.unit else None,
            price_list=price.price_list,
            former_minor=price.compare_at.minor if price.compare_at else None,
            parts=parts_now(price.variant_id),
        )
        for sku, quantity in wanted.items()
        for price in [_sellable(sku, prices)]
    )


def repriced(cart: Cart, *, now: datetime) -> PricedCart:
    """
    Return the cart with the prices that its articles have now; one statement.

    Raises:
        NotForSale: an article is no longer sold.
    """
    prices = {price.sku: price for price in current_prices(cart, now=now).values()}
    lines = []
    for line in cart.lines:
        price = prices.get(line.sku)
        if price is None or not price.sellable:
            if line.gift_of is not None:
                continue
            raise NotForSale(line.sku)
        lines.append(at_price(line, price))
    return summed(replace(cart, lines=tuple(lines)), now=now)


def priced(cart: Cart, *, now: datetime) -> Cart:
    """Return the cart with its sums, at the prices that its lines tell; no statement."""
    return summed(cart, now=now).cart


def summed(cart: Cart, *, now: datetime) -> PricedCart:
    """
    Return the cart with its sums and those of each line, at the prices that its lines tell.

    Gifts that promotions give come into it, and those that they give no longer leave it. So does gift wrap
    with what is wrapped.
    """
    if any(line.wraps is not None for line in cart.lines):
        cart = replace(cart, lines=with_wraps(cart.lines))
    if cart.delivery is not None and cart.lines and not must_be_delivered(cart.lines):
        cart = replace(cart, delivery=None)
    tax, known = taxed_as(cart, now=now), None if cart.draft else promoting(cart, now=now)
    result = _result(cart, known, tax, now)
    if known is not None and (changed := with_gifts(cart, result, now=now)) is not None:
        cart, result = changed, _result(changed, known, tax, now)
    return _summed(cart, result, tax, known, now)


def _result(
    cart: Cart, known: Promoting | None, tax: pricing.TaxPolicy, now: datetime
) -> pricing.PricedCart:
    adjustments = known.adjustments if known else agreed_discount(cart)
    return pricing.price_cart(*to_price(cart, known), now=now, adjustments=adjustments, tax=tax)


def to_price(
    cart: Cart, known: Promoting | None
) -> tuple[pricing.CartToPrice, dict[UUID, pricing.PriceView]]:
    """Return the cart as the pricing function is asked about it, and the prices that its lines tell."""
    choice, currency = cart.delivery, cart.currency
    facts = known.lines if known else {}
    items_minor = sum(line.items(currency).minor for line in cart.lines if not line.gift_of)
    asked = pricing.CartToPrice(
        channel_code=cart.channel_code,
        currency=currency,
        lines=tuple(
            pricing.LineToPrice(
                line.variant_id,
                line.quantity,
                line.tax_class,
                facts.get(line.variant_id, NO_FACTS),
                line.gift_of,
            )
            for line in cart.lines
        ),
        delivery=None
        if choice is None
        else pricing.DeliveryToPrice(
            choice.label, Money(choice.price_minor(items_minor), currency)
        ),
        country=cart.contact.address.country if cart.contact else "",
        region=cart.contact.address.region if cart.contact else "",
        **(known.of_cart if known else {}),
    )
    return asked, {line.variant_id: _view_of(line, currency) for line in cart.lines}


def _summed(
    cart: Cart,
    result: pricing.PricedCart,
    tax: pricing.TaxPolicy,
    known: Promoting | None,
    now: datetime,
) -> PricedCart:
    totals = Totals(
        items_minor=result.items.minor,
        delivery_minor=result.delivery.minor,
        discount_minor=result.discount.minor,
        tax_minor=result.tax.minor,
        total_minor=result.total.minor,
    )
    sums = tuple(
        LineSums(
            line.items.minor,
            line.discount.minor,
            line.tax.minor,
            line.total.minor,
            line.tax_included.minor,
            line.tax_rate,
        )
        for line in result.lines
    )
    changed = replace(
        cart,
        totals=totals,
        taxes=taxes_of(result, tax),
        promotions=promoted(cart, result, known),
        explanation=(*result.explanation, *agreed_in_words(cart)),
        priced_at=now,
    )
    return PricedCart(changed, sums, result.rules_hash)


def _view_of(line: CartLine, currency: str) -> pricing.PriceView:
    return pricing.PriceView(
        variant_id=line.variant_id,
        sku=line.sku,
        name=line.name,
        slug=line.slug,
        amount=Money(line.unit_minor, currency),
        compare_at=None if line.former_minor is None else Money(line.former_minor, currency),
        sellable=True,
        source=line.price_source,
        unit=line.unit_price(currency),
        price_list=line.price_list,
    )


def _sellable(sku: str, prices: Mapping[str, pricing.PriceView]) -> pricing.PriceView:
    """Return the price of an article that is sold; a refusal may spend a statement on clear words."""
    price = prices.get(sku)
    if price is not None and price.sellable:
        return price
    if price is None and sku not in catalog.variants_of_skus([sku]):
        raise UnknownSku(sku)
    raise NotForSale(sku)
