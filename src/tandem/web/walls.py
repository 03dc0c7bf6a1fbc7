"""Tables that frameworks keep: who is signed in, and work that waits."""

from tandem.core.isolation import NoWall, Purpose, Wall, for_purpose, mine

AT_THE_DOOR = for_purpose(Purpose.ENTRY)
QUEUE = "The queue of background work: names of tasks, and random keys of rows that stand behind walls themselves."

WALLS = [
    Wall("django_session", reads=(AT_THE_DOOR,)),
    Wall("account_emailaddress", reads=(AT_THE_DOOR, mine("user_id"))),
    Wall("mfa_authenticator", reads=(AT_THE_DOOR, mine("user_id"))),
    Wall("usersessions_usersession", reads=(AT_THE_DOOR, mine("user_id"))),
    Wall("socialaccount_socialaccount", reads=(AT_THE_DOOR, mine("user_id"))),
    Wall("socialaccount_socialtoken", reads=(AT_THE_DOOR,)),
    Wall("socialaccount_socialapp", reads=(AT_THE_DOOR,)),
    Wall("account_emailconfirmation", reads=(AT_THE_DOOR,)),
    NoWall("django_content_type", "Names of our own tables."),
    NoWall("auth_permission", "Unused: Tandem's roles are data in the code."),
    NoWall("auth_group", "Unused: Tandem's roles are data in the code."),
    NoWall("auth_group_permissions", "Unused: Tandem's roles are data in the code."),
    NoWall("django_migrations", "Which migrations ran; only the owner writes it."),
    NoWall("procrastinate_jobs", QUEUE),
    NoWall("procrastinate_events", QUEUE),
    NoWall("procrastinate_periodic_defers", QUEUE),
    NoWall("procrastinate_workers", QUEUE),
]
