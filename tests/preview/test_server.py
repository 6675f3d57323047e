"""The address of the preview: nobody gets anything from it but the page that it shows."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assembler.errors import Unprintable, Unservable
from assembler.preview import server as site
from assembler.preview.page_state import PageState
from assembler.preview.server import Addresses, Site, serve_site

pytestmark = pytest.mark.slow

FILES = {"preview.css": b"p { color: red }", "preview.js": b"'use strict';"}
PAGE = "<html><head><style>p { margin: 0 }\r\n</style></head><body>Words.</body></html>"
RULE = "<html><body>A rule.</body></html>"
PAGES = {"": lambda: PAGE, "rules/IN-FN-01": lambda: RULE}
FORBIDDEN, NOT_FOUND, NOT_KNOWN = 403, 404, 501


def unprintable() -> bytes:
    raise Unprintable("There is no room for it.")


@pytest.fixture
def page_state() -> PageState:
    return PageState()


@pytest.fixture
def addresses(page_state: PageState) -> Iterator[Addresses]:
    with serve_site(Site(page_state, PAGES, lambda: b"%PDF", FILES), 0) as site_addresses:
        yield site_addresses


@pytest.fixture
def address(addresses: Addresses) -> str:
    return addresses.page


def asked(
    address: str, name: str = "", method: str = "GET", headers: dict[str, str] | None = None
) -> http.client.HTTPResponse:
    """The answer to a request below the address, or elsewhere at the same port where the name begins with a slash."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    path = name if name.startswith("/") else parts.path + name
    connection.putrequest(method, path, skip_host=True)
    for key, value in ({"Host": parts.netloc} | (headers or {})).items():
        connection.putheader(key, value)
    connection.endheaders()
    return connection.getresponse()


def origin(address: str) -> str:
    return f"http://{urlsplit(address).netloc}"


def test_pages_style_script_and_pdf_are_all_there_is(address: str) -> None:
    page = asked(address)
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.read().decode() == PAGE
    assert asked(address, "rules/IN-FN-01").read().decode() == RULE
    for name, kind in (("preview.css", "text/css"), ("preview.js", "text/javascript")):
        answer = asked(address, name)
        assert (answer.read(), answer.headers["Content-Type"]) == (FILES[name], f"{kind}; charset=utf-8")
    pdf = asked(address, "pdf", "POST", {"Origin": origin(address)})
    assert (pdf.read(), pdf.headers["Content-Type"]) == (b"%PDF", "application/pdf")


def test_policy_lets_nothing_in(address: str) -> None:
    policy = asked(address).headers["Content-Security-Policy"].split("; ")
    assert policy[:2] == ["default-src 'none'", "script-src 'self'"]
    assert policy[2].startswith("style-src 'self' 'sha256-")
    assert "unsafe" not in " ".join(policy)
    assert {"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "connect-src 'self'"} <= set(policy)


@pytest.mark.parametrize("name", ["", "preview.js", "events", "../", "nothing"])
@pytest.mark.parametrize("status", [200, FORBIDDEN])
def test_every_answer_is_guarded(address: str, name: str, status: int) -> None:
    answer = asked(address, name, headers={} if status == 200 else {"Host": "evil.example"})
    headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Server"] == "assembler"
    assert not [key for key in headers if key.startswith("Access-Control")]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", ""]
)
@pytest.mark.parametrize("name", ["", "events", "preview.js", "/"])
def test_other_host_is_refused(address: str, host: str, name: str) -> None:
    answer = asked(address, name, headers={"Host": host.format(port=urlsplit(address).port)})
    assert answer.status == FORBIDDEN
    assert b"Words" not in answer.read()


def test_two_hosts_are_refused(address: str) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
        request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nHost: evil.example\r\n\r\n"
        connection.sendall(request.encode())
        assert b" 403 " in connection.recv(100)


def test_name_of_this_machine_will_do(address: str) -> None:
    assert asked(address, headers={"Host": f"localhost:{urlsplit(address).port}"}).status == 200


@pytest.mark.parametrize("foreign", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
@pytest.mark.parametrize(("method", "name"), [("GET", ""), ("GET", "events"), ("POST", "pdf")])
def test_other_origin_is_refused(address: str, foreign: str, method: str, name: str) -> None:
    answer = asked(address, name, method, {"Origin": foreign.format(port=urlsplit(address).port)})
    assert answer.status == FORBIDDEN


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_embeds_is_refused(address: str, site: str) -> None:
    assert asked(address, headers={"Sec-Fetch-Site": site}).status == FORBIDDEN


def test_work_is_done_only_for_the_page(address: str) -> None:
    assert asked(address, "pdf", "POST").status == FORBIDDEN


@pytest.mark.parametrize(
    "name",
    [
        *("/", "//", "/favicon.ico", "/preview.js", "/etc/passwd", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"),
        *("/wrong-word/", "/wrong-word/preview.js", "http://evil.example/"),
        *("..", "../", "../etc/passwd", "%2e%2e/preview.js", "preview.js/..", "preview.js%00", "preview", "pdf"),
        *("contributions/report.yaml", "templates/screen.css", "./preview.js", "events/", "\\preview.js"),
    ],
)
def test_nothing_else_is_found(address: str, name: str) -> None:
    answer = asked(address, name)
    assert answer.status == NOT_FOUND
    assert b"assembler preview" in answer.read()


def test_address_without_its_last_sign_is_another(address: str) -> None:
    path = urlsplit(address).path
    for other in (path[:-1], path[:-2] + "/", path.swapcase(), path + "x/"):
        assert asked(address, other).status == NOT_FOUND


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND", "get"])
def test_other_methods_are_refused(address: str, method: str) -> None:
    answer = asked(address, "", method, {"Origin": origin(address)})
    assert answer.status == NOT_KNOWN
    assert b"Words" not in answer.read()


@pytest.mark.parametrize(
    "request_",
    [
        b"\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET " + b"a" * 70000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: <script>\r\n\r\n",
        b"GET /\xc3\xa9/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"<script>alert(1)</script> / HTTP/1.1\r\n\r\n",
    ],
)
def test_nonsense_does_no_harm(address: str, request_: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
        connection.sendall(request_)
        connection.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b"Words" not in said
    assert b"script" not in said
    assert asked(address).status == 200
    assert capfd.readouterr() == ("", "")


def test_browser_that_goes_away_is_not_spoken_of(
    address: str, page_state: PageState, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        asked(address, "events").close()
    for number in range(5):
        page_state.show_page(str(number))
    assert asked(address).status == 200
    assert capfd.readouterr() == ("", "")


def test_only_this_machine_is_listened_to(address: str) -> None:
    port = urlsplit(address).port
    assert urlsplit(address).hostname == "127.0.0.1"
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:]
    local = [line.split()[1] for line in listening if line.split()[3] == "0A"]
    assert f"0100007F:{port:04X}" in local
    assert f"00000000:{port:04X}" not in local


def test_every_address_has_a_word_of_its_own(page_state: PageState) -> None:
    words = set()
    for _ in range(3):
        with serve_site(Site(page_state, PAGES, unprintable, FILES), 0) as addresses:
            words |= {urlsplit(addresses.page).path, urlsplit(addresses.once).path}
    assert len(words) == 6
    assert all(len(word) > 30 for word in words)


def test_address_for_a_browser_leads_to_the_page_once(addresses: Addresses) -> None:
    assert asked(addresses.once, "preview.js", headers={"Host": "evil.example"}).status == FORBIDDEN
    assert asked(addresses.once, "", "POST", {"Origin": origin(addresses.once)}).status == NOT_FOUND
    first = asked(addresses.once)
    assert (first.status, first.headers["Location"]) == (303, urlsplit(addresses.page).path)
    assert asked(addresses.once).status == NOT_FOUND


def test_pdf_that_cannot_be_made_is_a_sentence(page_state: PageState) -> None:
    with serve_site(Site(page_state, PAGES, unprintable, FILES), 0) as addresses:
        answer = asked(addresses.page, "pdf", "POST", {"Origin": origin(addresses.page)})
        assert (answer.status, answer.read()) == (409, b"There is no room for it.")


def test_events_tell_page_and_findings(address: str, page_state: PageState) -> None:
    page_state.show_page("<p>One\nline</p>")
    page_state.show_findings('{"said": "No findings."}')
    with closing(asked(address, "events?seen=0")) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert [stream.readline() for _ in range(2)] == [b"event: page\n", b"id: 1\n"]
        assert json.loads(stream.readline().removeprefix(b"data: "))["html"] == "<p>One\nline</p>"
        rest = [stream.readline() for _ in range(5)]
        assert rest == [b"\n", b"event: findings\n", b"id: 1\n", b'data: {"said": "No findings."}\n', b"\n"]
        page_state.show_page("Two")
        assert stream.readline() == b"event: page\n"


@pytest.mark.parametrize("seen", ["x", "-1", "\u0661", "9" * 40, ""])
def test_events_bear_any_number(address: str, page_state: PageState, seen: str) -> None:
    page_state.show_page("One")
    with closing(asked(address, "events", headers={"Last-Event-ID": seen.encode().decode("latin-1")})) as stream:
        assert stream.readline() == b"event: page\n"


def test_taken_port_is_said(page_state: PageState) -> None:
    site = Site(page_state, PAGES, unprintable, FILES)
    with (
        serve_site(site, 0) as addresses,
        pytest.raises(Unservable, match=r"at port \d+: Address already in use\. Name another"),
        serve_site(site, urlsplit(addresses.page).port or 0),
    ):
        pass


def test_machine_that_begins_no_further_thread_is_named(page_state: PageState, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("cannot start new thread")

    monkeypatch.setattr(site.Thread, "start", refuse)
    refused = pytest.raises(Unservable, match=r"^The preview cannot be served: a higher limit for processes is needed")
    with refused, serve_site(Site(page_state, PAGES, lambda: b"%PDF", FILES), 0):
        pass


def test_many_at_once_leave_a_place_free_again(address: str) -> None:
    parts = urlsplit(address)
    held = [socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) for _ in range(80)]
    for connection in held:
        connection.close()
    for _ in range(100):
        try:
            assert asked(address).status == 200
        except OSError:
            continue
        break
    else:
        pytest.fail("no place was given back")


def test_request_that_is_sent_sign_by_sign_holds_no_place_for_ever(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site._Handler, "timeout", 0.5)
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        connection.settimeout(0.05)
        for _ in range(400):
            try:
                connection.sendall(b"a")
                assert connection.recv(1) == b""
            except TimeoutError:
                continue
            except OSError:
                pass
            break
        else:
            pytest.fail("it may go on")
