"""
Conditions where there is a database.

`as_query` compiles a tree to Django's ORM; `serai.plumbing.conditions.as_ibis`, which loads Ibis, to
expressions over facts. Both answer as the Python predicate does.
"""

from serai.plumbing.conditions.as_query import Column, Query, as_query

__all__ = ["Column", "Query", "as_query"]
