"""The channel that a page of the back office is about."""

from serai.catalog.public import channels
from serai.plumbing.models import ApiKey

_SHOP = "shop"
"""The scope of keys with which shoppers come."""


def chosen_channel(asked: str) -> tuple[str, list[str]]:
    """
    Return the channel that was asked for, else the first that shoppers come to, and the codes of all; two statements.

    The channel is empty where there is none yet.
    """
    codes = [each.code for each in channels()]
    if asked in codes:
        return asked, codes
    keys = ApiKey.objects.filter(scopes__contains=[_SHOP], revoked_at=None)
    visited = set(keys.values_list("channel_code", flat=True))
    return next((code for code in codes if code in visited), next(iter(codes), "")), codes
