"""Arrays in files, mapped into memory when read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def save_arrays(folder: Path, arrays: Mapping[str, Array]) -> None:
    """Write each array to a file of its name."""
    for name, array in arrays.items():
        np.save(_path(folder, name), array, allow_pickle=False)


def mapped(folder: Path, name: str) -> Array:
    """Return an array, read when it is touched and shared with every process that maps it."""
    path = _path(folder, name)
    array: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    return array.view(np.ndarray)


def is_saved(folder: Path, name: str) -> bool:
    """Return whether there is an array of this name."""
    return _path(folder, name).is_file()


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"
