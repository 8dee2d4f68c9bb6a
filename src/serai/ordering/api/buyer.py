"""The caller as ordering knows them."""

from django.conf import settings
from django.http import HttpRequest

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.review.network import network_digest
from serai.plumbing.api import caller_of
from serai.plumbing.api.client_address import address_of, is_ours


def buyer_of(request: HttpRequest) -> Buyer:
    """Return who stands before the shop."""
    caller = caller_of(request)
    return Buyer(caller.channel_code, caller.customer_id, caller.guest_hash, caller.locale)


def network_of(request: HttpRequest) -> bytes | None:
    """Return the digest of the network that a request comes from; `None` when it is a server of ours."""
    address = address_of(request)
    return None if is_ours(address) else network_digest(address, secret=settings.SERAI_SECRET)
