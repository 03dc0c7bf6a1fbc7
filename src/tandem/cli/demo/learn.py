"""How the invented tutors learned before they began, and when they look back together."""

from datetime import datetime, timedelta

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo.city import City
from tandem.initiatives.actions import training
from tandem.initiatives.enums import Came, GatheringKind, Layer, Strand, Topic
from tandem.initiatives.queries import tutors_of
from tandem.people.enums import ClearanceKind
from tandem.scheduling.actions import safety

EVENINGS = (
    ("Open kijken, en wie je zelf bent", Strand.RELATIONAL, Layer.ATTITUDES, [Topic.BOND], 40),
    ("Uitleggen zonder voor te zeggen", Strand.DIDACTIC, Layer.SKILLS, [Topic.SUBJECT], 60),
    ("Moed geven, en werken met een duo of groepje", Strand.PEDAGOGICAL, Layer.SKILLS, [Topic.GROUPS], 90),
)
MINUTES = 120
INTERVISIONS = 6


def learn(city: City, *, at: datetime) -> None:
    """Let the tutors come to three evenings, but for those still to be trained, and plan when they look back."""
    initiative, by = city.initiative, city.coordinator
    training.name_owner(initiative=initiative, owner=by.person, by=by, at=at)
    came = {
        tutor: Came.PRESENT if tutor.clearances.filter(kind=ClearanceKind.TRAINING).exists() else Came.ABSENT
        for tutor in tutors_of(initiative)
    }
    for week, (title, strand, layer, topics, coaching) in enumerate(EVENINGS):
        evening = training.plan_training(
            initiative=initiative,
            title=title,
            strand=strand,
            layer=layer,
            topics=topics,
            starts_at=at.replace(hour=19) - timedelta(days=1, weeks=len(EVENINGS) - week),
            minutes=MINUTES,
            coaching_minutes=coaching,
            place="Hogeschool Havenstad",
            given_by="de lerarenopleiding",
            by=by,
            at=at,
        )
        safety.record_attendance(gathering=evening, came=came, by=by, at=at)
    training.plan_rhythm(
        initiative=initiative,
        kind=GatheringKind.INTERVISION,
        title="Intervisie",
        moments=[at.replace(hour=16) + timedelta(weeks=4 * (number + 1)) for number in range(INTERVISIONS)],
        minutes=60,
        place="online",
        by=by,
        at=at,
    )
