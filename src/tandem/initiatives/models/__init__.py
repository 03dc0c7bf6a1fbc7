"""What is organised for whom: initiatives, who asks, who offers, how they come in and what they learn."""

from tandem.initiatives.models.colleges import CollegePlaces, PolicyCheck, ReservedSlot
from tandem.initiatives.models.contracts import FamilyContract
from tandem.initiatives.models.engagements import Engagement, Placement, TutorAgreement
from tandem.initiatives.models.enrolments import Enrolment, StudentGroup
from tandem.initiatives.models.grants import Grant
from tandem.initiatives.models.groups import PupilGroup, PupilGroupMember
from tandem.initiatives.models.home import HomeArrangement
from tandem.initiatives.models.initiatives import Initiative, Involvement, SiteContact
from tandem.initiatives.models.justifications import Justification
from tandem.initiatives.models.peers import PeerCall, PeerGuide, PeerOffer
from tandem.initiatives.models.recruitment import Application, Campaign, Wanted
from tandem.initiatives.models.requests import Request
from tandem.initiatives.models.schools import (
    ActorshipChange,
    MutualExpectation,
    PlanNeed,
    PlanStep,
    SchoolPart,
    SchoolProject,
    StaffLimit,
)
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
from tandem.initiatives.models.studies import Study, StudyClass, StudyWave
from tandem.initiatives.models.training import Gathering, GatheringAttendance, TrainingQuality, TutorSkill

__all__ = [
    "ActorshipChange",
    "Application",
    "Campaign",
    "CollegePlaces",
    "Consultation",
    "Decision",
    "Engagement",
    "Enrolment",
    "Expectation",
    "FamilyContract",
    "Gathering",
    "GatheringAttendance",
    "Goal",
    "Grant",
    "HomeArrangement",
    "Initiative",
    "Instrument",
    "Involvement",
    "Justification",
    "MutualExpectation",
    "PartAsked",
    "PeerCall",
    "PeerGuide",
    "PeerOffer",
    "Placement",
    "PlanNeed",
    "PlanStep",
    "PointAnswer",
    "PolicyCheck",
    "PupilGroup",
    "PupilGroupMember",
    "QuestionContact",
    "Request",
    "ReservedSlot",
    "SchoolPart",
    "SchoolProject",
    "SiteContact",
    "StaffLimit",
    "StudentGroup",
    "Study",
    "StudyClass",
    "StudyWave",
    "TrainingQuality",
    "TutorAgreement",
    "TutorSkill",
    "Voice",
    "Wanted",
    "Written",
]
