"""The worked tables of the documentation are what the functions answer."""

from decimal import Decimal
from pathlib import Path

from serai.kernel.money import Money
from serai.kernel.rounding import Rounding
from serai.pricing.domain.tax import STANDARD, RoundedAt, TaxPolicy, taxes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "rounding.md"


def test_the_table_of_rounding_is_right():
    table = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1:]]
    worked = [row for row in cells if row[0][0].isdigit()]

    found = [_taxes(*row[:6]) for row in worked]

    assert len(worked) == 10
    assert [", ".join(map(str, each)) for each in found] == [row[6] for row in worked]
    assert [str(sum(each)) for each in found] == [row[7] for row in worked]


def _taxes(
    prices: str, quantity: str, rate: str, inclusive: str, rounded_at: str, rounding: str
) -> list[int]:
    amounts = [Money.parse(price, "EUR") * int(quantity) for price in prices.split(", ")]
    policy = TaxPolicy(
        "worked",
        inclusive=inclusive == "yes",
        rounded_at=RoundedAt(rounded_at),
        rounding=Rounding[rounding],
        rates={STANDARD: Decimal(rate)},
    )
    return [tax.minor for tax in taxes(amounts, [STANDARD] * len(amounts), policy)]
