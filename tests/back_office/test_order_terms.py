"""Terms of ordering in the back office: one article by a form, many by a file."""

from collections.abc import Callable

import pytest
from back_office.test_actions import press
from django.test import Client
from factories.catalog import a_variant

from serai.inventory.models import OrderTerms

pytestmark = pytest.mark.django_db
PAGE = "/admin/inventory/orderterms"


def test_the_terms_of_an_article_are_set_and_shown(owner: Client) -> None:
    a_variant("MILK")

    page = press(owner, f"{PAGE}/set/", sku="MILK", pack=6, service="0.97", lead_days=3)

    row = OrderTerms.objects.get()
    assert (row.pack, row.service, row.lead_days, row.most) == (6, 0.97, 3, None)
    assert "The terms are set." in page
    assert "MILK" in page


def test_the_form_of_terms_asks_for_all_of_them(
    owner: Client, clerk: Callable[..., Client]
) -> None:
    page = owner.get(f"{PAGE}/set/").content.decode()

    for words in ("Units of a pack", "Days until an order is there", "Chance of having enough"):
        assert words in page
    assert clerk("inventory.view_orderterms").get(f"{PAGE}/set/").status_code == 403


def test_terms_of_nothing_are_told(owner: Client) -> None:
    assert "There is no article" in press(owner, f"{PAGE}/set/", sku="GOLD", pack=6)
    assert not OrderTerms.objects.exists()


def test_a_file_comes_in_and_is_taken_out_again(owner: Client) -> None:
    a_variant("MILK")

    press(owner, f"{PAGE}/import/", text="sku,pack\nMILK,6\n")
    taken = owner.get(f"{PAGE}/export/")

    text = b"".join(taken.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.splitlines()[1].startswith("MILK,6,")
    assert "nobody" in press(owner, f"{PAGE}/import/", text="sku,packs\nMILK,6\n").lower()
