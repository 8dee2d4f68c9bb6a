"""Tell every process that taxes have changed."""

from serai.plumbing.db import execute, forget_with_work
from serai.pricing.queries.tax_rules import forget_tax_rules


def grow_tax_version() -> None:
    """Let processes read the tax rules anew once the caller's transaction is written; one statement."""
    execute(
        "INSERT INTO pricing_tax_version (id, version) VALUES (1, 1)"
        " ON CONFLICT (id) DO UPDATE SET version = pricing_tax_version.version + 1"
    )
    forget_with_work(forget_tax_rules)
