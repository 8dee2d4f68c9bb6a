"""What the clock starts here."""

import numpy as np

from serai.catalog.public import channels
from serai.kernel import clock
from serai.plumbing.jobs import periodic
from serai.pricing.usecases.promotions.tell_promoted_prices import tell_promoted_prices
from serai.pricing.usecases.proposals.move_prices import move_prices
from serai.pricing.usecases.proposals.report_articles import report_articles
from serai.pricing.usecases.tell_due_prices import tell_due_prices


@periodic(cron="* * * * * */15", name="pricing.tell_due_prices")
def tell_due_prices_job() -> None:
    """Four times a minute, tell whose price began or ended."""
    tell_due_prices(now=clock.now())


@periodic(cron="* * * * * */15", name="pricing.look_at_promotions")
def look_at_promotions_job() -> None:
    """Four times a minute, tell which articles are shown with other promotions: hours begin and end."""
    tell_promoted_prices(now=clock.now())


@periodic(cron="23 * * * *", name="pricing.move_prices")
def move_prices_job() -> None:
    """Every hour, let proposed prices count by themselves where that is switched on."""
    rng = np.random.default_rng()
    for channel in channels():
        move_prices(channel.code, rng=rng, now=clock.now())


@periodic(cron="41 3 * * *", name="pricing.report_articles")
def report_articles_job() -> None:
    """At 3:41 UTC, tell decisions what moved and held-out articles brought in their week."""
    report_articles(now=clock.now())
