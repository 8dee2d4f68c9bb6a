"""The gate before an order is written: what the laws of the place ask of it."""

from serai.ordering.domain.age import AgeNotDeclared
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.regulated.demands import Demands, NotSoldThere
from serai.ordering.queries.regulated.demands_of_cart import demands_of_cart


def must_be_lawful(cart: Cart) -> Demands:
    """
    Return what the laws ask of a cart whose shopper may have all of it there; a plain cart costs no statement.

    Raises:
        NotSoldThere: something may not be sold there like this.
        AgeNotDeclared: something is not for everybody, and the shopper has not declared their age.
    """
    asked = demands_of_cart(cart)
    if asked.barred:
        raise NotSoldThere(asked.barred)
    if asked.minimum_age and (
        cart.age is None
        or not cart.age.is_enough(asked.minimum_age, asks_birth_date=asked.asks_birth_date)
    ):
        raise AgeNotDeclared(asked.minimum_age, asks_birth_date=asked.asks_birth_date)
    return asked
