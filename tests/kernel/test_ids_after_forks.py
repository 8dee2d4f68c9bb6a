"""Workers fork from one process that has loaded everything: what they make by chance must still differ."""

import os
import sys

import pytest

from serai.kernel.ids import uuid7

FORKED = 4
EACH = 200


@pytest.mark.skipif(sys.platform == "win32", reason="There are no forks here.")
def test_processes_that_forked_from_one_make_different_ids():
    uuid7()
    made: list[str] = []
    for _ in range(FORKED):
        reads, writes = os.pipe()
        child = os.fork()
        if not child:
            os.write(writes, "\n".join(uuid7().hex[12:] for _ in range(EACH)).encode())
            os._exit(0)
        os.close(writes)
        with os.fdopen(reads) as pipe:
            made += pipe.read().split("\n")
        os.waitpid(child, 0)
    assert len(made) == FORKED * EACH
    assert len(set(made)) == len(made)
