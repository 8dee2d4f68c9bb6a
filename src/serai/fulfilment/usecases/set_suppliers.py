"""Say who brings which goods, and how long that takes."""

from collections.abc import Collection
from dataclasses import dataclass

from serai.catalog.public import variants_of_skus
from serai.fulfilment.domain.supplier import LONGEST, BadSupplier, Supplier
from serai.fulfilment.models import SuppliedVariant, SupplierRow
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work


class SupplierNotFound(DomainError):
    """There is no such supplier."""

    code = "fulfilment.supplier_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, supplier: str) -> None:
        self.supplier = supplier
        super().__init__(f"There is no supplier {supplier!r}.")


@dataclass(frozen=True, slots=True)
class Supplied:
    """Who brings an article; `days` and `days_at_most` where it does not take the supplier's own."""

    sku: str
    supplier: str
    days: int | None = None
    days_at_most: int | None = None


@unit_of_work()
def set_suppliers(suppliers: Collection[Supplier]) -> int:
    """Make or replace suppliers; one statement. They themselves have refused what is wrong."""
    by_code = {supplier.code: supplier for supplier in suppliers}
    SupplierRow.objects.bulk_create(
        [
            SupplierRow(
                code=supplier.code,
                name=supplier.name,
                weekdays=[day for day, works in enumerate(supplier.works) if works],
                days=supplier.days,
                days_at_most=supplier.days_at_most,
            )
            for supplier in by_code.values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "weekdays", "days", "days_at_most"],
    )
    return len(by_code)


@unit_of_work()
def set_supplied(goods: Collection[Supplied]) -> int:
    """
    Say who brings which articles, all of them or none; three statements. Return how many.

    Raises:
        SupplierNotFound: there is no such supplier.
        BadSupplier: there is no such article, or its days make no sense.
    """
    by_sku = {each.sku: each for each in goods}
    _check(by_sku.values())
    variants = variants_of_skus(by_sku)
    for sku, each in by_sku.items():
        if sku not in variants:
            raise BadSupplier(each.supplier, f"the article {sku}")
    SuppliedVariant.objects.bulk_create(
        [
            SuppliedVariant(
                variant_id=variants[sku].id,
                supplier_id=each.supplier,
                days=each.days,
                days_at_most=each.days_at_most,
            )
            for sku, each in by_sku.items()
        ],
        update_conflicts=True,
        unique_fields=["variant"],
        update_fields=["supplier", "days", "days_at_most"],
    )
    return len(by_sku)


def _check(goods: Collection[Supplied]) -> None:
    named = {each.supplier for each in goods}
    known = set(SupplierRow.objects.filter(code__in=named).values_list("code", flat=True))
    for each in goods:
        if each.supplier not in known:
            raise SupplierNotFound(each.supplier)
        told = each.days is not None, each.days_at_most is not None
        if told == (False, False):
            continue
        if not all(told) or not 0 <= (each.days or 0) <= (each.days_at_most or 0) <= LONGEST:
            raise BadSupplier(each.supplier, f"days_at_most of {each.sku}")
