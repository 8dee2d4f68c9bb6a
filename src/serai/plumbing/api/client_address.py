"""Whose address it is when a server of ours stands in between."""

from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the address of whoever makes a request."""
    return client_address(
        request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For")
    )


def client_address(peer: str, forwarded_for: str | None) -> str:
    """
    Return the address of the one who asks.

    Args:
        peer: who opened the connection.
        forwarded_for: the X-Forwarded-For header; believed only when `peer` is one of our own proxies,
            and then only its last hop that is none of them: what stands before that anybody can write.
    """
    if not forwarded_for or not is_ours(peer):
        return peer
    believed = peer
    for claimed in reversed(forwarded_for.split(",")):
        try:
            believed = str(ip_address(claimed.strip()))
        except ValueError:
            return believed
        if not is_ours(believed):
            return believed
    return believed


@lru_cache(maxsize=4096)
def is_ours(peer: str) -> bool:
    """Return whether an address is that of a server of ours, which speaks for others."""
    try:
        address = ip_address(peer)
    except ValueError:
        return not peer  # a Unix socket has no address
    networks = [ip_network(name) for name in settings.SERAI_TRUSTED_PROXIES]
    return any(address in network for network in networks)
