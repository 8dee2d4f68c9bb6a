"""The embedded provider of rates."""

from serai.pricing.domain.tax import TaxPart, parts_at
from serai.pricing.ports import TaxQuestion
from serai.pricing.queries.tax_rules import tax_rules


class RateTable:
    """Answers from the table of rates."""

    name = "table"

    def rates(self, question: TaxQuestion) -> dict[str, tuple[TaxPart, ...]]:
        """Return the rates that count at the destination."""
        table = tax_rules().rates.get(question.to.country, ())
        return parts_at(table, question.to, question.on)
