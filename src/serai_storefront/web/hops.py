"""Through which servers a request came."""

from starlette.requests import Request

_LONGEST = 500


def hops_of(request: Request) -> str:
    """
    Return who asks, as X-Forwarded-For tells it: what came in that header, then who opened the connection.

    The platform believes only what its own servers wrote, which stands last; so a load balancer before
    this storefront is passed over where it is named as one of them, and nobody can pose as somebody else.
    """
    peer = request.client.host if request.client else ""
    told = request.headers.get("X-Forwarded-For", "")
    usable = told.isascii() and told.isprintable() and len(told) <= _LONGEST
    return ", ".join(filter(None, [told if usable else "", peer]))
