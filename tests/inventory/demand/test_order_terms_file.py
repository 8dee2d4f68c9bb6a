"""Terms of ordering as a file: what is taken out comes in again."""

import pytest
from factories.catalog import a_variant

from serai.inventory.domain.entry import EntriesRefused
from serai.inventory.models import OrderTerms
from serai.inventory.usecases.demand.order_terms_file import export_order_terms, import_order_terms

pytestmark = pytest.mark.django_db
FILE = (
    "sku,pack,minimum,most,shelf_life_days,service,shelf,lead_days,lead_spread_days\r\n"
    "MILK,6,12,60,9,0.97,2,3,1\r\n"
    "TEA,1,0,,,,0,,0\r\n"
)


@pytest.fixture(autouse=True)
def articles():
    a_variant("MILK")
    a_variant("TEA")


def test_what_is_taken_out_comes_in_again(django_assert_num_queries):
    assert import_order_terms(FILE) == 2

    with django_assert_num_queries(1):
        taken = "".join(export_order_terms())

    assert taken == FILE
    milk = OrderTerms.objects.get(variant__sku="MILK")
    assert (milk.pack, milk.service, milk.lead_days, milk.lead_spread_days) == (6, 0.97, 3, 1)


def test_columns_may_be_left_out_and_come_in_any_order():
    import_order_terms("\ufeffpack,sku\n6,MILK\n,TEA\n")

    assert list(OrderTerms.objects.order_by("variant__sku").values_list("pack", "shelf")) == [
        (6, 0),
        (1, 0),
    ]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("sku,packs\nMILK,6\n", 1, "packs"),
        ("pack\n6\n", 1, "sku"),
        ("sku,pack\n", 1, "row"),
        ("sku,pack\nMILK,6\nTEA,six\n", 2, "pack"),
        ("sku,pack\nMILK,6\nTEA,0\n", 2, "pack"),
        ("sku,service\nMILK,1.5\n", 1, "service"),
        ("sku,service\nMILK,.\n", 1, "service"),
        ("sku,lead_days\nMILK,9999\n", 1, "lead_days"),
        ("sku,pack\nGOLD,6\n", 1, "sku"),
    ],
)
def test_a_file_that_makes_no_sense_changes_nothing(text, line, field):
    with pytest.raises(EntriesRefused) as refusal:
        import_order_terms(text)

    fault = refusal.value.errors[0]
    assert (fault.line, fault.field) == (line, field)
    assert not OrderTerms.objects.exists()
