"""What families and pupils read: each initiative chooses its own words (F-08)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from tandem.core import glossary
from tandem.core.glossary import Text, Word
from tandem.initiatives.models import Initiative
from tandem.people.enums import TutorKind
from tandem.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Wording:
    """How an initiative calls its tutor, what they do together, and who does it together."""

    tutor: Text
    activity: Text
    team: Text
    by_pupils: bool = False  # who tutors is another pupil of the school
    helps: bool = False  # the pupil is the one who would like to help


PLAIN = Wording(
    tutor=glossary.one(Word.TUTOR),
    activity=_("samen leren"),  # children do not like to be tutored: they do something with somebody
    team=glossary.one(Word.TEAM),
)


def wording_of(initiative: Initiative) -> Wording:
    """Return the words an initiative chose, and plain ones, in the reader's language, for what it left open."""
    return Wording(
        tutor=initiative.tutor_label or PLAIN.tutor,
        activity=initiative.activity_label or PLAIN.activity,
        team=initiative.team_label or PLAIN.team,
        by_pupils=initiative.template.tutors == {TutorKind.OLDER_PUPIL}
        or initiative.tutor_kinds == [TutorKind.OLDER_PUPIL],
    )


def wording_for(pupil: Pupil) -> Wording:
    """Return the words for a pupil fetched with what is asked for them: those of the first initiative of it.

    Of a pupil for whom nothing is asked, but who would like to help others, they say that.
    """
    asked = [wording_of(request.initiative) for request in pupil.requests.all()]
    helps = [replace(wording_of(offer.call.initiative), helps=True) for offer in pupil.peer_offers.all()]
    return next(iter([*asked, *helps]), PLAIN)
