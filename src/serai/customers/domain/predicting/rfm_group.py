"""Groups by recency, frequency and money: three fifths become a word."""

from types import MappingProxyType

RFM_GROUPS = MappingProxyType(
    {
        "champions": "Champions: buy often, much, and were here lately",
        "loyal": "Loyal: buy often and were here lately",
        "promising": "Promising: were here lately, not often yet",
        "fading": "Fading: used to buy often, not seen for a while",
        "at_risk": "At risk: among the best once, not seen for long",
        "asleep": "Asleep: seldom, and not seen for long",
        "occasional": "Occasional: now and then",
    }
)
"""Every group by its code, with what it means."""


def rfm_group(recency: int, frequency: int, money: int) -> str:
    """
    Return the group of somebody in these fifths, each 1 to 5, 5 being the latest, the most often, the most.

    Example:
        >>> rfm_group(5, 5, 4), rfm_group(1, 5, 5), rfm_group(5, 1, 1)
        ('champions', 'at_risk', 'promising')
    """
    if recency >= 4:
        if frequency >= 4:
            return "champions" if money >= 4 else "loyal"
        return "promising" if frequency <= 2 else "loyal"
    if recency == 1:
        return "at_risk" if frequency >= 4 else "asleep"
    if frequency >= 4:
        return "fading"
    return "asleep" if recency == 2 and frequency <= 2 else "occasional"
