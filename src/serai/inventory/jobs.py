"""What the clock starts here."""

from numpy.random import default_rng

from serai.inventory.usecases.ahead.allot_units import allot_units
from serai.inventory.usecases.ahead.tell_turned_terms import tell_turned_terms
from serai.inventory.usecases.ahead.tell_waiting import tell_all_waiting
from serai.inventory.usecases.demand.report_articles import report_articles
from serai.inventory.usecases.demand.report_forecasts import report_forecasts
from serai.inventory.usecases.release_expired import release_expired
from serai.kernel import clock
from serai.plumbing.jobs import periodic


@periodic(cron="* * * * * */20", name="inventory.release_expired")
def release_expired_job() -> None:
    """Three times a minute, free what is held beyond its time."""
    release_expired(now=clock.now())


@periodic(cron="* * * * *", name="inventory.allot_units")
def allot_units_job() -> None:
    """Give what lies free to those who wait for it: what was released today, and whatever came unheard."""
    allot_units(now=clock.now())


@periodic(cron="1 0 * * *", name="inventory.tell_turned_terms")
def tell_turned_terms_job() -> None:
    """Show articles anew that were released today, or are sold ahead no longer."""
    tell_turned_terms(now=clock.now())


@periodic(cron="10 5 * * *", name="inventory.propose_replenishment", queue="training")
def propose_replenishment_job() -> None:
    """Every morning, after models have learned: propose what to order and to move."""
    from serai.inventory.usecases.demand.order_by_itself import (  # noqa: PLC0415 - NumPy
        order_by_itself,
    )
    from serai.inventory.usecases.demand.propose_replenishment import (  # noqa: PLC0415 - SciPy
        propose_replenishment,
    )

    now = clock.now()
    propose_replenishment(now=now)
    order_by_itself(rng=default_rng(), now=now)


@periodic(cron="52 4 * * *", name="inventory.report_articles")
def report_articles_job() -> None:
    """At 4:52 UTC, tell decisions which articles never ran out, and how near came what was foreseen."""
    now = clock.now()
    report_articles(now=now)
    report_forecasts(now=now)


@periodic(cron="7 * * * *", name="inventory.tell_waiting")
def tell_waiting_job() -> None:
    """See whether those who wait were told the right days: deliveries may be overdue."""
    tell_all_waiting(now=clock.now())
