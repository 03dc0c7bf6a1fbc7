"""An initiative as S-22 describes it: much is there, a school and a goal are not."""

from tandem.initiatives.actions import start
from tandem.initiatives.enums import GatheringKind, Strand
from tandem.initiatives.models import Initiative
from tandem.people.models import User
from tests.factories.people import SchoolFactory, SiteFactory
from tests.factories.start import AT, ready_to_start
from tests.factories.tutors import GatheringFactory

GOALS = ("pupil-insight", "pupil-methods", "pupil-motivation", "pupil-success", "pupil-wellbeing")


def initiative_of_s22() -> tuple[Initiative, User]:
    """Return nine agreements, two of three justifications, three strands, and an instrument for four of five goals."""
    initiative, by = ready_to_start()
    initiative.sites.add(SiteFactory(organisation=SchoolFactory(name="School De Beuk"), name="De Beuk"))
    start.choose_goals(initiative=initiative, library=GOALS, own={}, by=by, at=AT)
    with_training(initiative)
    start.add_instrument(
        initiative=initiative,
        name="Notities van de tutors",
        process=True,
        of_the_tutor=True,
        goals=initiative.goals.exclude(library_key="pupil-wellbeing"),
        by=by,
        at=AT,
    )
    return initiative, by


def with_training(initiative: Initiative) -> None:
    """Give training in three strands, with coaching, and plan an intervision."""
    for strand, minutes in zip(Strand, (60, 0, 0), strict=True):
        GatheringFactory(initiative=initiative, strand=strand, coaching_minutes=minutes)
    GatheringFactory(initiative=initiative, kind=GatheringKind.INTERVISION, strand="", layer="")
