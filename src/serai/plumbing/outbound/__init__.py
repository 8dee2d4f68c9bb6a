"""
The one way out: calls to addresses that strangers chose.

Every call resolves its host, refuses addresses inside our own network, connects to the very address that was
checked (so that a name cannot point elsewhere a moment later), follows no redirects, and is bounded in
time and size. `call` is for plain threads, `Outbound` for event loops.

A `Line` is for the one host that the operator's configuration names: it keeps its connections.
"""

from serai.plumbing.outbound.addresses import AddressRefused, Guard
from serai.plumbing.outbound.call import CallFailed, Outbound, Received, call
from serai.plumbing.outbound.line import Line

__all__ = ["AddressRefused", "CallFailed", "Guard", "Line", "Outbound", "Received", "call"]
