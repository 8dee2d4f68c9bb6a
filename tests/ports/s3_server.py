"""A server that speaks S3, as a process of its own: moto's."""

import atexit
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

import httpx
from free_ports import free_ports
from payments.stripe_vendor import wait_for

from serai.catalog.adapters.s3 import S3Pictures
from serai.kernel.ids import uuid7


def a_bucket() -> S3Pictures:
    """Return the pictures of an empty bucket."""
    endpoint, bucket = _a_lasting_server(), f"pictures-{uuid7()}"
    httpx.put(f"{endpoint}/{bucket}").raise_for_status()
    return S3Pictures(bucket, endpoint, "us-east-1", "key", "a secret of tests")


@cache
def _a_lasting_server() -> str:
    """Start the server once for all tests of this process, and stop it with the process."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(_a_server())


@contextmanager
def _a_server() -> Iterator[str]:
    port = free_ports()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process, patience=120)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(180)
