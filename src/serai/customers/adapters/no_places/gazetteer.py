"""Fills the port where no gazetteer is installed."""

from serai.customers.ports import Place


class NoPlaces:
    """Knows no place, and says so quickly."""

    attribution = ""

    def places(self, text: str, *, country: str, limit: int) -> list[Place]:
        """Return nothing."""
        return []
