"""Which methods of payment suit a cart."""

from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import DeliveryKind
from serai.payments import public as payments

_AT = {
    payments.CASH_ON_DELIVERY: DeliveryKind.DELIVERY,
    payments.CASH_AT_STORE: DeliveryKind.PICKUP,
}


def suits(method: str, cart: Cart) -> bool:
    """Return whether a cart can be paid so: cash where it is handed over, instalments for who has an account."""
    if method == payments.INSTALMENTS:
        return cart.customer_id is not None
    if method in _AT:
        return cart.delivery is None or cart.delivery.kind is _AT[method]
    return method != payments.BANK_TRANSFER or payments.bank_account(cart.channel_code) is not None


def must_suit(method: str, cart: Cart) -> None:
    """
    Refuse a method that does not suit a cart.

    Raises:
        MethodNotOffered: it does not.
    """
    if not suits(method, cart):
        raise payments.MethodNotOffered(method)
