"""Begin to watch what an article sells, moved or held out alike."""

from datetime import datetime

from serai.decisions.public import Decision
from serai.plumbing.db import execute
from serai.pricing.models import PriceProposal

_BEGIN = """
INSERT INTO pricing_measured_article AS known (channel_code, variant_id, currency, standing, token, begins_at)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (channel_code, variant_id) DO UPDATE
  SET standing = EXCLUDED.standing, token = EXCLUDED.token, begins_at = EXCLUDED.begins_at,
    currency = EXCLUDED.currency
WHERE known.standing <> EXCLUDED.standing"""


def measure_article(row: PriceProposal, decision: Decision, *, now: datetime) -> None:
    """
    Watch an article from now on, unless it is watched already for the same reason; one statement.

    Where it stands otherwise than before (the slot was switched on, an experiment took it in), its week begins
    anew and what was watched so far is dropped: such a week would tell of both.
    """
    why = decision.explain
    standing = f"{why.mode.value} {int(why.holdout)} {why.experiment} {why.arm}"
    told = [row.channel_id, row.variant_id, row.currency, standing, decision.items[0].token, now]
    execute(_BEGIN, told)
