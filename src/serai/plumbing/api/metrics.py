"""What is counted and timed for every request."""

from functools import lru_cache

from prometheus_client import Counter, Histogram

requests = Counter("serai_http_requests", "Requests answered.", ["route", "method", "status"])
seconds = Histogram(
    "serai_http_request_seconds",
    "Time to answer.",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


def record(route: str, method: str, status: int, elapsed: float) -> None:
    """Count and time one answered request; `elapsed` in seconds."""
    _requests_of(route, method, status).inc()
    _seconds_of(route).observe(elapsed)


# A client's search for the series of some labels costs more than counting does.
_requests_of = lru_cache(maxsize=10_000)(requests.labels)
_seconds_of = lru_cache(maxsize=2_000)(seconds.labels)
