"""What a picture shows, read from the three slugs of its address."""

import dataclasses
import re
import zlib
from typing import Self

_NOISE = frozenset(
    "and or with the of in for a an oz lb lbs gal ct pk ml l g kg fl pt qt ea pack size misc other all assorted "
    "dz doz in ft yd cnt count inch mm cm national private".split()
)
_OWN_LABEL = ("private", "own", "store", "house")


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """Category and product as slugs, whether it is the shop's own label, and a number that tells it from others."""

    category: str
    product: str
    own_label: bool
    seed: int

    @classmethod
    def of(cls, category: str, kind: str, product: str) -> Self:
        """Read the slugs."""
        category, kind, product = category.lower(), kind.lower(), product.lower()
        seed = zlib.crc32(f"{category}/{kind}/{product}".encode())
        return cls(category, product, kind.startswith(_OWN_LABEL), seed)

    @property
    def words(self) -> list[str]:
        """
        The words for the label: the brand and the kind of thing, as a designer would shorten them.

        Example:
            >>> Subject.of("kids-cereal", "national", "brindlebell-kids-cereal-1075175").words
            ['Brindlebell', 'Cereal']
            >>> Subject.of("chocolate-milk", "private", "serai-select-chocolate-milk-no-4").words
            ['Chocolate', 'Milk']
        """
        tokens = re.findall(r"[^\W\d_]+", self.product)
        kept = [token for token in tokens if len(token) > 2 and token not in _NOISE] or tokens
        kind = [token for token in self.category.split("-") if token in kept]
        if not kind:
            chosen = kept[:2]
        elif self.own_label or kept[0] in kind:
            chosen = kind[-2:]
        else:
            chosen = [kept[0], kind[-1]]
        return [token[:12].capitalize() for token in chosen]
