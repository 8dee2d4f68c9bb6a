"""What the laws ask of a cart; no statement unless something in it is not for everybody."""

from serai.catalog import public as catalog
from serai.inventory import public as inventory
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import DeliveryKind
from serai.ordering.domain.regulated.demands import NONE, Demands, Way, demands
from serai.ordering.domain.regulated.sale_rule import Place, rule_at
from serai.ordering.queries.regulated.sale_rules import sale_rules


def demands_of_cart(cart: Cart) -> Demands:
    """
    Return what the laws of the place ask of a cart.

    What is collected is handed over where the store is, which costs a statement; what is delivered, at the
    shopper's address. While no address is known, what counts everywhere.
    """
    special = catalog.special_articles()
    if not special:
        return NONE
    regulated = [
        (position, line, terms)
        for position, line in enumerate(cart.lines, 1)
        if (terms := special.get(line.variant_id)) is not None and terms.is_regulated
    ]
    if not regulated:
        return NONE
    rules, (place, way) = sale_rules(), handed_over_at(cart)
    return demands(regulated, lambda regime: rule_at(rules, regime, place), place, way)


def handed_over_at(cart: Cart) -> tuple[Place, Way | None]:
    """Return where and how the goods of a cart are handed over, as far as it is known."""
    choice = cart.delivery
    if choice is not None and choice.kind is DeliveryKind.PICKUP and choice.location is not None:
        [store] = inventory.locations_of_codes({choice.location.code}).values()
        return Place(store.country, store.region), Way.COLLECTED
    address = cart.contact.address if cart.contact else None
    place = Place(address.country, address.region) if address else Place()
    return place, Way.DELIVERED if choice is not None else None
