"""Whom passkeys belong to: a domain, and the pages that may ask for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """
    The shop, as authenticators know it.

    `id` is the domain that passkeys are bound to for ever; `origins` are the pages that may use them.
    """

    id: str
    name: str
    origins: tuple[str, ...]


def relying_party(
    storefront_url: str, *, domain: str = "", origins: Iterable[str] = ()
) -> RelyingParty:
    """
    Return whom the passkeys of a shop belong to.

    Browsers bind no passkey to an IP address: a storefront on this very machine is known as localhost.

    Args:
        storefront_url: where shoppers reach the storefront.
        domain: the domain to bind to, when it is not the storefront's host itself.
        origins: further pages and apps that may ask, such as `https://app.shop.example`.

    Example:
        >>> relying_party("http://127.0.0.1:8001").origins
        ('http://localhost:8001',)
    """
    url = urlsplit(storefront_url)
    host = url.hostname or "localhost"
    if _is_address(host):
        host = "localhost"
    port = f":{url.port}" if url.port else ""
    home = f"{url.scheme or 'https'}://{host}{port}"
    return RelyingParty(domain or host, domain or host, (home, *origins))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
