"""Answers that were made already, for as long as the shop has not changed."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

_MOST_BYTES = 16 * 2**20
_LARGEST = 2**18


class PreparedAnswers:
    """The answers asked for last, within a number of bytes. Old states fall out by not being asked for."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, address: Hashable) -> bytes | None:
        """Return the answer to an address, if it is there."""
        with self._lock:
            body = self._answers.get(address)
            if body is not None:
                self._answers.move_to_end(address)
            return body

    def keep(self, address: Hashable, body: bytes) -> None:
        """Remember an answer; the ones unused for longest make room."""
        if len(body) > _LARGEST:
            return
        with self._lock:
            self._bytes += len(body) - len(self._answers.pop(address, b""))
            self._answers[address] = body
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._answers.popitem(last=False)[1])


prepared = PreparedAnswers()
