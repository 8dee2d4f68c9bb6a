"""Codes of Pix: to the letter of the published examples."""

import pytest

from serai.kernel.money import Money
from serai.payments.domain.br_code import Receiver, br_code, with_checksum

URL = "pix.example.com/8b3da2f39a4140d1a91abd93113bd441"
STATIC = (
    "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR"
    "5913Fulano de Tal6008BRASILIA62070503***63041D3D"
)
DYNAMIC = (
    "00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd93113bd441"
    "5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***630464E4"
)


def test_the_checksum_is_that_of_the_manuals_static_example():
    assert with_checksum(STATIC[:-8]) == STATIC


def test_a_dynamic_code_is_the_manuals_example_to_the_letter():
    assert br_code(URL, Receiver("Fulano de Tal", "BRASÍLIA")) == DYNAMIC


def test_an_amount_has_its_two_decimals_and_names_are_cut():
    code = br_code(URL, Receiver("Ã" * 30, "São José dos Campos"), Money(123, "BRL"))

    assert "54041.23" in code
    assert f"5925{'A' * 25}" in code
    assert "6015Sao Jose dos Ca" in code


@pytest.mark.parametrize("minor", [1, 99_999_999])
def test_only_reais_fit_into_a_code(minor: int):
    with pytest.raises(ValueError, match="reais only"):
        br_code(URL, Receiver("A", "B"), Money(minor, "USD"))


def test_an_address_that_is_too_long_for_a_code_is_refused():
    with pytest.raises(ValueError, match="77 characters"):
        br_code("x" * 78, Receiver("A", "B"))
