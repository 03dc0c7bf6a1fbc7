"""Who reaches timetables, availability, plans and sessions."""

from tandem.core.isolation import NoWall, Purpose, Wall, all_of, among, for_purpose, through

MANAGED = among("initiative_id", "managed")
OFFICE_TUTOR = among("tutor_id", "office_tutor")
MY_TUTOR = f"EXISTS (SELECT FROM people_tutor t WHERE t.id = tutor_id AND {among('t.person_id', 'me')})"
OF_MANAGED_TEAM = (
    "EXISTS (SELECT FROM scheduling_team t WHERE t.id = team_id AND "
    f"({among('t.initiative_id', 'managed')} OR {among('t.site_id', 'school_site')}))"
)
AT_SCHOOL = f"EXISTS (SELECT FROM people_pupil p WHERE p.id = pupil_id AND {among('p.organisation_id', 'school')})"

WALLS = [
    NoWall("scheduling_bellschedule", "When a school's hours begin and end."),
    NoWall("scheduling_period", "When a school's hours begin and end."),
    NoWall("scheduling_classwish", "Which hours of a class's week are free for tutoring."),
    NoWall("scheduling_room", "Names of rooms."),
    NoWall("scheduling_roombusy", "When a room is in use, not by whom."),
    NoWall("scheduling_traveltime", "Minutes between two schools."),
    NoWall("scheduling_closure", "Days on which a school is closed."),
    NoWall("scheduling_learntcolumn", "What a heading of a list means."),
    Wall(
        "scheduling_lesson",
        reads=(
            among("site_id", "office_site"),
            among("teacher_id", "me"),
            among("school_class_id", "class"),
        ),
    ),
    Wall(
        "scheduling_lesson_pupils",
        reads=(all_of(through("lesson_id", "scheduling_lesson"), through("pupil_id", "people_pupil")),),
        writes=(through("lesson_id", "scheduling_lesson"),),
    ),
    Wall(
        "scheduling_availability",
        reads=(OFFICE_TUTOR, MY_TUTOR, through("student_group_id", "initiatives_studentgroup")),
    ),
    Wall("scheduling_tutorcalendar", reads=(MY_TUTOR, for_purpose(Purpose.CALENDAR))),
    Wall("scheduling_pupilbusy", reads=(among("pupil_id", "close_pupil"), AT_SCHOOL)),
    Wall(
        "scheduling_suspension",
        reads=(
            OFFICE_TUTOR,
            MY_TUTOR,
            among("pupil_id", "close_pupil"),
            AT_SCHOOL,
            among("school_class_id", "known_class"),
        ),
    ),
    Wall(
        "scheduling_import",
        reads=(
            among("organisation_id", "office"),
            MANAGED,
            among("site_id", "school_site"),
            for_purpose(Purpose.FORGETTING),
        ),
    ),
    Wall("scheduling_planningrun", reads=(MANAGED,)),
    Wall(
        "scheduling_team",
        reads=(MANAGED, among("site_id", "school_site"), among("id", "team")),
        writes=(
            MANAGED,
            among("site_id", "school_site"),
            among("id", "tutored"),
            all_of(for_purpose(Purpose.CLOSING, Purpose.SAFETY), among("id", "team")),
        ),
    ),
    Wall(
        "scheduling_teammember",
        reads=(
            through("request_id", "initiatives_request"),
            all_of(for_purpose(Purpose.CLOSING), among("team_id", "team")),
        ),
    ),
    Wall("scheduling_dayblock", reads=(through("team_id", "scheduling_team"),), writes=(OF_MANAGED_TEAM,)),
    Wall("scheduling_daystaff", reads=(through("team_id", "scheduling_team"),), writes=(OF_MANAGED_TEAM,)),
    Wall("scheduling_pause", reads=(through("team_id", "scheduling_team"),)),
    Wall("scheduling_teamslot", reads=(through("team_id", "scheduling_team"),), writes=(OF_MANAGED_TEAM,)),
    Wall("scheduling_teampair", reads=(through("team_id", "scheduling_team"),), writes=(OF_MANAGED_TEAM,)),
    Wall(
        "scheduling_session",
        reads=(through("team_id", "scheduling_team"), among("id", "child_session")),
        writes=(through("team_id", "scheduling_team"),),
    ),
    Wall(
        "scheduling_occupancy",
        reads=(through("session_id", "scheduling_session"),),
    ),
    Wall(
        "scheduling_feedaddress",
        reads=(
            MY_TUTOR,
            among("site_id", "school_site"),
            all_of(for_purpose(Purpose.FEED), "walls.name_of_secret(token::text) = (SELECT walls.about())"),
        ),
        writes=(MY_TUTOR, among("site_id", "school_site")),
    ),
]
