"""What an initiative still lacks before it may run: exactly that, so that the refusal says where to go."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from tandem.core.permissions import Role
from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.involvements import uncovered_roles
from tandem.initiatives.queries.justification import sites_without_justification
from tandem.initiatives.queries.start import askers_without_contact, groups_of, points_of
from tandem.initiatives.start.points import NINE
from tandem.people.models import Organisation, Site
from tandem.people.queries.agreements import schools_without_agreement


class Lack(StrEnum):
    SITE = auto()
    CONCERN_CONTACT = auto()  # at a site nobody receives worries
    CONCERN_DEPUTY = auto()
    PROCESSING_AGREEMENT = auto()
    TRUST_PERSON = auto()
    JUSTIFICATION = auto()
    POINT = auto()
    GOALS = auto()  # none was chosen
    UNHEARD = auto()  # goals for a group that was not asked what it expects
    QUESTION_CONTACT = auto()  # a group does not know where to go


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that is missing, and of what."""

    lack: Lack
    site: Site | None = None
    organisation: Organisation | None = None
    point: StartPoint | None = None
    group: PartnerGroup | None = None


def missing_for_activation(initiative: Initiative, *, on: date) -> list[Lacking]:
    """Return what is still missing before an initiative may run, in the order in which it is asked."""
    sites = list(initiative.sites.select_related("organisation").order_by("organisation__name", "name", "pk"))
    if not sites:
        return [Lacking(Lack.SITE), *_people(initiative, [], on=on), *_agreed(initiative)]
    return [*_people(initiative, sites, on=on), *_schools(initiative, sites, on=on), *_agreed(initiative)]


def _people(initiative: Initiative, sites: list[Site], *, on: date) -> list[Lacking]:
    """Return where nobody receives worries or stands in, and whether parents have somebody to trust."""
    named = {row.site_id: row for row in initiative.site_contacts.all()}
    found = []
    if initiative.concern_contact_id is None:
        found += _where(Lack.CONCERN_CONTACT, sites, [site for site in sites if site.pk not in named])
    if initiative.concern_deputy_id is None:
        without = [site for site in sites if site.pk not in named or named[site.pk].deputy_id is None]
        found += _where(Lack.CONCERN_DEPUTY, sites, without)
    if Role.TRUST_PERSON in uncovered_roles(initiative, on=on):
        found.append(Lacking(Lack.TRUST_PERSON))
    return found


def _where(lack: Lack, sites: list[Site], without: list[Site]) -> list[Lacking]:
    """Say it once when it holds everywhere: one name for the whole initiative mends it."""
    return [Lacking(lack)] if without == sites else [Lacking(lack, site=site) for site in without]


def _schools(initiative: Initiative, sites: list[Site], *, on: date) -> list[Lacking]:
    """Return the schools whose board has not agreed how data are kept, and those that did not say why they join."""
    schools = {site.organisation_id: site.organisation for site in sites}
    without = schools_without_agreement(list(schools), on=on)
    boards = [
        Lacking(Lack.PROCESSING_AGREEMENT, organisation=school) for pk, school in schools.items() if pk in without
    ]
    return boards + [Lacking(Lack.JUSTIFICATION, site=site) for site in sites_without_justification(initiative)]


def _agreed(initiative: Initiative) -> list[Lacking]:
    """Return which of the nine agreements is open, and what the agreed ones still need."""
    open_points = [stand.point for stand in points_of(initiative) if stand.point in NINE and not stand.is_agreed]
    groups = groups_of(initiative)
    found = [Lacking(Lack.POINT, point=point) for point in open_points]
    if not any(not goal.from_last_year for stand in groups for goal in stand.goals):
        found.append(Lacking(Lack.GOALS))
    found += [Lacking(Lack.UNHEARD, group=stand.group) for stand in groups if stand.goals_unheard]
    if StartPoint.CONTACTS not in open_points:
        found += [Lacking(Lack.QUESTION_CONTACT, group=group) for group in askers_without_contact(initiative)]
    return found
