"""A session that began with a card opens the pupil's own hours, and nothing else: the device is shared."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from tandem.web.second_step import BY_CARD

OPEN = frozenset(
    {
        "pupil-home",
        "pupil-help",
        "pupil-say",
        "account_logout",
        "account_card",
        "account_card_pictures",
        "choose-language",
    }
)


class CardMiddleware:
    """Keeps whoever came with a card to the pages that are for it, whatever other pages their role would open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.get(BY_CARD) and not _is_open(request.path_info):
            return redirect("pupil-home")
        return self.get_response(request)


def _is_open(path: str) -> bool:
    try:
        return resolve(path).url_name in OPEN
    except Resolver404:
        return True  # a page that is not there says so
