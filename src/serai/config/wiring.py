"""Who fills which port: the only place that knows both sides."""


def wire() -> None:
    """Bind every port once."""
