"""What every encoder keeps to, and what one behind HTTP adds."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from serai.discovery.adapters.catalogue_encoder import CatalogueEncoder
from serai.discovery.adapters.http_encoder import HttpEncoder
from serai.discovery.domain.product_text import ProductText
from serai.discovery.ports import Encoder, EncoderUnavailable

MILKS = [ProductText(f"Whole milk {n}", "fresh and white", brand="Acme") for n in range(8)]
LAMPS = [ProductText(f"Desk lamp {n}", "light for reading", brand="Oak") for n in range(8)]
SHOP = [*MILKS, *LAMPS]
KEY = "sk-test"


@dataclass
class Embeddings:
    """A server as OpenAI documents /v1/embeddings; `faults` are answered first, one a call."""

    url: str = ""
    faults: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, path: str, key: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        asked = json.loads(body)
        self.asked.append({"path": path, **asked})
        if self.faults:
            return self.faults.pop(0)
        if key != f"Bearer {KEY}":
            return refused(401, "Incorrect API key provided.", "invalid_api_key")
        if not all(asked["input"]) or len(asked["input"]) > 2048:
            return refused(400, "'$.input' is invalid.", "invalid_request_error")
        vectors = [_vector(text, asked.get("dimensions", 8)) for text in asked["input"]]
        data = [
            {"object": "embedding", "index": place, "embedding": vector}
            for place, vector in enumerate(vectors)
        ]
        said = {"object": "list", "data": data[::-1], "model": asked["model"], "usage": {}}
        return 200, {}, json.dumps(said).encode()


def _vector(text: str, dimensions: int) -> list[float]:
    """Return the sum of a direction for each word, as a model that knows words by heart would."""
    total = np.zeros(dimensions)
    for word in text.lower().split():
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
        total += np.random.default_rng(seed).standard_normal(dimensions)
    return [float(each) for each in total]


def refused(
    status: int, message: str, code: str = "", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    error = {"message": message, "type": code, "param": None, "code": code}
    return status, headers, json.dumps({"error": error}).encode()


@pytest.fixture
def embeddings() -> Iterator[Embeddings]:
    there = Embeddings()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            key = self.headers.get("Authorization", "")
            status, headers, answer = there.answer(self.path, key, body)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *words: object) -> None:
            del words

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    there.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield there
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def asking(embeddings: Embeddings, pauses: list[float]) -> Iterator[Callable[..., HttpEncoder]]:
    """Return a maker of encoders that ask the local server."""
    made: list[HttpEncoder] = []

    def make(**how: Any) -> HttpEncoder:
        kept = {"key": KEY, "model": "small", "dimensions": 32, "pause": pauses.append, **how}
        made.append(HttpEncoder(embeddings.url, **kept))
        return made[-1]

    yield make
    for encoder in made:
        encoder.close()


@pytest.fixture(params=["catalogue", "http"])
def encoder(request: pytest.FixtureRequest, asking: Callable[..., HttpEncoder]) -> Encoder:
    return CatalogueEncoder() if request.param == "catalogue" else asking()


def test_every_text_has_a_row_of_length_one(encoder: Encoder):
    rows = encoder.taught(SHOP, "en").encode(SHOP)

    assert rows.dtype == np.float32
    assert rows.shape[0] == len(SHOP)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)


def test_what_says_nothing_has_a_row_of_zeros(encoder: Encoder):
    rows = encoder.taught(SHOP, "en").encode([MILKS[0], ProductText("  ")])

    assert not rows[1].any()
    assert rows[0].any()


def test_a_text_has_the_same_row_whatever_stands_beside_it(encoder: Encoder):
    taught = encoder.taught(SHOP, "en")

    alone, together = taught.encode([LAMPS[3]])[0], taught.encode(SHOP)[len(MILKS) + 3]

    assert alone == pytest.approx(together, abs=1e-5)


def test_products_of_one_kind_point_alike(encoder: Encoder):
    taught = encoder.taught(SHOP, "en")
    milks, lamps = taught.encode(MILKS), taught.encode(LAMPS)

    assert (milks @ milks.T).mean() > (milks @ lamps.T).mean() + 0.3


def test_texts_that_were_not_learnt_from_have_rows_too(encoder: Encoder):
    taught = encoder.taught(SHOP[1:], "en")

    [row] = taught.encode([SHOP[0]])

    assert row @ taught.encode(MILKS[1:]).mean(axis=0) > 0.3


def test_no_texts_have_no_rows(encoder: Encoder):
    assert encoder.taught(SHOP, "en").encode([]).shape[0] == 0


def test_an_encoder_has_a_name(encoder: Encoder):
    assert 0 < len(encoder.name) <= 64


def test_the_category_is_never_sent_out(embeddings: Embeddings, asking):
    asking().encode([ProductText("Milk", "white", category="dairy", brand="Acme")])

    assert embeddings.asked == [
        {
            "path": "/v1/embeddings",
            "model": "small",
            "input": ["Milk\nwhite"],
            "encoding_format": "float",
            "dimensions": 32,
        }
    ]


def test_many_texts_go_out_in_blocks_and_come_back_in_order(embeddings: Embeddings, asking):
    texts = [ProductText(f"word{n}") for n in range(300)]

    rows = asking().encode(texts)

    assert [len(each["input"]) for each in embeddings.asked] == [128, 128, 44]
    assert rows[299] == pytest.approx(asking().encode([texts[299]])[0], abs=1e-5)


def test_a_model_without_a_choice_of_dimensions_is_not_asked_for_them(
    embeddings: Embeddings, asking
):
    assert asking(dimensions=0).encode(MILKS).shape == (8, 8)
    assert "dimensions" not in embeddings.asked[0]


def test_a_very_long_text_is_cut(embeddings: Embeddings, asking):
    asking().encode([ProductText("x" * 20_000)])

    assert len(embeddings.asked[0]["input"][0]) == 8000


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(embeddings: Embeddings, asking, pauses, status: int):
    embeddings.faults = [refused(status, "Later."), refused(status, "Later.")]

    assert asking().encode(MILKS).shape[0] == 8
    assert pauses == [1.0, 2.0]


def test_a_server_that_names_its_pause_gets_it_up_to_half_a_minute(
    embeddings: Embeddings, asking, pauses
):
    embeddings.faults = [
        refused(429, "Rate limit reached.", "rate_limit_exceeded", **{"Retry-After": "7"}),
        refused(429, "Rate limit reached.", "rate_limit_exceeded", **{"Retry-After": "9999"}),
        refused(429, "Rate limit reached.", "rate_limit_exceeded", **{"Retry-After": "soon"}),
    ]

    asking().encode(MILKS)

    assert pauses == [7.0, 30.0, 4.0]


def test_after_four_times_it_is_given_up(embeddings: Embeddings, asking, pauses):
    embeddings.faults = [refused(503, "The engine is currently overloaded.")] * 9

    with pytest.raises(EncoderUnavailable, match="overloaded"):
        asking().encode(MILKS)

    assert len(embeddings.asked) == 4
    assert pauses == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    "fault",
    [
        refused(401, "Incorrect API key provided.", "invalid_api_key"),
        refused(403, "Country, region, or territory not supported."),
        refused(404, "The model does not exist.", "model_not_found"),
        refused(400, "This model's maximum context length is 8192 tokens."),
        refused(429, "You exceeded your current quota.", "insufficient_quota"),
        (301, {"Location": "http://elsewhere.example"}, b""),
    ],
    ids=["key", "country", "model", "too long", "no credit", "moved"],
)
def test_what_will_not_pass_is_not_tried_again(embeddings: Embeddings, asking, pauses, fault):
    embeddings.faults = [fault]

    with pytest.raises(EncoderUnavailable):
        asking().encode(MILKS)

    assert len(embeddings.asked) == 1
    assert pauses == []


def _said(*vectors: list[Any], first: int = 0) -> tuple[int, dict[str, str], bytes]:
    data = [{"index": first + place, "embedding": each} for place, each in enumerate(vectors)]
    return 200, {}, json.dumps({"data": data}).encode()


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, b"<html>"),
        (200, {}, b"{}"),
        _said([1.0, 0.0]),
        _said([1.0, 0.0], [0.0, 1.0], first=1),
        _said([1.0, 0.0], [0.0]),
        _said([1.0, float("nan")], [0.0, 1.0]),
        _said([], []),
        _said(["a"], ["b"]),
    ],
    ids=["no JSON", "no data", "too few", "other places", "ragged", "no number", "empty", "words"],
)
def test_an_answer_that_is_none_is_no_vector(embeddings: Embeddings, asking, answer):
    embeddings.faults = [answer]

    with pytest.raises(EncoderUnavailable):
        asking().encode(MILKS[:2])


def test_nobody_there_is_said_after_four_times(pauses: list[float]):
    encoder = HttpEncoder("http://127.0.0.1:9", model="small", pause=pauses.append)

    with pytest.raises(EncoderUnavailable):
        encoder.encode(MILKS)

    encoder.close()
    assert pauses == [1.0, 2.0, 4.0]
