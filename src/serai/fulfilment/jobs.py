"""Jobs of fulfilment: clocks."""

from serai.fulfilment.usecases.parcels.settle_parcels import settle_parcels
from serai.kernel import clock
from serai.plumbing.jobs import periodic


@periodic(cron="* * * * *", name="fulfilment.settle_parcels")
def settle_parcels_job() -> None:
    """Ask carriers again about labels of which nobody knows what came."""
    settle_parcels(now=clock.now())
