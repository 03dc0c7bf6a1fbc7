"""Whom somebody reaches, found from the tables of all contexts; so it stands above them all."""

from pathlib import Path

# In this order: what somebody is stands before what they reach by it.
SCRIPTS = [Path(__file__).with_name(name) for name in ("roles.sql", "pupils.sql", "teams.sql", "names.sql")]
# The tables that they read: a change of them in a transaction counts at once.
FOUND_FROM = (
    "people_user",
    "people_membership",
    "people_site",
    "people_schoolclass",
    "people_classteacher",
    "people_classplace",
    "people_pupil",
    "people_guardian",
    "people_tutor",
    "initiatives_initiative",
    "initiatives_initiative_sites",
    "initiatives_involvement",
    "initiatives_sitecontact",
    "initiatives_studentgroup",
    "initiatives_studentgroup_tutors",
    "initiatives_partasked",
    "initiatives_collegeplaces",
    "initiatives_enrolment",
    "initiatives_peercall",
    "initiatives_peeroffer",
    "initiatives_request",
    "scheduling_planningrun",
    "scheduling_team",
    "scheduling_teammember",
    "scheduling_session",
    "scheduling_tutorcalendar",
    "scheduling_feedaddress",
)
# The tables of people, who when they are added are nobody's yet.
OF_PEOPLE = ("people_person", "people_user", "people_tutor")
