"""What can be paid."""

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money


class NothingToPay(DomainError):
    """A payment of zero, or less, was asked for."""

    code = "payments.nothing_to_pay"
    kind = Kind.REJECTED

    def __init__(self, amount: Money) -> None:
        self.amount = amount
        super().__init__(f"A payment must be of more than nothing; {amount} was asked for.")


def refuse_nothing(amount: Money) -> None:
    """
    Let only amounts above zero pass: a cart that costs nothing needs no payment.

    Raises:
        NothingToPay: the amount is zero or less.
    """
    if amount.minor <= 0:
        raise NothingToPay(amount)
