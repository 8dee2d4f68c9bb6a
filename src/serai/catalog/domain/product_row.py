"""One row of a product load: a variant together with its product."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from serai.catalog.domain import texts
from serai.catalog.domain.attributes import AttributeType
from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.gtin import parse_gtin
from serai.catalog.domain.package_size import UNITS, Dimension, PackageSize, parse_package_size
from serai.catalog.domain.row_error import RowError
from serai.catalog.domain.slugs import is_slug, slug_of

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
