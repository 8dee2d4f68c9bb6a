"""Begin a cart."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError
from serai.kernel.ids import digest, uuid7
from serai.ordering.domain.buyer import Buyer, guest_token
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import with_added
from serai.ordering.queries.cart import cart, open_cart_of
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.current_prices import at_list_prices, terms_of
from serai.ordering.queries.priced_cart import lines_of_skus, priced
from serai.ordering.usecases.change_cart import change_cart
from serai.ordering.usecases.credit_decisions import credit_lines
from serai.ordering.usecases.save_cart import CartBusy, insert_cart
from serai.plumbing.idempotency import IdempotencyKey, kept_answer


def create_cart(
    buyer: Buyer,
    wanted: Mapping[str, int],
    *,
    secret: bytes,
    now: datetime,
    key: IdempotencyKey,
    tokens: Mapping[str, str] | None = None,
) -> CartView:
    """
    Begin a cart with some articles, or none; two statements, and two more when there are tokens.

    A shopper with an account has one open cart on a channel: when there is one, the articles go there.
    Anybody else gets a cart of their own, opened only by the token that is told here.

    Args:
        buyer: who asks.
        wanted: quantities by SKU.
        secret: makes guests' tokens.
        now: the present instant.
        key: the request's key; a repeated one gets the cart that it made.
        tokens: by SKU, of the suggestions or results from which articles were taken.

    Raises:
        BadQuantity: not 1 to 999 of an article.
        TooManyLines: more than 200 articles.
        UnknownSku: an article does not exist.
        NotForSale: an article is not sold on this channel now.
        KeyReused: the key came back with another body.
    """
    try:
        lines = tuple(
            replace(line, decision_token=(tokens or {}).get(line.sku, ""))
            for line in lines_of_skus(
                wanted,
                channel_code=buyer.channel_code,
                now=now,
                buyer=terms_of(buyer.channel_code, buyer.customer_id),
            )
        )
    except DomainError:
        kept = kept_answer(key)
        if kept is None:
            raise
        return _made_before(buyer, UUID(kept["id"]), secret=secret, now=now)
    fresh = priced(
        Cart(
            id=uuid7(),
            channel_code=buyer.channel_code,
            currency=catalog.channel(buyer.channel_code).currency,
            locale=buyer.locale,
            customer_id=buyer.customer_id,
            lines=lines,
        ),
        now=now,
    )
    token = None
    if buyer.customer_id is None:
        token = guest_token(fresh.id, secret=secret)
        fresh = replace(fresh, guest_hash=digest(token))
    made = insert_cart(fresh, now=now, key=key)
    credit_lines(lines, now=now)
    if made is None:
        return _into_open_cart(buyer, fresh, now=now, key=key)
    if made != str(fresh.id):
        return _made_before(buyer, UUID(made), secret=secret, now=now)
    return CartView.of(fresh, now=now, token=token)


def _into_open_cart(buyer: Buyer, fresh: Cart, *, now: datetime, key: IdempotencyKey) -> CartView:
    def with_all(seen: Cart) -> Cart:
        lines = seen.lines
        for line in fresh.lines:
            lines = with_added(lines, line)
        return priced(at_list_prices(replace(seen, lines=lines), now=now), now=now)

    there = open_cart_of(buyer)
    if there is None:
        raise CartBusy
    return CartView.of(change_cart(buyer, there.id, with_all, now=now, key=key), now=now)


def _made_before(buyer: Buyer, cart_id: UUID, *, secret: bytes, now: datetime) -> CartView:
    if buyer.customer_id is not None:
        return CartView.of(cart(buyer, cart_id), now=now)
    token = guest_token(cart_id, secret=secret)
    guest = Buyer(buyer.channel_code, guest_hash=digest(token))
    return CartView.of(cart(guest, cart_id), now=now, token=token)
