"""What marketing tells the others."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True, slots=True)
class AlertAsked(Event):
    """
    Somebody waits from now on for an article to cost less or to be there again. Version 1.

    Who it is stays in the house. `kind` is "price" or "stock".
    """

    outside: ClassVar = Outside(
        "alert.asked",
        {
            "variant_id": Told("What is waited for.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"),
            "channel_code": Told("Where.", "web"),
            "kind": Told("`price`: that it costs less; `stock`: that it is there.", "stock"),
        },
        subject="variant_id",
    )

    variant_id: UUID
    channel_code: str
    kind: str


@dataclass(frozen=True, slots=True)
class AlertsDue(Event):
    """
    What people waited for is there, and letters are being written to them. Version 1.

    `variant_ids` and `people` go in pairs; at most 500 in one event.
    """

    outside: ClassVar = Outside(
        "alerts.due",
        {
            "variant_ids": Told("What was waited for.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"]),
            "people": Told("How many are told of each, in the same order.", [12]),
            "channel_code": Told("Where.", "web"),
            "kind": Told("`price`: it costs less; `stock`: it is there again.", "stock"),
        },
    )

    variant_ids: tuple[UUID, ...]
    people: tuple[int, ...]
    channel_code: str
    kind: str
