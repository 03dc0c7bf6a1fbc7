"""Who reaches which people, and what was agreed about them."""

from tandem.core.isolation import (
    NoWall,
    Purpose,
    Wall,
    all_of,
    among,
    for_purpose,
    just_added,
    mine,
    reaches_any,
    through,
)

AT_THE_DOOR = for_purpose(Purpose.ENTRY)
# A pupil's family and life at school: not for who only tutors the pupil.
CLOSE = (
    among("pupil_id", "close_pupil"),
    f"EXISTS (SELECT FROM people_pupil p WHERE p.id = pupil_id AND {among('p.organisation_id', 'school')})",
)
AT_SCHOOL = CLOSE[1]
STAFF = reaches_any("office")
PLACING = reaches_any("college")
PLATFORM = reaches_any("platform")
APPOINTED = all_of(PLATFORM, "walls.appointed(role)")
# A pupil who would like to help tutors once their teacher says so, in the programme that asked their class.
WHO_OFFERED = all_of(
    for_purpose(Purpose.FOLLOWING),
    "kind = 'older_pupil'",
    "EXISTS (SELECT FROM initiatives_peeroffer o JOIN initiatives_peercall c ON c.id = o.call_id "
    "JOIN people_pupil p ON p.id = o.pupil_id WHERE p.person_id = people_tutor.person_id AND "
    f"{among('c.initiative_id', 'managed')})",
)

WALLS = [
    NoWall("people_organisation", "Names and regions of schools and offices: everybody chooses from them."),
    NoWall("people_site", "Names and addresses of schools."),
    NoWall("people_campus", "Names and addresses of places where several schools are."),
    NoWall("people_processingagreement", "That a board signed an agreement: what every tutor and programme goes by."),
    NoWall("people_consenttext", "The words families answer to."),
    NoWall("people_schoolclass", "Names of classes; who is in them is behind a wall."),
    Wall(
        "people_person",
        reads=(
            among("id", "me"),
            among("id", "person"),
            among("id", "appointed"),
            through("people_person.id", "people_pupil", "person_id"),
            through("people_person.id", "people_guardian", "person_id"),
            through("people_person.id", "people_consent", "answered_by_id"),
            among("id", "speaker"),
            just_added("id"),
        ),
        writes=(among("id", "me"), STAFF),
        adds=(STAFF, PLACING, PLATFORM),
    ),
    Wall(
        "people_user",
        reads=(
            mine("id"),
            AT_THE_DOOR,
            among("person_id", "person"),
            among("person_id", "appointed"),
            among("id", "actor"),
            among("person_id", "speaker"),
            through("people_user.person_id", "people_pupil", "person_id"),
            through("people_user.person_id", "people_guardian", "person_id"),
            just_added("id"),
        ),
        writes=(mine("id"), AT_THE_DOOR),
        adds=(STAFF, PLACING, PLATFORM, AT_THE_DOOR),
    ),
    Wall(
        "people_membership",
        reads=(
            among("person_id", "me"),
            among("organisation_id", "office"),
            among("organisation_id", "college"),
            among("organisation_id", "host"),
            all_of("role IN ('school_coordinator', 'programme_coordinator')", among("organisation_id", "house")),
            APPOINTED,
            "EXISTS (SELECT FROM initiatives_involvement i WHERE i.membership_id = people_membership.id)",
        ),
        writes=(among("organisation_id", "office"), APPOINTED),
    ),
    Wall(
        "people_classteacher",
        reads=(among("person_id", "me"), among("person_id", "person")),
        writes=(
            "EXISTS (SELECT FROM people_schoolclass c WHERE c.id = school_class_id AND "
            f"{among('c.site_id', 'office_site')})",
        ),
    ),
    Wall(
        "people_pupil",
        reads=(among("organisation_id", "school"), among("person_id", "me"), among("id", "pupil")),
        writes=(among("organisation_id", "school"), among("person_id", "me")),
        adds=(among("organisation_id", "school"),),
    ),
    Wall(
        "people_classplace",
        reads=(through("people_classplace.pupil_id", "people_pupil"),),
        writes=(AT_SCHOOL,),
    ),
    Wall(
        "people_guardian",
        reads=(all_of(among("person_id", "me"), "NOT contact_ban"), *CLOSE),
        writes=(AT_SCHOOL, among("pupil_id", "taught")),
    ),
    Wall(
        "people_tutor",
        reads=(
            among("person_id", "me"),
            among("id", "tutor"),
            among("organisation_id", "college"),
            just_added("id"),
        ),
        writes=(among("person_id", "me"), among("id", "office_tutor")),
        adds=(STAFF, among("organisation_id", "college"), WHO_OFFERED),
    ),
    # Whoever reaches a tutor sees whether they may meet a child now: a gate nobody sees would stand open.
    Wall("people_clearance", reads=(among("tutor_id", "tutor"),), writes=(among("tutor_id", "office_tutor"),)),
    Wall("people_halt", reads=(among("tutor_id", "tutor"),)),
    Wall(
        "people_workingweek",
        reads=(among("person_id", "me"), among("person_id", "person")),
        writes=(among("person_id", "me"), STAFF),
    ),
    Wall(
        "people_dayoff",
        reads=(among("person_id", "me"), among("person_id", "person")),
        writes=(among("person_id", "me"), STAFF),
    ),
    Wall(
        "people_consent",
        reads=CLOSE,
        writes=(),
        adds=(among("pupil_id", "child"), among("pupil_id", "taught"), AT_SCHOOL),
    ),
    Wall(
        "people_familyletter",
        reads=(
            AT_THE_DOOR,
            among("person_id", "me"),
            among("organisation_id", "school"),
            through("people_familyletter.person_id", "people_guardian", "person_id"),
        ),
        writes=(AT_THE_DOOR, among("organisation_id", "office"), among("organisation_id", "house")),
    ),
    Wall("people_letteragain", reads=(through("letter_id", "people_familyletter"),)),
    Wall(
        "people_pupilcard",
        reads=(AT_THE_DOOR, through("people_pupilcard.person_id", "people_pupil", "person_id")),
    ),
    Wall("people_ownaddress", reads=(AT_THE_DOOR, mine("user_id"))),
    Wall("people_sentcode", reads=(AT_THE_DOOR, mine("user_id"))),
]
