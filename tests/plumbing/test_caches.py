"""Values that may be a few seconds old, and never older than a moment at which they were to be forgotten."""

from collections.abc import Callable

from serai.plumbing.caches import ShortCache, VersionedCache, forget_all


def test_a_value_is_loaded_once():
    cache: ShortCache[str, int] = ShortCache(seconds=3600)
    loaded = iter([1, 2])

    assert [cache.get("a", lambda: next(loaded)) for _ in range(3)] == [1, 1, 1]
    cache.forget()
    assert cache.get("a", lambda: next(loaded)) == 2


def test_many_are_loaded_by_one_call_for_those_that_are_missing():
    cache: ShortCache[str, int] = ShortCache(seconds=3600)
    asked: list[list[str]] = []

    def load(keys: list[str]) -> dict[str, int]:
        asked.append(keys)
        return {key: len(key) for key in keys if key != "none"}

    assert cache.get_many(["a", "bb"], load) == {"a": 1, "bb": 2}
    assert cache.get_many(["bb", "ccc", "none"], load) == {"bb": 2, "ccc": 3}
    assert asked == [["a", "bb"], ["ccc", "none"]]


def test_what_was_read_before_the_cache_forgot_is_not_kept():
    cache: ShortCache[str, str] = ShortCache(seconds=3600)

    def changed_while_it_is_read() -> str:
        cache.forget()
        return "old"

    assert cache.get("a", changed_while_it_is_read) == "old"
    assert cache.get("a", lambda: "new") == "new"

    def many_changed_while_they_are_read(keys: list[str]) -> dict[str, str]:
        cache.forget()
        return dict.fromkeys(keys, "old")

    assert cache.get_many(["b"], many_changed_while_they_are_read) == {"b": "old"}
    assert cache.get_many(["b"], lambda keys: dict.fromkeys(keys, "new")) == {"b": "new"}


def test_a_slow_load_does_not_replace_what_began_later():
    cache: ShortCache[str, str] = ShortCache(seconds=3600)

    def overtaken() -> str:
        assert cache.get("a", lambda: "new") == "new"
        return "old"

    assert cache.get("a", overtaken) == "old"
    assert cache.get("a", lambda: "never asked") == "new"


def test_no_more_is_kept_than_there_is_room_for():
    cache: ShortCache[int, int] = ShortCache(seconds=3600, size=2)
    for key in (1, 2, 3):
        cache.get(key, lambda key=key: key)

    assert cache.get(3, lambda: 0) == 3
    assert cache.get(1, lambda: 0) == 0


class Table:
    """What some tables say, under a version; `meanwhile` happens once, while they are read."""

    def __init__(self) -> None:
        self.version, self.says = 1, "old"
        self.meanwhile: Callable[[], None] | None = None
        self.looks = self.reads = 0

    def look(self) -> int:
        self.looks += 1
        return self.version

    def read(self) -> str:
        self.reads += 1
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        return self.says

    def change(self, version: int, says: str) -> None:
        self.version, self.says = version, says


def test_tables_are_read_again_when_their_version_has_changed_only():
    table = Table()
    cache = VersionedCache(table.look, table.read, seconds=3600)
    assert [cache.now(), cache.now()] == ["old", "old"]

    cache.look_again()
    assert cache.now() == "old"
    assert (table.looks, table.reads) == (3, 1)

    table.change(2, "new")
    assert cache.now() == "old"
    cache.look_again()
    assert cache.now() == "new"
    assert table.reads == 2


def test_a_version_that_comes_again_does_not_bring_back_what_was_read_while_it_changed():
    table = Table()
    cache = VersionedCache(table.look, table.read, seconds=3600)
    table.meanwhile = lambda: table.change(2, "new")
    assert cache.now() == "new"
    assert table.reads == 2

    table.change(1, "old")
    cache.look_again()

    assert cache.now() == "old"


def test_what_was_forgotten_is_read_again_although_its_version_is_the_same():
    table = Table()
    cache = VersionedCache(table.look, table.read, seconds=3600)
    assert cache.now() == "old"

    table.change(1, "after a change that was undone")
    cache.forget()

    assert cache.now() == "after a change that was undone"


def test_tables_are_forgotten_with_every_other_value():
    table = Table()
    cache = VersionedCache(table.look, table.read, seconds=3600)
    cache.now()
    table.change(1, "another test's")

    forget_all()

    assert cache.now() == "another test's"
