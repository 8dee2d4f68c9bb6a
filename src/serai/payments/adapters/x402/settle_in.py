"""Makes the processor of stablecoin payments."""

from serai.payments.adapters.x402.facilitator import HttpFacilitator
from serai.payments.adapters.x402.processor import X402Processor
from serai.payments.domain.x402 import Terms
from serai.payments.ports import Facilitator
from serai.plumbing.outbound import Line
from serai.plumbing.wiring import bind


def settle_in(terms: Terms, *, facilitator_url: str, api_url: str) -> X402Processor:
    """
    Return the processor; it calls nobody yet.

    Args:
        terms: in which token the merchant is paid, and where to.
        facilitator_url: who checks transfers and puts them on the chain.
        api_url: the address of the api, for browsers and wallets.
    """
    bind(Terms, terms)
    bind(Facilitator, HttpFacilitator(Line(facilitator_url)))
    return X402Processor(terms, public_url=f"{api_url}/x402")
