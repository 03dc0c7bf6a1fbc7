"""Names for invented people, as mixed as a harbour city."""

import random

GIVEN = [
    "Amina",
    "Yusuf",
    "Lotte",
    "Daan",
    "Emre",
    "Zeynep",
    "Fatima",
    "Ilias",
    "Noor",
    "Bram",
    "Sofie",
    "Milan",
    "Hanna",
    "Omar",
    "Leyla",
    "Finn",
    "Elif",
    "Jasper",
    "Meryem",
    "Thijs",
    "Aya",
    "Rayan",
    "Julia",
    "Sem",
    "Nina",
    "Bilal",
    "Eva",
    "Kacper",
    "Zofia",
    "Oleh",
    "Daria",
    "Mateo",
    "Lucia",
    "Sara",
    "Adam",
    "Ines",
    "Jonas",
    "Maud",
    "Tibo",
    "Fien",
    "Wout",
    "Lina",
    "Arda",
    "Selin",
    "Hamza",
    "Nora",
    "Tess",
    "Luuk",
    "Roos",
    "Stijn",
    "Kofi",
    "Abena",
    "Marek",
    "Ola",
    "Ivan",
    "Katya",
    "Diego",
    "Carmen",
    "Safa",
    "Younes",
    "Marie",
    "Lucas",
    "Anna",
    "Victor",
    "Elena",
    "Pieter",
    "Greet",
    "Ahmed",
    "Samira",
    "Karim",
    "Hilde",
    "Rob",
    "Ingrid",
    "Mehmet",
    "Ayse",
    "Joris",
    "Lieve",
    "Anouk",
]
FAMILY = (
    (
        "|Peeters |Janssens |Maes |Jacobs |Mertens |Willems |Claes |Goossens |Wouters |Yilmaz |Kaya |Demir |Öztürk "
        "|Bakker |Visser |Smit |Mulder |Bos |Dekker |Kowalska |Nowak |Shevchenko |Bondarenko |García |López |Mensah "
        "|Owusu |Haddad |Benali |Bouzid |Azizi |Rahimi |Ferrari |Dupont |Lambert"
    )
    .replace(" |", "|")
    .strip("|")
    .split("|")
)
INFIXED = [
    ("van", "Dijk"), ("de", "Vries"), ("van den", "Berg"), ("van der", "Meer"), ("de", "Jong"), ("ter", "Horst"),
    ("el", "Idrissi"), ("ben", "Salah"), ("van de", "Velde"), ("", "Van den Berghe"), ("", "De Smet"),
]  # fmt: skip
INTERESTS = ("sport", "muziek", "dieren", "techniek", "koken", "tekenen")
LANGUAGES = ("ar", "tr", "pl", "fr", "en", "uk", "es", "zgh")
SCHOOLS = (
    "De Vuurtoren", "Het Anker", "De Zilvermeeuw", "De Waterlelie", "Het Kompas", "De Regenboog", "De Kraanvogel",
    "Het Zeepaard", "De Brug", "De Loods", "Het Baken", "De Kade", "College Havenzicht", "Lyceum De Rede",
    "De Zwaluw", "College Oosterdok", "De Springplank",
)  # fmt: skip


def name(rnd: random.Random) -> dict[str, str]:
    """Return the three parts of an invented name."""
    given = rnd.choice(GIVEN)
    if rnd.random() < 0.3:
        infix, family = rnd.choice(INFIXED)
        return {"given_name": given, "infix": infix, "family_name": family}
    return {"given_name": given, "infix": "", "family_name": rnd.choice(FAMILY)}
