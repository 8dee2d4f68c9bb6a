"""The caller as ordering knows them."""

from django.http import HttpRequest

from serai.ordering.domain.buyer import Buyer
from serai.plumbing.api import caller_of


def buyer_of(request: HttpRequest) -> Buyer:
    """Return who stands before the shop."""
    caller = caller_of(request)
    return Buyer(caller.channel_code, caller.customer_id, caller.guest_hash, caller.locale)
