"""Small caches inside a process: values that may be a few seconds old."""

from collections.abc import Callable, Collection, Mapping
from threading import Lock
from time import monotonic
from typing import Any, Generic, TypeVar
from weakref import WeakSet

K = TypeVar("K")
V = TypeVar("V")
_caches: "WeakSet[ShortCache[Any, Any] | VersionedCache[Any, Any]]" = WeakSet()


class ShortCache(Generic[K, V]):
    """
    Values by key, each at most `seconds` old; at most `size` of them.

    Age counts from when a value began to be loaded. A slow load takes nothing back: what began before the
    cache was told to forget, or before what is kept by now, is returned to its caller and not kept.
    """

    def __init__(self, *, seconds: float, size: int = 10_000) -> None:
        self.seconds, self.size = seconds, size
        self._values: dict[K, tuple[float, V]] = {}
        self._lock = Lock()
        self._times_forgotten = 0
        _caches.add(self)

    def get(self, key: K, load: Callable[[], V]) -> V:
        """Return the value of `key`, calling `load` when it is missing or too old."""
        found = self._values.get(key)
        began = monotonic()
        if found is not None and began - found[0] < self.seconds:
            return found[1]
        forgotten = self._times_forgotten
        value = load()
        self._keep({key: value}, began, forgotten)
        return value

    def get_many(self, keys: Collection[K], load: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """Return the values of keys, calling `load` once for all that are missing or too old."""
        began = monotonic()
        oldest = began - self.seconds
        known = {
            key: found[1]
            for key in keys
            if (found := self._values.get(key)) is not None and found[0] > oldest
        }
        missing = [key for key in keys if key not in known]
        if missing:
            forgotten = self._times_forgotten
            loaded = load(missing)
            self._keep(loaded, began, forgotten)
            known |= loaded
        return known

    def forget(self) -> None:
        """Drop every value."""
        with self._lock:
            self._times_forgotten += 1
            self._values.clear()

    def _keep(self, loaded: Mapping[K, V], began: float, forgotten: int) -> None:
        with self._lock:
            if forgotten != self._times_forgotten:
                return
            if len(self._values) + len(loaded) > self.size:
                self._values.clear()
            for key, value in loaded.items():
                kept = self._values.get(key)
                if kept is None or kept[0] <= began:
                    self._values[key] = (began, value)


class VersionedCache(Generic[K, V]):
    """
    What tables say: their version is looked at when it is too old, they are read again when it has changed.

    What is read while they change is read again: a version never names what was true under another.

    Args:
        version: reads what is another after each change that was committed; one statement.
        load: reads the tables.
        seconds: between two looks at the version.
    """

    def __init__(self, version: Callable[[], K], load: Callable[[], V], *, seconds: float) -> None:
        self._version, self._load = version, load
        self._looked: ShortCache[None, tuple[K, V]] = ShortCache(seconds=seconds, size=1)
        self._kept: tuple[K, V] | None = None
        _caches.add(self)

    def now(self) -> V:
        """Return what the tables say, usually without a statement."""
        return self.versioned()[1]

    def versioned(self) -> tuple[K, V]:
        """Return what the tables say, after the version under which they say it."""
        return self._looked.get(None, self._refreshed)

    def look_again(self) -> None:
        """Let the version be looked at before the next answer."""
        self._looked.forget()

    def forget(self) -> None:
        """Drop everything: a version that was kept may be undone, and come again for something else."""
        self._kept = None
        self._looked.forget()

    def _refreshed(self) -> tuple[K, V]:
        kept, version = self._kept, self._version()
        while kept is None or kept[0] != version:
            kept, version = (version, self._load()), self._version()
        self._kept = kept
        return kept


def forget_all() -> None:
    """Drop the values of every cache in this process."""
    for cache in list(_caches):
        cache.forget()
