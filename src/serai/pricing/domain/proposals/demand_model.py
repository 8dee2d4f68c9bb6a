"""The demand of many variants, as it was learnt and is kept in a file."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.pricing.domain.proposals.propose_price import Demand

_FILE = "demand.npz"


@dataclass(frozen=True, slots=True)
class DemandModel:
    """
    How units of variants answer prices.

    Attributes:
        variants: (v,) bytes of the ids, sorted.
        units: (v,), a week lately, at the mean price of that time.
        elasticity: (v,), and `error` (v,), its standard deviation.
        usual_minor: (v,), the usual price of the year.
    """

    variants: NDArray[np.bytes_]
    units: NDArray[np.float64]
    elasticity: NDArray[np.float64]
    error: NDArray[np.float64]
    usual_minor: NDArray[np.float64]

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        np.savez(
            folder / _FILE,
            variants=self.variants,
            units=self.units,
            elasticity=self.elasticity,
            error=self.error,
            usual_minor=self.usual_minor,
        )

    @classmethod
    def load(cls, folder: Path) -> "DemandModel":
        """Read the model of a folder."""
        with np.load(folder / _FILE) as kept:
            return cls(**{name: kept[name] for name in kept.files})

    def of_all(self) -> dict[UUID, Demand]:
        """Return the demand of every variant."""
        return {
            id_of(variant): Demand(float(units), float(elasticity), float(error), float(usual))
            for variant, units, elasticity, error, usual in zip(
                self.variants,
                self.units,
                self.elasticity,
                self.error,
                self.usual_minor,
                strict=True,
            )
        }


def id_of(raw: bytes) -> UUID:
    """Return an id of an array, which leaves trailing zero bytes out."""
    return UUID(bytes=bytes(raw).ljust(16, b"\0"))
