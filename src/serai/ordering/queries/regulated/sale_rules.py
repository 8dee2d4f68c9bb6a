"""The laws of places, in the memory of this process: read once, and again when one has changed."""

from serai.ordering.domain.regulated.sale_rule import SaleRule
from serai.plumbing.caches import VersionedCache
from serai.plumbing.db import rows

_OLDEST = 5
_ALL = """
SELECT regime, country, regions, minimum_age, asks_birth_date, may_deliver, may_collect, most_units,
  per_days, note
FROM ordering_sale_rule ORDER BY regime, country, regions, id
"""


def sale_rules() -> tuple[SaleRule, ...]:
    """Return every law; at most five seconds old, and usually without a statement."""
    return _laws.now()


def forget_sale_rules() -> None:
    """Let this process read everything anew: something has just changed."""
    _laws.forget()


def _version() -> tuple[int, int]:
    # Rows are only added, with larger versions, and taken away: count and largest version tell any change.
    [known] = rows("SELECT count(*), coalesce(max(version), 0)::bigint FROM ordering_sale_rule")
    return known


def read_sale_rules() -> tuple[SaleRule, ...]:
    """Return every law as the table has it now; one statement."""
    return tuple(
        SaleRule(regime, country, tuple(regions), *more)
        for regime, country, regions, *more in rows(_ALL)
    )


_laws = VersionedCache(_version, read_sale_rules, seconds=_OLDEST)
