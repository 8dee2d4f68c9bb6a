"""How the label of a parcel that comes back looks."""

from collections.abc import Sequence
from typing import Any

from babel import Locale

from serai.ordering.domain.papers.paper_words import words_of


def return_label(
    *,
    parcel: str,
    order_number: str,
    sender: Sequence[str],
    to: Sequence[str],
    code: Sequence[str],
    locale: str,
) -> dict[str, Any]:
    """
    Return the facts of the template `label`.

    Args:
        parcel: the number by which the return is known when it arrives.
        order_number: what people call the order.
        sender: who sends it back, line by line.
        to: where it goes, line by line.
        code: the number as a QR code, row by row, "1" for dark.
        locale: the language of the order.
    """
    language, words = words_of(locale)
    return {
        "language": language,
        "direction": Locale.parse(language).text_direction,
        "title": f"{words.return_label} {parcel}",
        "from_title": words.sender,
        "from": list(sender),
        "to_title": words.return_to,
        "to": list(to),
        "facts": [(words.parcel, parcel), (words.order, order_number)],
        "code": list(code),
        "note": words.return_note,
    }
