"""Whether somebody showed twice who they are: a code and a passkey, an app, or their school's own sign-in."""

from enum import StrEnum, auto
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

SECOND_STEP = "second_step"
BY_CARD = "by_card"  # a pupil on a shared device: their own hours, and nothing else


class By(StrEnum):
    """What counted as the second step."""

    APP_OR_KEY = auto()
    SCHOOL = auto()


def has_second_step(request: HttpRequest) -> bool:
    """Tell whether this session, of this person, came with a second step."""
    kept = request.session.get(SECOND_STEP) or {}
    return bool(kept) and kept["user"] == request.session.get(SESSION_KEY)


def keep_second_step(request: HttpRequest, user: AbstractBaseUser, by: By) -> None:
    """Remember it for as long as the session lasts; it says nothing about anybody else."""
    request.session[SECOND_STEP] = {"user": str(user.pk), "by": by.value}


def authenticator_shown(sender: type, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:
    """A passkey or an app was used, or added: to add one, it must work."""
    keep_second_step(request, user, By.APP_OR_KEY)
