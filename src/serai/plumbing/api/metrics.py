"""What is counted and timed for every request."""

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
    requests.labels(route, method, status).inc()
    seconds.labels(route).observe(elapsed)
