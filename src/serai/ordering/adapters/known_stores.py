"""Which stores there are, for whoever compares them."""

from serai.inventory.public import locations
from serai.pricing.ports import Store


class KnownStores:
    """Fills `pricing.ports.Stores` with the locations that are stores."""

    def all(self) -> list[Store]:
        """Return every store by its code; one statement."""
        return [Store(each.code, each.name) for each in locations() if each.kind == "store"]
