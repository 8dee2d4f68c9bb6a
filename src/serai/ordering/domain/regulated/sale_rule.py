"""What the law of a place says about the articles of one regime."""

from collections.abc import Iterable
from dataclasses import dataclass

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.countries import COUNTRIES

OLDEST_AGE, MOST_UNITS, MOST_DAYS = 99, 10_000, 3650


class BadSaleRule(DomainError):
    """A law makes no sense, alone or beside the others."""

    code = "ordering.bad_sale_rule"
    kind = Kind.REJECTED

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"Rule {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where goods are handed over; empty as far as it is not known."""

    country: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class SaleRule:
    """
    What counts for the articles of a regime at a place.

    `country` is empty for everywhere; `regions` are the names by which addresses know one part of it, such as
    `UT` and `Utah`; without any, all of the country. `minimum_age` is in years; `None`: what the article
    itself says. `most_units` of one shopper in `per_days` days count together; `None`: any number. `note` is
    told to shoppers who are refused.
    """

    regime: str
    country: str = ""
    regions: tuple[str, ...] = ()
    minimum_age: int | None = None
    asks_birth_date: bool = False
    may_deliver: bool = True
    may_collect: bool = True
    most_units: int | None = None
    per_days: int | None = None
    note: str = ""

    @property
    def about(self) -> tuple[str, str, frozenset[str]]:
        """Return what tells it from other laws: its regime and its place."""
        return self.regime, self.country, frozenset(each.casefold() for each in self.regions)

    def counts_in(self, place: Place) -> bool:
        """Return whether it is about this place."""
        if self.country and self.country != place.country:
            return False
        return not self.regions or place.region.casefold() in {
            region.casefold() for region in self.regions
        }


def rule_at(rules: Iterable[SaleRule], regime: str, place: Place) -> SaleRule:
    """
    Return what counts: the law of the region, else of the country, else everywhere; else nothing is asked.

    Example:
        >>> rules = [SaleRule("wine", minimum_age=18), SaleRule("wine", "US", minimum_age=21)]
        >>> rules += [SaleRule("wine", "US", ("UT", "Utah"), may_deliver=False)]
        >>> [rule_at(rules, "wine", Place(*place)).minimum_age for place in (("DE", ""), ("US", "OH"))]
        [18, 21]
        >>> rule_at(rules, "wine", Place("US", "utah")).may_deliver
        False
    """
    there = [rule for rule in rules if rule.regime == regime and rule.counts_in(place)]
    return max(
        there, key=lambda rule: (bool(rule.country), bool(rule.regions)), default=SaleRule(regime)
    )


def checked_rules(rules: Iterable[SaleRule]) -> list[SaleRule]:
    """
    Return laws that make sense together.

    Raises:
        BadSaleRule: a place has two laws for a regime, or one says what cannot be.
    """
    given = list(rules)
    seen: dict[tuple[str, str, str], int] = {}
    for line, rule in enumerate(given, 1):
        _check(line, rule)
        for region in rule.regions or ("",):
            before = seen.setdefault((rule.regime, rule.country, region.casefold()), line)
            if before != line:
                raise BadSaleRule(line, f"rule {before} is about the same articles there.")
    return given


def _check(line: int, rule: SaleRule) -> None:
    if not rule.regime:
        raise BadSaleRule(line, "names no regime.")
    if rule.country and rule.country not in COUNTRIES:
        raise BadSaleRule(line, f"{rule.country!r} is no country code such as US.")
    if rule.regions and not rule.country:
        raise BadSaleRule(line, "a region is a part of a country: name it.")
    if rule.minimum_age is not None and not 0 <= rule.minimum_age <= OLDEST_AGE:
        raise BadSaleRule(line, f"an age is between 0 and {OLDEST_AGE} years.")
    if (rule.most_units is None) != (rule.per_days is None):
        raise BadSaleRule(line, "a number of units is for so many days: name both.")
