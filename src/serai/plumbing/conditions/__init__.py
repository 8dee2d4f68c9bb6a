"""
Conditions where there is a database.

`as_query` compiles a tree to Django's ORM; `serai.plumbing.conditions.as_ibis`, which loads Ibis, to
expressions over facts. Both answer as the Python predicate does.
"""

from serai.plumbing.conditions.as_query import Column, Query, as_query
from serai.plumbing.conditions.context_of import context_of
from serai.plumbing.conditions.count_within import count_within
from serai.plumbing.conditions.local_words import LocalWords, told_in, words_in

__all__ = [
    "Column",
    "LocalWords",
    "Query",
    "as_query",
    "context_of",
    "count_within",
    "told_in",
    "words_in",
]
