"""What a role may do, as data."""

from enum import StrEnum, auto


class Permission(StrEnum):
    PROGRAMME_READ = auto()
    PROGRAMME_MANAGE = auto()
    INTAKE_IMPORT = auto()
    PLAN_MAKE = auto()
    PLAN_DECIDE = auto()
    PLAN_PUBLISH = auto()
    REPORT_READ = auto()
    SCHOOL_READ = auto()
    SCHOOL_MANAGE = auto()
    CLASS_READ = auto()
    CLASS_PAINT = auto()
    CLASS_AGREE = auto()
    TUTOR_READ = auto()
    TUTOR_LOG = auto()
    AVAILABILITY_PAINT = auto()
    FAMILY_READ = auto()
    CONSENT_ANSWER = auto()
    OWN_FILE = auto()
    OWN_HOURS = auto()
    PLATFORM_MANAGE = auto()
    PROGRAMME_PEOPLE = auto()
    SCHOOL_PEOPLE = auto()
    COURSE_READ = auto()
    COURSE_PEOPLE = auto()
    COURSE_PLACE = auto()
    INITIATIVE_READ = auto()
    SERVED_READ = auto()
    LETTER_PRINT = auto()
    LETTER_CONFIRM = auto()
    SIGNAL_RECEIVE = auto()
    PRIVACY_ANSWER = auto()


class Role(StrEnum):
    PROGRAMME_COORDINATOR = auto()
    SCHOOL_COORDINATOR = auto()
    LOCATION_COORDINATOR = auto()
    HEAD = auto()
    CARE_COORDINATOR = auto()
    TEACHER = auto()
    TUTOR = auto()
    LECTURER = auto()
    HE_COORDINATOR = auto()
    FINAL_RESPONSIBLE = auto()
    TRUST_PERSON = auto()
    CLB_WORKER = auto()
    BRIDGE_FIGURE = auto()
    PARTNER_CONTACT = auto()
    FUNDER = auto()
    RESEARCHER = auto()
    GUARDIAN = auto()
    PUPIL = auto()
    PLATFORM_ADMIN = auto()


# Teaching a class, tutoring, being a guardian or a pupil follow from what somebody is; nobody gives these roles.
NOT_GIVEN = frozenset({Role.TEACHER, Role.TUTOR, Role.GUARDIAN, Role.PUPIL})
# Held in an initiative: without one named, these roles open nothing.
IN_INITIATIVE = frozenset(
    {
        Role.LECTURER,
        Role.FINAL_RESPONSIBLE,
        Role.TRUST_PERSON,
        Role.CLB_WORKER,
        Role.BRIDGE_FIGURE,
        Role.PARTNER_CONTACT,
        Role.FUNDER,
        Role.RESEARCHER,
    }
)

_TEACHER = frozenset({Permission.CLASS_READ, Permission.CLASS_PAINT, Permission.CLASS_AGREE, Permission.LETTER_CONFIRM})
_SCHOOL = (
    frozenset(
        {
            Permission.SCHOOL_READ,
            Permission.SCHOOL_MANAGE,
            Permission.SCHOOL_PEOPLE,
            Permission.PRIVACY_ANSWER,
            Permission.LETTER_PRINT,
            Permission.INTAKE_IMPORT,
            Permission.REPORT_READ,
        }
    )
    | _TEACHER
)
_SERVES = frozenset({Permission.SERVED_READ})

ROLES: dict[Role, frozenset[Permission]] = {
    Role.PROGRAMME_COORDINATOR: frozenset(
        {
            Permission.PROGRAMME_READ,
            Permission.PROGRAMME_MANAGE,
            Permission.PROGRAMME_PEOPLE,
            Permission.PRIVACY_ANSWER,
            Permission.INTAKE_IMPORT,
            Permission.PLAN_MAKE,
            Permission.PLAN_DECIDE,
            Permission.PLAN_PUBLISH,
            Permission.REPORT_READ,
        }
    ),
    Role.SCHOOL_COORDINATOR: _SCHOOL,
    Role.HEAD: _SCHOOL,
    Role.LOCATION_COORDINATOR: frozenset({Permission.SCHOOL_READ, Permission.SCHOOL_MANAGE, Permission.LETTER_PRINT})
    | _TEACHER,
    Role.CARE_COORDINATOR: frozenset({Permission.SCHOOL_READ}) | _TEACHER,
    Role.TEACHER: _TEACHER,
    Role.TUTOR: frozenset({Permission.TUTOR_READ, Permission.TUTOR_LOG, Permission.AVAILABILITY_PAINT}),
    Role.GUARDIAN: frozenset({Permission.FAMILY_READ, Permission.CONSENT_ANSWER}),
    Role.PUPIL: frozenset({Permission.OWN_FILE, Permission.OWN_HOURS}),
    Role.LECTURER: frozenset({Permission.COURSE_READ, Permission.COURSE_PLACE}),
    Role.HE_COORDINATOR: frozenset({Permission.COURSE_READ, Permission.COURSE_PEOPLE, Permission.COURSE_PLACE}),
    Role.FINAL_RESPONSIBLE: frozenset({Permission.INITIATIVE_READ}),
    Role.TRUST_PERSON: _SERVES,
    Role.CLB_WORKER: _SERVES,
    Role.BRIDGE_FIGURE: _SERVES,
    Role.PARTNER_CONTACT: _SERVES,
    # Only counted results, which come with the reports: nothing about a person.
    Role.FUNDER: frozenset(),
    Role.RESEARCHER: frozenset(),
    Role.PLATFORM_ADMIN: frozenset({Permission.PLATFORM_MANAGE}),
}
# Whom worries go to is named for each site; whoever works for a programme or a school may be named.
_MAY_BE_NAMED = frozenset(ROLES) - {
    Role.TUTOR,
    Role.GUARDIAN,
    Role.PUPIL,
    Role.FUNDER,
    Role.RESEARCHER,
    Role.PLATFORM_ADMIN,
}
for _role in _MAY_BE_NAMED:
    ROLES[_role] |= {Permission.SIGNAL_RECEIVE}


# What a single step of signing in opens. Everything else asks for a second one: a page of which nobody thought asks it.
FIRST_STEP_ENOUGH = frozenset(
    {
        Permission.TUTOR_READ,
        Permission.TUTOR_LOG,
        Permission.AVAILABILITY_PAINT,
        Permission.FAMILY_READ,
        Permission.CONSENT_ANSWER,
        Permission.OWN_FILE,
        Permission.OWN_HOURS,
    }
)


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles that carry a permission."""
    return frozenset(role for role, permissions in ROLES.items() if permission in permissions)


# Who may open which page of people decides which roles they give there.
GIVES: dict[Permission, frozenset[Role]] = {
    Permission.PLATFORM_MANAGE: frozenset({Role.PROGRAMME_COORDINATOR, Role.SCHOOL_COORDINATOR, Role.HE_COORDINATOR}),
    Permission.PROGRAMME_PEOPLE: frozenset({Role.PROGRAMME_COORDINATOR}) | IN_INITIATIVE,
    Permission.SCHOOL_PEOPLE: frozenset(
        {Role.SCHOOL_COORDINATOR, Role.HEAD, Role.LOCATION_COORDINATOR, Role.CARE_COORDINATOR}
    ),
    Permission.COURSE_PEOPLE: frozenset({Role.HE_COORDINATOR, Role.LECTURER}),
}
