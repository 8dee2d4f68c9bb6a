"""Goods that the law guards: prescriptions and ages."""

from serai.fulfilment.events import AgeCheckFailed
from serai.kernel import clock
from serai.ordering.events import OrderPlaced
from serai.ordering.usecases.call_off_unchecked import call_off_unchecked
from serai.ordering.usecases.confirm_order import ASK_FOR_PRESCRIPTION
from serai.ordering.usecases.prescriptions.write_letters import ask_for_prescription_later
from serai.plumbing.events import subscribe


@subscribe(OrderPlaced, name=ASK_FOR_PRESCRIPTION)
def ask_for_prescription(event: OrderPlaced) -> None:
    """Ask for the prescription of an order that came without it."""
    ask_for_prescription_later(event.order_id)


@subscribe(AgeCheckFailed, name="ordering.call_off_unchecked")
def on_age_check_failed(event: AgeCheckFailed) -> None:
    """Call off what nobody old enough has taken."""
    units = dict(zip(event.positions, event.units, strict=True))
    call_off_unchecked(event.order_id, event.group_id, units, now=clock.now())
