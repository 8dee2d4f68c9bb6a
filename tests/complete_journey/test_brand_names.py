"""Invented brands."""

from serai.config.complete_journey.brand_names import OWN_BRAND, brand_of_manufacturer
from serai.config.complete_journey.source import table


def test_every_manufacturer_of_the_data_has_its_own_brand():
    numbers = table("products").select("manufacturer_id").unique().collect()["manufacturer_id"]

    brands = {brand_of_manufacturer(number) for number in numbers}

    assert len(brands) == len(numbers)
    assert OWN_BRAND not in brands
    assert all(brand.isalpha() and brand.istitle() for brand in brands)


def test_numbers_beyond_the_words_stay_apart():
    assert len({brand_of_manufacturer(number) for number in range(20_000)}) == 20_000


def test_a_brand_never_changes():
    assert [brand_of_manufacturer(number) for number in (2, 544, 6477)] == [
        "Aspenbeck", "Larkholt", "Wrenbell",
    ]  # fmt: skip
