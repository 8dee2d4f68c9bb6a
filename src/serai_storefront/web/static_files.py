"""Static files from memory: named by their content, cached for ever, compressed once."""

import dataclasses
import gzip
import hashlib
import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent.parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"

mimetypes.add_type("text/javascript", ".js")


@dataclasses.dataclass(frozen=True, slots=True)
class StaticFile:
    """One file, ready to send."""

    content: bytes
    compressed: bytes
    media_type: str
    etag: str


class StaticFiles:
    """All static files under one version: the digest of them all, so that relative imports keep working."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.files = {
            path.name: _loaded(path) for path in sorted(folder.iterdir()) if path.is_file()
        }
        digest = hashlib.sha256("".join(file.etag for file in self.files.values()).encode())
        self.version = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """Return the address of a file; a missing one is a bug."""
        if name not in self.files:
            raise LookupError(name)
        return f"/static/{self.version}/{name}"

    async def serve(self, request: Request) -> Response:
        """Answer a request for one file."""
        file = self.files.get(request.path_params["name"])
        if file is None:
            return Response(status_code=404)
        current = request.path_params["version"] == self.version
        return ready_bytes(request, file, FOR_EVER if current else FOR_AN_HOUR)


def ready_bytes(request: Request, file: StaticFile, caching: str) -> Response:
    """Answer with prepared bytes, or with 304 when the reader has them."""
    headers = {"Cache-Control": caching, "ETag": file.etag, "Vary": "Accept-Encoding"}
    if file.etag in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    content = file.content
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        content = file.compressed
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=file.media_type, headers=headers)


def ready_file(content: bytes, media_type: str) -> StaticFile:
    """Prepare bytes for sending."""
    return StaticFile(
        content=content,
        compressed=gzip.compress(content, 6, mtime=0),
        media_type=media_type,
        etag=f'"{hashlib.sha256(content).hexdigest()[:20]}"',
    )


def _loaded(path: Path) -> StaticFile:
    return ready_file(
        path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )
