"""How often one key may call from one address: a bucket that refills, in each process."""

from threading import Lock
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.api.client_address import address_of

_MANY = 50_000


class TooManyRequests(DomainError):
    """The caller's allowance is used up for the moment."""

    code = "rate_limit.too_many_requests"
    kind = Kind.TOO_MANY

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"Too many requests; try again in {retry_after} s.")


class Buckets:
    """Token buckets by key: `per_minute` requests a minute, all of which may come at once."""

    def __init__(self) -> None:
        self._left: dict[tuple[UUID, str], tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, key: tuple[UUID, str], *, per_minute: int) -> None:
        """
        Use one request of the allowance.

        Raises:
            TooManyRequests: nothing is left.
        """
        with self._lock:
            instant = monotonic()
            left, since = self._left.get(key, (float(per_minute), instant))
            left = min(per_minute, left + (instant - since) * per_minute / 60)
            if left < 1:
                raise TooManyRequests(max(1, round((1 - left) * 60 / per_minute)))
            if len(self._left) > _MANY:
                self._left.clear()
            self._left[key] = (left - 1, instant)


_buckets = Buckets()
_WITHOUT_A_KEY = UUID(int=0)


def shop_limit(key_id: UUID, address: str) -> None:
    """
    Count one request of a key from an address.

    Raises:
        TooManyRequests: more than the setting allows.
    """
    _buckets.take((key_id, address), per_minute=settings.SERAI_SHOP_REQUESTS_PER_MINUTE)


def address_limit(request: HttpRequest) -> None:
    """
    Count one request that needs no key, by its address.

    Raises:
        TooManyRequests: more than the setting allows.
    """
    shop_limit(_WITHOUT_A_KEY, address_of(request))
