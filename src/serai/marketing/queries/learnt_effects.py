"""What the shop's own runs have shown of its offers, as the version in use says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
import numpy as np

from serai.plumbing.model_registry import in_use
from serai_science.offers.effect import Effect

EFFECTS = "marketing.offers"
_FILE = "effects.json"


@dataclass(frozen=True, slots=True)
class LearntEffect:
    """What `runs` runs with `people` people showed of an offer."""

    shown: Effect
    runs: int
    people: int


class _Kept(msgspec.Struct):
    mean: list[float]
    covariance: list[list[float]]
    runs: int
    people: int


def learnt_effects() -> dict[UUID, LearntEffect]:
    """Return what is learned, by promotion; nothing before the first version. One statement."""
    kept = in_use(EFFECTS)
    return {} if kept is None else effects_in(kept.folder)


def effects_in(folder: Path) -> dict[UUID, LearntEffect]:
    """Return the effects that a version's folder holds."""
    read = msgspec.json.decode((folder / _FILE).read_bytes(), type=dict[UUID, _Kept])
    return {
        promotion_id: LearntEffect(
            Effect(np.array(each.mean), np.array(each.covariance)), each.runs, each.people
        )
        for promotion_id, each in read.items()
    }


def write_effects(effects: Mapping[UUID, LearntEffect], folder: Path) -> None:
    """Write effects into a version's folder."""
    kept = {
        promotion_id: _Kept(
            each.shown.mean.tolist(), each.shown.covariance.tolist(), each.runs, each.people
        )
        for promotion_id, each in effects.items()
    }
    (folder / _FILE).write_bytes(msgspec.json.encode(kept))
