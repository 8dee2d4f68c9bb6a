"""Tell every process that sites, services, closures or areas have changed."""

from serai.fulfilment.queries.network import forget_network
from serai.plumbing.db import execute, forget_with_work


def tell_change() -> None:
    """Count the version up, with what changed; other processes see it within ten seconds of the commit."""
    execute(_GROW)
    forget_with_work(forget_network)


_GROW = """
INSERT INTO fulfilment_network_version AS v (id, version) VALUES (1, 1)
ON CONFLICT (id) DO UPDATE SET version = v.version + 1"""
