"""What the law of the place asks of a cart, as it is shown."""

from dataclasses import dataclass

from serai.ordering.domain.cart import Cart
from serai.ordering.queries.regulated.demands_of_cart import demands_of_cart


@dataclass(frozen=True)
class BarredView:
    """An article that may not be sold there, or not in the way that is chosen."""

    sku: str
    name: str
    way: str
    country: str
    region: str
    note: str


@dataclass(frozen=True)
class LawView:
    """
    What the shopper has to do or cannot have.

    `minimum_age` is 0 where nobody asks; `declared`: what they have said about it is enough.
    """

    minimum_age: int = 0
    asks_birth_date: bool = False
    declared: bool = True
    barred: tuple[BarredView, ...] = ()
    prescribed: tuple[str, ...] = ()
    """The SKUs of what a pharmacist releases."""


NO_LAW = LawView()


def law_of(cart: Cart) -> LawView:
    """Return what is asked of a cart; no statement unless something in it is not for everybody."""
    asked = demands_of_cart(cart)
    if not asked.ages and not asked.barred and not asked.prescribed:
        return NO_LAW
    enough = cart.age is not None and cart.age.is_enough(
        asked.minimum_age, asks_birth_date=asked.asks_birth_date
    )
    return LawView(
        asked.minimum_age,
        asked.asks_birth_date,
        enough or not asked.ages,
        tuple(
            BarredView(each.sku, each.name, each.way.value, each.country, each.region, each.note)
            for each in asked.barred
        ),
        tuple(cart.lines[position - 1].sku for position in asked.prescribed),
    )
