"""Invented worries, and the people they go to."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tandem.initiatives.models import Initiative
from tandem.people.enums import Region
from tandem.people.models import User
from tandem.safeguarding import actions
from tandem.safeguarding.models import Signal
from tandem.safeguarding.routing import Place
from tests.factories.people import OrganisationFactory, coordinator
from tests.factories.worlds import World, pair_world

WORDS = "Hij zei: thuis is het altijd donker, ik wil niet naar huis."
# A Thursday morning: everybody works.
SENT = datetime(2026, 9, 10, 8, 30, tzinfo=UTC)
ON = date(2026, 9, 10)


@dataclass(frozen=True)
class Worried:
    """A tutor who may worry, the person named for it and who stands in, and somebody with the same role outside it."""

    world: World
    place: Place
    tutor: User
    receiver: User
    deputy: User
    colleague: User

    def send(self, text: str = WORDS, *, at: datetime = SENT, **about: object) -> Signal:
        return actions.send(place=self.place, text=text, by=self.tutor, at=at, on=at.date(), **about)


def worried(*, region: Region = Region.BE_FLANDERS, starts_at: datetime | None = None) -> Worried:
    world = pair_world(starts_at=starts_at) if starts_at else pair_world()
    organiser = OrganisationFactory(region=region)
    initiative: Initiative = world.team.initiative
    initiative.organiser = organiser
    receiver, deputy, colleague = (coordinator(organiser) for _ in range(3))
    for user, name in ((receiver, "Greet"), (deputy, "Hilde"), (colleague, "Inge")):
        user.person.given_name, user.person.family_name = name, "Claes"
        user.person.save()
    initiative.concern_contact, initiative.concern_deputy = receiver, deputy
    initiative.save()
    world.site.organisation.region = region
    world.site.organisation.save()
    return Worried(world, Place(initiative, world.site), world.user, receiver, deputy, colleague)
