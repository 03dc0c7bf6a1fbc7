"""A role and its days in words."""

from tandem.core.glossary import ROLES
from tandem.core.permissions import Role
from tandem.people.models import Membership


def role(name: str) -> str:
    return str(ROLES[Role(name)])


def where(membership: Membership) -> str:
    """Say where somebody has a role: the organisation, and the site when it is for one."""
    return f"{membership.organisation}, {membership.site}" if membership.site else str(membership.organisation)
