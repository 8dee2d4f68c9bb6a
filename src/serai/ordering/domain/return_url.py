"""Where a payment page may send shoppers back to."""

from urllib.parse import urlsplit

from serai.kernel.errors import DomainError, Kind


class BadReturnUrl(DomainError):
    """The address leads away from the storefront."""

    code = "ordering.bad_return_url"
    kind = Kind.REJECTED

    def __init__(self, storefront: str) -> None:
        self.storefront = storefront
        super().__init__(f"The return address must be on {storefront}.")


def return_url_within(storefront: str, wanted: str | None) -> str:
    """
    Return the address to come back to, with `{order_id}` to be filled in.

    Args:
        storefront: the address of the storefront, without a slash at its end.
        wanted: what the client asked for; `None`: the storefront's own page.

    Raises:
        BadReturnUrl: `wanted` is on another host, so shoppers could be sent anywhere.
    """
    if wanted is None:
        return f"{storefront}/orders/{{order_id}}/payment-return"
    home, there = urlsplit(storefront), urlsplit(wanted)
    if (there.scheme, there.netloc) != (home.scheme, home.netloc) or "\\" in wanted:
        raise BadReturnUrl(storefront)
    return wanted
