"""Edit one product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.catalog.domain.product_fields import FIELDS, Of
from serai.catalog.queries.products import ProductNotFound, ProductView, product
from serai.catalog.usecases.bad_field import BadField
from serai.catalog.usecases.product_load.run_load import Manner, run_load
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows, unit_of_work

_FIXED = ("product", "sku", "source")


class StaleVersion(DomainError):
    """Someone else changed it since the caller read it."""

    code = "catalog.stale_version"
    kind = Kind.CONFLICT

    def __init__(self, *, yours: int, current: int) -> None:
        self.yours, self.current = yours, current
        super().__init__(
            f"You changed version {yours}; it is version {current} now. Look again, then repeat."
        )


@dataclass(frozen=True, slots=True)
class EditProduct:
    """
    Changes to one product, made from `version`.

    `changes` has the product's columns of a load that change: `name`, `slug`, `description`, `brand`,
    `category`, `seller`, `active`, `tax_class`, `attributes`, `translations`, `media`, `channels`.
    """

    product_id: UUID
    version: int
    changes: Mapping[str, Any] = field(default_factory=dict)


def edit_product(command: EditProduct, *, now: datetime) -> ProductView:
    """
    Edit a product if it is still the version that the caller saw.

    Raises:
        ProductNotFound: no product has this id.
        StaleVersion: someone else changed it meanwhile.
        BadField: a value is not what its field takes.
        LoadCollided: another change took the slug meanwhile.
    """
    for name in command.changes:
        if name in _FIXED or (name in FIELDS and FIELDS[name].of is not Of.PRODUCT):
            raise BadField(name, "This is not a product's own field, or it never changes.")
    with unit_of_work():
        found = rows(
            "SELECT p.version, (SELECT sku FROM catalog_variant v WHERE v.product_id = p.id"
            " ORDER BY v.position, v.id LIMIT 1) FROM catalog_product p WHERE p.id = %s FOR UPDATE",
            [command.product_id],
        )
        if not found:
            raise ProductNotFound(command.product_id)
        [(version, sku)] = found
        if version != command.version:
            raise StaleVersion(yours=command.version, current=version)
        report = run_load([{**command.changes, "sku": sku}], Manner("", now, only_known=True))
        if not report.clean:
            raise BadField(report.errors[0].field, report.errors[0].reason)
        return product(command.product_id)
