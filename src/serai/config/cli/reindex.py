"""`serai reindex`: documents, search indexes and suggestions from the tables."""

from serai.config.cli.django import load_django


def reindex() -> None:
    """Write every product document, the search index and the suggestions anew; readers switch at the end."""
    load_django(with_tables=True)

    from serai.discovery.public import reindex as reindex_all

    reindex_all()
