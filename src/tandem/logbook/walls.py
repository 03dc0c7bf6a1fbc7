"""Who reaches what really happened. A pupil's own line is the pupil's: others of the team do not see it."""

from tandem.core.isolation import Wall, all_of, among, through

OF_CLASS = "EXISTS (SELECT FROM people_schoolclass c WHERE c.id = school_class_id AND "
MY_TUTOR = f"EXISTS (SELECT FROM people_tutor t WHERE t.id = tutor_id AND {among('t.person_id', 'me')})"
HELPER_TAUGHT = (
    "EXISTS (SELECT FROM people_tutor t JOIN people_pupil p ON p.person_id = t.person_id WHERE t.id = tutor_id AND "
    f"{among('p.id', 'taught')})"
)
I_SAID = f"EXISTS (SELECT FROM people_pupil p WHERE p.id = pupil_id AND {among('p.person_id', 'me')})"
# Said to me: by the other child of a pair I am in, as who tutors or as who asked.
I_ASKED = (
    "EXISTS (SELECT FROM scheduling_teammember m JOIN initiatives_request r ON r.id = m.request_id "
    f"JOIN people_pupil other ON other.id = r.pupil_id WHERE m.team_id = t.id AND {among('other.person_id', 'me')})"
)
I_TUTOR = (
    "EXISTS (SELECT FROM initiatives_enrolment e JOIN people_tutor one ON one.id = e.tutor_id "
    f"WHERE e.id = t.enrolment_id AND {among('one.person_id', 'me')})"
)
SAID_TO_ME = (
    "EXISTS (SELECT FROM scheduling_session s JOIN scheduling_team t ON t.id = s.team_id "
    f"WHERE s.id = session_id AND ({I_TUTOR} OR {I_ASKED}))"
)
IN_MY_CLASS = (
    "EXISTS (SELECT FROM people_classplace place WHERE place.pupil_id = logbook_peerfeedback.pupil_id AND "
    f"{among('place.school_class_id', 'class')})"
)
CLOSE = (
    among("pupil_id", "close_pupil"),
    f"EXISTS (SELECT FROM people_pupil p WHERE p.id = pupil_id AND {among('p.organisation_id', 'school')})",
)

WALLS = [
    Wall("logbook_logentry", reads=(through("session_id", "scheduling_session"),)),
    Wall("logbook_receipt", reads=(through("log_entry_id", "logbook_logentry"),)),
    Wall("logbook_tutorpresence", reads=(through("log_entry_id", "logbook_logentry"),)),
    # What a pupil who helps learned is theirs, their teacher's and the programme's: not for who is helped.
    Wall(
        "logbook_tutorgrowth",
        reads=(MY_TUTOR, HELPER_TAUGHT, among("tutor_id", "office_tutor")),
        writes=(MY_TUTOR, HELPER_TAUGHT),
    ),
    # Between two children and the teacher: not for home, not for the programme, not for the rest of the school.
    Wall("logbook_peerfeedback", reads=(I_SAID, SAID_TO_ME, IN_MY_CLASS), writes=(I_SAID,)),
    Wall(
        "logbook_pupilentry",
        reads=(all_of(through("log_entry_id", "logbook_logentry"), through("pupil_id", "people_pupil")),),
    ),
    Wall(
        "logbook_frame",
        reads=(among("school_class_id", "known_class"),),
        writes=(among("school_class_id", "class"), OF_CLASS + among("c.site_id", "school_site") + ")"),
    ),
    # Whoever reaches a pupil sees what hides a line of the file: a shield nobody sees would hide nothing.
    *(
        Wall(f"logbook_{table}", reads=(through("pupil_id", "people_pupil"),))
        for table in (
            "fileitem",
            "fileview",
            "filerequest",
            "fileshield",
            "freshstart",
            "ownfilechoice",
            "selfportrait",
        )
    ),
    Wall("logbook_familycontact", reads=CLOSE),
    Wall("logbook_homevisit", reads=(through("session_id", "scheduling_session"),)),
    Wall("logbook_lessonclaim", reads=(through("enrolment_id", "initiatives_enrolment"),)),
    Wall("logbook_cannotcome", reads=(through("session_id", "scheduling_session"),)),
]
