"""The floor of reads: a bare WSGI application that answers with bytes it holds in memory."""

import mimetypes
import os
from pathlib import Path

_folder = Path(os.environ["BARE_FOLDER"])
_answers = {f"/{path.name}": path.read_bytes() for path in _folder.iterdir()}
_headers = {
    name: [
        ("Content-Type", mimetypes.guess_type(name)[0] or "application/json"),
        ("Content-Length", str(len(body))),
    ]
    for name, body in _answers.items()
}


def application(environ, start_response):
    """Answer with the file of that name."""
    path = environ["PATH_INFO"]
    start_response("200 OK", _headers[path])
    return [_answers[path]]
