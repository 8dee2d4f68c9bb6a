"""What was sold in sets is foreseen as their parts: from the order's own copy, by the facts, to weekly sales."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from factories.catalog import NOW
from factories.inventory import a_location, stocked
from factories.ordering import a_paid_order, an_article

from serai.catalog.public import VariantView, edit_variants, variants_of_skus
from serai.inventory.queries.demand.sold import daily_sales, weekly_sales
from serai.kernel import clock
from serai.ordering.models import Order
from serai.ordering.public import record_sales
from serai.ordering.queries.sale_lines import every_sale_line, lines_of_placed
from serai.plumbing import facts
from serai.plumbing.facts.writer import write_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings, a_folder):
    settings.SERAI_VAR = a_folder


@pytest.fixture
def box(shop) -> VariantView:
    """Sell BOX for 9.99: two TEA and a MUG, which cost 4.00 and 5.00 alone."""
    an_article("TEA", "4.00", stock=50)
    an_article("MUG", "5.00", stock=50)
    return an_article("BOX", "9.99", stock=0, parts=["2 x TEA", "MUG"])


def sold(lines) -> dict[str, tuple[int, int, int]]:
    """Return units, minor units and visits of all weeks by SKU."""
    names = {str(view.id): sku for sku, view in variants_of_skus(["TEA", "MUG", "BOX"]).items()}
    weekly = weekly_sales(lines, offset=0).to_pyarrow().to_pylist()
    assert len({week["variant_id"] for week in weekly}) == len(weekly)
    return {
        names[week["variant_id"]]: (week["quantity"], week["amount"], week["visits"])
        for week in weekly
    }


def units_by_day(lines) -> dict[UUID, int]:
    daily = daily_sales(lines, offset=0).to_pyarrow().to_pylist()
    return {UUID(day["variant_id"]): day["quantity"] for day in daily}


def id_of(sku: str) -> UUID:
    return variants_of_skus([sku])[sku].id


def all_at_once(at: datetime) -> None:
    """Let all orders be of one instant, whatever midnight passes while they are placed."""
    Order.objects.update(placed_at=at)


def test_sets_are_demand_of_their_parts_together_with_what_was_sold_alone(box):
    a_paid_order(BOX=3)
    a_paid_order(TEA=2, MUG=1)
    all_at_once(NOW - timedelta(days=1))

    record_sales(now=clock.now())

    lines = facts.table("sale_line")
    assert sold(lines) == {
        "TEA": (2 + 6, 800 + 1844, 2),  # 8 of 13 parts of 29.97
        "MUG": (1 + 3, 500 + 1153, 2),
    }
    assert units_by_day(lines) == {id_of("TEA"): 8, id_of("MUG"): 4}


def test_parts_that_are_never_sold_alone_share_the_money_by_units(box):
    a_paid_order(BOX=1)

    record_sales(now=clock.now())

    assert sold(facts.table("sale_line")) == {"TEA": (2, 666, 1), "MUG": (1, 333, 1)}


def test_what_was_in_the_set_when_it_was_ordered_counts(box):
    a_paid_order(BOX=1)
    edit_variants([{"sku": "BOX", "parts": ["5 x MUG"]}], now=NOW)

    record_sales(now=clock.now())

    assert sold(facts.table("sale_line")) == {"TEA": (2, 666, 1), "MUG": (1, 333, 1)}


def test_an_order_that_has_just_been_placed_tells_the_same_as_the_whole_history(box):
    _, order = a_paid_order(BOX=1, TEA=1)

    told = lines_of_placed([{"order_id": order["id"]}])

    columns = ["event_id", "quantity", "part_ids", "part_units"]
    told_at_once = sorted(([line[name] for name in columns] for line in told), key=str)
    assert told_at_once == [
        list(line) for line in sorted(every_sale_line().select(columns).rows(), key=str)
    ]
    inside = [str(id_of("TEA")), str(id_of("MUG"))]
    assert [line[2:] for line in told_at_once if line[2]] == [[inside, [2, 1]]]
    assert [line[1:] for line in told_at_once if not line[2]] == [[1, None, None]]


@pytest.mark.django_db(transaction=True)
def test_the_writer_of_facts_tells_of_sets_by_itself_and_once(box):
    a_paid_order(BOX=1)

    write_waiting(now=clock.now())

    assert sold(facts.table("sale_line")) == {"TEA": (2, 666, 1), "MUG": (1, 333, 1)}
    assert record_sales(now=clock.now()) == 0


def test_what_was_sold_before_it_was_a_set_stays_its_own(box):
    edit_variants([{"sku": "BOX", "parts": None}], now=NOW)
    stocked(box.id, a_location("DC1"), 5)
    a_paid_order(BOX=1)
    edit_variants([{"sku": "BOX", "parts": ["TEA"]}], now=NOW)

    record_sales(now=clock.now())

    assert sold(facts.table("sale_line")) == {"BOX": (1, 999, 1)}
