"""What browsers answer when they are asked for a passkey."""

from typing import Any

import msgspec

from serai_storefront.web.forms import Form

_LONGEST = 60_000


def credential_in(form: Form) -> dict[str, Any] | None:
    """Return the answer in a form's hidden field, or `None` when there is none to be read."""
    text = form["credential"]
    if not text or len(text) > _LONGEST:
        return None
    try:
        return msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
