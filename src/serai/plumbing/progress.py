"""Progress that people can read: a bar on a terminal, a line every tenth elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars

Advance = Callable[[int], None]
Progress = Callable[[str, int | None], AbstractContextManager[Advance]]


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Advance]:
    """
    Show how far a long piece of work is; call the yielded function with how many units are done since.

    Args:
        label: what is being done, such as "Products".
        total: how many units there are; `None` when nobody knows.
    """
    console = Console(stderr=True)
    if console.is_terminal:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description:<24}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Bars(*columns, console=console) as bar:
            task = bar.add_task(label, total=total)
            yield lambda count: bar.advance(task, count)
            bar.update(task, total=total or bar.tasks[0].completed or 1)
        return
    yield from _lines(console, label, total)


def _lines(console: Console, label: str, total: int | None) -> Iterator[Advance]:
    done, tenth, started = 0, 0, monotonic()

    def advance(count: int) -> None:
        nonlocal done, tenth
        done += count
        if total and done * 10 // total > tenth:
            tenth = done * 10 // total
            console.print(f"{label}: {done:,} of {total:,}", highlight=False)

    yield advance
    console.print(f"{label}: {done:,} done in {monotonic() - started:.1f} s", highlight=False)
