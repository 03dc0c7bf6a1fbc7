"""Reading an address a person gave us, without being led to what is not public.

Only https on its usual port, only public addresses of the internet, and the connection goes to exactly the address
that was checked, so that a name that answers differently the second time leads nowhere. Every redirection is checked
the same way. Size and time are limited.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext as _

REDIRECTS = 3
MOST_BYTES = 2 * 1024 * 1024
SECONDS = 10.0
# Addresses of version 6 that carry one of version 4 inside, which could be a private one.
CARRIERS = tuple(ipaddress.ip_network(network) for network in ("64:ff9b::/96", "2002::/16", "2001::/32", "::/96"))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchNotPossible(Exception):
    """The address was not read; the sentence says why and what helps."""


def is_public(address: Address) -> bool:
    """Tell whether anybody on the internet could reach this address, so that reading it gives nothing away."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in CARRIERS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def addresses_of(host: str, port: int) -> list[Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


@dataclass(frozen=True)
class Fetcher:
    """How addresses are read; a test with a server of its own says otherwise what is public and whom to trust."""

    may_reach: Callable[[Address], bool] = is_public
    port: int = 443
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    most_bytes: int = MOST_BYTES
    seconds: float = SECONDS

    def fetch(self, address: str) -> bytes:
        """Return what stands at an https address."""
        until = time.monotonic() + self.seconds
        for _turn in range(REDIRECTS + 1):
            parts = self._checked(address)
            try:
                status, location, content = self._ask(parts, until)
            except (OSError, http.client.HTTPException) as error:
                raise FetchNotPossible(
                    _("Dit adres antwoordt niet. Kijk of het klopt, of probeer het later.")
                ) from error
            if status == http.client.OK:
                return content
            if status not in (301, 302, 303, 307, 308) or not location:
                raise FetchNotPossible(
                    _("Dit adres geeft geen agenda (antwoord %(status)s). Maak in je agenda een nieuw adres.")
                    % {"status": status}
                )
            address = urljoin(address, location)
        raise FetchNotPossible(_("Dit adres stuurt te vaak door. Gebruik het adres waar de agenda zelf staat."))

    def _checked(self, address: str) -> SplitResult:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as error:
            raise FetchNotPossible(_("Dit is geen adres. Kopieer het hele adres uit je agenda.")) from error
        if parts.scheme != "https" or not parts.hostname:
            raise FetchNotPossible(_("Alleen een adres dat met https:// begint, kan gelezen worden."))
        if parts.username is not None or parts.password is not None or port not in (None, self.port):
            raise FetchNotPossible(_("Een adres met een naam, wachtwoord of poort erin wordt niet gelezen."))
        return parts

    def _ask(self, parts: SplitResult, until: float) -> tuple[int, str, bytes]:
        host = str(parts.hostname)
        with self._connected(host, until) as secure:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            request = (
                f"GET {_plain(target)} HTTP/1.1\r\nHost: {_plain(host)}\r\nAccept: text/calendar\r\n"
                "Accept-Encoding: identity\r\nUser-Agent: Tandem\r\nConnection: close\r\n\r\n"
            )
            secure.sendall(request.encode("ascii"))
            response = http.client.HTTPResponse(secure)
            response.begin()
            content = self._read(response, secure, until) if response.status == http.client.OK else b""
            return response.status, response.getheader("Location", ""), content

    def _connected(self, host: str, until: float) -> ssl.SSLSocket:
        found = addresses_of(host, self.port)
        if not found or not all(self.may_reach(address) for address in found):
            raise FetchNotPossible(_("Dit adres staat niet op het openbare internet en wordt niet gelezen."))
        plain = socket.create_connection((str(found[0]), self.port), timeout=_left(until))
        try:
            return self.context.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise

    def _read(self, response: http.client.HTTPResponse, secure: ssl.SSLSocket, until: float) -> bytes:
        content = bytearray()
        while True:
            secure.settimeout(_left(until))
            piece = response.read1(64 * 1024)
            if not piece:
                return bytes(content)
            content += piece
            if len(content) > self.most_bytes:
                raise FetchNotPossible(_("Deze agenda is te groot om te lezen. Kies een agenda met alleen je rooster."))


def _left(until: float) -> float:
    """Return the seconds that are left; a server that drips must not hold us longer than that."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _plain(text: str) -> str:
    """Return the text as it may stand in a request: no space or line end can add a header of its own."""
    if not text.isascii() or any(ord(sign) <= 32 or ord(sign) == 127 for sign in text):
        raise FetchNotPossible(_("Dit is geen adres. Kopieer het hele adres uit je agenda."))
    return text
