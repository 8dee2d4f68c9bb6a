"""One row of a product load: a variant together with its product."""

from serai.catalog.domain.package_size import UNITS, Dimension

LARGEST_MEASURE = 1_000_000_000
MOST_MEDIA = 50
LARGEST_SOURCE = 16_384
EACH = "each"
SOLD_BY = frozenset(
    {EACH} | {unit.code for unit in UNITS.values() if unit.dimension is not Dimension.COUNT}
)
"""What one of a variant can be when bought."""

_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_MEDIA_KINDS = ("image", "video", "document")
