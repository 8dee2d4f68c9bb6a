"""Values of attributes against their types."""

from datetime import date
from decimal import Decimal

import pytest

from serai.catalog.domain.attributes import AttributeKind, AttributeType
from serai.catalog.domain.bad_value import BadValue

FAT = AttributeType("fat", AttributeKind.NUMBER, unit="%")
PLAIN = AttributeType("pieces", AttributeKind.NUMBER)
COLOUR = AttributeType("colour", AttributeKind.CHOICE, choices=("red", "blue"))
ORGANIC = AttributeType("organic", AttributeKind.BOOLEAN)
ORIGIN = AttributeType("origin", AttributeKind.TEXT)
HARVEST = AttributeType("harvest", AttributeKind.DATE)


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        (FAT, "3.5 %", 3.5),
        (FAT, 4, 4),
        (FAT, Decimal("2.50"), 2.5),
        (PLAIN, "12", 12),
        (COLOUR, "red", "red"),
        (ORGANIC, "yes", True),
        (ORGANIC, False, False),
        (ORIGIN, "  Galilee ", "Galilee"),
        (HARVEST, "2026-11-21", "2026-11-21"),
        (HARVEST, date(2026, 11, 21), "2026-11-21"),
    ],
)
def test_a_value_of_the_type_is_stored(kind, value, stored):
    assert kind.checked(value) == stored


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FAT, "3.5 g"),
        (PLAIN, "3 g"),
        (FAT, "much"),
        (FAT, True),
        (FAT, "NaN"),
        (FAT, "1e999"),
        (FAT, [1]),
        (FAT, ""),
        (COLOUR, "green"),
        (COLOUR, ["red"]),
        (ORGANIC, "perhaps"),
        (ORIGIN, 7),
        (ORIGIN, "x" * 2001),
        (ORIGIN, "a\x00b"),
        (HARVEST, "2026-02-30"),
        (HARVEST, 20261121.5),
    ],
)
def test_a_value_of_another_type_is_refused(kind, value):
    with pytest.raises(BadValue):
        kind.checked(value)
