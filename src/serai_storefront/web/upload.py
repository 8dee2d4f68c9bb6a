"""Files that are posted with a form."""

from email import message_from_bytes
from email.policy import HTTP

from starlette.requests import Request

MAX_BYTES = 9 * 1024 * 1024
"""The platform takes prescriptions of 8 MB; the rest of a form is small."""
PATH = "/prescriptions"
"""Only addresses that end like this take files."""


def takes_files(request: Request) -> bool:
    """Return whether a request brings files to an address that takes them."""
    kind = request.headers.get("Content-Type", "")
    return kind.startswith("multipart/form-data") and request.url.path.endswith(PATH)


def parts(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """
    Return the fields of a multipart body, and its files by field: what each is called, and its content.

    Folders are no part of a file's name. What is garbled is left out.
    """
    head = b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n"
    message = message_from_bytes(head + body, policy=HTTP)
    fields: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            continue
        called = part.get_filename()
        if called is None:
            fields[name] = content.decode("utf-8", "replace")
        else:
            files[name] = (called.replace("\\", "/").rpartition("/")[2], content)
    return fields, files
