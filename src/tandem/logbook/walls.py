"""Who reaches what really happened. A pupil's own line is the pupil's: others of the team do not see it."""

from tandem.core.isolation import Wall, all_of, among, through

OF_CLASS = "EXISTS (SELECT FROM people_schoolclass c WHERE c.id = school_class_id AND "
CLOSE = (
    among("pupil_id", "close_pupil"),
    f"EXISTS (SELECT FROM people_pupil p WHERE p.id = pupil_id AND {among('p.organisation_id', 'school')})",
)

WALLS = [
    Wall("logbook_logentry", reads=(through("session_id", "scheduling_session"),)),
    Wall("logbook_receipt", reads=(through("log_entry_id", "logbook_logentry"),)),
    Wall("logbook_tutorpresence", reads=(through("log_entry_id", "logbook_logentry"),)),
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
