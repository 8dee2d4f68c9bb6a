"""A model in the memory of a process, as fresh as the registry."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from uuid import UUID

from serai.plumbing.caches import ShortCache
from serai.plumbing.model_registry.in_use import Kept, in_use

T = TypeVar("T")


class Following(Generic[T]):
    """
    The version in use of a model, loaded once and looked for anew every few seconds.

    Args:
        name: the model's.
        load: makes of a version what its readers need; memory-mapped arrays, say.
        every: seconds between two looks, each one statement.
    """

    def __init__(self, name: str, load: Callable[[Kept], T], *, every: float = 10.0) -> None:
        self._name, self._load = name, load
        self._known: ShortCache[str, Kept | None] = ShortCache(seconds=every, size=1)
        self._lock = Lock()
        self._loaded: tuple[UUID, T] | None = None

    def current(self) -> T | None:
        """Return the model; `None` before the first version."""
        kept = self._known.get(self._name, lambda: in_use(self._name))
        if kept is None:
            return None
        loaded = self._loaded
        if loaded is None or loaded[0] != kept.version:
            with self._lock:
                loaded = self._loaded
                if loaded is None or loaded[0] != kept.version:
                    loaded = self._loaded = (kept.version, self._load(kept))
        return loaded[1]
