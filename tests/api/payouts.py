"""A payout that was handed in as a file, and its difference: what it speaks of is not ours."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from serai.kernel import clock
from serai.payments.queries.reconciliation.difference_view import difference_page
from serai.payments.usecases.reconciliation.take_in_payout import take_in_payout_file

_HEAD = "processor,payout,arrives_on,amount,line,kind,charge,key,happened_at,currency,gross,fee"
_LINE = "local,{0},2026-03-16,1.00,{0},charge,ch_theirs,,2026-03-14T00:00:00Z,USD,1.00,0.00"


@dataclass(frozen=True)
class PayoutThings:
    """The names of both."""

    payout_id: UUID
    difference_id: UUID


def payout_things() -> PayoutThings:
    """Hand a file in."""
    [taken] = take_in_payout_file("serai", a_payout_file().encode(), now=clock.now())
    return PayoutThings(taken.id, difference_page(limit=1).items[0].id)


def a_payout_file() -> str:
    """Return a file that nobody has handed in before."""
    return "\n".join((_HEAD, _LINE.format(uuid4().hex), ""))
