"""One service over HTTP: pooled connections, deadlines, size limits, a key that stays hidden."""

from __future__ import annotations

import json
import logging
import weakref
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx2

import shotwright
from shotwright.errors import InputError
from shotwright.model.names import Billing
from shotwright.sender.http.answer import REQUEST_IDS, Answer, NoAnswerError, seconds_to_wait
from shotwright.sender.http.credentials import Key
from shotwright.sender.http.deadline import PIECE, keep_deadlines, within

T = TypeVar("T")

CREATION = 120.0
READ = 30.0
UPLOAD = 600.0
"""Seconds that a call may take, all in all.

Source: HeyGen's command-line tool, 2026-07-22, which waits as long; creation takes up to 31 s.
"""

LARGEST_ANSWER = 8 << 20
"""Bytes of an answer that is no file: a page of 100 videos with signed URLs is some 300 kB."""

NEVER_LEFT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    httpx2.InvalidURL,
)
"""Failures before a byte of the request was sent to the service.

TLS is part of connecting.  What fails while writing may have arrived all the same, and so may what
was lost to a protocol error: a pooled connection can be closed under a request.
"""

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


NEVER_PROXIED = tuple(f"all://{'[::1]' if host == '::1' else host}" for host in sorted(LOCAL))
"""What stays on this machine, where a proxy would read it."""


class _WithoutQuery(logging.Filter):
    """Takes signatures out of the client's log of the URLs it met."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Show where each URL leads, and let the record pass."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                shown(str(one)) if isinstance(one, httpx2.URL) else one for one in record.args
            )
        return True


logging.getLogger("httpx2").addFilter(_WithoutQuery())


class Http:
    """Calls one service.  Safe to use from several threads at once."""

    def __init__(
        self,
        base_url: str,
        key: Key,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        """Prepare to call; nothing is sent yet.

        Proxies and certificates come from the environment: HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE
        and SSL_CERT_DIR.

        Args:
            base_url: HTTPS; plain HTTP only to this machine.
            key: Shown to this service, and to nobody else.
            now: The clock, for `Retry-After` dates of services that do not tell their own.
            transport: Instead of the network, for tests.

        Raises:
            InputError: The URL is none, or would show the key to everyone on the way; or the
                environment's proxies or certificates cannot be used.
        """
        self.base_url = checked(base_url)
        self._key = key
        self._now = now
        self._client = _client(transport)
        keep_deadlines(self._client)
        weakref.finalize(self, self._client.close)

    @property
    def billing(self) -> Billing:
        """The purse that the key draws on."""
        return self._key.billing

    def call(
        self,
        method: str,
        path: str,
        *,
        seconds: float,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Call the service once.

        Args:
            method: In capitals.
            path: Below the base URL.
            seconds: How long it may take, from the first byte out to the last byte in.
            params: Of the query.
            body: Sent as JSON.
            headers: Besides the key, which is always shown.
            files: Sent as a form, instead of a body.

        Raises:
            NoAnswerError: No whole answer came.
            ValueError: The body is no JSON.
        """
        own = dict(headers or {})
        content = None
        if body is not None:
            own["Content-Type"] = "application/json"
            content = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
        return self._exchange(
            self.whole, method, self.base_url + path, seconds,
            params=params, content=content, headers=own, files=files, auth=_Shown(self._key),
        )  # fmt: skip

    def elsewhere(
        self,
        read: Callable[[httpx2.Response], T],
        method: str,
        url: str,
        *,
        seconds: float,
        content: Iterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """Call an address that the service named, once, and without the key.

        Args:
            read: Reads the answer; `whole`, or bit by bit.
            method: In capitals.
            url: Whole; HTTPS, or this machine.
            seconds: How long it may take, all in all.
            content: The bytes to send.
            headers: All there are.

        Raises:
            NoAnswerError: No answer came, it broke off, or the address is neither HTTPS nor local.
        """
        if not _safe(url):
            raise NoAnswerError(f"{shown(url)} is not HTTPS", left=False)
        return self._exchange(read, method, url, seconds, content=content, headers=headers)

    def _exchange(
        self,
        read: Callable[[httpx2.Response], T],
        method: str,
        url: str,
        seconds: float,
        **options: Any,  # noqa: ANN401 - the client's
    ) -> T:
        """Send, read the answer, and turn every failure into one of ours, outside of its `except`.

        The client's errors hold the request, whose headers hold the key: a chained one would carry
        it into logs and crash reports.
        """
        timeout = httpx2.Timeout(seconds)
        try:
            with (
                within(seconds),
                self._client.stream(method, url, timeout=timeout, **options) as response,
            ):
                return read(response)
        except NEVER_LEFT as error:
            said = self._hidden(f"cannot reach {shown(url)}: {_why(error, seconds)}")
            failure = NoAnswerError(said, left=False)
        except httpx2.HTTPError as error:
            said = self._hidden(f"no whole answer from {shown(url)}: {_why(error, seconds)}")
            failure = NoAnswerError(said, left=True)
        raise failure

    def whole(self, response: httpx2.Response) -> Answer:
        """Read an answer, up to what one may hold."""
        body = bytearray()
        for piece in response.iter_bytes(PIECE):
            body += piece
            if len(body) > LARGEST_ANSWER:
                raise NoAnswerError(
                    f"{shown(str(response.url))} answered more than {LARGEST_ANSWER >> 20} MB",
                    left=True,
                )
        found = response.headers
        request_id = next((found[name] for name in REQUEST_IDS if name in found), "")
        after = seconds_to_wait(found.get("retry-after"), found.get("date"), self._now())
        return Answer(
            response.status_code, self._hidden(request_id), after, self._key.hide(bytes(body))
        )

    def _hidden(self, text: str) -> str:
        return self._key.hide(text.encode()).decode()


def _client(transport: httpx2.BaseTransport | None) -> httpx2.Client:
    """Make the client, with the proxies and certificates of the environment.

    Raises:
        InputError: They cannot be used.
    """
    try:
        return httpx2.Client(
            headers={
                "User-Agent": f"shotwright/{shotwright.__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
            },
            limits=httpx2.Limits(max_connections=32, max_keepalive_connections=16),
            follow_redirects=False,
            mounts=dict.fromkeys(NEVER_PROXIED),
            transport=transport,
        )
    except OSError as error:
        what = f"the certificates of SSL_CERT_FILE or SSL_CERT_DIR ({error.strerror})"
    except (ImportError, ValueError, httpx2.InvalidURL) as error:
        # Its words may hold the proxy's password.
        what = f"the proxy of HTTPS_PROXY, HTTP_PROXY or ALL_PROXY ({type(error).__name__})"
    raise InputError.of(f"cannot use {what}", "correct the variable, or unset it")


class _Shown(httpx2.Auth):
    """Shows the key to the service; it stands in no list of headers before that."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def auth_flow(self, request: httpx2.Request) -> Any:  # noqa: ANN401 - a generator
        name, value = self._key.header()
        request.headers[name] = value
        yield request


def checked(base_url: str) -> str:
    """Check a base URL, and give it without a slash at its end.

    Raises:
        InputError: It is no URL, holds a name or a query, or is plain HTTP to another machine.
    """
    url = base_url.rstrip("/")
    try:
        parts = urlsplit(url)
        well = bool(parts.hostname) and not (parts.username or parts.query or parts.fragment)
        well = well and (parts.port is None or parts.port > 0)
    except ValueError:
        well = False
    if not well:
        raise InputError.of(
            "the base URL is no address of a service", "write it like https://api.heygen.com"
        )
    if not _safe(url):
        raise InputError.of(
            f"{shown(url)} is not HTTPS: everyone on the way could read the key",
            "use https://; plain http:// is for 127.0.0.1 only",
        )
    return url


def shown(url: str) -> str:
    """Show where a URL leads, without what is secret in it: name, password, query."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{parts.path}"


def _safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)


def _why(error: Exception, seconds: float) -> str:
    """Say why a call failed.

    Only what failed before the request was written says its own words: later ones may quote it.
    """
    if isinstance(error, httpx2.TimeoutException):
        return f"nothing within {seconds:g} s ({type(error).__name__})"
    if isinstance(error, httpx2.ConnectError | httpx2.ProxyError) and str(error):
        return f"{error} ({type(error).__name__})"
    return type(error).__name__
