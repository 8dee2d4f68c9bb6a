"""Which trainings there are: a context names its own when it is loaded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from serai.plumbing.model_registry.publish import Published

Train = Callable[[], Iterable[Published]]


@dataclass(frozen=True, slots=True)
class Training:
    """
    What one training makes.

    Attributes:
        name: such as `inventory.forecast`.
        teaches: what for, in half a sentence.
        train: fits, evaluates and publishes, yielding what became of each model; it may load large libraries.
    """

    name: str
    teaches: str
    train: Train


_known: dict[str, Training] = {}


def training(name: str, teaches: str) -> Callable[[Train], Train]:
    """
    Declare a function to be a training; `serai train` and the clock run it.

    Put it in a module called `trainings` of the context: they are found there. Import large libraries inside.
    """

    def register(function: Train) -> Train:
        _known[name] = Training(name, teaches, function)
        return function

    return register


def known_trainings() -> list[Training]:
    """Return every training, by name."""
    from django.utils.module_loading import autodiscover_modules  # noqa: PLC0415 - only commands train

    autodiscover_modules("trainings")
    return [_known[name] for name in sorted(_known)]
