"""Persons, where they belong, and what they agreed to.

No table here holds a test score, a national number, or a word about a child's past.
"""

from tandem.people.models.consents import Consent, ConsentText
from tandem.people.models.entrance import FamilyLetter, LetterAgain, OwnAddress, PupilCard, SentCode
from tandem.people.models.organisations import Campus, Organisation, Site
from tandem.people.models.persons import Membership, Person, User, UserManager
from tandem.people.models.safety import Clearance, DayOff, Halt, ProcessingAgreement, Tutor, WorkingWeek
from tandem.people.models.schools import ClassPlace, ClassTeacher, Guardian, Pupil, SchoolClass

__all__ = [
    "Campus",
    "ClassPlace",
    "ClassTeacher",
    "Clearance",
    "Consent",
    "ConsentText",
    "DayOff",
    "FamilyLetter",
    "Guardian",
    "Halt",
    "LetterAgain",
    "Membership",
    "Organisation",
    "OwnAddress",
    "Person",
    "ProcessingAgreement",
    "Pupil",
    "PupilCard",
    "SchoolClass",
    "SentCode",
    "Site",
    "Tutor",
    "User",
    "UserManager",
    "WorkingWeek",
]
