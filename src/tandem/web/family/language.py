"""The language of what families see: the one they chose, else that of their browser, else Dutch.

Everything under `/family/` speaks it, whatever language the rest of Tandem is in; nothing else does, since only what
families see is written in all of them.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST

from tandem.people.actions import entrance
from tandem.people.models import User
from tandem.web.access import public

COOKIE = "tandem_family_language"
COOKIE_AGE = timedelta(days=365)
ASKED = "taal"  # in the address that a letter's QR code opens


# What each language is called in the reader's own.
NAMES: Mapping[str, str | Promise] = {
    "nl": gettext_lazy("Nederlands"),
    "fr": gettext_lazy("Frans"),
    "ar": gettext_lazy("Arabisch"),
    "tr": gettext_lazy("Turks"),
    "pl": gettext_lazy("Pools"),
    "uk": gettext_lazy("Oekraïens"),
    "es": gettext_lazy("Spaans"),
    "en": gettext_lazy("Engels"),
}


def language_name(language: str) -> str:
    """Return what a language is called in the language of the page; its code where we have no word for it."""
    return str(NAMES.get(language, language))


# Where the name of a month has another form after a number.
INFLECTED = frozenset({"pl", "uk"})
GUILLEMETS, CURLY = ("«", "»"), ("“", "”")
QUOTES: Mapping[str, tuple[str, str]] = {
    "fr": ("«\u00a0", "\u00a0»"),
    "ar": GUILLEMETS,
    "uk": GUILLEMETS,
    "es": GUILLEMETS,
    "tr": CURLY,
    "en": CURLY,
}


def long_day(day: date, *, weekday: bool = True, year: bool = False) -> str:
    """Write a day in full, as its language does."""
    month = "E" if _language() in INFLECTED else "F"
    return formats.date_format(day, ("l " if weekday else "") + f"j {month}" + (" Y" if year else ""))


def quoted(words: object) -> str:
    """Put words between the marks of the language of the page."""
    before, after = QUOTES.get(_language(), ("„", "”"))
    return f"{before}{words}{after}"


def _language() -> str:
    return (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]


def spoken(language: str) -> str:
    """Return a language families can read here: the one given, or Dutch."""
    return language if language in settings.FAMILY_LANGUAGES else settings.LANGUAGE_CODE


def language_of(request: HttpRequest) -> str:
    """Return the language chosen on this device, or the first of the browser's that families can read here."""
    for chosen in (request.GET.get(ASKED), request.COOKIES.get(COOKIE)):
        if chosen in settings.FAMILY_LANGUAGES:
            return str(chosen)
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    plain = (code.split("-")[0] for code, _weight in wanted)
    return next((code for code in plain if code in settings.FAMILY_LANGUAGES), settings.LANGUAGE_CODE)


def is_for_families(request: HttpRequest) -> bool:
    return request.path_info.startswith("/family/")


class FamilyLanguageMiddleware:
    """Speaks a family's language on a family's pages, those that say what went wrong included.

    The device's language first, since some answers come before anybody is recognised; then the person's own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_families(request):
            return self.get_response(request)
        with translation.override(language_of(request)):
            response = self.get_response(request)
            language = translation.get_language()
        response.headers.setdefault("Content-Language", language)
        if request.GET.get(ASKED) == language:
            keep_language(response, language)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if is_for_families(request) and isinstance(request.user, User):
            translation.activate(spoken(request.user.person.language))


def keep_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        COOKIE,
        language,
        max_age=COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


@public
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the language somebody chose: on this device, and with the person when we know who it is."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/family/"
    response = redirect(back.split("?")[0])
    language = request.POST.get("language", "")
    if language in settings.FAMILY_LANGUAGES:
        if isinstance(request.user, User):
            entrance.speak(person=request.user.person, language=language, by=request.user, at=timezone.now())
        keep_language(response, language)
    return response
