"""*Ik maak me zorgen*, for a tutor: whom to call now, and a word to the person named for it."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.initiatives.places import places_of_tutor
from tandem.logbook.queries.rosters import short_names
from tandem.people.models import Pupil
from tandem.safeguarding.routing import Place
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import pupils_of, teams_of_tutor
from tandem.web.access import Request, requires
from tandem.web.signals import sending
from tandem.web.tutor.shared import tutor_of


@requires(Permission.TUTOR_READ)
@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
def worry(request: Request) -> HttpResponse:
    return sending.page(
        request, _known(request), template="tutor/worry.html", again=lambda: reverse("tutor-worry") + "#verstuurd"
    )


def _known(request: Request) -> sending.Known:
    today = timezone.localdate()
    teams = list(teams_of_tutor(request.user, on=today).select_related("site__organisation", "initiative"))
    places = {(team.initiative_id, team.site_id): Place(team.initiative, team.site) for team in teams}
    tutor = tutor_of(request)
    if not places:  # also whose check ran out may worry
        places = {
            (initiative.pk, site.pk): Place(initiative, site) for initiative, site in places_of_tutor(tutor, on=today)
        }
    regions = {place.site.organisation.region for place in places.values()} or {tutor.organisation.region}
    ordered = sorted(places.values(), key=lambda place: (place.site.name, place.initiative.name, place.key))
    return sending.Known(ordered, _pupils(teams), frozenset(regions))


def _pupils(teams: list[Team]) -> dict[UUID, tuple[Pupil, str]]:
    today = timezone.localdate()
    pupils = {pupil.pk: pupil for team in teams for pupil in pupils_of(team, on=today)}
    names = short_names(pupil.person for pupil in pupils.values())
    return {pk: (pupil, names[pupil.person_id]) for pk, pupil in pupils.items()}
