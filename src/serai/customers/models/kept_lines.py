"""Learned lines as files: a NumPy archive for each, so that nothing but numbers is ever read."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from serai_science.churn import Churn
from serai_science.lifetime.outlook import BandLine, Outlook
from serai_science.linear.logistic import LogisticLine
from serai_science.linear.quantile import QuantileLine
from serai_science.linear.scale import Scale

_OUTLOOK, _CHURN = "outlook.npz", "churn.npz"
_QUANTILES = ("low", "middle", "high")
Arrays = dict[str, NDArray[np.float64]]


def save_outlook(outlook: Outlook, folder: Path) -> None:
    """Write an outlook into a folder."""
    kept: Arrays = {"ahead": np.array([outlook.ahead, outlook.rows], np.float64)}
    for what, band in (("days", outlook.days), ("spend", outlook.spend)):
        kept[f"{what}.wider"] = np.array([band.wider])
        for name in _QUANTILES:
            kept |= _line(f"{what}.{name}", getattr(band, name))
    np.savez(folder / _OUTLOOK, **kept)  # type: ignore[arg-type]


def load_outlook(folder: Path) -> Outlook:
    """Return the outlook that a folder holds."""
    with np.load(folder / _OUTLOOK) as kept:
        days, spend = (_band(kept, what) for what in ("days", "spend"))
        return Outlook(days, spend, *(int(each) for each in kept["ahead"]))


def save_churn(churn: Churn, folder: Path) -> None:
    """Write a model of churn into a folder."""
    kept = {"ahead": np.array([churn.ahead, churn.rows], np.float64), **_line("churn", churn.line)}
    np.savez(folder / _CHURN, **kept)  # type: ignore[arg-type]


def load_churn(folder: Path) -> Churn:
    """Return the model of churn that a folder holds."""
    with np.load(folder / _CHURN) as kept:
        line = LogisticLine(_scale(kept, "churn"), kept["churn.weights"], float(kept["churn.base"]))
        return Churn(line, *(int(each) for each in kept["ahead"]))


def _line(name: str, line: QuantileLine | LogisticLine) -> Arrays:
    return {
        f"{name}.weights": line.weights,
        f"{name}.base": np.array(line.base),
        f"{name}.middle": line.scale.middle,
        f"{name}.spread": line.scale.spread,
        f"{name}.logs": np.array(float(line.scale.logs)),
    }


def _band(kept: "np.lib.npyio.NpzFile", what: str) -> BandLine:
    low, middle, high = (
        QuantileLine(
            _scale(kept, f"{what}.{name}"),
            kept[f"{what}.{name}.weights"],
            float(kept[f"{what}.{name}.base"]),
        )
        for name in _QUANTILES
    )
    return BandLine(low, middle, high, float(kept[f"{what}.wider"][0]))


def _scale(kept: "np.lib.npyio.NpzFile", name: str) -> Scale:
    return Scale(kept[f"{name}.middle"], kept[f"{name}.spread"], bool(kept[f"{name}.logs"]))
