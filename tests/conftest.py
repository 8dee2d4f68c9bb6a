"""The tests' PostgreSQL, and fixtures that every folder shares."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import django
import pytest
import structlog

ROOT = Path(__file__).resolve().parents[1]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
KEEP_RUNNING = "SERAI_TEST_DB" in os.environ


def _prepare_environment() -> None:
    from serai.plumbing.postgres.embedded import EmbeddedPostgres

    os.environ["DJANGO_SETTINGS_MODULE"] = "serai.config.settings"
    name = os.environ.get("SERAI_TEST_DB", "serai")
    os.environ["SERAI_VAR"] = str(ROOT / "var" / "tests" / name / WORKER)
    os.environ["SERAI_SECRET"] = "a secret for tests only, as long as a real one is"
    os.environ["SERAI_DEMO"] = "true"
    os.environ["PGOPTIONS"] = "-c serai.empty_the_ledger=yes"  # between tests, Django truncates
    if not os.environ.get("DATABASE_URL"):
        server = EmbeddedPostgres(ROOT / "var" / "tests" / "postgres", database=name, durable=False)
        if WORKER == "main" and not server.running:
            server.start()
            if not KEEP_RUNNING:
                _started.append(server)
        os.environ["DATABASE_URL"] = server.url
    django.setup()


def _keep_no_logger() -> None:
    """
    Let no logger be kept as it was set up when first used: no test could capture what it says.

    Before the tests are read: modules that they import set up logs for their process.
    """
    configure = structlog.configure

    def without_keeping(**settings: Any) -> None:
        configure(**{**settings, "cache_logger_on_first_use": False})

    structlog.configure = without_keeping


def _empty_the_queue_too() -> None:
    """Let no job outlive the test that committed it: Django empties the tables that it manages alone."""
    from django.apps import apps
    from django.db.models.signals import post_migrate

    def empty(**_: object) -> None:
        from serai.plumbing.db import execute

        execute("DELETE FROM procrastinate_jobs")

    post_migrate.connect(empty, sender=apps.get_app_config("plumbing"), weak=False)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each worker name its own folder before it reads the settings, which it would inherit."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


_started: list = []
_keep_no_logger()
_prepare_environment()
_empty_the_queue_too()
_RECURSION_LIMIT = sys.getrecursionlimit()


def pytest_collection_finish() -> None:
    """Undo what the chain that tests import does to the process, where nested JSON could then end it."""
    sys.setrecursionlimit(_RECURSION_LIMIT)


def pytest_unconfigure() -> None:
    """Stop the server that this run started."""
    for server in _started:
        server.stop()
    _started.clear()


class _Standing:
    """A clock that moves on from test to test, and hardly within one."""

    def __init__(self) -> None:
        self.instant = 0.0

    def __call__(self) -> float:
        """Return seconds; of two calls the later one has more, as some order what they keep by that."""
        self.instant += 1e-6
        return self.instant

    def next_test(self) -> None:
        """Let all that was kept so far be old."""
        self.instant += 1e6


_standing = _Standing()


@pytest.fixture(autouse=True)
def _fresh_limits_and_caches() -> Iterator[None]:
    """
    Let nothing that is kept in memory grow old within a test, and nothing be left of it for the next.

    Else a slow machine looks at the tables once more, or grants one request more, than a fast one.
    """
    from serai.fulfilment.queries import network
    from serai.plumbing import caches
    from serai.plumbing.api import rate_limit

    _standing.next_test()
    for module in (caches, rate_limit, network):
        module.monotonic = _standing
    yield
    caches.forget_all()


@pytest.fixture
def kept_grows_old(_fresh_limits_and_caches: None) -> None:
    """Let what is kept in memory grow old as in a shop: for tests of what is seen after a while."""
    from serai.plumbing import caches

    began, here = monotonic(), _standing()
    caches.monotonic = lambda: here + monotonic() - began


@pytest.fixture
def published() -> Callable[[], list]:
    """Return a function that lists the events published since the test began, oldest first."""
    from serai.kernel.events import event_types
    from serai.plumbing.json import from_builtins
    from serai.plumbing.models import EventRecord

    start = set(EventRecord.objects.values_list("pk", flat=True)) if _database_is_open() else set()

    def since() -> list:
        rows = EventRecord.objects.exclude(pk__in=start).order_by("pk")
        return [from_builtins(row.payload, event_types()[row.type]) for row in rows]

    return since


@pytest.fixture
def deliver() -> Callable[[], int]:
    """Return a function that runs every waiting job, and the jobs that those write; it counts them."""
    from serai.plumbing.db import execute, rows
    from serai.plumbing.jobs import jobs

    if (
        _database_is_open()
    ):  # a test that commits leaves its jobs behind: Django does not flush them
        execute("DELETE FROM procrastinate_jobs")

    def run_waiting(limit: int = 10_000) -> int:
        done = 0
        while waiting := rows(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY id LIMIT 1"
        ):
            [(job_id, name, args)] = waiting
            jobs()[name].run(args)
            execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
            done += 1
            assert done < limit, "Jobs keep writing jobs."
        return done

    return run_waiting


@pytest.fixture
def a_folder() -> Iterator[Path]:
    """Return an empty folder whose name has a space."""
    with tempfile.TemporaryDirectory(prefix="serai tests ") as folder:
        yield Path(folder)


@pytest.fixture
def pictures(a_folder: Path) -> Iterator[Any]:
    """Return an empty store of pictures that fills the port during the test."""
    from serai.catalog.adapters.folder import FolderPictures
    from serai.catalog.ports import PictureStore
    from serai.plumbing import wiring

    before = wiring.bound(PictureStore)
    made = FolderPictures(a_folder / "media")
    wiring.bind(PictureStore, made)
    yield made
    wiring.bind(PictureStore, before)


def _database_is_open() -> bool:
    try:
        from django.db import connection

        connection.ensure_connection()
    except RuntimeError:
        return False
    return True
