"""Ask the owners of products, prices and stock what documents need."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from serai.catalog.public import (
    ChannelView,
    Nature,
    ProductView,
    attributes,
    categories,
    look_for_article_terms_again,
    special_articles,
)
from serai.discovery.domain.document import Document
from serai.discovery.usecases.projection.cards import ShownPromotion
from serai.discovery.usecases.projection.make_document import (
    Ahead,
    Background,
    Offers,
    make_document,
)
from serai.inventory.public import availability, day_of, look_for_ahead_terms_again, sold_ahead
from serai.pricing.public import (
    PriceView,
    PromotedPrice,
    forget_price_lists,
    look_for_promotions_again,
    note_promoted_prices,
    prices_of,
    prior_prices_of,
    promoted_prices_of,
    running_promotions,
)

_PRICED_AT_ONCE = 200


def background_of(channel: ChannelView) -> Background:
    """
    Return what is the same for all documents of a channel; two statements.

    Which price lists, promotions and digital articles there are is read anew with the first price: documents
    stay until something is told of them again, so what is a few seconds old would stay.
    """
    forget_price_lists()
    look_for_promotions_again()
    look_for_article_terms_again()
    look_for_ahead_terms_again()
    names = {node.slug: node.name for node in categories(channel.locale)}
    return Background(channel, attributes(), names)


def made_documents(
    products: Sequence[ProductView], background: Background, *, seq: int, now: datetime
) -> list[Document]:
    """Return the documents of products in one channel, and remember the prices that they show."""
    offers = offers_of(products, background, now)
    note_shown_prices(products, offers, background.channel, now)
    return [make_document(product, background, offers, seq=seq) for product in products]


def offers_of(products: Sequence[ProductView], background: Background, now: datetime) -> Offers:
    """Return what a channel offers of products; neither services, which go with others, nor what has no price."""
    code, special = background.channel.code, special_articles()
    services = {each for each, terms in special.items() if terms.nature is Nature.SERVICE}
    variant_ids = [
        variant.id
        for product in products
        if product.active and code in product.channels
        for variant in product.variants
        if variant.id not in services
    ]
    prices = _prices(variant_ids, code, now)
    promoted = promoted_prices_of(prices, code, now)
    lowered = {
        variant_id: found.amount
        for variant_id, found in promoted.items()
        if found.amount is not None
    }
    reduced = [
        variant_id
        for variant_id, price in prices.items()
        if price.compare_at is not None or variant_id in lowered
    ]
    return Offers(
        prices,
        availability(list(prices), code) if prices else {},
        prior_prices_of(reduced, code, now, promoted=lowered),
        promoted,
        _names(promoted.values(), background.channel),
        {each for each, terms in special.items() if not terms.is_carried},
        _ahead(code, now),
    )


def _ahead(code: str, now: datetime) -> dict[UUID, Ahead]:
    """Return what the channel sells before it is there."""
    today = day_of(now)
    return {
        variant_id: Ahead(terms.kind.value, all_waits=terms.all_waits_on(today))
        for variant_id, terms in sold_ahead(code).items()
        if terms.sells_on(today)
    }


def note_shown_prices(
    products: Sequence[ProductView], offers: Offers, channel: ChannelView, now: datetime
) -> None:
    """Remember what promotions make of the prices that documents show; one statement."""
    note_promoted_prices(offers.after_promotions(products), channel.code, channel.currency, now=now)


def _names(promoted: Iterable[PromotedPrice], channel: ChannelView) -> dict[UUID, ShownPromotion]:
    """Return how promotions are shown, by id."""
    running = running_promotions(channel.code)
    found = {}
    for promotion_id in {each for price in promoted for each in price.promotions}:
        ready = running.rules.ready(promotion_id)
        if ready is not None:
            name = running.name_in(channel.locale, promotion_id, ready.promotion.name)
            found[promotion_id] = ShownPromotion(
                promotion_id, name, dict(running.names.get(promotion_id, {}))
            )
    return found


def _prices(variant_ids: list[UUID], code: str, now: datetime) -> dict[UUID, PriceView]:
    """Return prices, 200 to a statement: asked for more, PostgreSQL reads the whole assortment instead."""
    found: dict[UUID, PriceView] = {}
    for start in range(0, len(variant_ids), _PRICED_AT_ONCE):
        found |= prices_of(variant_ids[start : start + _PRICED_AT_ONCE], code, now)
    return found
