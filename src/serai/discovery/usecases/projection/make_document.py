"""One product in one channel, from what its owners say."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from serai.catalog.public import ChannelView, PackageSize, ProductView, VariantView
from serai.discovery.domain.document import Band, Document, Facts
from serai.discovery.domain.search_text import search_text
from serai.discovery.usecases.projection.cards import (
    Card,
    CategoryLink,
    Picture,
    Rest,
    ShownVariant,
    UnitPrice,
    card_bytes,
    rest_bytes,
)
from serai.discovery.usecases.projection.shown_attributes import (
    Definitions,
    filter_attributes,
    searched_words,
    shown_attributes,
)
from serai.inventory.public import Availability
from serai.kernel.money import Money
from serai.plumbing.json import money_as_json
from serai.pricing.public import PriceView, unit_price

_BANDS = {"out": Band.OUT, "low": Band.LOW, "in": Band.IN}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What documents of a channel need beside the product itself."""

    channel: ChannelView
    definitions: Definitions
    category_names: Mapping[str, str]
    prices: Mapping[UUID, PriceView]
    availability: Mapping[UUID, Availability]


def make_document(product: ProductView, around: Surroundings, *, seq: int) -> Document:
    """
    Return a product's document.

    Its face is its first variant that can be sold; it is as available as its most available variant. A
    product that the channel does not sell, or of which no variant has a price, is not shown.
    """
    offers = _offers(product, around)
    if not offers:
        return Document(product.id, seq, b"", b"", None)
    card = _card(product, offers, around)
    rest = Rest(
        description=_text(product, "description", around.channel.locale),
        category_path=_path(product, around),
        attributes=shown_attributes(product.attributes, around.definitions, around.channel.locale),
        variants=[_variant(variant, price, around) for variant, price in offers],
        source=product.source.get("from"),
    )
    facts = _facts(product, card, offers, around)
    return Document(product.id, seq, card_bytes(card), rest_bytes(rest), facts)


Offer = tuple[VariantView, PriceView]


def _offers(product: ProductView, around: Surroundings) -> list[Offer]:
    if not product.active or around.channel.code not in product.channels:
        return []
    return [
        (variant, price)
        for variant in product.variants
        if variant.active
        and (price := around.prices.get(variant.id)) is not None
        and price.sellable
    ]


def _card(product: ProductView, offers: list[Offer], around: Surroundings) -> Card:
    face, price = offers[0]
    name = _text(product, "name", around.channel.locale)
    path = _path(product, around)
    return Card(
        id=product.id,
        slug=product.slug,
        sku=face.sku,
        variant_id=face.id,
        name=name,
        brand=product.brand,
        brand_slug=product.brand_slug,
        category=path[-1] if path else None,
        package_size=face.package_size,
        price=money_as_json(price.amount),
        compare_at=_money(price.compare_at),
        unit_price=_unit_price(face, price.amount),
        availability=max((_band(variant, around) for variant, _ in offers)).name.lower(),
        picture=Picture(product.picture.src, product.picture.alt),
    )


def _facts(product: ProductView, card: Card, offers: list[Offer], around: Surroundings) -> Facts:
    face, price = offers[0]
    path = _path(product, around)
    return Facts(
        name=card.name,
        keys=_keys(product, [variant for variant, _ in offers]),
        variants=tuple(variant.id.bytes for variant, _ in offers),
        category=path[-1].slug if path else "",
        brand=product.brand_slug,
        brand_name=product.brand,
        size=face.package_size,
        measure=_measure(face.package),
        price=price.amount.minor,
        band=_BANDS[card.availability],
        attributes=filter_attributes(product.attributes, around.definitions, around.channel.locale),
        text=search_text(
            name=card.name,
            brand=product.brand,
            categories=[step.name for step in path],
            attributes=searched_words(product.attributes, around.definitions),
            description=_text(product, "description", around.channel.locale),
        ),
    )


def _keys(product: ProductView, variants: list[VariantView]) -> tuple[str, ...]:
    """Return the slug, SKUs and GTINs; a GTIN also without the zeros that fill it up."""
    keys = [product.slug, *(variant.sku for variant in variants)]
    for variant in variants:
        if variant.gtin:
            keys += [variant.gtin, variant.gtin.lstrip("0")]
    return tuple(dict.fromkeys(keys))


def _variant(variant: VariantView, price: PriceView, around: Surroundings) -> ShownVariant:
    return ShownVariant(
        id=variant.id,
        sku=variant.sku,
        gtin=variant.gtin,
        name=variant.name,
        package_size=variant.package_size,
        price=money_as_json(price.amount),
        compare_at=_money(price.compare_at),
        availability=_band(variant, around).name.lower(),
    )


def _band(variant: VariantView, around: Surroundings) -> Band:
    found = around.availability.get(variant.id)
    return _BANDS[found.band] if found else Band.OUT


def _path(product: ProductView, around: Surroundings) -> list[CategoryLink]:
    names = around.category_names
    return [
        CategoryLink(step.slug, names.get(step.slug, step.name)) for step in product.category_path
    ]


def _text(product: ProductView, field: str, locale: str) -> str:
    """Return a text in the channel's language, in its own where it is not translated."""
    for wanted in (locale, locale.partition("-")[0]):
        if text := product.translations.get(wanted, {}).get(field):
            return text
    return product.name if field == "name" else product.description


def _measure(package: PackageSize | None) -> tuple[str, float] | None:
    if package is None:
        return None
    amount, unit = package.in_base()
    return unit, float(amount)


def _unit_price(variant: VariantView, amount: Money) -> UnitPrice | None:
    if variant.unit != "each":
        return UnitPrice(variant.unit, money_as_json(amount))
    if variant.package is None:
        return None
    content, base = variant.package.in_base()
    found = unit_price(amount, content=content, base=base)
    return UnitPrice(found.per, money_as_json(found.price)) if found else None


def _money(amount: Money | None) -> dict[str, str | int] | None:
    return money_as_json(amount) if amount is not None else None
