"""A file named after a layer becomes the biggest file in the house."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REFUSED = {"util", "utils", "helper", "helpers", "service", "services", "manager", "managers"} | {
    "common",
    "misc",
    "shared",
    "base",
    "core",
    "lib",
}
LONGEST = 500


def _sources(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def test_no_file_has_a_name_that_says_nothing():
    named = [path for path in _sources("src", "tests", "benchmarks") if path.stem in REFUSED]
    folders = {
        folder
        for path in _sources("src")
        for folder in path.relative_to(ROOT).parents
        if folder.name in REFUSED - {"service"}
    }

    assert named == []
    assert folders == set()


def test_no_file_is_too_long_to_read():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in _sources("src")
    }

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}
