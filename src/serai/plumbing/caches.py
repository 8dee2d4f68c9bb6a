"""Small caches inside a process: values that may be a few seconds old."""

from collections.abc import Callable, Collection, Mapping
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

    def get_many(self, keys: Collection[K], load: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """Return the values of keys, calling `load` once for all that are missing or too old."""
        oldest = monotonic() - self.seconds
        known = {
            key: found[1]
            for key in keys
            if (found := self._values.get(key)) is not None and found[0] > oldest
        }
        missing = [key for key in keys if key not in known]
        if missing:
            loaded = load(missing)
            with self._lock:
                if len(self._values) + len(loaded) > self.size:
                    self._values.clear()
                at = monotonic()
                self._values.update((key, (at, value)) for key, value in loaded.items())
            known |= loaded
        return known

    def forget(self) -> None:
        """Drop every value."""
        with self._lock:
            self._values.clear()


def forget_all() -> None:
    """Drop the values of every cache in this process."""
    for cache in list(_caches):
        cache.forget()
