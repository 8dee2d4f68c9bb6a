"""What is said of gifts."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.ordering.domain.gift import LONGEST_MESSAGE, LONGEST_SENDER
from serai.plumbing.api import Input


class GiftIn(Input):
    """Words that are printed on the packing slip, which names no prices."""

    message: Annotated[str, Field(min_length=1, max_length=LONGEST_MESSAGE)]
    sender: Annotated[str, Field(max_length=LONGEST_SENDER)] = ""


class GiftOut(Schema):
    """Words that are printed on the packing slip."""

    message: str
    sender: str
