"""Random lives of plans of instalments: crashes, lost, doubled and late news; plan, payments and books agree."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from factories.lives import lives
from hypothesis import given
from hypothesis import strategies as st
from payments.instalment_life import SEAMS, Crash, Life, Seams

from serai.kernel.errors import DomainError
from serai.ledger.public import ledger_disagreements
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.models import (
    InstalmentCollection,
    InstalmentPlan,
)
from serai.payments.public import (
    PaymentState,
    RefundState,
    payment,
    refunds_of_payment,
)
from serai.payments.queries.instalments.plan_view import plan_view
from serai.payments.usecases import confirm_refund as confirming
from serai.payments.usecases.charge_payment import BREAKERS
from serai.payments.usecases.instalments import collect_instalment as collecting
from serai.payments.usecases.reconciliation.compare_ledger import compare_ledger
from serai.plumbing.db import execute


@pytest.fixture
def seams(monkeypatch: pytest.MonkeyPatch) -> Seams:
    """Make the process die where a test says."""
    made = Seams()
    for module, names in ((collecting, SEAMS[:3]), (confirming, SEAMS[3:])):
        for name in names:
            monkeypatch.setattr(module, name, made.around(name, getattr(module, name)))
    return made


ACTIONS: list[Callable[[Life, int], None]] = [
    Life.crash_soon,
    Life.days_pass,
    Life.the_clock_strikes,
    Life.the_clock_strikes,
    Life.run_jobs,
    Life.choose_card,
    Life.pay_by_hand,
    Life.answer,
    Life.webhooks,
    Life.recover,
    Life.waive,
    Life.take_back,
]
LIVES = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 6)), min_size=3, max_size=30)


@lives(60)
@given(st.integers(0, 3), LIVES)
def test_whatever_happens_each_part_is_paid_once_and_the_books_agree(lends, seams, start, steps):
    execute("DELETE FROM procrastinate_jobs")
    BREAKERS.clear()
    seams.dies_at = ""
    life = Life(lends, seams)
    life.begin(start)

    for action, pick in steps:
        with suppress(Crash, DomainError):
            action(life, pick)
        _nobody_pays_too_much(life)
    life.come_to_rest()

    _nobody_pays_too_much(life)
    _the_plan_is_what_was_paid(life)
    assert compare_ledger()[0] == []
    assert ledger_disagreements() == []


def _nobody_pays_too_much(life: Life) -> None:
    plan = plan_view(life.plan_id)
    left = [payment(c.pk) for c in InstalmentCollection.objects.filter(plan_id=life.plan_id)]
    kept = sum((p.captured - p.refunded).minor for p in left)
    assert plan.paid.minor <= plan.total.minor + 2_000
    assert kept >= 0


def _the_plan_is_what_was_paid(life: Life) -> None:
    plan, order = plan_view(life.plan_id), payment(life.payment_id)
    collections = list(InstalmentCollection.objects.filter(plan_id=life.plan_id))
    collected = [payment(c.pk) for c in collections]
    assert PaymentState.PROCESSING not in {p.state for p in collected}
    assert not [
        r
        for p in [*collected, order]
        for r in refunds_of_payment(p.id)
        if r.state is RefundState.REQUESTED
    ]
    kept = sum((p.captured - p.refunded).minor for p in collected)
    assert kept == (plan.paid - plan.given_back).minor
    assert order.refunded == plan.returned
    if plan.state in (PlanState.OPEN, PlanState.ENDED):
        assert order.captured == plan.total
    row = InstalmentPlan.objects.get(pk=life.plan_id)
    open_price = sum(p.price.minor for p in plan.parts if p.state in ("due", "overdue"))
    if plan.state is PlanState.OPEN:
        assert order.captured.minor - order.refunded.minor - row.settled_minor == open_price
    paid_once = [c.number for c in collections if c.moved_minor and c.number]
    assert len(paid_once) == len(set(paid_once))
