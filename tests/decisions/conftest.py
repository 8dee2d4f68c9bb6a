"""A shop whose slots can be switched."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
import pytest
from factories.catalog import a_channel

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.public import (
    Candidates,
    Context,
    Decision,
    Mode,
    Subject,
    SwitchSlot,
    decide,
    publish_policy,
    switch_slot,
)
from serai.decisions.queries.running import forget_plans

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SLOT = "home.suggestions"
ITEMS = [UUID(int=number) for number in range(1, 11)]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    buffer.take(1_000_000)
    forget_plans()
    yield
    buffer.take(1_000_000)
    forget_plans()


@pytest.fixture
def web(db: None) -> None:
    """Open the channel "web"."""
    a_channel("web")


@pytest.fixture
def switched(web: None) -> Callable[..., None]:
    """Return a function that switches the home page's slot, with a policy of a kind."""

    def switch(
        mode: Mode = Mode.ON, kind: str = "", holdout: float = 0.0, **parameters: object
    ) -> None:
        policy = None
        if kind:
            policy = publish_policy(kind.replace("_", "-"), kind, parameters, now=NOW).code
        switch_slot(SwitchSlot(SLOT, "web", mode, policy, holdout=holdout), now=NOW)

    return switch


def context(now: datetime = NOW, seed: int = 7, **changes: object) -> Context:
    return Context("web", now, np.random.default_rng(seed), **changes)  # type: ignore[arg-type]


def decided(
    who: str = "ann",
    items: list[UUID] = ITEMS,
    *,
    limit: int = 5,
    now: datetime = NOW,
    **changes: object,
) -> Decision:
    scores = changes.pop("scores", None)
    candidates = Candidates(items, scores)  # type: ignore[arg-type]
    return decide(SLOT, Subject("visitor", who), context(now, **changes), candidates, limit=limit)
