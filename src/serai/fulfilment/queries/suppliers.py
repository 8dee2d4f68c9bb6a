"""Who brings goods to us."""

from serai.fulfilment.domain.supplier import Supplier
from serai.fulfilment.models import SupplierRow


def suppliers() -> list[Supplier]:
    """Return every supplier by its code; one statement."""
    return [supplier_of_row(row) for row in SupplierRow.objects.order_by("code")]


def supplier_of_row(row: SupplierRow) -> Supplier:
    """Return the supplier in a row of the table."""
    return Supplier(
        code=row.code,
        name=row.name,
        works=tuple(day in row.weekdays for day in range(7)),
        days=row.days,
        days_at_most=row.days_at_most,
    )
