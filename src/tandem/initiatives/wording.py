"""What families and pupils read: each initiative chooses its own words (F-08)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tandem.core import glossary
from tandem.core.glossary import Text, Word
from tandem.initiatives.models import Initiative
from tandem.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Wording:
    """How an initiative calls its tutor, what they do together, and who does it together."""

    tutor: Text
    activity: Text
    team: Text


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
    )


def wording_for(pupil: Pupil) -> Wording:
    """Return the words for a pupil whose requests were fetched: those of the first initiative that asks for them."""
    return next((wording_of(request.initiative) for request in pupil.requests.all()), PLAIN)
