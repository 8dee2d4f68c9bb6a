"""The baskets of the year as orders that were completed in the stores."""

from datetime import datetime
from typing import Any

import polars as pl

from serai.catalog.models import Variant
from serai.config.complete_journey.households import customer_id_of_household
from serai.config.complete_journey.source import table
from serai.config.complete_journey.stores import STORES, code_of_store
from serai.customers.models import Customer
from serai.inventory import public as inventory
from serai.ordering.public import SCHEMA, ImportedOrders, import_orders
from serai.plumbing.progress import Progress

SOURCE = "complete-journey"
NUMBER_PREFIX = "B"


def load(progress: Progress, households: int | None = None, *, now: datetime) -> ImportedOrders:
    """
    Import every basket as an order with its real prices, discounts, store and instant.

    Amounts are whole cents and exact: a line's total is the sales value, its discount the sum of the three
    kinds of discount, its items both together; its unit price is items divided by quantity, to six
    decimals. The data's time stamps are UTC. 8,869 lines have no quantity: discounts and deposits that the
    till booked without goods; they stay, with quantity 0 and unit price 0. 17 articles that were sold are
    not in the list of products: their lines have a SKU and no variant.

    Args:
        progress: shows how far the import is.
        households: only the orders of so many households, those with the lowest numbers.
        now: when the lines become facts.
    """
    history = basket_lines(_products(), _customers(), _stores(), households=households)
    with progress("Orders", history["ref"].n_unique()) as advance:
        return import_orders(
            history, source=SOURCE, number_prefix=NUMBER_PREFIX, advance=advance, facts_at=now
        )


def basket_lines(
    products: pl.LazyFrame,
    customers: pl.LazyFrame,
    stores: pl.LazyFrame,
    *,
    households: int | None = None,
) -> pl.DataFrame:
    """
    Return the lines of all baskets in the shape that ordering imports, oldest basket first.

    Args:
        products: product_id (i64), variant_id, name (str).
        customers: household_id (i64), customer_id (str).
        stores: store_id (i64), location_id (str).
        households: only the baskets of so many households, those with the lowest numbers.
    """
    transactions = table("transactions")
    if households is not None:
        chosen = transactions.select(pl.col("household_id").unique().sort().head(households))
        transactions = transactions.join(chosen, on="household_id", how="semi")
    article = pl.format("Article {}", "product_id")
    return (
        transactions.join(products, on="product_id", how="left")
        .join(customers, on="household_id", how="left")
        .join(stores, on="store_id", how="left")
        .sort("transaction_timestamp", "basket_id", "product_id")
        .with_columns(
            ref=pl.col("basket_id").cast(pl.String),
            placed_at=pl.col("transaction_timestamp")
            .cast(pl.Datetime("us"))
            .dt.replace_time_zone("UTC"),
            channel_code=pl.lit(STORES),
            currency=pl.lit("USD"),
            locale=pl.lit("en"),
            sku=pl.col("product_id").cast(pl.String),
            name=pl.col("name").fill_null(article),
            total_minor=_cents("sales_value"),
            discount_minor=_cents("retail_disc")
            + _cents("coupon_disc")
            + _cents("coupon_match_disc"),
        )
        .with_columns(items_minor=pl.col("total_minor") + pl.col("discount_minor"))
        .with_columns(unit_price=_unit_price())
        .select(SCHEMA.names())
        .collect()
    )


def _cents(column: str) -> pl.Expr:
    return (pl.col(column) * 100).round().cast(pl.Int64)


def _unit_price() -> pl.Expr:
    """Items divided by quantity in dollars, rounded half up to six decimals, as text."""
    goods = pl.when(pl.col("quantity") > 0).then("quantity").otherwise(1)
    millionths = (pl.col("items_minor") * 10_000 + goods // 2) // goods
    millionths = pl.when(pl.col("quantity") > 0).then(millionths).otherwise(0)
    decimals = (millionths % 1_000_000).cast(pl.String).str.zfill(6)
    return pl.format("{}.{}", millionths // 1_000_000, decimals)


def _products() -> pl.LazyFrame:
    found = Variant.objects.values_list("sku", "id", "product__name").iterator(chunk_size=20_000)
    rows = [(int(sku), str(variant_id), name) for sku, variant_id, name in found if sku.isdecimal()]
    return _frame(rows, "product_id", "variant_id", "name")


def _customers() -> pl.LazyFrame:
    there = set(Customer.objects.filter(source=SOURCE).values_list("id", flat=True))
    numbers = table("transactions").select("household_id").unique().collect().to_series()
    ids = {number: customer_id_of_household(number) for number in numbers}
    rows = [(number, str(key)) for number, key in ids.items() if key in there]
    return _frame(rows, "household_id", "customer_id")


def _stores() -> pl.LazyFrame:
    ids = {location.code: location.id for location in inventory.locations()}
    numbers = table("transactions").select("store_id").unique().collect().to_series()
    codes = {number: code_of_store(number) for number in numbers}
    rows = [(number, str(ids[code])) for number, code in codes.items() if code in ids]
    return _frame(rows, "store_id", "location_id")


def _frame(rows: list[tuple[Any, ...]], key: str, *texts: str) -> pl.LazyFrame:
    schema = {key: pl.Int64} | dict.fromkeys(texts, pl.String)
    return pl.LazyFrame(rows, schema=schema, orient="row")
