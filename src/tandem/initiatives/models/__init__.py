"""What is organised for whom: initiatives, who asks, who offers."""

from tandem.initiatives.models.enrolments import Enrolment, StudentGroup
from tandem.initiatives.models.initiatives import Initiative, Involvement, SiteContact
from tandem.initiatives.models.justifications import Justification
from tandem.initiatives.models.requests import Request
from tandem.initiatives.models.start import (
    Consultation,
    Decision,
    Expectation,
    Goal,
    Instrument,
    PartAsked,
    PointAnswer,
    QuestionContact,
    Voice,
    Written,
)

__all__ = [
    "Consultation",
    "Decision",
    "Enrolment",
    "Expectation",
    "Goal",
    "Initiative",
    "Instrument",
    "Involvement",
    "Justification",
    "PartAsked",
    "PointAnswer",
    "QuestionContact",
    "Request",
    "SiteContact",
    "StudentGroup",
    "Voice",
    "Written",
]
