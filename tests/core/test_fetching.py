"""Addresses people give us lead to the public internet only, and cannot keep us busy."""

import ipaddress
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tandem.core.fetching import Fetcher, FetchNotPossible, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - refused, never bound
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001:0:a00:1::",
        "::10.0.0.1",
        "2001:db8::1",
    ],
)
def test_what_is_not_public_is_refused(address: str):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "193.190.198.10", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_what_is_public_is_read(address: str):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://voorbeeld.test/a.ics", "begint met https://|met https:// begint"),
        ("file:///etc/passwd", "met https:// begint"),
        ("https://", "met https:// begint"),
        ("https://[::1", "geen adres"),
        ("https://iemand:geheim@voorbeeld.test/", "naam, wachtwoord of poort"),
        ("https://voorbeeld.test:22/", "naam, wachtwoord of poort"),
        ("https://localhost/", "openbare internet"),
        ("https://127.0.0.1/", "openbare internet"),
        ("https://2130706433/", "openbare internet"),
        ("https://[::ffff:7f00:1]/", "openbare internet"),
        ("https://0x7f.1/", "openbare internet"),
    ],
)
def test_an_address_that_leads_inside_is_refused_with_a_sentence(address: str, sentence: str):
    with pytest.raises(FetchNotPossible, match=sentence):
        Fetcher().fetch(address)


Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A small https server of our own on this machine, with a fetcher that may reach it."""

    def __init__(self, folder: Path) -> None:
        certificate, key = self_signed(folder)
        self.answers: dict[str, Answer] = {}
        self.seen: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.seen.append(self.path)
                server.answers[self.path](self)

            def log_message(self, *args: object) -> None:
                return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
        self.port = self.http.server_address[1]
        self.trust = ssl.create_default_context(cafile=str(certificate))
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def fetcher(self, **limits: float) -> Fetcher:
        return Fetcher(may_reach=lambda address: address.is_loopback, port=self.port, context=self.trust, **limits)  # type: ignore[arg-type]  # as given

    def address(self, path: str, host: str = "localhost") -> str:
        return f"https://{host}:{self.port}{path}"


def self_signed(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


def text(content: bytes) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    return answer


def to(address: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", address)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("https"))
    yield server
    server.http.shutdown()
    server.http.server_close()


def test_what_stands_at_an_address_is_returned(server: Server):
    server.answers["/a.ics?k=1"] = text(b"BEGIN:VCALENDAR")

    assert server.fetcher().fetch(server.address("/a.ics?k=1")) == b"BEGIN:VCALENDAR"


def test_a_redirection_to_another_place_of_the_same_kind_is_followed(server: Server):
    server.answers |= {"/old": to("/new"), "/new": text(b"BEGIN:VCALENDAR")}

    assert server.fetcher().fetch(server.address("/old")) == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize(
    "inside", ["https://10.0.0.1/", "http://localhost/", "https://169.254.169.254/latest/meta-data"]
)
def test_a_redirection_inside_is_refused(server: Server, inside: str):
    server.answers["/trick"] = to(inside)

    with pytest.raises(FetchNotPossible):
        server.fetcher().fetch(server.address("/trick"))


def test_a_redirection_without_end_is_refused(server: Server):
    server.answers["/round"] = to("/round")
    server.seen.clear()

    with pytest.raises(FetchNotPossible, match="stuurt te vaak door"):
        server.fetcher().fetch(server.address("/round"))

    assert server.seen == ["/round"] * 4


def test_too_much_is_refused(server: Server):
    server.answers["/big"] = text(b"x" * 5000)

    with pytest.raises(FetchNotPossible, match="te groot"):
        server.fetcher(most_bytes=4999).fetch(server.address("/big"))


def test_a_server_that_drips_does_not_hold_us(server: Server):
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(100):
            request.wfile.write(b"x")
            time.sleep(0.05)

    server.answers["/drip"] = drip
    began = time.monotonic()

    with pytest.raises(FetchNotPossible, match="antwoordt niet"):
        server.fetcher(seconds=0.4).fetch(server.address("/drip"))

    assert time.monotonic() - began < 3


def test_a_certificate_of_somebody_else_is_refused(server: Server):
    server.answers["/a.ics"] = text(b"BEGIN:VCALENDAR")

    with pytest.raises(FetchNotPossible, match="antwoordt niet"):
        server.fetcher().fetch(server.address("/a.ics", host="127.0.0.1"))


def test_an_answer_that_is_no_calendar_is_named(server: Server):
    server.answers["/gone"] = lambda request: request.send_error(410)

    with pytest.raises(FetchNotPossible, match="antwoord 410"):
        server.fetcher().fetch(server.address("/gone"))


def test_an_address_with_a_line_end_cannot_add_a_header(server: Server):
    with pytest.raises(FetchNotPossible):
        server.fetcher().fetch(server.address("/a.ics ") + "HTTP/1.1\r\nX-Trick: 1")
