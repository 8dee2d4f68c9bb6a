"""The floor of search: Tantivy alone, with its usual analysis, over the names of the products."""

from collections.abc import Iterable
from pathlib import Path

import tantivy


def build_index(folder: Path, names: Iterable[str]) -> tantivy.Index:
    """Index names in a folder; return the index when everything is on disk and can be searched."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", stored=True)
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer()
    for name in names:
        writer.add_document(tantivy.Document(name=[name]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def best_names(index: tantivy.Index, query: str, limit: int) -> list[str]:
    """Return the names that match best."""
    searcher = index.searcher()
    parsed, _ = index.parse_query_lenient(query, ["name"])
    hits = searcher.search(parsed, limit=limit).hits
    return [searcher.doc(address)["name"][0] for _, address in hits]
