"""One product in one channel, from what its owners say."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from serai.catalog.public import ChannelView, PackageSize, ProductView, VariantView
from serai.discovery.domain.document import Band, Document, Facts
from serai.discovery.domain.search_text import search_text
from serai.discovery.usecases.projection.cards import (
    Card,
    CategoryLink,
    Rest,
    ShownAttribute,
    ShownPart,
    ShownPromotion,
    ShownVariant,
    Tier,
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
from serai.discovery.usecases.projection.shown_pictures import face_of, gallery_of
from serai.inventory.public import Availability
from serai.kernel.money import Money
from serai.kernel.money import UnitPrice as ExactPrice
from serai.plumbing.json import money_as_json
from serai.pricing.public import PriceView, PriorPrice, PromotedPrice, unit_price

_BANDS = {"out": Band.OUT, "low": Band.LOW, "in": Band.IN}
_WORDS = {band: word for word, band in _BANDS.items()}


@dataclass(frozen=True, slots=True)
class Background:
    """What all documents of a channel need beside products: the same for a whole run."""

    channel: ChannelView
    definitions: Definitions
    category_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ahead:
    """How an article is sold that is not there; `all_waits`: even what lies in stock waits."""

    kind: str
    all_waits: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """What the variants of some products cost in a channel, and how many are left."""

    prices: Mapping[UUID, PriceView]
    availability: Mapping[UUID, Availability]
    prior: Mapping[UUID, PriorPrice]
    """The lowest prices before reductions, of what is reduced."""
    promoted: Mapping[UUID, PromotedPrice] = field(default_factory=dict)
    """What promotions for everyone make of prices, and which ones articles are shown with."""
    names: Mapping[UUID, ShownPromotion] = field(default_factory=dict)
    """How those promotions are shown."""
    uncounted: Collection[UUID] = frozenset()
    """Articles of which no stock is kept: services, gift cards, what comes by wire."""
    ahead: Mapping[UUID, Ahead] = field(default_factory=dict)
    """What is sold before it is there."""

    def after_promotions(self, products: Iterable[ProductView]) -> dict[UUID, Money | None]:
        """Return what each priced variant costs after promotions; `None` where they lower nothing."""
        return {
            variant.id: found.amount if (found := self.promoted.get(variant.id)) else None
            for product in products
            for variant in product.variants
            if variant.id in self.prices
        }

    def price_of(self, variant_id: UUID) -> PriceView | None:
        """Return what a variant costs, after promotions; `None` where it has no price."""
        plain, found = self.prices.get(variant_id), self.promoted.get(variant_id)
        return plain if plain is None or found is None else found.of(plain)

    def promotions_of(self, variant_id: UUID) -> list[ShownPromotion]:
        """Return the promotions that a variant is shown with."""
        found = self.promoted.get(variant_id)
        return (
            [self.names[each] for each in found.promotions if each in self.names] if found else []
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """A product as its channel tells it: texts in its language, and what can be bought of it."""

    product: ProductView
    locale: str
    name: str
    description: str
    path: list[CategoryLink]
    attributes: list[ShownAttribute]
    variants: list[tuple[VariantView, ShownVariant, Money]]
    band: Band
    translations: dict[str, dict[str, str]]


def make_document(
    product: ProductView, background: Background, offers: Offers, *, seq: int
) -> Document:
    """
    Return a product's document.

    Its face is its first variant that can be sold; it is as available as its most available variant. A
    product that the channel does not sell, or of which no variant has a price, is not shown.
    """
    variants = _variants(product, background, offers)
    if not variants:
        return Document(product.id, seq, b"", b"", None)
    locale = background.channel.locale
    told = _Told(
        product=product,
        locale=locale,
        name=_text(product, "name", locale) or product.name,
        description=_text(product, "description", locale) or product.description,
        path=[
            CategoryLink(step.slug, background.category_names.get(step.slug, step.name))
            for step in product.category_path
        ],
        attributes=shown_attributes(product.attributes, background.definitions, locale),
        variants=variants,
        band=max(_band(variant, offers) for variant, _, _ in variants),
        translations={
            other: texts
            for other, texts in product.translations.items()
            if texts and other != locale
        },
    )
    return Document(
        product.id, seq, card_bytes(_card(told)), rest_bytes(_rest(told)), _facts(told, background)
    )


def _variants(
    product: ProductView, background: Background, offers: Offers
) -> list[tuple[VariantView, ShownVariant, Money]]:
    if not product.active or background.channel.code not in product.channels:
        return []
    return [
        (variant, _variant(variant, price, offers, background), price.amount)
        for variant in product.variants
        if variant.active and (price := offers.price_of(variant.id)) is not None and price.sellable
    ]


def _variant(
    variant: VariantView, price: PriceView, offers: Offers, background: Background
) -> ShownVariant:
    prior = offers.prior.get(variant.id) if price.compare_at is not None else None
    return ShownVariant(
        id=variant.id,
        sku=variant.sku,
        gtin=variant.gtin,
        name=variant.name,
        package_size=variant.package_size,
        price=money_as_json(price.amount),
        compare_at=money_as_json(price.compare_at) if price.compare_at is not None else None,
        availability=_availability(variant, offers),
        prior_price=money_as_json(prior.lowest) if prior else None,
        exact_price=_exact(price.unit),
        unit_price=_unit_price(variant, price),
        tiers=[
            Tier(tier.min_quantity, money_as_json(tier.amount), _exact(tier.unit))
            for tier in price.tiers
        ],
        promotions=offers.promotions_of(variant.id),
        parts=[ShownPart(part.sku, part.name, part.units) for part in variant.parts]
        or msgspec.UNSET,
        attributes=shown_attributes(
            variant.attributes, background.definitions, background.channel.locale
        )
        or msgspec.UNSET,
    )


def _card(told: _Told) -> Card:
    product = told.product
    _, face, _ = told.variants[0]
    return Card(
        id=product.id,
        slug=product.slug,
        sku=face.sku,
        variant_id=face.id,
        name=told.name,
        brand=product.brand,
        brand_slug=product.brand_slug,
        category=told.path[-1] if told.path else None,
        package_size=face.package_size,
        price=face.price,
        compare_at=face.compare_at,
        unit_price=face.unit_price,
        availability=_best(told),
        picture=face_of(product, told.locale),
        prior_price=face.prior_price,
        exact_price=face.exact_price,
        promotions=face.promotions,
    )


def _rest(told: _Told) -> Rest:
    source: dict[str, Any] = told.product.source
    return Rest(
        description=told.description,
        category_path=told.path,
        attributes=told.attributes,
        variants=[shown for _, shown, _ in told.variants],
        source=source.get("from"),
        translations=told.translations,
        pictures=gallery_of(told.product, told.locale),
    )


def _facts(told: _Told, background: Background) -> Facts:
    product = told.product
    variant, face, amount = told.variants[0]
    return Facts(
        name=told.name,
        keys=_keys(product, [each for _, each, _ in told.variants]),
        variants=tuple(each.id.bytes for _, each, _ in told.variants),
        category=told.path[-1].slug if told.path else "",
        brand=product.brand_slug,
        brand_name=product.brand,
        size=face.package_size,
        measure=_measure(variant.package),
        price=amount.minor,
        band=told.band,
        attributes=filter_attributes(told.attributes, background.definitions),
        text=search_text(
            name=told.name,
            brand=product.brand,
            categories=[step.name for step in told.path],
            attributes=searched_words(product.attributes, background.definitions),
            description=told.description,
            kinds=sorted(product.attributes),
        ),
    )


def _keys(product: ProductView, variants: list[ShownVariant]) -> tuple[str, ...]:
    """Return the slug, SKUs and GTINs; a GTIN also without the zeros that fill it up."""
    keys = [product.slug, *(variant.sku for variant in variants)]
    for variant in variants:
        if variant.gtin:
            keys += [variant.gtin, variant.gtin.lstrip("0")]
    return tuple(dict.fromkeys(keys))


def _band(variant: VariantView, offers: Offers) -> Band:
    if variant.id in offers.uncounted:
        return Band.IN
    ahead = offers.ahead.get(variant.id)
    if ahead is not None and ahead.all_waits:
        return Band.OUT
    found = offers.availability.get(variant.id)
    return _BANDS[found.band] if found else Band.OUT


def _availability(variant: VariantView, offers: Offers) -> str:
    """Return in, low or out; or how it is sold although it is not there."""
    band, ahead = _band(variant, offers), offers.ahead.get(variant.id)
    return ahead.kind if ahead is not None and band is Band.OUT else _WORDS[band]


def _best(told: _Told) -> str:
    """Return how its most available variant is."""
    if told.band is not Band.OUT:
        return _WORDS[told.band]
    words = (shown.availability for _, shown, _ in told.variants)
    return next((word for word in words if word != _WORDS[Band.OUT]), _WORDS[Band.OUT])


def _text(product: ProductView, field: str, locale: str) -> str:
    """Return a text in the channel's language; empty where it is not translated."""
    if not product.translations:
        return ""
    for wanted in (locale, locale.partition("-")[0]):
        if text := product.translations.get(wanted, {}).get(field):
            return text
    return ""


def _measure(package: PackageSize | None) -> tuple[str, float] | None:
    if package is None:
        return None
    amount, unit = package.in_base()
    return unit, float(amount)


def _unit_price(variant: VariantView, price: PriceView) -> UnitPrice | None:
    if variant.unit != "each":
        return UnitPrice(variant.unit, money_as_json(price.amount))
    if variant.package is None:
        return None
    content, base = variant.package.in_base()
    found = unit_price(price.amount, content=content, base=base, exact=price.unit)
    return UnitPrice(found.per, money_as_json(found.price)) if found else None


def _exact(unit: ExactPrice | None) -> str | None:
    return None if unit is None else f"{unit.amount:f}"
