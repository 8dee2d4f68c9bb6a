"""Make exposures again that were lost with their process, from what came of them."""

from datetime import timedelta

from serai.plumbing.db import execute

_SHARED = (
    "decision_id, position, setting_id, policy_id, arm_id, subject, holdout, item, propensity,"
    " shadow_position, shadow_propensity"
)


def restore_exposures(
    *, patience: timedelta = timedelta(minutes=2), reach: timedelta = timedelta(days=2)
) -> int:
    """
    Add the exposures that outcomes speak of and nobody wrote; return how many.

    Args:
        patience: how long a process is given to write its own.
        reach: how far back outcomes are looked at.
    """
    return execute(
        f"""
        INSERT INTO decisions_exposure ({_SHARED}, segment, shown_at, restored)
        SELECT DISTINCT ON (decision_id, position) {_SHARED}, '', shown_at, true
        FROM decisions_outcome AS told
        WHERE written_at >= now() - %s AND written_at < statement_timestamp() - %s
          AND NOT EXISTS (
            SELECT FROM decisions_exposure AS known
            WHERE known.decision_id = told.decision_id AND known.position = told.position)
        ON CONFLICT DO NOTHING""",  # noqa: S608 - our own column names
        [reach, patience],
    )
