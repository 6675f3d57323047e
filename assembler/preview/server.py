"""The address of the preview: to whom it answers, and with what.

It listens on this machine alone, and answers only to a browser that was given the address: a long random word stands in
it. Whatever comes from the page of another site is refused before the word is looked at, by the names that a browser
gives to host and origin; so a site that has itself called 127.0.0.1 gets nothing. No file is looked up by name: what
can be had is a table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BufferedReader, RawIOBase
from secrets import compare_digest, token_urlsafe
from socket import socket
from socketserver import TCPServer, ThreadingMixIn
from threading import BoundedSemaphore, Thread
from time import monotonic
from typing import TYPE_CHECKING

from assembler.errors import Unprintable, Unservable, explain_os_error
from assembler.model.value import Value
from assembler.preview.page_state import PageState
from assembler.writers.html.preview import hash_styles

if TYPE_CHECKING:
    from collections.abc import Buffer

HOST = "127.0.0.1"
_MAX_REQUESTS = 64
"""How many requests are answered at once."""
_SECONDS = 15
"""How many seconds a browser may take for a request, and after how many it gets a sign of life."""
_TYPES = {"css": "text/css", "js": "text/javascript"}
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src {styles}; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Site(Value):
    """What can be had at the address."""

    state: PageState
    """What the page shows now."""
    pages: Mapping[str, Callable[[], str]]
    """Each makes a page, or what is shown below a finding, by name; the page of the report has none."""
    pdf: Callable[[], bytes]
    """Makes the PDF of what is shown. Raises Unprintable."""
    files: Mapping[str, bytes]
    """The style and the script of the page, by name."""


class Addresses(Value):
    """Where a site is served."""

    page: str
    """The address of the page."""
    once: str
    """An address that leads to it once: for the arguments of a program, which anybody on the machine may read."""


class _Server(ThreadingMixIn, TCPServer):
    """Answers each request in a thread of its own, not more than a few at once."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 32
    block_on_close = False

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        self.word = token_urlsafe(24)
        self.tickets = {token_urlsafe(24)}
        self._slots = BoundedSemaphore(_MAX_REQUESTS)
        super().__init__((HOST, port), _Handler)
        self.names = _host_names(self.server_address[1])

    @property
    def addresses(self) -> Addresses:
        (ticket,) = self.tickets
        return Addresses(*(f"http://{self.names[0]}/{word}/" for word in (self.word, ticket)))

    def process_request(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        if not self._slots.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # the system starts no further thread
            self._slots.release()
            raise

    def process_request_thread(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """A browser that has gone is no error; nobody reads what would be printed of it."""


def _host_names(port: int) -> tuple[str, ...]:
    """The names of this host, as a browser that was given the address sends them."""
    hosts = (HOST, "localhost")
    return (*hosts,) if port == 80 else tuple(f"{host}:{port}" for host in hosts)


class _Request(RawIOBase):
    """What a browser sends, within a time limit: a request that comes byte by byte would block a thread for ever."""

    def __init__(self, connection: socket, seconds: float) -> None:
        self._connection = connection
        self._seconds = seconds
        self._end = monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        try:
            return self._connection.recv_into(buffer)
        finally:
            self._connection.settimeout(self._seconds)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server
    timeout = _SECONDS

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self.rfile = BufferedReader(_Request(self.connection, self.timeout))

    def do_GET(self) -> None:  # the name that the library looks for
        site = self.server.site
        pages, files = dict.fromkeys(site.pages, self._send_page), dict.fromkeys(site.files, self._send_file)
        self._answer({**pages, **files, "events": self._send_events})

    def do_POST(self) -> None:
        self._answer({"pdf": self._send_pdf})

    def _answer(self, known: Mapping[str, Callable[[str], None]]) -> None:
        if not self._is_allowed():
            self._send_text(
                HTTPStatus.FORBIDDEN, "This address answers only to the page that “assembler preview” shows."
            )
            return
        word, slash, name = self.path.partition("?")[0].removeprefix("/").partition("/")
        if slash and compare_digest(word.encode(), self.server.word.encode()) and name in known:
            known[name](name)
        elif word in self.server.tickets and self.command == "GET":
            self.server.tickets.discard(word)
            self._send(HTTPStatus.SEE_OTHER, "text/plain", b"", {"Location": f"/{self.server.word}/"})
        else:
            self._send_text(
                HTTPStatus.NOT_FOUND, "Nothing is here. Open the address that “assembler preview” has printed."
            )

    def _is_allowed(self) -> bool:
        """Whether the request names this host, and comes from its own page, from a person, or from a program."""
        hosts, origin = self.headers.get_all("Host", []), self.headers.get("Origin", "")
        if len(hosts) != 1 or hosts[0] not in self.server.names:
            return False
        asks_for_work = self.command == "POST"
        if (origin or asks_for_work) and origin != f"http://{hosts[0]}":
            return False
        return self.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")

    def _send_page(self, name: str) -> None:
        html = self.server.site.pages[name]()
        policy = _POLICY.format(styles=f"'self' {hash_styles(html)}")
        self._send(HTTPStatus.OK, "text/html", html.encode(), {"Content-Security-Policy": policy})

    def _send_file(self, name: str) -> None:
        self._send(HTTPStatus.OK, _TYPES[name.rpartition(".")[2]], self.server.site.files[name])

    def _send_pdf(self, _: str) -> None:
        try:
            self._send(HTTPStatus.OK, "application/pdf", self.server.site.pdf())
        except Unprintable as error:
            self._send_text(HTTPStatus.CONFLICT, str(error))

    def _send_events(self, _: str) -> None:
        """What the page shows, as often as it changes, as long as the browser listens."""
        state = self.server.site.state
        page = _read_page_number(self.headers.get("Last-Event-ID") or self.path.partition("seen=")[2])
        findings_number = 0
        self._begin(HTTPStatus.OK, "text/event-stream", {})
        while True:
            shown = state.wait_for_change(page, findings_number, _SECONDS)
            if shown.page != page:
                page_now = {"html": shown.html, "file": shown.file, "styles": hash_styles(shown.html)}
                self._send_event("page", shown.page, json.dumps(page_now))
            if shown.findings_number != findings_number:
                self._send_event("findings", shown.page, shown.findings)
            if (shown.page, shown.findings_number) == (page, findings_number):
                self.wfile.write(b":\n\n")
            page, findings_number = shown.page, shown.findings_number

    def _send_event(self, kind: str, number: int, data: str) -> None:
        self.wfile.write(f"event: {kind}\nid: {number}\ndata: {data}\n\n".encode())

    def _send_text(self, status: HTTPStatus, text: str) -> None:
        self._send(status, "text/plain", text.encode())

    def _send(self, status: HTTPStatus, kind: str, data: bytes, extra: Mapping[str, str] | None = None) -> None:
        self._begin(status, kind, {"Content-Length": str(len(data)), **(extra or {})})
        self.wfile.write(data)

    def _begin(self, status: HTTPStatus, kind: str, extra: Mapping[str, str]) -> None:
        self.send_response(status)
        charset = "" if kind == "application/pdf" else "; charset=utf-8"
        headers = {
            "Content-Type": kind + charset,
            "Content-Security-Policy": "default-src 'none'",
            **_HEADERS,
            **extra,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What the library refuses, such as other methods, is refused as everything else is."""
        self.close_connection = True
        self._send_text(HTTPStatus(code), "This address does not answer to that.")

    def version_string(self) -> str:
        """What the address calls itself: nothing that helps an attacker."""
        return "assembler"

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads a log here."""


def _read_page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


@contextmanager
def serve_site(site: Site, port: int) -> Iterator[Addresses]:
    """The addresses at which the site is served until the block ends. Raises Unservable where the port is not free."""
    try:
        server = _Server(site, port)
    except OSError as error:
        raise Unservable(
            f"The preview cannot be served at port {port}: {explain_os_error(error)}. "
            "Name another one, or leave --port out."
        ) from error
    with server:
        try:
            Thread(target=server.serve_forever, args=(0.1,), name="serving", daemon=True).start()
        except RuntimeError as error:  # the system starts no further thread
            message = "The preview cannot be served: a higher limit for processes is needed (ulimit -u)."
            raise Unservable(message) from error
        try:
            yield server.addresses
        finally:
            server.shutdown()
