"""Prices of a kilogram, a litre, a piece."""

from decimal import Decimal

import pytest

from serai.catalog.public import parse_package_size
from serai.kernel.money import Money
from serai.pricing.public import unit_price


@pytest.mark.parametrize(
    ("price", "package", "shown"),
    [
        (399, "500 g", ("kg", 798)),
        (199, "6 x 330 ml", ("l", 101)),
        (349, "12 ct", ("each", 29)),
        (250, "1 lb", ("kg", 551)),
        (399, "1/2 gal", ("l", 211)),
        (500, "1 ct", None),
    ],
)
def test_a_package_has_a_price_per_unit(price: int, package: str, shown: tuple[str, int] | None):
    content, base = parse_package_size(package).in_base()

    found = unit_price(Money(price, "USD"), content=content, base=base)

    assert (found and (found.per, found.price.minor)) == shown


@pytest.mark.parametrize(("content", "base"), [("0", "kg"), ("-1", "kg"), ("3", "parsec")])
def test_what_cannot_be_compared_has_none(content: str, base: str):
    assert unit_price(Money(100, "USD"), content=Decimal(content), base=base) is None
