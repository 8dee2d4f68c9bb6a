"""Let every process notice that something else is in force."""

from serai.decisions.queries.running import forget_plans
from serai.plumbing.db import execute, forget_with_work


def change_state() -> None:
    """Count one change of what is in force; call it inside the unit of work that makes the change."""
    execute(
        "INSERT INTO decisions_state_version (id, version) VALUES (1, 1)"
        " ON CONFLICT (id) DO UPDATE SET version = decisions_state_version.version + 1"
    )
    forget_with_work(forget_plans)
