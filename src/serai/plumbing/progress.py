"""Progress that people can read: a bar on a terminal, a line every tenth elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from time import monotonic

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
    yield from (_bar if sys.stderr.isatty() else _lines)(label, total)


def _bar(label: str, total: int | None) -> Iterator[Advance]:
    from rich import progress as rich  # noqa: PLC0415 -- slow to load, and servers show no bars
    from rich.console import Console  # noqa: PLC0415

    columns = (
        rich.SpinnerColumn(),
        rich.TextColumn("{task.description:<24}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeElapsedColumn(),
        rich.TimeRemainingColumn(),
    )
    with rich.Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=total)
        yield lambda count: bar.advance(task, count)
        bar.update(task, total=total or bar.tasks[0].completed or 1)


def _lines(label: str, total: int | None) -> Iterator[Advance]:
    done, tenth, started = 0, 0, monotonic()

    def say(line: str) -> None:
        sys.stderr.write(f"{label}: {line}\n")
        sys.stderr.flush()

    def advance(count: int) -> None:
        nonlocal done, tenth
        done += count
        if total and done * 10 // total > tenth:
            tenth = done * 10 // total
            say(f"{done:,} of {total:,}")

    yield advance
    say(f"{done:,} done in {monotonic() - started:.1f} s")
