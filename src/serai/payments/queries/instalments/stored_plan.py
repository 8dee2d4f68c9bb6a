"""A stored plan as the arithmetic knows it."""

from collections.abc import Sequence
from decimal import Decimal

from serai.kernel.money import Money
from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.plan import Part, Plan
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.models import Instalment, InstalmentPlan


def plan_of(row: InstalmentPlan, parts: Sequence[Instalment]) -> Plan:
    """Return the plan that a row and the rows of its parts, in their order, stand for."""
    currency = row.currency
    return Plan(
        terms=_terms(row),
        total=Money(row.total_minor, currency),
        parts=tuple(
            Part(
                number=part.number,
                due_on=part.due_on,
                price=Money(part.price_minor, currency),
                charge=Money(part.charge_minor, currency),
                state=InstalmentState(part.state),
            )
            for part in parts
        ),
        returned=Money(row.returned_minor, currency),
        given_back=Money(row.given_back_minor, currency),
    )


def _terms(row: InstalmentPlan) -> Terms:
    kept = row.terms
    fee = Money(kept["fee_minor"], row.currency) if kept["fee_minor"] else None
    return Terms(
        parts=kept["parts"],
        step=kept["step"],
        every=Every(kept["every"]),
        least=Money(kept["least_minor"], row.currency),
        most=Money(kept["most_minor"], row.currency),
        fee=fee,
        interest=Decimal(kept["interest"]),
    )
