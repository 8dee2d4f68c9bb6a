"""
Every evaluation by its name: each file of this folder that has a `measure` function, named after the file.

`measure(data)` runs one exact protocol and yields its figures, each beside a baseline. `data` is the folder of
the public data sets; an evaluation that says so also takes a file of one's own.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from serai.config.measurement import Measurement
from serai.config.model_cards import card_of, write_card


def known_evaluations() -> list[str]:
    """Return the names of the evaluations, sorted."""
    files = (module.name for module in iter_modules(__path__))
    return sorted(name.replace("_", "-") for name in files if not name.startswith("_"))


def run_evaluations(
    names: Iterable[str], data: Path, *, cards: Path | None = None
) -> Iterator[Measurement]:
    """Run the named evaluations one after another and yield their lines; what draws itself is kept in `cards`."""
    for name in names:
        told = []
        for line in import_module(f"{__name__}.{name.replace('-', '_')}").measure(data):
            told.append(line)
            yield line
        if cards is not None and any(line.plots for line in told):
            write_card(card_of(name, told), cards)
