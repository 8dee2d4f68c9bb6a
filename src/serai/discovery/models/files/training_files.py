"""A training as files."""

from dataclasses import fields
from pathlib import Path

from serai.discovery.domain.training import Training
from serai.discovery.models.files.arrays import is_saved, mapped, save_arrays

_ARRAYS = tuple(field.name for field in fields(Training))


def save_training(folder: Path, training: Training) -> None:
    """Write a training into an empty folder."""
    save_arrays(folder, {name: getattr(training, name) for name in _ARRAYS})


def open_training(folder: Path | None) -> Training:
    """
    Return the training in `folder`; without a folder, the one that knows nothing.

    What a training of an earlier release did not learn yet is unknown.
    """
    if folder is None:
        return Training.none()
    nothing = Training.none()
    return Training(
        **{
            name: mapped(folder, name) if is_saved(folder, name) else getattr(nothing, name)
            for name in _ARRAYS
        }
    )
