"""Policies judged by logs: simulated ones, a public uniform one, or one of your own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.measurement import Measurement
from serai_science.offpolicy.cross_fitting import RidgePerAction, cross_fitted
from serai_science.offpolicy.doubly_robust import doubly_robust
from serai_science.offpolicy.log import Log
from serai_science.offpolicy.value import Value
from serai_science.offpolicy.weighing import ips, logged, snips
from serai_science.simulated.logs import judge_many_logs

_SEED = 20_261_122


def measure(data: Path) -> Iterator[Measurement]:
    """
    Yield how near the estimates come to what is known.

    `data` is the folder of the public sets, or a log of your own: CSV (also gzipped) or Parquet with the columns
    `action`, `reward`, `propensity`, any `x_…` (numbers known before the decision) and any `policy_…` (the
    probability with which that policy would have shown this action). See `docs/algorithms/off-policy.md`.
    """
    if data.is_file():
        yield from _own_log(_read(data))
        return
    yield from _simulated()
    yield from _public_log(data / "bandit-open" / "random_men_men.csv.gz")


def _simulated() -> Iterator[Measurement]:
    found = judge_many_logs(times=1_000, rounds=2_000, rng=np.random.default_rng(_SEED))
    for name in ("snips", "dr"):
        yield Measurement(
            f"error of {name.upper()}, model misspecified",
            found[name].rmse,
            "RMSE",
            reference=found["ips"].rmse,
            bar=1.0,
            at_most=True,
            note="1,000 simulated logs of 2,000 rounds; baseline: IPS",
        )
    for name in ("ips", "snips", "dr"):
        yield Measurement(
            f"coverage of {name.upper()}",
            found[name].held,
            "share",
            reference=0.95,
            bar=0.925,
            bar_on_value=True,
            note=f"bias {found[name].bias:+.4f}",
        )
    yield Measurement(
        "error of the model alone",
        found["direct"].rmse,
        "RMSE",
        reference=found["ips"].rmse,
        note="so wrong is the model that DR corrects",
    )


@dataclass(frozen=True, slots=True)
class _Rounds:
    """A log as read: `labels` are the actions, `policies` their probabilities of what was shown."""

    log: Log
    labels: list[str]
    features: NDArray[np.float64]
    policies: dict[str, NDArray[np.float64]]


def _public_log(path: Path) -> Iterator[Measurement]:
    if not path.exists():
        yield Measurement(
            "uniform log", 0.0, "clicks per view", note=f"skipped: no {path.parent.name}"
        )
        return
    frame = pl.read_csv(path)
    rounds = _as_rounds(
        frame.select(
            action=pl.col("item_id"),
            reward=pl.col("click"),
            propensity=pl.col("propensity_score"),
            x_second=pl.col("position") == 2,
            x_third=pl.col("position") == 3,
        )
    )
    ways = ("IPS", "SNIPS", "DR")
    agree, effective = dict.fromkeys(ways, 0), []
    for item, label in enumerate(rounds.labels):
        own = float(rounds.log.reward[rounds.log.action == item].mean())
        values = dict(zip(ways, _always(rounds, item), strict=True))
        effective.append(values["DR"].effective)
        for way, value in values.items():
            agree[way] += value.low <= own <= value.high
        yield Measurement(
            f"always show item {label}",
            values["DR"].value,
            "clicks per view",
            reference=own,
            note="; ".join(f"{way} {_words(value)}" for way, value in values.items()),
        )
    for way in ways:
        yield Measurement(
            f"items whose own click rate is in the interval of {way}",
            agree[way],
            "items",
            reference=len(rounds.labels),
            bar=1.0,
            note=f"effective rounds {min(effective):.0f} to {max(effective):.0f}",
        )


def _own_log(rounds: _Rounds) -> Iterator[Measurement]:
    earned = logged(rounds.log)
    for name, target in rounds.policies.items():
        for way, value in (("IPS", ips(rounds.log, target)), ("SNIPS", snips(rounds.log, target))):
            yield _judged(f"{name}, {way}", value, earned)
    for action, label in enumerate(rounds.labels):
        yield _judged(f"always {label}, DR", _always(rounds, action)[-1], earned)


def _judged(name: str, value: Value, earned: Value) -> Measurement:
    return Measurement(
        name,
        value.value,
        "reward per round",
        reference=earned.value,
        note=f"{_words(value)}; baseline: as logged",
    )


def _always(rounds: _Rounds, action: int) -> tuple[Value, Value, Value]:
    log, k = rounds.log, len(rounds.labels)
    policy = np.zeros((log.action.size, k))
    policy[:, action] = 1
    model = cross_fitted(RidgePerAction(k), log, rounds.features, rng=np.random.default_rng(_SEED))
    target, binary = log.shown(policy), bool(np.isin(log.reward, (0, 1)).all())
    return (
        ips(log, target, binary=binary),
        snips(log, target, binary=binary),
        doubly_robust(log, policy, model, binary=binary),
    )


def _words(value: Value) -> str:
    return f"{value.value:.4f} [{value.low:.4f}, {value.high:.4f}] of {value.effective:.0f}"


def _read(path: Path) -> _Rounds:
    frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path)
    return _as_rounds(frame)


def _as_rounds(frame: pl.DataFrame) -> _Rounds:
    labels = frame["action"].cast(pl.String).unique().sort().to_list()
    place = {label: number for number, label in enumerate(labels)}
    features = [name for name in frame.columns if name.startswith("x_")]
    return _Rounds(
        log=Log(
            frame["action"].cast(pl.String).replace_strict(place).to_numpy().astype(np.int64),
            frame["reward"].cast(pl.Float64).to_numpy(),
            frame["propensity"].cast(pl.Float64).to_numpy(),
        ),
        labels=labels,
        features=frame.select(pl.col(features).cast(pl.Float64)).to_numpy().reshape(len(frame), -1),
        policies={
            name.removeprefix("policy_"): frame[name].cast(pl.Float64).to_numpy()
            for name in frame.columns
            if name.startswith("policy_")
        },
    )
