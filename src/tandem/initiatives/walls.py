"""Who reaches what is organised: who asks, and who offers."""

from tandem.core.isolation import NoWall, Purpose, Wall, all_of, among, for_purpose, mine, through

MANAGED = among("initiative_id", "managed")
# Whom a request refuses, and whom it is kept apart from, is for the programme and the school alone.
DECIDED = f"({among('r.initiative_id', 'managed')} OR {among('r.site_id', 'school_site')})"
OF_CALL = (
    f"EXISTS (SELECT FROM initiatives_campaign c WHERE c.id = campaign_id AND {among('c.initiative_id', 'managed')})"
)
OF_ASKED_CLASS = (
    f"EXISTS (SELECT FROM initiatives_peercall c WHERE c.id = call_id AND {among('c.initiative_id', 'managed')})"
)
OF_GATHERING = (
    f"EXISTS (SELECT FROM initiatives_gathering g WHERE g.id = gathering_id AND {among('g.initiative_id', 'managed')})"
)
MY_TUTOR = f"EXISTS (SELECT FROM people_tutor t WHERE t.id = tutor_id AND {among('t.person_id', 'me')})"
OF_COLLEGE = f"EXISTS (SELECT FROM people_tutor t WHERE t.id = tutor_id AND {among('t.organisation_id', 'college')})"
PARTNERED = among("initiative_id", "partnered")


def at_a_partnered_site(table: str) -> str:
    """A school in an initiative that somebody helps to shape."""
    pairs = f"initiatives_initiative_sites i WHERE i.site_id = initiatives_{table}.site_id"
    return f"EXISTS (SELECT FROM {pairs} AND {among('i.initiative_id', 'partnered')})"


WALLS = [
    NoWall("initiatives_initiative", "What a programme is; whom to turn to in it is told to everybody who takes part."),
    NoWall("initiatives_initiative_sites", "At which schools a programme takes place."),
    Wall("initiatives_involvement", reads=(among("initiative_id", "initiative"),), writes=(MANAGED,)),
    Wall(
        "initiatives_sitecontact",
        reads=(among("initiative_id", "initiative"),),
        writes=(MANAGED, among("site_id", "school_site")),
    ),
    # What a school and a programme say to each other: nobody else reads it.
    Wall("initiatives_justification", reads=(MANAGED, among("site_id", "school_site"))),
    # What partners say to each other, before the start and on the way: not for families, who read what was decided.
    *(
        Wall(f"initiatives_{table}", reads=(PARTNERED,))
        for table in (
            "actorshipchange",
            "consultation",
            "expectation",
            "goal",
            "grant",
            "instrument",
            "mutualexpectation",
            "planneed",
            "planstep",
            "pointanswer",
            "policycheck",
            "trainingquality",
        )
    ),
    Wall("initiatives_instrument_goals", reads=(through("instrument_id", "initiatives_instrument"),)),
    *(
        Wall(f"initiatives_{table}", reads=(PARTNERED, among("college_id", "college")))
        for table in ("collegeplaces", "reservedslot")
    ),
    # What a school says of itself: every programme that takes place there counts what the others ask of its staff.
    *(
        Wall(f"initiatives_{table}", reads=(among("site_id", "office_site"), at_a_partnered_site(table)))
        for table in ("schoolpart", "schoolproject", "stafflimit")
    ),
    # What was decided, where to ask, what is held and what is looked into, for whoever takes part.
    *(
        Wall(f"initiatives_{table}", reads=(among("initiative_id", "discussed"),), writes=(PARTNERED,))
        for table in ("decision", "gathering", "questioncontact", "study")
    ),
    *(
        Wall(f"initiatives_{table}", reads=(through("study_id", "initiatives_study"),))
        for table in ("studyclass", "studywave")
    ),
    Wall(
        "initiatives_peercall",
        reads=(PARTNERED, among("school_class_id", "known_class")),
        writes=(PARTNERED, among("school_class_id", "class")),
    ),
    NoWall("initiatives_campaign", "A call for tutors: anybody may read it."),
    NoWall("initiatives_wanted", "Which subjects a call asks for: it stands in the call, which anybody may read."),
    Wall(
        "initiatives_voice",
        reads=(
            mine("written_by_id"),
            "EXISTS (SELECT FROM initiatives_decision d WHERE d.id = decision_id "
            f"AND {among('d.initiative_id', 'initiative')})",
        ),
    ),
    Wall("initiatives_partasked", reads=(MANAGED, among("person_id", "me"), among("initiative_id", "initiative"))),
    Wall(
        "initiatives_application",
        reads=(for_purpose(Purpose.ANSWERING, Purpose.OUTBOX), among("tutor_id", "office_tutor"), OF_CALL),
        writes=(for_purpose(Purpose.ANSWERING), OF_CALL),
    ),
    Wall(
        "initiatives_familycontract",
        reads=(
            among("pupil_id", "close_pupil"),
            f"EXISTS (SELECT FROM people_pupil p WHERE p.id = pupil_id AND {among('p.organisation_id', 'school')})",
        ),
    ),
    # Where a family lives is for who comes there, for who knows where they are, and for the family.
    Wall(
        "initiatives_homearrangement",
        reads=(
            MANAGED,
            among("pupil_id", "child"),
            among("safety_contact_id", "me"),
            among("first_with_id", "me"),
            "EXISTS (SELECT FROM initiatives_request r WHERE r.pupil_id = initiatives_homearrangement.pupil_id "
            "AND r.initiative_id = initiatives_homearrangement.initiative_id "
            f"AND {among('r.id', 'tutored_request')})",
        ),
        writes=(MANAGED,),
    ),
    # A pupil who would like to help is a pupil: home, the own teacher and the school know, and the programme.
    Wall(
        "initiatives_peeroffer",
        reads=(
            among("pupil_id", "close_pupil"),
            f"EXISTS (SELECT FROM people_pupil p WHERE p.id = pupil_id AND {among('p.organisation_id', 'school')})",
            OF_ASKED_CLASS,
        ),
    ),
    Wall(
        "initiatives_peerguide",
        reads=(MANAGED, among("person_id", "me"), among("person_id", "person")),
        writes=(among("person_id", "me"),),
    ),
    Wall("initiatives_engagement", reads=(through("enrolment_id", "initiatives_enrolment"),)),
    Wall("initiatives_placement", reads=(through("enrolment_id", "initiatives_enrolment"),)),
    Wall("initiatives_tutoragreement", reads=(among("tutor_id", "tutor"), MY_TUTOR)),
    Wall("initiatives_tutorskill", reads=(among("tutor_id", "tutor"), MY_TUTOR)),
    Wall("initiatives_gatheringattendance", reads=(among("tutor_id", "tutor"), MY_TUTOR, OF_GATHERING)),
    Wall("initiatives_studentgroup", reads=(MANAGED, among("id", "group")), writes=(MANAGED,)),
    Wall(
        "initiatives_studentgroup_tutors",
        reads=(through("studentgroup_id", "initiatives_studentgroup"),),
        writes=(
            f"EXISTS (SELECT FROM initiatives_studentgroup g WHERE g.id = studentgroup_id "
            f"AND {among('g.initiative_id', 'managed')})",
        ),
    ),
    Wall(
        "initiatives_enrolment",
        reads=(MANAGED, among("id", "enrolment"), OF_COLLEGE),
        writes=(MANAGED, among("lecturer_id", "me"), OF_COLLEGE),
    ),
    Wall(
        "initiatives_enrolment_sites",
        reads=(through("enrolment_id", "initiatives_enrolment"),),
        writes=(
            f"EXISTS (SELECT FROM initiatives_enrolment e WHERE e.id = enrolment_id "
            f"AND {among('e.initiative_id', 'managed')})",
            "EXISTS (SELECT FROM initiatives_enrolment e JOIN people_tutor t ON t.id = e.tutor_id "
            f"WHERE e.id = enrolment_id AND {among('t.organisation_id', 'college')})",
        ),
    ),
    Wall(
        "initiatives_request",
        reads=(
            MANAGED,
            among("site_id", "school_site"),
            f"EXISTS (SELECT FROM people_pupil p WHERE p.id = pupil_id AND {among('p.organisation_id', 'school')})",
            among("pupil_id", "taught"),
            among("pupil_id", "child"),
            among("school_class_id", "class"),
            among("id", "request"),
        ),
        writes=(MANAGED, among("site_id", "school_site")),
    ),
    # Made by the programme; the school, whose care coordinator helps to make them, reads along.
    Wall("initiatives_pupilgroup", reads=(MANAGED, among("site_id", "school_site")), writes=(MANAGED,)),
    Wall(
        "initiatives_pupilgroupmember",
        reads=(all_of(through("group_id", "initiatives_pupilgroup"), through("request_id", "initiatives_request")),),
        writes=(
            "EXISTS (SELECT FROM initiatives_pupilgroup g WHERE g.id = group_id "
            f"AND {among('g.initiative_id', 'managed')})",
        ),
    ),
    Wall(
        "initiatives_request_not_tutors",
        reads=(f"EXISTS (SELECT FROM initiatives_request r WHERE r.id = request_id AND {DECIDED})",),
    ),
    Wall(
        "initiatives_request_apart_from",
        reads=(f"EXISTS (SELECT FROM initiatives_request r WHERE r.id = from_request_id AND {DECIDED})",),
    ),
]
