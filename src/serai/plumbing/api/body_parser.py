"""Bodies of requests: one JSON object in UTF-8, and nothing that only some parsers take for JSON."""

from typing import Any

import msgspec
from django.http import HttpRequest
from ninja.parser import Parser


class BodyParser(Parser):
    """
    Reads bodies strictly.

    Python's own parser also takes NaN, UTF-16, halves of characters and any value for an object;
    a schema whose fields are all optional would then accept `7`.
    """

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """
        Return the object.

        Raises:
            ValueError: it is none; the caller answers 400.
        """
        body = msgspec.json.decode(request.body)
        if not isinstance(body, dict):
            raise ValueError("A JSON object was expected.")  # noqa: TRY004 - the value is unfit
        return body
