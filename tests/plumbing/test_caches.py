"""Values that may be a few seconds old, and never older than a moment at which they were to be forgotten."""

from serai.plumbing.caches import ShortCache


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
