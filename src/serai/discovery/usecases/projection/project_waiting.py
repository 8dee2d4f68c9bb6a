"""Write the documents of the products that wait."""

from serai.discovery.usecases.generations.arrange import arrange
from serai.discovery.usecases.projection.project_products import project_products
from serai.kernel.clock import now
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.jobs import job

_TAKE = """
DELETE FROM discovery_waiting WHERE product_id IN (
  SELECT product_id FROM discovery_waiting
  ORDER BY noted_at DESC, product_id LIMIT 500 FOR UPDATE SKIP LOCKED)
RETURNING product_id"""


@job(name="discovery.project", queue="discovery")
def project_waiting() -> None:
    """
    Write the documents of all products that wait, 500 to a transaction, those noted last first.

    A crash leaves the rest waiting. When many documents have changed, a new generation follows.
    """
    changed = 0
    while True:
        with unit_of_work():
            taken = [product_id for (product_id,) in rows(_TAKE)]
            if not taken:
                break
            changed += project_products(taken, now=now())
    if changed:
        arrange.later(once=arrange.name)
