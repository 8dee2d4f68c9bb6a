"""Two workers, a person and a worker, a return and a charge: each part of a plan is taken once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from payments.instalment_life import Life, Seams
from payments.makers import charges_of

from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.ledger.public import ledger_disagreements
from serai.payments.models import InstalmentCollection
from serai.payments.public import RefundPayment, payment, refund_payment
from serai.payments.queries.instalments.plan_view import plan_in_detail, plan_view
from serai.payments.usecases.confirm_refund import confirm_refund
from serai.payments.usecases.instalments.collect_instalment import collect_instalment
from serai.payments.usecases.instalments.pay_instalments import PayInstalments, pay_instalments
from serai.payments.usecases.reconciliation.compare_ledger import compare_ledger
from serai.plumbing.db import execute

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


@pytest.fixture
def life(lends):
    """Return an order whose first part is paid, on the day of its second."""
    made = Life(lends, Seams())
    made.begin(1)
    made.now += timedelta(days=31)
    yield made
    execute("DELETE FROM procrastinate_jobs")


def at_once(*acts: Callable[[], object]) -> None:
    """Do everything at the same moment, each on a connection of its own; refusals are expected."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            with suppress(DomainError):
                act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result()


def taken(life: Life) -> list[tuple[int, int]]:
    """Return part and amount of everything that was taken and kept."""
    found = InstalmentCollection.objects.filter(plan_id=life.plan_id).order_by("pk")
    sums = [(each.number, payment(each.pk)) for each in found]
    return [(n, (p.captured - p.refunded).minor) for n, p in sums if p.captured]


def test_workers_that_collect_the_same_part_at_once_charge_it_once(life):
    day = plan_view(life.plan_id).parts[1].due_on

    at_once(*[lambda: collect_instalment(life.plan_id, 2, day, now=life.now)] * AT_ONCE)

    plan = plan_view(life.plan_id)
    assert [part.state for part in plan.parts][:3] == ["paid", "paid", "due"]
    assert taken(life) == [(p.number, p.amount.minor) for p in plan.parts[:2]]
    captured = [row for row in charges_of(life.processor) if row[1] == "captured"]
    assert len(captured) == 2
    assert (compare_ledger()[0], ledger_disagreements()) == ([], [])


def test_a_person_who_pays_off_while_a_worker_collects_pays_nothing_twice(life):
    plan = plan_in_detail(life.plan_id, on=life.now.date())
    day, whole = plan.parts[1].due_on, plan.pay_off.amount.minor

    at_once(
        lambda: pay_instalments(PayInstalments(life.plan_id, 0, whole), now=life.now),
        lambda: collect_instalment(life.plan_id, 2, day, now=life.now),
    )

    after = plan_view(life.plan_id)
    assert sum(minor for _, minor in taken(life)) == after.paid.minor
    assert after.paid + after.open <= plan.to_pay
    assert (compare_ledger()[0], ledger_disagreements()) == ([], [])


def test_goods_that_come_back_while_a_part_is_collected_come_off_once(life):
    day = plan_view(life.plan_id).parts[1].due_on
    wanted = RefundPayment(life.payment_id, "back", "sour", Money(10_000, "USD"))
    back = refund_payment(wanted, now=life.now)

    at_once(
        lambda: confirm_refund(back.id, now=life.now),
        lambda: confirm_refund(back.id, now=life.now),
        lambda: collect_instalment(life.plan_id, 2, day, now=life.now),
    )
    with suppress(DomainError):
        confirm_refund(back.id, now=life.now)

    plan = plan_view(life.plan_id)
    assert (plan.returned, payment(life.payment_id).refunded) == (wanted.amount, wanted.amount)
    assert sum(minor for _, minor in taken(life)) == plan.paid.minor
    assert (compare_ledger()[0], ledger_disagreements()) == ([], [])
