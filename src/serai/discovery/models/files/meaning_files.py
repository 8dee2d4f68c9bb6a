"""What kind of thing each product is, as files."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ids
from serai.discovery.domain.meaning import Meaning
from serai.discovery.models.files.arrays import mapped, save_arrays


def save_meaning(folder: Path, product: Ids, direction: NDArray[np.float32]) -> None:
    """Write directions of products into an empty folder, with half the digits: cosines need no more."""
    save_arrays(folder, {"product": product, "direction": direction.astype(np.float16)})


def open_meaning(folder: Path, version: str) -> Meaning:
    """Return the meaning in `folder`, mapped into memory."""
    return Meaning(version, mapped(folder, "product"), mapped(folder, "direction"))
