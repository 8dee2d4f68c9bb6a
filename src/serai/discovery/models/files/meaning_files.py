"""What kind of thing each product is, as files."""

from pathlib import Path

import numpy as np

from serai.discovery.domain.meaning import Meaning
from serai.discovery.models.files.arrays import mapped, save_arrays


def save_meaning(folder: Path, meaning: Meaning) -> None:
    """Write a meaning into an empty folder, its directions with half the digits: cosines need no more."""
    save_arrays(
        folder, {"product": meaning.product, "direction": meaning.direction.astype(np.float16)}
    )


def open_meaning(folder: Path, version: str) -> Meaning:
    """Return the meaning in `folder`, mapped into memory."""
    return Meaning(version, mapped(folder, "product"), mapped(folder, "direction"))
