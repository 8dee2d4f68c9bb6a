"""The network that an order comes from, by which orders are counted and of which no address is kept."""

import hashlib
import hmac
from ipaddress import IPv6Address, ip_address

_HOME = 8
"""Bytes of an IPv6 address that name whose it is; the other eight a device chooses and changes by itself."""


def network_digest(address: str, *, secret: bytes) -> bytes | None:
    """
    Return what is kept of a network address; `None` of what is no address.

    A digest alone hides nothing: there are few addresses enough to try them all. This one is keyed, so
    that whoever reads the table without the shop's secret learns no address from it.

    Args:
        address: IPv4, counted as it is, or IPv6, counted by its first 64 bits.
        secret: the shop's own.

    >>> one = network_digest("2001:db8::1", secret=b"s")
    >>> one == network_digest("2001:db8::ffff:2", secret=b"s")
    True
    >>> network_digest("192.0.2.1", secret=b"s") == network_digest("::ffff:192.0.2.1", secret=b"s")
    True
    """
    try:
        found = ip_address(address)
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        plain = found.ipv4_mapped.packed if found.ipv4_mapped else found.packed[:_HOME]
    else:
        plain = found.packed
    return hmac.new(secret, b"network of an order " + plain, hashlib.sha256).digest()
