"""Product documents: what the shop shows of a product, and by what it is found."""

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

import msgspec

from serai.discovery.domain.search_text import SearchText


class Band(IntEnum):
    """How much of a product is left, roughly; larger is more."""

    OUT = 0
    LOW = 1
    IN = 2


class Attribute(msgspec.Struct, frozen=True, array_like=True):
    """A property by which lists can be filtered: its code, its label, and the value."""

    code: str
    label: str
    value: str


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """
    By what a document is found, filtered and sorted.

    `keys` are the slug, the SKUs and the GTINs under which its page opens, `variants` the 16-byte ids of
    what it offers. `price` is in minor units. `measure` is the content in a base unit, such as
    ("l", 2.0). `text` is what search reads; one that is stored as a single string is from before.
    """

    name: str
    keys: tuple[str, ...]
    variants: tuple[bytes, ...]
    category: str
    brand: str
    brand_name: str
    size: str
    measure: tuple[str, float] | None
    price: int
    band: int
    attributes: tuple[Attribute, ...]
    text: SearchText | str

    @property
    def words(self) -> SearchText:
        """Return what search reads."""
        return SearchText(self.name, traits=self.text) if isinstance(self.text, str) else self.text


@dataclass(frozen=True, slots=True)
class Document:
    """
    One product in one channel, as of `seq`.

    `card` is a JSON object for lists. `rest` holds the further members of the product's page: JSON
    without the braces, so that card and rest join to one object. `facts` is `None` when the channel no
    longer shows the product.
    """

    product_id: UUID
    seq: int
    card: bytes
    rest: bytes
    facts: Facts | None

    @property
    def page(self) -> bytes:
        """Return the product's page as one JSON object."""
        return page_of(self.card, self.rest)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Facts)


def packed(facts: Facts) -> bytes:
    """Return facts as they are stored."""
    return _encoder.encode(facts)


def unpacked(stored: bytes) -> Facts:
    """Return the facts that `packed` made."""
    return _decoder.decode(stored)


def page_of(card: bytes, rest: bytes) -> bytes:
    """Join a card and the rest to one JSON object."""
    return b"%b,%b}" % (card[:-1], rest)
