"""What marketing does when something has happened."""

from serai.customers.events import ConsentRecorded
from serai.marketing.usecases.forget_chances import forget_chances
from serai.plumbing.events import subscribe


@subscribe(ConsentRecorded, name="marketing.forget_chances")
def on_profiling_refused(event: ConsentRecorded) -> None:
    """Nothing stays expected of a customer who does not want to be profiled any more."""
    if event.purpose == "profiling" and not event.granted:
        forget_chances(event.customer_id)
