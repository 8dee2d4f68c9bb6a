"""Jobs whose worker died while it ran them."""

from serai.plumbing.db import rows
from serai.plumbing.jobs.periodic import periodic

HEARTBEAT, SILENCE = 5, 20
"""A worker says every so many seconds that it lives; after so many of silence it counts as dead."""


@periodic(cron="* * * * * */10", name="plumbing.resume_jobs")
def resume_jobs() -> int:
    """Let jobs that a dead worker had begun be done by a living one; return how many there were."""
    return len(rows(_RESUME, [SILENCE]))


_RESUME = """
WITH dead AS (
  SELECT j.id, j.queueing_lock IS NOT NULL AND (
    row_number() OVER (PARTITION BY j.queueing_lock ORDER BY j.id) > 1
    OR EXISTS (
      SELECT 1 FROM procrastinate_jobs AS t
      WHERE t.status = 'todo' AND t.queueing_lock = j.queueing_lock
    )) AS doubled
  FROM procrastinate_jobs AS j
  WHERE j.status = 'doing' AND NOT EXISTS (
    SELECT 1 FROM procrastinate_workers AS w
    WHERE w.id = j.worker_id AND w.last_heartbeat > now() - make_interval(secs => %s)
  )
), gone AS (
  DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM dead WHERE doubled)
)
SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM dead WHERE NOT doubled"""
"""One that waits again already, such as a job of the clock, is dropped: both cannot wait."""
