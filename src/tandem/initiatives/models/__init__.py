"""What is organised for whom: initiatives, who asks, who offers."""

from tandem.initiatives.models.enrolments import Enrolment, StudentGroup
from tandem.initiatives.models.initiatives import Initiative, Involvement, SiteContact
from tandem.initiatives.models.justifications import Justification
from tandem.initiatives.models.requests import Request

__all__ = ["Enrolment", "Initiative", "Involvement", "Justification", "Request", "SiteContact", "StudentGroup"]
