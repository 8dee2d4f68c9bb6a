"""How many units more may be sold ahead."""


def room(
    *,
    waiting_in_channel: int,
    waiting: int,
    expected: int,
    most_units: int | None,
    only_expected: bool,
) -> int:
    """
    Return how many units more may wait; never below zero.

    Args:
        waiting_in_channel: units that wait in the channel that asks.
        waiting: units that wait in all channels.
        expected: units that deliveries are still to bring, with what lies free beside them.
        most_units: how many may wait in the channel at once; `None`: any number.
        only_expected: whether no more may wait than are expected.

    Example:
        >>> room(waiting_in_channel=3, waiting=8, expected=10, most_units=20, only_expected=True)
        2
        >>> room(waiting_in_channel=3, waiting=8, expected=10, most_units=20, only_expected=False)
        17
    """
    by_limit = None if most_units is None else most_units - waiting_in_channel
    by_expected = expected - waiting if only_expected else None
    limits = [each for each in (by_limit, by_expected) if each is not None]
    return max(0, min(limits)) if limits else 0
