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
    PLATFORM_MANAGE = auto()


class Role(StrEnum):
    PROGRAMME_COORDINATOR = auto()
    SCHOOL_COORDINATOR = auto()
    TEACHER = auto()
    TUTOR = auto()
    GUARDIAN = auto()
    PUPIL = auto()
    PLATFORM_ADMIN = auto()


_TEACHER = frozenset({Permission.CLASS_READ, Permission.CLASS_PAINT, Permission.CLASS_AGREE})

ROLES: dict[Role, frozenset[Permission]] = {
    Role.PROGRAMME_COORDINATOR: frozenset(
        {
            Permission.PROGRAMME_READ,
            Permission.PROGRAMME_MANAGE,
            Permission.INTAKE_IMPORT,
            Permission.PLAN_MAKE,
            Permission.PLAN_DECIDE,
            Permission.PLAN_PUBLISH,
            Permission.REPORT_READ,
        }
    ),
    Role.SCHOOL_COORDINATOR: frozenset(
        {
            Permission.SCHOOL_READ,
            Permission.SCHOOL_MANAGE,
            Permission.INTAKE_IMPORT,
            Permission.REPORT_READ,
        }
    )
    | _TEACHER,
    Role.TEACHER: _TEACHER,
    Role.TUTOR: frozenset({Permission.TUTOR_READ, Permission.TUTOR_LOG, Permission.AVAILABILITY_PAINT}),
    Role.GUARDIAN: frozenset({Permission.FAMILY_READ, Permission.CONSENT_ANSWER}),
    Role.PUPIL: frozenset(),
    Role.PLATFORM_ADMIN: frozenset({Permission.PLATFORM_MANAGE}),
}


# What a single step of signing in opens. Everything else asks for a second one: a page of which nobody thought asks it.
FIRST_STEP_ENOUGH = frozenset(
    {
        Permission.TUTOR_READ,
        Permission.TUTOR_LOG,
        Permission.AVAILABILITY_PAINT,
        Permission.FAMILY_READ,
        Permission.CONSENT_ANSWER,
    }
)
