"""A tender as a loyalty programme would bring one: points, a hundred of which are worth one major unit."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from serai.kernel.money import Money
from serai.ledger import public as ledger
from serai.ordering.ports import Payer, Purse
from serai.payments.public import BalanceTooSmall

POINTS = ledger.AccountKind("tests.points_to_spend", ledger.Side.CREDIT)
GIVEN = ledger.AccountKind("tests.points_given", ledger.Side.DEBIT, may_be_negative=True)
SPENT = ledger.AccountKind("tests.points_spent", ledger.Side.CREDIT, may_be_negative=True)


@dataclass(frozen=True)
class Points:
    """One point pays one minor unit. It keeps its books in points, so no money of ours moves."""

    method: str = "points"

    def find(self, claim: str, *, payer: Payer, now: datetime) -> Purse:
        return self.look(str(payer.customer_id), payer=payer, now=now)

    def look(self, source: str, *, payer: Payer, now: datetime) -> Purse:
        try:
            there = ledger.account_view(POINTS.of(source, ledger.POINTS)).available
        except ledger.AccountNotFound:
            there = 0
        return Purse(source, f"{there} points", Money(there, payer.currency))

    def hold(self, source: str, amount: Money, *, payment_id: UUID, now: datetime) -> None:
        wanted = ledger.HoldAmount(
            POINTS.of(source, ledger.POINTS), amount.minor, f"p {payment_id}"
        )
        try:
            ledger.hold(wanted, now=now)
        except (ledger.InsufficientBalance, ledger.AccountNotFound):
            raise BalanceTooSmall(self.method, amount) from None

    def capture(self, source: str, amount: Money, *, payment_id: UUID, now: datetime) -> None:
        held = ledger.hold_of_reference(f"p {payment_id}")
        if held is None or held.state is ledger.HoldState.CAPTURED:
            return
        command = ledger.CaptureHold(
            held.id,
            SPENT.of("", ledger.POINTS),
            "tests.spent",
            f"p spent {payment_id}",
            amount.minor,
        )
        ledger.capture_hold(command, now=now)

    def release(self, source: str, *, payment_id: UUID, now: datetime) -> None:
        held = ledger.hold_of_reference(f"p {payment_id}")
        if held is not None and held.state is ledger.HoldState.HELD:
            ledger.release_hold(held.id, now=now)

    def give_back(
        self, source: str, amount: Money, *, payment_id: UUID, key: str, now: datetime
    ) -> None:
        back = ledger.credit(POINTS.of(source, ledger.POINTS), amount.minor)
        spent = ledger.debit(SPENT.of("", ledger.POINTS), amount.minor)
        ledger.post(ledger.Entry("tests.back", f"p back {key}", (spent, back)), now=now)


def give_points(customer_id: UUID, points: int) -> None:
    """Let a customer have points."""
    given = ledger.debit(GIVEN.of("", ledger.POINTS), points)
    got = ledger.credit(POINTS.of(str(customer_id), ledger.POINTS), points)
    entry = ledger.Entry("tests.points", f"points {uuid4()}", (given, got))
    ledger.post(entry, now=datetime(2026, 1, 1, tzinfo=UTC))


def points_of(customer_id: UUID) -> int:
    """Return what a customer has."""
    return ledger.balance_of(POINTS.of(str(customer_id), ledger.POINTS))
