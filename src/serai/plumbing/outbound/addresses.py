"""Which addresses outside may be called."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from serai.kernel.errors import DomainError, Kind

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
LONGEST = 1000
_DISGUISED: tuple[tuple[str, IPv6Network], ...] = (
    ("an IPv4 address mapped into IPv6", IPv6Network("::ffff:0:0/96")),
    ("an IPv4 address inside IPv6", IPv6Network("::/96")),
    ("a translated IPv4 address (NAT64)", IPv6Network("64:ff9b::/96")),
    ("a translated IPv4 address (NAT64)", IPv6Network("64:ff9b:1::/48")),
    ("a tunnelled IPv4 address (6to4)", IPv6Network("2002::/16")),
    ("a tunnelled IPv4 address (Teredo)", IPv6Network("2001::/32")),
)
_METADATA = (ip_network("168.63.129.16/32"), ip_network("192.88.99.0/24"))
"""Global by the registry, and yet a cloud's own or a relay."""


class AddressRefused(DomainError):
    """The address is none that we call: not https, malformed, or inside somebody's own network."""

    code = "outbound.address_refused"
    kind = Kind.REJECTED

    def __init__(self, url: str, because: str) -> None:
        self.url, self.because = url, because
        super().__init__(f"We do not call this address: {because}.")


def resolve(host: str, port: int) -> list[str]:
    """
    Return every address of a host, as the machine's own resolver tells.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Guard:
    """
    Decides which addresses may be called.

    Attributes:
        allowed: networks that may be called although they are our own, by plain http too. For development.
        resolve: tells the addresses of a host.
    """

    allowed: Sequence[Network] = ()
    resolve: Callable[[str, int], list[str]] = field(default=resolve)

    @classmethod
    def of(cls, networks: str) -> "Guard":
        """Return the guard that also allows `networks`, written with commas between them."""
        return cls(tuple(ip_network(name.strip()) for name in networks.split(",") if name.strip()))

    def address_for(self, url: str) -> str:
        """
        Return the address to connect to for `url`; every address of its host has been checked.

        Raises:
            AddressRefused: see the class.
            OSError: the host has no address.
        """
        parts = parts_of(url)
        found = self.resolve(parts.hostname or "", parts.port or _PORTS[parts.scheme])
        for address in found:
            if because := self.refusal(address, secure=parts.scheme == "https"):
                raise AddressRefused(url, because)
        if not found:
            raise OSError(f"{parts.hostname} has no address.")
        return found[0].partition("%")[0]

    def refusal(self, text: str, *, secure: bool) -> str:
        """Return why an address is not called; empty: it may be."""
        address = ip_address(text.partition("%")[0])
        if any(address in network for network in self.allowed):
            return ""
        return _inside(address) or ("" if secure else "only https leaves the house")


def parts_of(url: str) -> SplitResult:
    """
    Return the parts of an absolute web address.

    Raises:
        AddressRefused: it is none, is too long, or carries a password.
    """
    if len(url) > LONGEST or not url.isprintable() or " " in url or "\\" in url:
        raise AddressRefused(url[:LONGEST], "it is not a web address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused(url, "it is not a web address") from None
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise AddressRefused(url, "it is not a web address")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(url, "it carries a name or a password")
    return parts


def _inside(address: Address) -> str:
    for what, network in _DISGUISED:
        if address in network and address.version == 6 and int(address) > 1:
            return f"it leads to {what}"
    if address.is_loopback:
        return "it leads to this machine"
    if address.is_multicast or not address.is_global or any(address in one for one in _METADATA):
        return "it leads into a private network"
    return ""


_PORTS = {"https": 443, "http": 80}
