"""The page of what breaks elsewhere, made of `docs/failures.toml`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def failures_page(book: Path) -> str:
    """Return the page: each failure that was told in public, and the tests that show that it cannot happen here."""
    groups = tomllib.loads(book.read_text(encoding="utf-8"))["group"]
    failures = [failure for group in groups for failure in group["failure"]]
    shown = sum(bool(failure["tests"]) for failure in failures)
    lines = [
        "# What breaks elsewhere",
        "",
        "Failures of commerce platforms that their users told in public, and the tests here that would fail if they",
        f"could happen. Of {len(failures)} kinds {shown} are shown by tests; of the others it is said why not.",
        "",
    ]
    for group in groups:
        lines += [f"## {group['title']}", ""]
        for failure in group["failure"]:
            lines += [*_told(failure), ""]
    return "\n".join(lines)


def _told(failure: dict[str, Any]) -> Iterator[str]:
    yield f"**{failure['what']}** {failure['rule']}. Told in {', '.join(failure['reported'])}."
    yield ""
    yield from (f"- `{test}`" for test in failure["tests"])
    if failure.get("note"):
        yield f"- {failure['note']}" if failure["tests"] else f"- Not shown: {failure['note']}"
