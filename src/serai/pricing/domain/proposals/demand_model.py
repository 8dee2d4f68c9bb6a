"""The demand of many variants, as it was learnt and is kept in a file."""

from dataclasses import dataclass, fields
from pathlib import Path
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.pricing.domain.proposals.propose_price import Demand
from serai_science.elasticity.answers import answers_of_products

_FILE = "demand.npz"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DemandModel:
    """
    How units of variants answer prices.

    Attributes:
        variants: (v,) bytes of the ids, sorted.
        units: (v,), a week lately, at the mean price of that time.
        elasticity: (v,), and `error` (v,), its standard deviation.
        usual_minor: (v,), the usual price of the year.
        kind: (v,), numbered from 0; without kinds each variant is one of its own.
        cross: (v,), by how many per cent units change when the others of the kind cost one per cent more.
        weight: (v,), what each brings in a week, by which it counts among the others of its kind.
    """

    variants: NDArray[np.bytes_]
    units: Floats
    elasticity: Floats
    error: Floats
    usual_minor: Floats
    kind: NDArray[np.int64] | None = None
    cross: Floats | None = None
    weight: Floats | None = None

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        np.savez(
            folder / _FILE, **{name: value for name, value in told.items() if value is not None}
        )

    @classmethod
    def load(cls, folder: Path) -> "DemandModel":
        """Read the model of a folder; those written before kinds were learnt have none."""
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

    def answers(self, margin: Floats) -> Floats:
        """
        Return (v,), by how much a week's margin of the others changes for one unit of log price of each variant.

        Args:
            margin: (v,), what each leaves a week, in minor units.
        """
        if self.kind is None or self.cross is None or self.weight is None:
            return np.zeros(margin.size)
        return answers_of_products(self.cross, self.kind, self.weight, margin)


def id_of(raw: bytes) -> UUID:
    """Return an id of an array, which leaves trailing zero bytes out."""
    return UUID(bytes=bytes(raw).ljust(16, b"\0"))
