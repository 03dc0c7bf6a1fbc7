"""A tutor's start page and week."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.core.weeks import Block, Week, weekdays_of
from tandem.initiatives.catalogue.talks import talks_of
from tandem.initiatives.gate import missing_of
from tandem.logbook.queries.boards import Card, State, cards_between, next_card, not_yet_logged, today_of
from tandem.logbook.queries.contacts_due import contacts_due
from tandem.people.enums import ClearanceKind
from tandem.people.models import Tutor
from tandem.scheduling.queries.teams import teams_of_tutor
from tandem.web.access import Request, requires
from tandem.web.chosen_week import chosen_week

TO_DO = (State.TO_LOG, State.NOW)
OFFLINE = (*TO_DO, State.AHEAD)


@requires(Permission.TUTOR_READ)
@require_safe
def today(request: Request) -> HttpResponse:
    at = timezone.now()
    cards = today_of(request.user, at=at)
    teams = list(teams_of_tutor(request.user, on=timezone.localdate(at)))
    forms = sorted({form for team in teams for form in (team.initiative.form, team.initiative.second_form)})
    context = {
        "cards": cards,
        "day": timezone.localdate(at),
        "open": not_yet_logged(request.user, at=at),
        "next": None if any(card.state == State.AHEAD for card in cards) else next_card(request.user, at=at),
        "missing": _missing(request, timezone.localdate(at)),
        "due": contacts_due(teams, on=timezone.localdate(at)),
        "talks": talks_of(*forms),
        "offline": [reverse("tutor-log", args=[card.session.pk]) for card in cards if card.state in OFFLINE],
    }
    return render(request, "tutor/today.html", context)


def _missing(request: Request, on: date) -> list[str]:
    """Return what must still be seen before this tutor may meet a child."""
    tutor = Tutor.objects.filter(person=request.user.person_id).first()
    if tutor is None:
        return [str(kind.label) for kind in ClearanceKind]
    missing = missing_of([tutor.pk], on=on)[tutor.pk]
    return [found.label or _("een woord van je coördinator") for found in missing]


@requires(Permission.TUTOR_READ)
@require_safe
def week(request: Request) -> HttpResponse:
    """Show a week as a week; another week by its number in the address."""
    at = timezone.now()
    chosen = chosen_week(request, today=timezone.localdate(at))
    cards = cards_between(request.user, first=chosen.monday, last=chosen.sunday, at=at)
    blocks = [block_of(card) for card in cards]
    context = {
        "chosen": chosen,
        "week": Week(blocks, days=weekdays_of(blocks), monday=chosen.monday, today=chosen.today),
        "is_empty": not cards,
    }
    return render(request, "tutor/week.html", context)


def block_of(card: Card) -> Block:
    """Return a session as a block of the week: who and where, and what became of it."""
    session = card.session
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    names = ", ".join(line.name for line in card.mine) if not card.is_class else card.class_names
    room = session.room.name if session.room else ""
    label, icon = _standing(card)
    return Block(
        day=starts.weekday(),
        starts=starts.hour * 60 + starts.minute,
        ends=(ends.hour * 60 + ends.minute) if ends.date() == starts.date() else 24 * 60,
        title=names,
        detail=", ".join(part for part in (session.team.site.name, room) if part),
        kind="cancelled" if card.state in (State.CANCELLED, State.NOT_COMING) else "session",
        label=label,
        icon=icon,
        url=reverse("tutor-log", args=[session.pk]) if card.state in (*TO_DO, State.LOGGED) else "",
    )


def _standing(card: Card) -> tuple[str, str]:
    return {
        State.LOGGED: (_("ingevuld"), "check"),
        State.TO_LOG: (_("nog invullen"), "log"),
        State.CANCELLED: (_("gaat niet door"), "cross"),
        State.NOT_COMING: (_("je komt niet"), "cross"),
    }.get(card.state, ("", ""))
