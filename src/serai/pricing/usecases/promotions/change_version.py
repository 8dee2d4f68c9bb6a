"""Let every process notice that other promotions are in force."""

from serai.plumbing.db import execute
from serai.pricing.queries.promotions.running import forget_promotions


def change_promotions() -> None:
    """Count one change of what is in force; call it inside the unit of work that makes the change."""
    execute(
        "INSERT INTO pricing_promotions_version (id, version) VALUES (1, 1)"
        " ON CONFLICT (id) DO UPDATE SET version = pricing_promotions_version.version + 1"
    )
    forget_promotions()
