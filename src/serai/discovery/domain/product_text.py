"""What is told of a product, and what turns it into a vector."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ProductText:
    """
    What is told of a product, for whoever turns it into a vector.

    Attributes:
        name: as shoppers see it.
        told: its description.
        brand: name of the brand.
        category: slug of its own category; empty where it must not be known, as in an evaluation.
        kinds: codes of the attributes that it has at all.
    """

    name: str
    told: str = ""
    brand: str = ""
    category: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """Return name and description as one text, without the category."""
        return "\n".join(part for part in (self.name.strip(), self.told.strip()) if part)


class TextVectors(Protocol):
    """Turns texts into vectors of one space."""

    def encode(self, texts: Sequence[ProductText]) -> NDArray[np.float32]:
        """
        Return a row of length one for each text, (n, k); of zeros for a text that says nothing.

        The same text has the same row whatever stands beside it.

        Raises:
            EncoderUnavailable: it is outside the house and does not answer.
        """
        ...
