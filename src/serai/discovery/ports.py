"""What discovery needs from others and does not know itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.product_text import ProductText, TextVectors


@dataclass(frozen=True, slots=True)
class Purchases:
    """
    What was bought, line by line: seven arrays of one length, in any order.

    Attributes:
        customer: place of the buyer in `customers`, -1 for a guest.
        order: any whole number that is the same within an order and nowhere else.
        variant: place of what was bought in `variants`.
        day: when, in days since 1 January 1970, UTC.
        minute: when on that day, in minutes since midnight, UTC.
        place: in which store, or from where, as a place in `places`; -1 where nobody knows.
        quantity: how much. Lines of 0 and less, and of what is not counted in pieces, are left out.
        customers: 16-byte ids.
        variants: 16-byte ids.
        places: 16-byte ids of locations.
    """

    customer: NDArray[np.int32]
    order: NDArray[np.int32]
    variant: NDArray[np.int32]
    day: NDArray[np.int32]
    minute: NDArray[np.int16]
    place: NDArray[np.int32]
    quantity: NDArray[np.float32]
    customers: NDArray[np.bytes_]
    variants: NDArray[np.bytes_]
    places: NDArray[np.bytes_]

    @classmethod
    def none(cls) -> "Purchases":
        """Return the history of a shop that has sold nothing."""
        nothing, nobody = np.zeros(0, np.int32), np.zeros(0, "S16")
        return cls(
            customer=nothing,
            order=nothing,
            variant=nothing,
            day=nothing,
            minute=np.zeros(0, np.int16),
            place=nothing,
            quantity=np.zeros(0, np.float32),
            customers=nobody,
            variants=nobody,
            places=nobody,
        )


class PurchaseHistory(Protocol):
    """Whoever knows what was bought."""

    def purchases(self, channel_code: str) -> Purchases:
        """
        Return everything that customers of a channel have bought, in its shop and wherever they are known.

        Cancelled and refunded orders are not purchases. Goods sold by measure, such as fuel in thousandths
        of a gallon, and lines that are no goods, such as coupons, are left out: they are in most baskets
        and say nothing about taste.
        """
        ...


class EncoderUnavailable(Exception):
    """An encoder outside did not answer, or with something that is no vectors."""


class Encoder(Protocol):
    """
    Whoever can make vectors in which products of one kind point the same way.

    Attributes:
        name: for people, such as "catalogue".
        learns: whether its vectors are learnt from the shop's own texts.
    """

    @property
    def name(self) -> str: ...

    @property
    def learns(self) -> bool: ...

    def taught(self, texts: Sequence[ProductText], locale: str) -> TextVectors:
        """
        Return what reads texts after learning from these; what learns nothing reads as it always does.

        Args:
            texts: of a whole catalogue, or of the part that may be learnt from.
            locale: of the texts.
        """
        ...


@dataclass(frozen=True, slots=True)
class Encoders:
    """Every encoder that the shop may use; the best on held-out products is used."""

    known: tuple[Encoder, ...]
