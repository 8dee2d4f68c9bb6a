"""Payment by a stablecoin."""

STABLECOIN = "stablecoin"
"""The method's name."""
X402 = "x402"
"""The processor's."""


def shortened(address: str) -> str:
    """
    Return an address as people compare them.

    Example:
        >>> shortened("0x1234567890abcdef1234567890abcdef12345678")
        '0x1234…5678'
    """
    return f"{address[:6]}…{address[-4:]}"
