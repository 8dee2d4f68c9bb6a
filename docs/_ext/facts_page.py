"""The page of facts: every table with its columns, as the registry declares them."""

from collections.abc import Iterable, Iterator

from serai.plumbing.facts import FactTable, all_tables
from serai.plumbing.facts.clickstream.shapes import MOST_EVENTS
from serai.plumbing.facts.clickstream.vocabulary import VOCABULARY
from serai.plumbing.facts.registry import ITEM, KEY, Column


def facts_page() -> str:
    """Return the page: the vocabulary of the clickstream first, then tables of contexts."""
    words = {table.name for table in VOCABULARY}
    others = [table for name, table in sorted(all_tables().items()) if name not in words]
    first, *_ = VOCABULARY
    shared = [column for column in first.columns if all(column in t.columns for t in VOCABULARY)]
    lines = [
        "# Facts",
        "",
        "Every table of facts, read from the registry. How to ask them is told in",
        "[the guide](../../guides/facts.md).",
        "",
        "## Columns of every table",
        "",
        *_columns(KEY),
        "## Columns of every click",
        "",
        "The first five come with the batch; the others are `params` of an event.",
        f"A batch holds at most {MOST_EVENTS} events.",
        "",
        *_columns(shared),
        "## What `items` hold",
        "",
        *_columns(ITEM),
        "## Vocabulary of the clickstream",
        "",
        "The e-commerce events of Google Analytics 4; amounts are whole minor units.",
        "",
    ]
    for table in VOCABULARY:
        lines += [f"### `{table.name}`", "", table.meaning, ""]
        lines += _columns([c for c in table.columns if c not in shared], table)
    lines += ["## Tables of contexts and events", ""]
    for table in others:
        if table.source != "files":
            lines += [f"### `{table.name}`", "", f"{table.meaning} Source: {table.source}.", ""]
            lines += _columns(table.columns)
    return "\n".join(lines)


def _columns(columns: Iterable[Column], table: FactTable | None = None) -> Iterator[str]:
    found = list(columns)
    if not found:
        return
    yield from ("| column | kind | what it is |", "|---|---|---|")
    for column in found:
        notes = [column.meaning]
        if table and column.name in table.required:
            notes.append("Required.")
        if column.personal:
            notes.append("Personal: emptied when its person leaves.")
        said = " ".join(note for note in notes if note)
        yield f"| `{column.name}` | {column.kind.value} | {said} |"
    yield ""
