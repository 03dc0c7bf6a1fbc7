"""Reads of this context: which initiatives and requests somebody may see, and who waits how long."""

from tandem.initiatives.queries.enrolments import (
    Capacity,
    capacity_of,
    enrolments_managed_by,
    enrolments_of,
    enrolments_supervised_by,
    groups_managed_by,
    needed_of,
    tutors_known_to,
    tutors_of,
)
from tandem.initiatives.queries.initiatives import (
    deviations_of,
    hybrid_of,
    initiatives_managed_by,
    initiatives_visible_to,
    sites_of,
)
from tandem.initiatives.queries.involvements import (
    initiatives_with_role,
    involvements_of,
    memberships_managed_by,
    uncovered_roles,
)
from tandem.initiatives.queries.requests import (
    Waiting,
    children_with_requests,
    pupils_with_requests,
    purposes_asked,
    requests_managed_by,
    requests_visible_to,
    waiting_list,
)

__all__ = [
    "Capacity",
    "Waiting",
    "capacity_of",
    "children_with_requests",
    "deviations_of",
    "enrolments_managed_by",
    "enrolments_of",
    "enrolments_supervised_by",
    "groups_managed_by",
    "hybrid_of",
    "initiatives_managed_by",
    "initiatives_visible_to",
    "initiatives_with_role",
    "involvements_of",
    "memberships_managed_by",
    "needed_of",
    "pupils_with_requests",
    "purposes_asked",
    "requests_managed_by",
    "requests_visible_to",
    "sites_of",
    "tutors_known_to",
    "tutors_of",
    "uncovered_roles",
    "waiting_list",
]
