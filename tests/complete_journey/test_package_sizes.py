"""The data's package sizes."""

import polars as pl
import pytest

from serai.config.complete_journey.package_sizes import read_size
from serai.config.complete_journey.source import table


@pytest.mark.parametrize(
    ("raw", "package", "words"),
    [
        ("22 LB", "22 lb", ""),
        ("12 PK/12 OZ", "12 × 12 oz", ""),
        ("24-12 OZ", "24 × 12 oz", ""),
        ("12 OZ 12 PK", "12 × 12 oz", ""),
        ("10 CT/17.5 Z", "17.5 oz", ""),
        ("200 OZ/48 LD", "200 oz", ""),
        ("20 CT/13 GAL", "20 ct", ""),
        ("22 CT/SZ 5", "22 ct", ""),
        ("10 3/4 OZ", "10.75 oz", ""),
        ("2 LB 3 OZ", "35 oz", ""),
        ("AB    8 OZ", "8 oz", ""),
        ("20 OZ BTL", "20 oz", ""),
        ("3-LB BAG", "3 lb", ""),
        ("HALF GAL", "0.5 gal", ""),
        ("134619 1 CT", "1 ct", ""),
        ("40 LOADS", "40 loads", ""),
        ("15 FT", "15 ft", ""),
        ("18-22 LB", None, "18 to 22 lb"),
        ("14-18 CT", None, "14 to 18 ct"),
        ("12 X12 IN/EA", None, "12 × 12 in"),
        ("2 INX55 YD", None, "2 in × 55 yd"),
        ("6 IN", None, "6 in"),
        ("2 1/2 IN", None, "2.5 in"),
        ("LARGE", None, "Large"),
        ("2.50 DIOPT", None, "+2.50 Diopters"),
        ("CTN", None, "Carton"),
        ("SCAN KPC", None, ""),
        (None, None, ""),
    ],
)
def test_a_size_says_how_much_or_which(raw, package, words):
    size = read_size(raw)

    assert (size.package and str(size.package), size.words) == (package, words)


def test_of_the_sizes_in_the_data_all_but_one_in_a_hundred_are_understood():
    raw = table("products").select(pl.col("package_size").drop_nulls()).collect()["package_size"]

    lost = sum(1 for size in raw if read_size(size) == (None, ""))

    assert len(raw) > 60_000
    assert lost < len(raw) / 100
