"""Write one product with its variants, as a person fills in its page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.catalog.domain.row_error import ImportReport
from serai.catalog.queries.products import ProductNotFound
from serai.catalog.usecases.bad_field import BadField
from serai.catalog.usecases.edit_product import StaleVersion
from serai.catalog.usecases.product_load.run_load import Manner, run_load
from serai.plumbing.db import execute, rows, unit_of_work


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteProduct:
    """
    A product as it shall be.

    `fields` has columns of a load that belong to the product, `variants` those that belong to each variant, its
    `sku` above all. A variant that is not named stays as it is. `product_id` and `version` say which product was
    seen; without them it is a new one.
    """

    fields: Mapping[str, Any]
    variants: Sequence[Mapping[str, Any]]
    product_id: UUID | None = None
    version: int | None = None


def write_product(command: WriteProduct, *, source: str, now: datetime) -> ImportReport:
    """
    Create a product, or change the one that the caller saw, all or nothing.

    Args:
        command: the product.
        source: who writes it; kept with a new product.
        now: the time of the change.

    Returns:
        What was written, or, by the place of the variant, what is wrong with it; then nothing was.

    Raises:
        BadField: no variant, or the code belongs to another product.
        ProductNotFound: no product has this id.
        StaleVersion: someone else changed it meanwhile.
        LoadCollided: another change took the slug, an SKU or a GTIN meanwhile.
    """
    if not command.variants:
        raise BadField("sku", "A product needs something that is sold: at least one SKU.")
    with unit_of_work():
        execute("SELECT pg_advisory_xact_lock(hashtext('catalog.upsert_products'))")
        code = _new_code(command) if command.product_id is None else _code_of(command)
        return run_load(_rows_of(command, code), Manner(source, now))


def _rows_of(command: WriteProduct, code: str) -> Iterator[dict[str, Any]]:
    for position, variant in enumerate(command.variants):
        fields = command.fields if position == 0 else {}
        yield {**fields, "product": code, "position": position, **variant}


def _new_code(command: WriteProduct) -> str:
    code = str(command.fields.get("product") or command.variants[0]["sku"])
    if rows("SELECT 1 FROM catalog_product WHERE code = %s", [code]):
        raise BadField("product", f"There is a product {code} already.")
    return code


def _code_of(command: WriteProduct) -> str:
    found = rows(
        "SELECT code, version FROM catalog_product WHERE id = %s FOR UPDATE", [command.product_id]
    )
    if not found:
        raise ProductNotFound(str(command.product_id))
    [(code, version)] = found
    if version != command.version:
        raise StaleVersion(yours=command.version or 0, current=version)
    return str(code)
