"""Have a processor forget a card."""

from serai.kernel import clock
from serai.payments.ports.vault import Vaults
from serai.plumbing.jobs import job
from serai.plumbing.wiring import bound


@job(name="payments.forget_at_vault")
def forget_at_vault(processor: str, reference: str) -> None:
    """Tell the processor; one that does not answer is told again later."""
    bound(Vaults).of(processor).forget(reference, now=clock.now())
