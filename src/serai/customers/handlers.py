"""What customers do when something has happened."""

from serai.customers.events import ConsentRecorded
from serai.customers.usecases.predicting.forget_prediction import forget_prediction
from serai.plumbing.events import subscribe
from serai.plumbing.facts.jobs import forget_in_facts


@subscribe(ConsentRecorded, name="customers.withdraw_clicks")
def on_consent_recorded(event: ConsentRecorded) -> None:
    """A customer who does not want to be counted any more leaves the clicks of the past, too."""
    if event.purpose == "analytics" and not event.granted:
        forget_in_facts.later(customer_id=event.customer_id, only_clicks=True)


@subscribe(ConsentRecorded, name="customers.forget_prediction")
def on_profiling_refused(event: ConsentRecorded) -> None:
    """Nothing stays predicted of a customer who does not want to be profiled any more."""
    if event.purpose == "profiling" and not event.granted:
        forget_prediction(event.customer_id)
