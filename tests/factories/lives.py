"""How many random lives are lived: the same few in every run, or as many new ones as SERAI_LIVES says."""

import os
from typing import Any

from hypothesis import HealthCheck, settings

MANY = int(os.environ.get("SERAI_LIVES", "0"))


def lives(few: int, **more: Any) -> settings:
    """
    Return settings for a test that lives so many lives.

    The few are the same in every run: what is found belongs to what was changed. New ones are asked for.
    """
    return settings(
        max_examples=MANY or few,
        derandomize=not MANY,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        **more,
    )
