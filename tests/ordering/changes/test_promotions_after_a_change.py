"""What promotions do when an agreed order changes: the guide's table, row by row."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from factories.ordering import staff
from factories.promotions import a_promotion
from ordering.changes.makers import a_bought_order, books_agree, no_differences

from serai.kernel import clock
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.usecases.promotions.change_state import change_promotion_state

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[3] / "docs" / "guides" / "order-changes.md"
PROMOTIONS: dict[str, dict[str, Any]] = {
    "10 % off": {},
    "10 % off from 5.00": {"minimum": {"spend": "5.00"}},
    "2 for 1": {"benefit": {"kind": "buy_get", "buy": 1, "get": 1}},
    "10 % off, 5 uses": {"most_uses": 5},
}


def _rows() -> list[list[str]]:
    part = PAGE.read_text().split("## Promotions after a change\n")[1].split("\n## ")[0]
    table = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1:]]


def _minor(text: str) -> int:
    return int(text.replace(".", ""))


def _units(text: str) -> int:
    return int(text.split(maxsplit=1)[0]) if text else 0


@pytest.mark.parametrize("row", _rows(), ids=lambda row: " / ".join(row[:4]))
def test_a_change_comes_to_what_the_guide_says(shop, row):
    agreed_under, in_force, comes, leaves, came_to, says = row
    first = _promoted(agreed_under)
    _, order_id, bought = a_bought_order(MILK=3)
    if in_force != agreed_under:
        if first:
            change_promotion_state(first, PromotionAction.END, now=clock.now())
        _promoted(in_force)

    change = edit_order(
        EditOrder(
            order_id,
            "one",
            add={"BREAD": _units(comes)} if comes else {},
            remove={1: _units(leaves)} if leaves else {},
        ),
        now=clock.now(),
    )

    totals = bought["totals"]
    assert totals["items"]["minor"] - totals["discount"]["minor"] == _minor(came_to)
    assert change.difference.minor == _minor(says)
    if not comes:
        before = totals["total"]["minor"]
        assert standing_order(order_id).total_minor == before + change.difference.minor
    books_agree()
    no_differences()


def test_staff_and_shopper_are_told_the_same_before_it_counts(shop):
    a_promotion("ten-off")
    _, order_id, _ = a_bought_order(MILK=1)
    body = {"add": [{"sku": "BREAD", "quantity": 2}], "reason": "Some bread, too"}

    change = staff().post(f"/orders/{order_id}/edits", body).json()

    assert (change["state"], change["due"]["minor"]) == ("awaiting_payment", 450)
    assert len(standing_order(order_id).lines) == 1


def _promoted(name: str) -> UUID | None:
    return a_promotion("worked", **PROMOTIONS[name]).id if name != "nothing" else None
