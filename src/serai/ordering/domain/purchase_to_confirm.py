"""What exactly a shopper confirms with a passkey."""

from uuid import UUID


def purchase_to_confirm(cart_id: UUID, total_minor: int, instrument_id: UUID | None) -> str:
    """
    Return the purchase in one line: this cart at this price, paid with this card.

    A signature over it is worth nothing for another cart, price or card.

    Example:
        >>> purchase_to_confirm(UUID(int=1), 1999, None)
        'order 00000000-0000-0000-0000-000000000001 for 1999 with the default card'
    """
    return f"order {cart_id} for {total_minor} with {instrument_id or 'the default card'}"
