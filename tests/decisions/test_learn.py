"""Learning: everything once, nothing twice, whoever learns at once."""

from datetime import timedelta
from threading import Barrier, Thread

import numpy as np
import pytest
from decisions.conftest import ITEMS, NOW, SLOT, decided
from django.db import connection

from serai.decisions.domain.learnt import Learnt
from serai.decisions.models import LearntState, Policy, SlotSetting
from serai.decisions.public import Mode, OutcomeKind, record_outcome, write_exposures
from serai.decisions.usecases.learn import learn, learn_everywhere
from serai.plumbing.db import execute, rows

AT_ONCE = timedelta(0)
LATER = NOW + timedelta(minutes=1)


def ids() -> tuple[int, int]:
    setting = SlotSetting.objects.get(slot=SLOT)
    return setting.pk, Policy.objects.latest("pk").pk


def learn_now() -> bool:
    return learn(*ids(), now=LATER, settled=AT_ONCE)


def sums() -> dict[str, tuple[float, float]]:
    learnt = Learnt.unpacked(bytes(LearntState.objects.get().state))
    return {
        item: (learnt.shown[place], learnt.rewarded[place])
        for item, place in learnt.index().items()
    }


def in_the_tables() -> dict[str, tuple[float, float]]:
    return {
        item: (float(shown), float(hits))
        for item, shown, hits in rows(
            "SELECT item, count(*), (SELECT count(*) FROM decisions_outcome AS told"
            " WHERE told.item = shown.item AND kind = 'click')"
            " FROM decisions_exposure AS shown GROUP BY item"
        )
    }


def show_and_click(who: str, clicks: int = 1) -> None:
    for one in decided(who).items[:clicks]:
        record_outcome(one.token, OutcomeKind.CLICK, now=NOW)
    write_exposures()


def test_a_policy_learns_what_was_shown_and_what_came_of_it(switched):
    switched(Mode.ON, "thompson")
    show_and_click("ann", 2)
    show_and_click("bob", 1)

    assert learn_now()
    assert sums() == in_the_tables()
    assert not learn_now()
    show_and_click("cem", 3)
    assert learn_now()
    assert sums() == in_the_tables()
    assert LearntState.objects.get().version == 2


def test_a_late_outcome_is_learnt_when_it_comes(switched):
    switched(Mode.ON, "thompson")
    token = decided().items[0].token
    write_exposures()
    learn_now()

    record_outcome(token, OutcomeKind.CLICK, now=NOW + timedelta(days=2))

    assert learn_now()
    assert sums() == in_the_tables()


def test_what_is_learnt_is_in_force(switched):
    switched(Mode.ON, "epsilon_greedy", epsilon=0.0)
    best = None
    for number in range(20):
        decision = decided(str(number))
        best = best or decision.items[0].item
        for one in decision.items:
            if one.item == best:
                record_outcome(one.token, OutcomeKind.CLICK, now=NOW)
    write_exposures()

    learn_now()

    decision = decided("new")
    assert decision.items[0].item == best
    assert decision.explain.learnt_version == 1


def test_only_policies_in_use_learn(switched):
    switched(Mode.ON, "thompson")
    show_and_click("ann")
    execute("UPDATE decisions_exposure SET written_at = written_at - interval '10 seconds'")
    execute("UPDATE decisions_outcome SET written_at = written_at - interval '10 seconds'")

    assert learn_everywhere(now=LATER) == 1
    switched(Mode.OFF)
    assert learn_everywhere(now=LATER) == 0


def test_a_line_is_learnt_over_the_context(switched):
    switched(Mode.ON, "linucb", features=["evening"], epsilon=1.0, alpha=0.0)
    for number in range(60):
        evening = float(number % 2)
        for one in decided(str(number), items=ITEMS[:2], features={"evening": evening}).items:
            if one.item == ITEMS[int(evening)]:
                record_outcome(one.token, OutcomeKind.CLICK, now=NOW)
    write_exposures()
    learn_now()
    switched(Mode.ON, "linucb", features=["evening"], epsilon=0.0, alpha=0.0)
    execute("UPDATE decisions_learnt_state SET policy_id = %s", [ids()[1]])
    execute("UPDATE decisions_state_version SET version = version + 1")
    from serai.decisions.queries.running import forget_plans

    forget_plans()

    by_context = {
        evening: decided("x", items=ITEMS[:2], features={"evening": evening}).items[0].item
        for evening in (0.0, 1.0)
    }
    assert by_context == {0.0: ITEMS[0], 1.0: ITEMS[1]}


@pytest.mark.django_db(transaction=True)
def test_eight_who_learn_at_once_count_nothing_twice(switched):
    switched(Mode.ON, "thompson")
    for number in range(20):
        show_and_click(str(number), number % 4)
    barrier = Barrier(8)
    learnt = []

    def run() -> None:
        barrier.wait()
        learnt.extend(learn_now() for _ in range(3))
        connection.close()

    threads = [Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    learnt.append(learn_now())
    assert sums() == in_the_tables()
    assert LearntState.objects.get().version == sum(learnt)


@pytest.mark.django_db(transaction=True)
def test_what_is_still_being_written_is_not_passed_over(switched):
    from serai.plumbing.db import unit_of_work

    switched(Mode.ON, "thompson")
    waiting = decided("slow")
    begun, go_on = Barrier(2), Barrier(2)

    def slowly() -> None:
        with unit_of_work():
            record_outcome(waiting.items[0].token, OutcomeKind.CLICK, now=NOW)
            begun.wait()
            go_on.wait()
        connection.close()

    writer = Thread(target=slowly)
    writer.start()
    begun.wait()
    write_exposures()
    learn_now()
    show_and_click("fast")
    learn_now()
    go_on.wait()
    writer.join()

    learn_now()
    assert sums() == in_the_tables()
    assert np.sum([hits for _, hits in sums().values()]) == 2
