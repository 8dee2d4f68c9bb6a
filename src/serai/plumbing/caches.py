"""Small caches inside a process: values that may be a few seconds old."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any, Generic, TypeVar
from weakref import WeakSet

K = TypeVar("K")
V = TypeVar("V")
_caches: "WeakSet[ShortCache[Any, Any]]" = WeakSet()


class ShortCache(Generic[K, V]):
    """Values by key, each at most `seconds` old; at most `size` of them."""

    def __init__(self, *, seconds: float, size: int = 10_000) -> None:
        self.seconds, self.size = seconds, size
        self._values: dict[K, tuple[float, V]] = {}
        self._lock = Lock()
        _caches.add(self)

    def get(self, key: K, load: Callable[[], V]) -> V:
        """Return the value of `key`, calling `load` when it is missing or too old."""
        found = self._values.get(key)
        if found is not None and monotonic() - found[0] < self.seconds:
            return found[1]
        value = load()
        with self._lock:
            if len(self._values) >= self.size:
                self._values.clear()
            self._values[key] = (monotonic(), value)
        return value

    def forget(self) -> None:
        """Drop every value."""
        with self._lock:
            self._values.clear()


def forget_all() -> None:
    """Drop the values of every cache in this process."""
    for cache in list(_caches):
        cache.forget()
