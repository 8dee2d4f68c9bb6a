"""Columns whose names let one think of a person."""

import re

_ALWAYS = re.compile(
    r"(^|_)(e?mail|emails|phone|line1|line2|street|birth|born|recipient|payer|guest|shopper|customer|iban"
    r"|demographics|subject|holder|holders|contact|network|fingerprint|client|session|visitor)(_|$)"
)
_NEVER = ("content_type_id", "written_by", "text_version", "by_minor", "replaced_by_id")
_OFTEN = re.compile(
    r"(^|_)(name|city|postcode|address|message|note|notes|text|content|payload|body|answer|evidence|said"
    r"|reason|why|because|shipment|gift|by|search|query|pdf|zpl|file|label)(_|$)"
)


def is_suspicious(column: str, *, knows_nobody: bool = False) -> bool:
    """
    Return whether a column may say something about a person, by its name.

    Args:
        column: its name.
        knows_nobody: its table holds nobody: a name there is a product's; but an e-mail address is one anywhere.

    Example:
        >>> is_suspicious("recipient_email"), is_suspicious("name"), is_suspicious("name", knows_nobody=True)
        (True, True, False)
    """
    if column.endswith(_NEVER):
        return False
    if _ALWAYS.search(column):
        return True
    return not knows_nobody and bool(_OFTEN.search(column))
