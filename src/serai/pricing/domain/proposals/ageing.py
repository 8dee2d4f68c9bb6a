"""What of an article will not be sold in time, as things go."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ageing:
    """
    The stock of one variant that lies too long.

    Attributes:
        units: how many are on hand where it lies too long.
        excess: of these, how many will be left at the present price.
        days: until they must be gone.
        spoils: what is left is worth nothing; otherwise it is still worth its cost.
    """

    units: int
    excess: float
    days: int
    spoils: bool

    @property
    def selling(self) -> float:
        """Return how many will be sold until then at the present price."""
        return max(self.units - self.excess, 0.0)

    def sold_when(self, change: float) -> float:
        """Return how many will be sold when `change` times as many are asked for."""
        return min(self.selling * change, float(self.units))
