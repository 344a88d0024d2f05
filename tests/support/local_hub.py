"""A web server for tests: serves what a test puts into it, breaks off when told to."""

import re
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

SENT_BEFORE_CUT = 1000  # bytes


class Server:
    """What a test puts into `files` is served; `cut` ends an answer early, `etags` names hashes as the hub does."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.etags: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.ranges: list[str] = []  # asked for, in order
        self.cut = False
        self.url = ""


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = server.files.get(self.path)
            if content is None:
                self.send_error(404)
                return
            wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            start = int(wanted[1]) if wanted else 0
            if wanted:
                server.ranges.append(wanted[0])
            self.send_response(206 if wanted else 200)
            if wanted:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Type", server.types.get(self.path, "application/octet-stream"))
            self.send_header("Content-Length", str(len(content) - start))
            self.send_header("ETag", f'"{server.etags.get(self.path, "version-1")}"')
            self.end_headers()
            with suppress(ConnectionError):  # a test that stops a download hangs up
                self.wfile.write(content[start : start + SENT_BEFORE_CUT] if server.cut else content[start:])

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
