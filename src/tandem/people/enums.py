"""Words of this context that rows are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    SCHOOL = "school", _("school")
    HIGHER_EDUCATION = "higher_education", _("hogeschool of universiteit")
    PROGRAMME = "programme", _("programmabureau")
    SCHOOL_BOARD = "school_board", _("schoolbestuur")
    CLB = "clb", _("centrum voor leerlingenbegeleiding (CLB)")
    SELF_ORGANISATION = "self_organisation", _("zelforganisatie")
    POVERTY_ASSOCIATION = "poverty_association", _("vereniging waar armen het woord nemen")
    NEIGHBOURHOOD = "neighbourhood", _("buurthuis")
    COMMUNITY_WORK = "community_work", _("schoolopbouwwerk")
    INTEGRATION = "integration", _("integratiedienst")
    MUNICIPALITY = "municipality", _("stad of gemeente")
    FEDERATION = "federation", _("federatie of koepel")
    FUNDER = "funder", _("financier")
    RESEARCH = "research", _("onderzoeksgroep")
    PARTNER = "partner", _("andere partner")


class Country(TextChoices):
    """Whose law holds where somebody tutors."""

    BE = "be", _("België")
    NL = "nl", _("Nederland")


class Region(TextChoices):
    """Whose school holidays count."""

    NL_NORTH = "nl_north", _("Nederland, regio Noord")
    NL_MIDDLE = "nl_middle", _("Nederland, regio Midden")
    NL_SOUTH = "nl_south", _("Nederland, regio Zuid")
    BE_FLANDERS = "be_flanders", _("Vlaanderen")

    @property
    def country(self) -> Country:
        return Country.BE if self is Region.BE_FLANDERS else Country.NL


class Stage(TextChoices):
    """Which ladder of years a number stands on: group 5 is not the fifth year."""

    PRIMARY_NL = "primary_nl", _("basisschool, groep 1–8")
    PRIMARY_BE = "primary_be", _("basisschool, leerjaar 1–6")
    SECONDARY = "secondary", _("voortgezet of secundair onderwijs, leerjaar 1–7")

    def level(self, year: int) -> int:
        """Return the step on one ladder for all stages: Dutch group 1 is 1, the first secondary year is 9."""
        return year + {"primary_nl": 0, "primary_be": 2, "secondary": 8}[self.value]


class TutorKind(TextChoices):
    STUDENT = "student", _("student, binnen de opleiding")
    STUDENT_OUTSIDE = "student_outside", _("student, naast de opleiding")
    GRADUATE = "graduate", _("afgestudeerde")
    VOLUNTEER = "volunteer", _("vrijwilliger")
    RETIRED = "retired", _("gepensioneerde")
    ASSISTANT = "assistant", _("onderwijsassistent")
    OLDER_PUPIL = "older_pupil", _("oudere leerling")

    @property
    def is_student(self) -> bool:
        """Tell whether this is student tutoring in the Vlor's sense, which is always counted apart."""
        return self in (TutorKind.STUDENT, TutorKind.STUDENT_OUTSIDE)


class ClearanceKind(TextChoices):
    """What must stand before a tutor sees a child."""

    CHECK = "check", _("VOG of uittreksel 596.2")
    TRAINING = "training", _("vorming")
    AGREEMENT = "agreement", _("overeenkomst")


class CheckModel(TextChoices):
    """Which paper a check is; what stood on it is nowhere."""

    EXTRACT_596_2 = "extract_596_2", _("uittreksel 596.2")
    MINOR_BE = "minor_be", _("minderjarig: in België nog geen uittreksel")
    VOG_EDUCATION = "vog_60", _("VOG voor het onderwijs (profiel 60)")
    VOG_MINORS = "vog_84", _("VOG zorg voor minderjarigen (84)")


class ConsentPurpose(TextChoices):
    AFTER_SCHOOL = "after_school", _("meedoen na schooltijd")
    IN_SCHOOL_TIME = "in_school_time", _("meedoen onder schooltijd")


class ConsentParty(TextChoices):
    GUARDIAN = "guardian", _("ouder of verzorger")
    PUPIL = "pupil", _("leerling")


class ConsentAnswer(TextChoices):
    YES = "yes", _("ja")
    NO = "no", _("nee")
    LATER = "later", _("later")


class ConsentWay(TextChoices):
    """How an answer came in. An enrolment or engagement document is no way (R-NEV-02)."""

    PAGE = "page", _("zelf op de bladzijde")
    PHONE = "phone", _("aan de telefoon voorgelezen, en opgeschreven zoals het gezegd is")
    SPOKEN = "spoken", _("in een gesprek voorgelezen, en opgeschreven zoals het gezegd is")
    PAPER = "paper", _("op een eigen antwoordstrook")


class AddressKind(TextChoices):
    """Where a code to sign in with reaches somebody."""

    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("sms")


class Picture(TextChoices):
    """The pictures on a pupil's page of entry: easy to tell apart, and to tell a friend nothing by."""

    SUN = "sun", _("zon")
    MOON = "moon", _("maan")
    STAR = "star", _("ster")
    HEART = "heart", _("hart")
    HOUSE = "house", _("huis")
    TREE = "tree", _("boom")
    FISH = "fish", _("vis")
    BALL = "ball", _("bal")
    FLOWER = "flower", _("bloem")
    APPLE = "apple", _("appel")
    BOAT = "boat", _("boot")
    KEY = "key", _("sleutel")
