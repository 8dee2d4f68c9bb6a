"""Plain Python, numpy and Tantivy: snapshots, filters, facets, ranking. No files, no database."""
