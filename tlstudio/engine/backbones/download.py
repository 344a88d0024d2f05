"""Downloads of weights: on request only, resumed where they were cut off, checked before they get their name."""

import hashlib
import os
import re
import shutil
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, IncompleteRead
from pathlib import Path
from typing import IO, Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.backbones.places import download_target, mirrored
from tlstudio.engine.errors import WeightsMismatch, WeightsUnavailable
from tlstudio.engine.sentences import sentence
from tlstudio.engine.storage import sha256

CHUNK_BYTES = 1 << 20
TIMEOUT_S = 30.0  # without a byte
SHA256 = re.compile(r"[0-9a-f]{64}")
DIGITS_IN_NAME = re.compile(r"-([0-9a-f]{8,})\.")  # the convention of PyTorch's file names: first digits of the SHA-256

Progress = Callable[[int, int | None], None]  # bytes so far, bytes in all if known
ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach the servers; what is empty is as the environment says (HTTPS_PROXY, HF_ENDPOINT)."""

    proxy: str = ""  # "http://host:port"
    mirror: str = ""  # stands in for the hub's host: "https://host"

    def __post_init__(self) -> None:
        _check_address("proxy", self.proxy, "http://proxy.example:8080")
        _check_address("mirror", self.mirror, "https://mirror.example")


def _check_address(what: str, address: str, example: str) -> None:
    """Raise WeightsUnavailable for what is not a web address; an empty one is fine."""
    try:
        parts = urlsplit(address)
        is_sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_sound = False
    if address and not is_sound:
        raise WeightsUnavailable(
            "The {what} {address!r} is not a web address. Write it like {example}.",
            what=what,
            address=address,
            example=example,
        )


SYSTEM = Connection()


class DownloadStopped(WeightsUnavailable):
    """The user stopped it; what came so far is kept."""


class NoSuchFile(WeightsUnavailable):
    """The server answers, and has no such file."""


class NoConnection(WeightsUnavailable):
    """The server does not answer."""


def fetch(
    info: BackboneInfo,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
    connection: Connection = SYSTEM,
) -> Path:
    """Download the pretrained weights of a backbone and say where they are. Raises WeightsUnavailable."""
    *others, last = info.urls
    for url in others:
        try:
            return download(url, download_target(url), None, progress, should_stop, connection)
        except NoSuchFile:
            continue
    digits = DIGITS_IN_NAME.search(last.rpartition("/")[2])
    return download(last, download_target(last), digits[1] if digits else None, progress, should_stop, connection)


def download(
    url: str,
    target: Path,
    digest: str | None = None,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
    connection: Connection = SYSTEM,
) -> Path:
    """Bring the file behind the address to `target`, whole and checked, or not at all.

    `digest` is its SHA-256 or the first digits of it; without it the server's own word is taken. What is stopped or cut
    off is kept beside the target and goes on next time. Raises WeightsUnavailable, or WeightsMismatch for a wrong file.
    """
    name = url.rpartition("/")[2]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return _download(url, target, digest, connection, progress or _ignore, should_stop or _never)
    except HTTPError as error:
        kind = NoSuchFile if error.code == 404 else WeightsUnavailable
        with error:  # it holds the connection open
            raise kind(
                "{name} cannot be downloaded: the server answers {code} ({reason}).",
                name=name,
                code=error.code,
                reason=error.reason,
            ) from error
    except (URLError, TimeoutError, ConnectionError, ssl.SSLError, HTTPException) as error:
        raise NoConnection(
            "{name} cannot be downloaded ({trouble}).", name=name, trouble=_trouble(url, connection)
        ) from error
    except OSError as error:
        raise WeightsUnavailable(
            "{name} cannot be saved in {parent}: {reason}.",
            name=name,
            parent=target.parent,
            reason=error.strerror or error,
        ) from error


def _trouble(url: str, connection: Connection) -> str:
    """What could not be reached, with the settings that lead there."""
    mirror = sentence(" (the mirror)") if mirrored(url, connection.mirror) != url else ""
    proxy = sentence(" through the proxy {host}", host=urlsplit(connection.proxy).hostname) if connection.proxy else ""
    return sentence(
        "no connection to {host}{mirror}{proxy}",
        host=urlsplit(mirrored(url, connection.mirror)).hostname,
        mirror=mirror,
        proxy=proxy,
    )


class _Redirects(HTTPRedirectHandler):
    """Keeps the SHA-256 that the hub names when it redirects to its store, and never leaves https."""

    linked_etag = ""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise URLError("redirected from https to an open connection")
        self.linked_etag = headers.get("X-Linked-Etag") or self.linked_etag
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Reply:
    """An answered request: where its bytes start in the file, how many there are in all, what they should hash to."""

    def __init__(self, url: str, proxy: str, start: int = 0) -> None:
        redirects = _Redirects()
        headers = {"User-Agent": "tlstudio", "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        if urlsplit(url).scheme not in ("http", "https"):
            raise URLError(sentence("not a web address: {url}", url=url))
        proxies = ProxyHandler({"http": proxy, "https": proxy} if proxy else None)  # None: as the environment says
        self.body: Any = build_opener(redirects, proxies).open(Request(url, headers=headers), timeout=TIMEOUT_S)
        answered: HTTPMessage = self.body.headers
        self.start = start if answered.get("Content-Range", "").startswith(f"bytes {start}-") else 0
        length = answered.get("Content-Length")
        self.total = self.start + int(length) if length and length.isdigit() else None
        self.is_page = answered.get_content_type() == "text/html"
        etag = (redirects.linked_etag or answered.get("X-Linked-Etag") or answered.get("ETag") or "").strip('"')
        self.digest = etag if SHA256.fullmatch(etag) else None
        self.mark = hashlib.sha256(etag.encode()).hexdigest()[:16] if etag else ""  # of this version of the file


def _download(
    url: str, target: Path, digest: str | None, connection: Connection, progress: Progress, should_stop: ShouldStop
) -> Path:
    name, asked = url.rpartition("/")[2], mirrored(url, connection.mirror)
    reply = _Reply(asked, connection.proxy)
    partial = target.with_name(f".{target.name}.{reply.mark}.part")
    held = partial.stat().st_size if reply.mark and partial.exists() else 0
    if reply.total is not None and 0 < held < reply.total:
        reply.body.close()
        reply = _Reply(asked, connection.proxy, held)
    with reply.body:
        _check_reply(reply, name, target.parent)
        with partial.open("ab" if reply.start else "wb") as file:
            _receive(reply, file, name, progress, should_stop)
    _check_digest(partial, name, digest or reply.digest)
    partial.replace(target)
    return target


def _receive(reply: _Reply, file: BinaryIO, name: str, progress: Progress, should_stop: ShouldStop) -> None:
    done = reply.start
    progress(done, reply.total)
    try:
        while chunk := reply.body.read(CHUNK_BYTES):
            done += file.write(chunk)
            progress(done, reply.total)
            if should_stop():
                raise DownloadStopped("The download of {name} was stopped. It goes on from here next time.", name=name)
    except IncompleteRead as error:
        file.write(error.partial)
    file.flush()
    os.fsync(file.fileno())
    if reply.total not in (None, file.tell()):
        raise WeightsUnavailable("The download of {name} broke off. Start it again; it goes on from here.", name=name)


def _check_reply(reply: _Reply, name: str, folder: Path) -> None:
    if reply.is_page:
        raise WeightsUnavailable("{name} cannot be downloaded: the server sent a web page instead.", name=name)
    missing = (reply.total or 0) - reply.start - shutil.disk_usage(folder).free
    if missing > 0:
        raise WeightsUnavailable(
            "{name} does not fit on the disk: free {missing:,.0f} MB in {folder}.",
            name=name,
            missing=missing / 1e6,
            folder=folder,
        )


def _check_digest(partial: Path, name: str, digest: str | None) -> None:
    found = sha256(partial)
    if digest and not found.startswith(digest):
        partial.unlink()
        raise WeightsMismatch(
            "{name} arrived damaged: its SHA-256 begins {found}, not {digest}. Try again.",
            name=name,
            found=found[:8],
            digest=digest[:8],
        )


def _ignore(done: int, total: int | None) -> None:
    pass


def _never() -> bool:
    return False
