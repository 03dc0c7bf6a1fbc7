"""The pairs of a class in which pupils help pupils, as their teacher sees them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.initiatives.peers import has_programme
from tandem.logbook.queries.pair_weeks import PairMinutes, pair_minutes_of_each
from tandem.people.models import SchoolClass
from tandem.scheduling.models import Team
from tandem.scheduling.queries.pairing import duos_of
from tandem.scheduling.queries.turns import Turn, turns_after, turns_of
from tandem.web.access import Request
from tandem.web.coordinator import plan_words
from tandem.web.school.answers import moment

NEXT_TURNS = 4


@dataclass(frozen=True)
class Duo:
    """A pair as its teacher sees it: who, when, whose turn it is, and the minutes of this week."""

    team: Team
    turns: list[Turn]
    minutes: PairMinutes
    today: date

    @property
    def helper(self) -> str:
        return plan_words.tutor(self.team)

    @property
    def helped(self) -> str:
        """Whom they help; a pupil of another class is not named to this teacher."""
        return plan_words.pupils(self.team) if self.team.members.all() else _("een leerling van een andere klas")

    @property
    def moments(self) -> list[str]:
        return [moment(slot) for slot in self.team.slots.all()]

    @property
    def week(self) -> str:
        found = self.minutes.in_week(self.today)
        asked = self.team.initiative.sessions_per_week * self.team.initiative.minutes
        return _("deze week %(minutes)s van %(asked)s minuten") % {
            "minutes": found.minutes if found else 0,
            "asked": asked,
        }

    @property
    def programme(self) -> str:
        if not has_programme(self.team.initiative.template):
            return ""
        found = self.minutes.in_week(self.today)
        return _("daarnaast %(minutes)s minuten met het programma, apart geteld") % {
            "minutes": found.programme_minutes if found else 0
        }


def duos_in(request: Request, school_class: SchoolClass, *, at: datetime) -> list[Duo]:
    today = timezone.localdate(at)
    teams = duos_of(school_class, request.user, on=today)
    minutes = pair_minutes_of_each(teams, at=at)
    return [
        Duo(
            team,
            turns_after(turns_of(team) if team.members.all() else [], at, at_most=NEXT_TURNS),
            minutes[team.pk],
            today,
        )
        for team in teams
    ]
