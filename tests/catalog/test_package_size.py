"""Package sizes as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.package_size import UNITS, Dimension, PackageSize, parse_package_size

CODES = sorted({unit.code for unit in UNITS.values()})
AMOUNTS = st.decimals("0.0001", 9999, places=4)
SIZES = st.builds(
    PackageSize, AMOUNTS, st.sampled_from(CODES), st.integers(1, 999)
).filter(lambda size: size.count == 1 or size.dimension is not Dimension.LENGTH)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("22 LB", "22 lb"),
        ("500g", "500 g"),
        (".5 OZ", "0.5 oz"),
        ("0,5 l", "0.5 l"),
        ("GAL", "1 gal"),
        ("16.9 FL OZ", "16.9 fl oz"),
        ("300 CT", "300 ct"),
        ("2 dz", "2 dozen"),
        ("100 sq ft", "100 sq ft"),
        ("1/2 GAL", "0.5 gal"),
        ("1 1/2 LTR", "1.5 l"),
        ("1½ l", "1.5 l"),
        ("12/12 OZ", "12 × 12 oz"),
        ("6/8 oz", "6 × 8 oz"),
        ("6PK 12OZ", "6 × 12 oz"),
        ("6 pk/16.9 oz", "6 × 16.9 oz"),
        ("12 oz/6 pk", "6 × 12 oz"),
        ("6 x 330 ml", "6 × 330 ml"),
        ("330 ml × 6", "6 × 330 ml"),
        ("6 x 1/2 l", "6 × 0.5 l"),
        ("1500.50 g", "1500.5 g"),
    ],
)
def test_a_size_is_read(written, read):
    assert str(parse_package_size(written)) == read


@pytest.mark.parametrize(
    "text",
    ["", "22", "KING", "0 oz", "-1 l", "1e5 g", "1,500 g", "8 x 10 in", "9999999 x 9 kg",
     "1/0 l", "10 ct/12 oz", "12 oz; DROP TABLE", "g" * 61, "½", "5 parsec"],
)  # fmt: skip
def test_what_is_no_size_is_refused_with_a_sentence(text):
    with pytest.raises(BadValue) as refusal:
        parse_package_size(text)

    assert str(refusal.value).endswith(".")


@given(SIZES)
def test_what_is_written_is_read_again(size):
    assert parse_package_size(str(size)) == size


@given(SIZES)
def test_the_whole_is_the_count_times_one(size):
    whole, base = size.in_base()
    one, _ = PackageSize(size.amount, size.unit).in_base()

    assert whole == one * size.count
    assert UNITS[base].in_base == 1


@given(st.text(max_size=70))
def test_any_text_is_read_or_refused(text):
    try:
        size = parse_package_size(text)
    except BadValue:
        return
    assert 0 < size.amount * size.count <= Decimal(10_000_000)


@given(SIZES)
def test_case_and_spaces_do_not_matter(size):
    written = str(size)

    assert parse_package_size(f"  {written.upper()} ") == size
