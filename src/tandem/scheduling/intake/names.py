"""Names as schools write them: in one cell or three, with tussenvoegsels, in capitals, the other way round."""

import re
from dataclasses import dataclass

from tandem.scheduling.intake.text import fold, squeeze

_INFIX_WORDS = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "het",
        "'t",
        "in",
        "ten",
        "ter",
        "te",
        "op",
        "aan",
        "bij",
        "onder",
        "uit",
        "uijt",
        "over",
        "voor",
        "la",
        "le",
        "les",
        "du",
        "des",
        "di",
        "da",
        "dos",
        "das",
        "del",
        "della",
        "el",
        "al",
        "ben",
        "bin",
        "ibn",
        "abu",
        "ould",
        "af",
        "av",
        "zu",
        "zum",
        "zur",
        "d'",
        "l'",
        "'s",
    ]
)
# Written with a capital these begin a family name of their own: "El Amrani", "Ben Ali", "La Rose".
_SHORT = {
    "vd": ("van", "d"), "v.d.": ("van", "d"), "v.d": ("van", "d"), "v/d": ("van", "d"),
    "vd.": ("van", "d"),
    "v.": ("van",), "v": ("van",), "vdn": ("van", "den"), "vden": ("van", "den"), "v.den": ("van", "den"),
    "vder": ("van", "der"), "v.der": ("van", "der"), "vh": ("van", "het"), "v.h.": ("van", "het"),
    "v/h": ("van", "het"),
    "i/d": ("in", "de"), "o/d": ("op", "de"), "a/d": ("aan", "de"), "d.": ("de",),
}  # fmt: skip
_BRACKETS = re.compile(r"\(([^)]*)\)")
_INITIALS = re.compile(r"(?:[A-Za-zÀ-ž]{1,2}\.){1,6}-?|[A-Z]")
_TITLES = frozenset(
    [
        "juf",
        "juffrouw",
        "juffie",
        "meester",
        "mr",
        "mr.",
        "mrs",
        "mevr",
        "mevr.",
        "mevrouw",
        "mw",
        "mw.",
        "dhr",
        "dhr.",
        "heer",
        "m.",
        "drs.",
        "drs",
        "ing.",
        "dr.",
        "dr",
        "ir.",
    ]
)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    given: str
    infix: str = ""
    family: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.given, self.infix, self.family) if part)


def is_infix(word: str) -> bool:
    return word.lower().replace("’", "'") in _INFIX_WORDS or word.lower() in _SHORT


def parse_name(text: str) -> Name:
    """Return the parts of a name written in one cell, in either order."""
    text = squeeze(text.replace("’", "'").replace("´", "'"))
    call_name = ""
    if match := _BRACKETS.search(text):
        call_name, text = squeeze(match[1]), squeeze(_BRACKETS.sub(" ", text))
    if text.isupper() and " " in text:
        text = " ".join(word.lower() if is_infix(word) else _recase(word) for word in text.split())
    name = _reversed(text) if "," in text else _in_order(_family_first_in_capitals(text.split()))
    if call_name and (not name.given or _INITIALS.fullmatch(name.given.split()[0])):
        name = Name(call_name, name.infix, name.family)
    return tidy(name)


def join_name(given: str, infix: str, family: str) -> Name:
    """Return a name from separate columns, of which some may hold more than their heading says."""
    given, infix, family = squeeze(given), squeeze(infix), squeeze(family.replace("’", "'"))
    if not given and "," in family:
        return parse_name(family)
    if "," in family:
        family, _comma, behind = (squeeze(part) for part in family.partition(","))
        infix = infix or behind
    elif not infix and family:
        words = family.split()
        count = _leading_infixes(words)
        if count and count < len(words):
            infix, family = " ".join(words[:count]), " ".join(words[count:])
    if not given and not infix and family and " " in family:
        return parse_name(family)
    return tidy(Name(given, infix, family))


def _leading_infixes(words: list[str]) -> int:
    count = 0
    while count < len(words) and _is_small_infix(words[count]):
        count += 1
    return count


def _is_small_infix(word: str) -> bool:
    """Tell a tussenvoegsel from the Flemish "Van" and the "Ben" of "Ben Ali", which belong to the family name."""
    return is_infix(word) and not word[:1].isupper()


def _reversed(text: str) -> Name:
    """Read "Meer, Jayden van der", "van der Meer, Jayden" and "Meer, van der, Jayden"."""
    parts = [squeeze(part) for part in text.split(",") if squeeze(part)]
    if not parts:
        return Name("")
    family, rest = parts[0].split(), [word for part in parts[1:] for word in part.split()]
    infix: list[str] = []
    lead = _leading_infixes(family)
    if lead and lead < len(family):
        infix, family = family[:lead], family[lead:]
    before = _leading_infixes(rest)
    if before:
        infix, rest = infix or rest[:before], rest[before:]
    behind = len(rest)
    while (
        behind and is_infix(rest[behind - 1]) and (rest[behind - 1][:1].islower() or not rest[behind - 1][:1].isalpha())
    ):
        behind -= 1
    if behind < len(rest) and behind:
        infix, rest = infix or rest[behind:], rest[:behind]
    return Name(" ".join(rest), " ".join(infix), " ".join(family))


def _in_order(words: list[str]) -> Name:
    """Read "Esra in 't Veld": what stands before the first tussenvoegsel is the given name."""
    for index in range(1, len(words)):
        if is_infix(words[index]):
            count = _leading_infixes(words[index:])
            if index + count < len(words):
                return Name(
                    " ".join(words[:index]), " ".join(words[index : index + count]), " ".join(words[index + count :])
                )
    if len(words) > 1 and _is_small_infix(words[0]):
        count = _leading_infixes(words)
        return Name("", " ".join(words[:count]), " ".join(words[count:]))
    return Name(" ".join(words[:1]), "", " ".join(words[1:]))


def _family_first_in_capitals(words: list[str]) -> list[str]:
    """Turn "VAN DEN BERGHE Sem", as Flemish systems print it, into the usual order."""
    capitals = 0
    while capitals < len(words) and words[capitals].isupper() and len(words[capitals].strip(".'-")) > 1:
        capitals += 1
    if 0 < capitals < len(words) and all(not word.isupper() or len(word) == 1 for word in words[capitals:]):
        return words[capitals:] + words[:capitals]
    return words


def tidy(name: Name) -> Name:
    """Give a name in capitals or in small letters its usual letters; leave every other name as it is written."""
    infix = " ".join(_SHORT_FULL.get(word.lower(), word.lower()) for word in name.infix.split())
    # A code of a few capitals, as timetables use for teachers, is no name in capitals.
    given = name.given if not name.family and len(name.given) <= 4 else _recase(name.given)
    return Name(given, infix, _recase(name.family))


_SHORT_FULL = {short: " ".join(words) for short, words in _SHORT.items() if words != ("van", "d")} | {
    short: "vd" for short, words in _SHORT.items() if words == ("van", "d")
}


def _recase(text: str) -> str:
    """Return "Van den Berghe" for "VAN DEN BERGHE"; what mixes capitals and small letters stays as it is."""
    if len(text) < 3 or not (text.isupper() or text.islower()):
        return text
    words = re.sub(r"(^|[\s\-'])(\w)", lambda match: match[1] + match[2].upper(), text.lower()).split(" ")
    return " ".join([words[0], *(word.lower() if is_infix(word) else word for word in words[1:])])


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name made comparable: accents, capitals and tussenvoegsels do not count."""

    given: str
    family: str


def name_key(name: Name) -> NameKey:
    words = fold(f"{name.infix} {name.family}").replace("-", " ").split()
    count = 0
    while count < len(words) - 1 and is_infix(words[count]):
        count += 1
    family = "".join(words[count:]).replace("'", "")
    return NameKey(fold(name.given).replace("-", " ").replace("'", ""), family)
