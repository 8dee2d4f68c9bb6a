"""An encoder behind HTTP that speaks like OpenAI's /v1/embeddings, as many servers of open models do."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.product_text import ProductText, TextVectors
from serai.discovery.ports import EncoderUnavailable
from serai.plumbing.outbound import CallFailed, Line, Received

_AT_ONCE, _LONGEST = 128, 8000
_SECONDS, _MOST_BYTES = 60.0, 64_000_000
_TIMES, _LONGEST_PAUSE = 4, 30.0
_PASSES = frozenset({408, 409, 429, 500, 502, 503, 504})
_NO_CREDIT = "insufficient_quota"


class _Vector(msgspec.Struct):
    index: int
    embedding: list[float]


class _Answer(msgspec.Struct):
    data: list[_Vector]


class _Fault(msgspec.Struct):
    message: str = ""
    code: str | int | None = None


class _Refusal(msgspec.Struct):
    error: _Fault


class HttpEncoder:
    """
    A model that somebody else trained; name and description of every product are sent to it.

    Texts go out 128 at a time, cut at 8,000 characters. What may pass (too many calls, server errors, no
    answer) is tried four times, with the pause that the server asks for, at most half a minute; what will
    not (a wrong key, no credit, a text it refuses) is not tried again.

    Args:
        url: up to and without /v1, such as https://api.openai.com.
        key: sent as a bearer token; empty for a server that asks for none.
        model: such as text-embedding-3-small.
        dimensions: how long vectors shall be; 0 leaves it to the model.
        pause: waits for so many seconds.
    """

    learns = False

    def __init__(
        self,
        url: str,
        *,
        key: str = "",
        model: str,
        dimensions: int = 0,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = model
        self._dimensions, self._pause = dimensions, pause
        self._line = Line(url, headers={"Authorization": f"Bearer {key}"} if key else {})

    def taught(self, texts: Sequence[ProductText], locale: str) -> TextVectors:
        """Return itself: it was taught elsewhere."""
        return self

    def encode(self, texts: Sequence[ProductText]) -> NDArray[np.float32]:
        """
        Return the model's vectors, scaled to length one.

        Raises:
            EncoderUnavailable: there is no answer, or none that makes sense.
        """
        said = [each.plain[:_LONGEST] for each in texts]
        places = [place for place, text in enumerate(said) if text]
        blocks = [
            self._asked([said[place] for place in places[start : start + _AT_ONCE]])
            for start in range(0, len(places), _AT_ONCE)
        ]
        widths = {block.shape[1] for block in blocks}
        if len(widths) > 1:
            raise EncoderUnavailable(f"{self.name} answers with vectors of different lengths.")
        rows = np.zeros((len(said), widths.pop() if widths else self._dimensions), np.float32)
        if places:
            rows[places] = _of_length_one(np.concatenate(blocks))
        return rows

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _asked(self, texts: list[str]) -> NDArray[np.float32]:
        question: dict[str, Any] = {"model": self.name, "input": texts, "encoding_format": "float"}
        if self._dimensions:
            question["dimensions"] = self._dimensions
        return self._vectors(self._sent(msgspec.json.encode(question)), len(texts))

    def _sent(self, body: bytes) -> Received:
        why = ""
        for tried in range(_TIMES):
            wait = 2.0**tried
            try:
                received = self._line.send(
                    "POST",
                    "/v1/embeddings",
                    body=body,
                    headers={"Content-Type": "application/json"},
                    seconds=_SECONDS,
                    most_bytes=_MOST_BYTES,
                )
            except CallFailed as failure:
                why = str(failure)
            else:
                if received.status == 200:
                    return received
                fault = _fault(received)
                why = f"{received.status}: {fault.message or 'no reason given'}"
                if received.status not in _PASSES or fault.code == _NO_CREDIT:
                    break
                wait = _asked_for(received, wait)
            if tried + 1 < _TIMES:
                self._pause(wait)
        raise EncoderUnavailable(f"{self.name} does not encode: {why[:300]}")

    def _vectors(self, received: Received, count: int) -> NDArray[np.float32]:
        try:
            found = msgspec.json.decode(received.body, type=_Answer).data
            found.sort(key=lambda each: each.index)
            rows = np.array([each.embedding for each in found], np.float32)
        except (msgspec.DecodeError, ValueError) as fault:
            raise EncoderUnavailable(f"{self.name} answers with no vectors: {fault}") from None
        whole = [each.index for each in found] == list(range(count)) and rows.ndim == 2
        if not whole or not rows.shape[1] or not np.isfinite(rows).all():
            raise EncoderUnavailable(f"{self.name} answers with other vectors than asked for.")
        return rows


def _fault(received: Received) -> _Fault:
    try:
        return msgspec.json.decode(received.body, type=_Refusal).error
    except msgspec.DecodeError:
        return _Fault()


def _asked_for(received: Received, otherwise: float) -> float:
    """Return the seconds that a server asks to be left alone, at most half a minute."""
    headers = {name.lower(): value for name, value in received.headers.items()}
    try:
        return min(_LONGEST_PAUSE, max(0.0, float(headers.get("retry-after", otherwise))))
    except ValueError:
        return otherwise


def _of_length_one(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    length[length < 1e-9] = 1
    scaled: NDArray[np.float32] = (rows / length).astype(np.float32)
    return scaled
