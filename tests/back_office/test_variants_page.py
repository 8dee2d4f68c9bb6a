"""Staff read what is sold, and what keeps it from being sold."""

import pytest
from django.test import Client
from factories.catalog import NOW, a_variant

from serai.catalog.public import edit_variants

pytestmark = pytest.mark.django_db
PAGE = "/admin/catalog/variant/"


def test_a_set_of_which_a_part_is_withdrawn_says_which(owner: Client) -> None:
    a_variant("TEA"), a_variant("MUG")
    box = a_variant("BOX", parts=["TEA", "MUG"])
    assert "a part is withdrawn" not in owner.get(PAGE).content.decode()

    edit_variants([{"sku": "MUG", "variant_active": False}], now=NOW)

    for address in (PAGE, f"{PAGE}{box.id}/change/"):
        shown = owner.get(address).content.decode()
        assert shown.count("a part is withdrawn</span> MUG") == 1
