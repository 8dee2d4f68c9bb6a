"""Live through the month on the database of this environment, which must be empty; print one JSON line each."""

import json
import sys
from dataclasses import asdict
from datetime import timedelta
from time import perf_counter

from serai.config.cli.django import load_django
from serai.config.measurement import Measurement

BAR = 95.0


def main(seed: int) -> None:
    """Run it and say how many promises were kept."""
    load_django(with_tables=True)

    from serai.config.simulated_month.month import (  # noqa: PLC0415 - needs Django
        DAYS,
        FIRST,
        live_through,
    )
    from serai.fulfilment.public import kept_promises  # noqa: PLC0415 - needs Django

    started = perf_counter()
    month, ended_at = live_through(seed=seed)
    seconds = perf_counter() - started
    until = ended_at + timedelta(days=60)
    all_together, *places = kept_promises(FIRST, until, now=until)
    told = all_together.promises
    why = ", ".join(f"{count} {each.value}" for each, count in (told.why or {}).items() if count)
    events = ", ".join(f"{count:,} {what}" for what, count in sorted(month.happened.items()))
    _tell(
        Measurement(
            f"promises kept in {DAYS} days",
            100 * (told.share or 0.0),
            "%",
            bar=BAR,
            note=f"{told.known:,} promises of {len(places)} places, {told.early} early, {told.late} late"
            f" ({why}); {events}; {seconds:.0f} s",
        )
    )
    _tell(
        Measurement(
            "orders without a promise",
            float(month.happened["without a promise"]),
            "orders",
            bar=0.0,
            at_most=True,
            note="a promise has stock and a place behind it; nobody is told a day without them",
        )
    )


def _tell(line: Measurement) -> None:
    sys.stdout.write(json.dumps(asdict(line)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
