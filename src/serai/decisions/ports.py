"""What decisions needs from others and does not know itself."""

from typing import Protocol


class ChannelCodes(Protocol):
    """Whoever knows the channels of the shop."""

    def codes(self) -> list[str]:
        """Return the code of every channel, sorted."""
        ...
