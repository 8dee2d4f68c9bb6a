"""Lines that evaluations of demand have in common."""

from serai.config.evaluations._demand import HORIZON
from serai.config.measurement import Measurement
from serai.config.plot import Plot
from serai_science.forecast import measures
from serai_science.forecast.panel import Numbers


def lower_line(
    name: str,
    value: float,
    reference: float,
    *,
    bar: float | None = None,
    note: str = "",
    plots: tuple[Plot, ...] = (),
) -> Measurement:
    """Return the line of an error, which is better the smaller it is."""
    return Measurement(
        name,
        value,
        "",
        reference=reference,
        bar=bar,
        at_most=True,
        bar_on_value=True,
        note=note,
        plots=plots,
    )


def bias_line(name: str, came: Numbers, mean: Numbers, simple: Numbers) -> Measurement:
    """Return the line of the absolute bias, with its sign and weeks in the note; (S, 4) arrays."""
    ours, plain = measures.bias(came, mean), measures.bias(came, simple)
    weeks = ", ".join(f"{measures.bias(came[:, at], mean[:, at]):+.3f}" for at in range(HORIZON))
    return lower_line(
        name,
        abs(ours),
        abs(plain),
        bar=0.03,
        note=f"{ours:+.3f}, by week {weeks}; baseline {plain:+.3f}",
    )
