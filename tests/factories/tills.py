"""What tills tell, for tests."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from factories.catalog import NOW

from serai.inventory.models import Balance
from serai.kernel.ids import uuid7
from serai.ordering.domain.tills.operation import (
    BroughtBack,
    MoneyMoved,
    PaidWith,
    Return,
    Sale,
    SoldLine,
    TillOperation,
)

LATER = NOW + timedelta(hours=9)
"""When what the till did comes here."""
SHIFT = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c700")


def line(sku: str = "MILK", quantity: int = 1, unit: int = 199, off: int = 0) -> SoldLine:
    items = unit * quantity
    return SoldLine(
        sku, f"Name of {sku}", quantity, Decimal(unit).scaleb(-2), items, off, 0, items - off
    )


def a_sale(*lines: SoldLine, receipt: int = 1, paid: dict | None = None, **said) -> TillOperation:
    lines = lines or (line(),)
    total = sum(each.total_minor for each in lines)
    moved = tuple(
        MoneyMoved(PaidWith(way), minor)
        for way, minor in (paid or {"cash": total}).items()
        if minor
    )
    return told(Sale(receipt, lines, moved, **said))


def a_return(sale: TillOperation, units: int = 1, minor: int = 199, **said) -> TillOperation:
    said = {"receipt": 2, "reason": "Sour", "way": PaidWith.CASH, "restock": True, **said}
    return told(
        Return(
            said["receipt"],
            sale.id,
            (BroughtBack(1, units, said["restock"]),),
            (MoneyMoved(said["way"], minor),),
            said["reason"],
        )
    )


def told(act, *, shift=SHIFT, at=NOW) -> TillOperation:
    return TillOperation(uuid7(), shift, at, "Carol", act)


def stock(sku: str = "MILK", place: str = "STORE-1") -> int:
    return Balance.objects.get(variant__sku=sku, location__code=place).on_hand
