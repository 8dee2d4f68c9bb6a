"""Brings the tables up to date and loads the demo data, unless that is done: asked without loading Django."""

import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from serai.config.events import DemoDataLoaded
from serai.config.supervisor.child import die_with_parent
from serai.config.supervisor.log import say


def prepare(url: str, environment: dict[str, str], *, demo: bool) -> None:
    """
    Migrate the database at `url` when a migration is new, and load the demo data when they are wanted and missing.

    Raises:
        RuntimeError: one of the two did not succeed; the lines above say why.
    """
    if not tables_are_current(url):
        say("serai", "bringing the tables up to date")
        _run("tables", ["-m", "django", "migrate", "--verbosity", "0"], environment)
        _note_tables(url)
    if demo and not _demo_is_there(url):
        load = ["-m", "serai.config.cli", "import", "complete-journey", "--unless-there"]
        _run("demo", load, environment)


def tables_are_current(url: str) -> bool:
    """Return whether the database has had exactly these migrations, as `prepare` noted when it ran them."""
    with psycopg.connect(url, autocommit=True) as connection:
        return _noted(connection) == _fingerprint(connection)


def _note_tables(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        note = sql.Literal(_fingerprint(connection))
        connection.execute(sql.SQL("COMMENT ON TABLE django_migrations IS {}").format(note))


def _noted(connection: psycopg.Connection) -> str | None:
    noted = connection.execute(
        "SELECT obj_description(to_regclass('django_migrations'), 'pg_class')"
    ).fetchone()
    return noted[0] if noted else None


def _fingerprint(connection: psycopg.Connection) -> str:
    """Return a digest of the migrations in the code and of those that the database has had."""
    digest = sha256()
    for path in _migration_files():
        digest.update(str(path.name).encode() + path.read_bytes())
    try:
        had = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    except psycopg.errors.UndefinedTable:
        return ""
    for app, name in had:
        digest.update(f"{app}.{name}\n".encode())
    return digest.hexdigest()


def _migration_files() -> list[Path]:
    from serai.config.settings import INSTALLED_APPS  # noqa: PLC0415 -- it makes the secret

    folders = [_folder_of(app.partition(".apps")[0]) for app in INSTALLED_APPS]
    return [path for folder in folders for path in sorted(folder.glob("migrations/*.py"))]


def _folder_of(package: str) -> Path:
    """Return the folder of a package without importing it."""
    top, *below = package.split(".")
    found = find_spec(top)
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0], *below)


def _demo_is_there(url: str) -> bool:
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT 1 FROM plumbing_event WHERE type = %s LIMIT 1", [DemoDataLoaded.type]
        )
        return found.fetchone() is not None


def _run(name: str, words: list[str], environment: dict[str, str]) -> None:
    """Run a Python command to its end; on a terminal it draws its own progress, elsewhere its lines are ours."""
    own = sys.stdout.isatty()
    with subprocess.Popen(  # noqa: S603 -- the command is ours
        [sys.executable, *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=None if own else subprocess.PIPE,
        stderr=None if own else subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
    ) as process:
        try:
            for line in process.stdout or ():
                say(name, line.rstrip("\n"))
            code = process.wait()
        except BaseException:
            process.kill()
            raise
    if code:
        raise RuntimeError(f"{' '.join(words)} ended with {code}; the lines above say why.")
