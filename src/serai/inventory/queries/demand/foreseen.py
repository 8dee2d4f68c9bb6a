"""What will be sold: the arrays of the model in use, as they lie on the disk."""

import json
from dataclasses import MISSING, dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.plumbing.model_registry import Following, Kept

MODEL = "inventory.forecast"
_NO_LOCATION = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Arrays:
    """
    V variants, L locations, H weeks ahead, B weeks that were held back, W weeks of the past.

    Attributes:
        variants: (V, 16) bytes of ids, in the order of the ids.
        locations: (L, 16) bytes of ids; zeros are the shop's own orders.
        first_week: the Monday of the first week ahead, days since 1970.
        mean: (V, H), units of all locations together; so are the next two.
        low: one week in ten sells less.
        high: one week in ten sells more.
        past: (V, W), what was sold in the weeks before.
        tried: (3, V, B): mean, low and high as they were foreseen without the last B weeks.
        mean_at: (V, L, H), units at each location.
        low_at: (V, L, H), whole units.
        high_at: (V, L, H), whole units.
        lumpiness: (V,), see `serai_science.replenish.protection`.
        weekdays: (V, H, 7), the share of each day of the weeks ahead, Monday first; (V, 7) in earlier versions,
            whose weeks were all alike.
        day_low: (V, H, 7), one day in ten sells less, whole units; `None` in earlier versions.
        day_high: (V, H, 7), one day in ten sells more; likewise.
        classes: (V,), A, B or C by what is earned.
        reasons: (V, 3), what moved the first week's mean most, places in `names`.
        is_new: (V,), foreseen by what its like sell.
        names: what reasons are called, as JSON.
        own: (V,), which share of its mean stands on what an article sold itself, the rest being a prior; `None` in a
            version that was learned from history.
    """

    variants: NDArray[np.uint8]
    locations: NDArray[np.uint8]
    first_week: NDArray[np.int64]
    mean: NDArray[np.float32]
    low: NDArray[np.float32]
    high: NDArray[np.float32]
    past: NDArray[np.float32]
    tried: NDArray[np.float32]
    mean_at: NDArray[np.float32]
    low_at: NDArray[np.uint16]
    high_at: NDArray[np.uint16]
    lumpiness: NDArray[np.float32]
    weekdays: NDArray[np.float32]
    classes: NDArray[np.str_]
    reasons: NDArray[np.int16]
    is_new: NDArray[np.bool_]
    names: tuple[str, ...]
    day_low: NDArray[np.uint16] | None = None
    day_high: NDArray[np.uint16] | None = None
    own: NDArray[np.float32] | None = None

    def write(self, folder: Path) -> None:
        """Write the arrays as files of a folder."""
        for each in fields(self):
            if each.name == "names":
                (folder / "names.json").write_text(json.dumps(self.names))
            elif (values := getattr(self, each.name)) is not None:
                np.save(folder / f"{each.name}.npy", values)

    @classmethod
    def read(cls, folder: Path) -> "Arrays":
        """Map the files of a folder into memory."""
        names = tuple(json.loads((folder / "names.json").read_text()))
        arrays = {
            each.name: np.load(folder / f"{each.name}.npy", mmap_mode="r")
            for each in fields(cls)
            if (folder / f"{each.name}.npy").is_file() or each.default is MISSING
            if each.name != "names"
        }
        return cls(**arrays, names=names)

    def day_shares(self, place: int) -> NDArray[np.float32]:
        """Return (H, 7), the share of each day of the weeks ahead of one variant."""
        return np.broadcast_to(self.weekdays[place], (self.mean.shape[1], 7))

    def place_of(self, variant_id: UUID) -> int | None:
        """Return a variant's row; `None` where nothing is foreseen of it."""
        return _place(self.variants, variant_id)

    def place_at(self, location_id: UUID | None) -> int | None:
        """Return a location's column; `None` is the shop's own orders."""
        return _place(self.locations, location_id or _NO_LOCATION)

    def week(self, ahead: int) -> date:
        """Return the Monday of a week ahead, 0 being the first; below it lie the weeks of the past."""
        return date(1970, 1, 1) + timedelta(days=int(self.first_week[0]), weeks=ahead)


def ids_as_array(ids: list[UUID]) -> NDArray[np.uint8]:
    """Return ids as rows of bytes."""
    joined = b"".join(each.bytes for each in ids)
    return np.frombuffer(joined, np.uint8).reshape(len(ids), 16)


def _place(rows: NDArray[np.uint8], wished: UUID) -> int | None:
    found = np.flatnonzero((rows == np.frombuffer(wished.bytes, np.uint8)).all(axis=1))
    return int(found[0]) if found.size else None


def _load(kept: Kept) -> Arrays:
    return Arrays.read(kept.folder)


_following = Following(MODEL, _load)


def foreseen() -> Arrays | None:
    """Return what the model in use foresees; `None` before the first training."""
    return _following.current()
