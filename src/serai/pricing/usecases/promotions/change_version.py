"""Let every process notice that other promotions are in force."""

from serai.plumbing.db import forget_with_work, rows, unit_of_work
from serai.pricing.queries.promotions.running import forget_promotions


@unit_of_work()
def change_promotions() -> int:
    """Count one change of what is in force, or of what is left of it; joins the caller's transaction."""
    [(version,)] = rows(
        "INSERT INTO pricing_promotions_version (id, version) VALUES (1, 1)"
        " ON CONFLICT (id) DO UPDATE SET version = pricing_promotions_version.version + 1"
        " RETURNING version"
    )
    forget_with_work(forget_promotions)
    return int(version)
