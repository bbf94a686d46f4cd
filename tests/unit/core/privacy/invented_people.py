"""Invented values for the placeholders of text templates: nobody's, drawn with a fixed seed."""

import random
import re
from dataclasses import dataclass

WOMEN = """\
Ingrid Maya Shanice Oluwaseun Mei-Ling Beatriz Ekaterina Aisling Fatima Harriet Noor Louise Rosalind Tamsin Anneliese
Yuki Priscilla Dolores Hyacinth Camille Wanda Thandiwe Mary Jennifer Linda Patricia Karen Nancy Susan Jessica Sarah
Ashley Emily Donna Michelle Carol Amanda Deborah Stephanie Rebecca Laura Helen Sharon Cynthia Kathleen Amy Angela
Shirley Anna Brenda Pamela Nicole Ruth Katherine Samantha Christine Emma Catherine Virginia Debra Rachel Janet Maria
Heather Diane Julie Joyce Victoria Kelly Christina Lauren Joan Evelyn Olivia Judith Megan Cheryl Martha Andrea Frances
Hannah Jacqueline Ann Gloria Jean Kathryn Alice Teresa Sara Janice Doris Madison Julia Grace Judy Abigail Marie Denise
Beverly Amber Theresa Marilyn Danielle Diana Brittany Natalie Sophia Rose Isabella Alexis Kayla Charlotte
""".split()
MEN = """\
Tobias Kwabena Rajiv Seamus Lukasz Enzo Haruki Dmitri Emeka Gethin Osvaldo Pascal Rupert Sanjay Tariq Viggo Wilbur
Yannick Anders Bartholomew James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel
Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey
Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Frank
Patrick Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Douglas Zachary Peter Kyle Ethan Walter Noah
Jeremy Christian Keith Roger Terry Austin Sean Gerald Carl Harold Dylan Arthur Lawrence Jordan Jesse Bryan Billy Bruce
Gabriel Joe Logan Alan Juan
""".split()
SURNAMES = """\
Abernathy Achterberg Balogun Castellanos Dalgaard Eriksen Fairweather Gunawardena Hollingsworth Iwasaki Jablonski
Kirchner Lindqvist Mbeki Nakashima O'Donnell Pereira Quispe Rautio Szymanski Thorsen Umarov Vandenberg Whitcombe Xiong
Yamada Zielinski Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez
Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis
Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell
Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales
Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson
Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross
Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Gonzales Fisher Vasquez
Simmons Romero Jordan Patterson Alexander Hamilton Graham
""".split()
STREETS = """\
Maple Street;
Orchard Lane;
Quarry Hill Road;
Station Road;
Elm Avenue;
Lakeshore Drive;
St. Mary's Crescent;
Harbour View;
Fifth Avenue;
Bishop's Close;
Willowbrook Court;
Sunset Boulevard;
Old Mill Way;
King Street;
Peachtree Place;
Foxglove Terrace;
Tanner Parkway;
Cedar Ridge Trail;
Hauptstraße;
Rue de la Fontaine;
Via Garibaldi;
Calle Mayor;
Lindenweg;
Storgatan
""".replace("\n", "").split(";")
CITIES = "Springfield;Leeds;Port Ellen;New Haven;Galway;Tacoma;Fort Collins;Uppsala;Dayton;Mesa;Cardiff".split(";")
STATES = "IL TX CA NY OH WA FL GA PA MN CO".split()
COUNTRIES = "Norway;Kenya;Portugal;Japan;Canada;Chile;Ireland;India;Mexico".split(";")
NATIONALITIES = "Norwegian;Kenyan;Italian;Japanese;Canadian;Thai".split(";")
ORGANIZATIONS = "Brightwater;Kestrel Foods;Northlight Energy;Amber Systems;Cobalt Freight;Juniper Bank".split(";")
JOBS = "Quantity surveyor;Florist;Bus driver;Software developer".split(";")


@dataclass(frozen=True)
class Labelled:
    text: str
    spans: tuple[tuple[int, int, str], ...]


class Inventor:
    """Draws values; ``personal`` names the placeholders whose values are identifiers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def fill(self, template: str) -> Labelled:
        text, spans, at = "", [], 0
        template = template.replace("\\n", "\n").replace("\\,", ",")
        for match in re.finditer(r"\{\{(\w+)\}\}", template):
            text += template[at : match.start()]
            value = self.value(match.group(1))
            if match.group(1) not in IMPERSONAL:
                spans.append((len(text), len(text) + len(value), match.group(1)))
            text += value
            at = match.end()
        return Labelled(text + template[at:], tuple(spans))

    def value(self, placeholder: str) -> str:
        draw = getattr(self, placeholder, None)
        if draw is None:
            draw = getattr(self, re.sub(r"_(?:fe)?male$|_nonbinary$", "", placeholder))
        return draw()

    def digits(self, pattern: str) -> str:
        drawn = {"#": (0, 9), "%": (2, 9)}
        return "".join(str(self.random.randint(*drawn[c])) if c in drawn else c for c in pattern)

    def first_name(self) -> str:
        return self.random.choice(self.random.choice((WOMEN, MEN)))

    def last_name(self) -> str:
        return self.random.choice(SURNAMES)

    def name(self) -> str:
        return f"{self.first_name()} {self.last_name()}"

    person = name

    def prefix(self) -> str:
        return self.random.choice(("Mr.", "Mrs.", "Ms.", "Dr."))

    def phone_number(self) -> str:
        return self.digits(self.random.choice((
            "(%##) %##-####", "%##-%##-####", "%##.%##.####", "+1-%##-%##-####", "001-%##-%##-####x###", "%#########",
            "+44 20 7### ####", "07### ######", "0#### ######", "+49 30 #######", "+33 6 ## ## ## ##",
            "%##-%##-####x####", "+91 9#### #####", "04## ### ###", "+46 70 ### ## ##")))  # fmt: skip

    def email(self) -> str:
        host = self.random.choice(("example.com", "mail.example.org", "example.co.uk"))
        return f"{self.first_name()}.{self.last_name()}@{host}".lower().replace("'", "")

    def credit_card_number(self) -> str:
        body = self.digits(
            self.random.choice(("4##############", "5#############", "37############", "6011###########"))
        )
        checked = next(body + str(d) for d in range(10) if _luhn(body + str(d)))
        return checked if self.random.random() < 0.7 else " ".join(re.findall(".{1,4}", checked))

    def iban(self) -> str:
        country, length = self.random.choice((("DE", 18), ("GB", 18), ("FR", 23), ("NL", 14)))
        body = self.digits("#" * length) if country != "GB" else "WEST" + self.digits("#" * 14)
        number = int("".join(str(int(c, 36)) for c in body + country + "00"))
        plain = f"{country}{98 - number % 97:02d}{body}"
        return plain if self.random.random() < 0.6 else " ".join(re.findall(".{1,4}", plain))

    def ssn(self) -> str:
        return self.digits("2##-%#-####")

    def us_driver_license(self) -> str:
        return self.digits(self.random.choice(("D#######", "#########", "S###-####-####")))

    def ip_address(self) -> str:
        if self.random.random() < 0.2:
            return ":".join(f"{self.random.randint(0, 65535):x}" for _ in range(8))
        return ".".join(str(self.random.randint(1, 254)) for _ in range(4))

    def url(self) -> str:
        return self.random.choice(
            (
                "https://www.example.com/",
                "http://brightwater.example.org/people/7",
                "www.example.net/album?id=4",
                "https://juniper.example/",
            )
        )

    def date_of_birth(self) -> str:
        y, m, d = self.random.randint(1930, 2004), self.random.randint(1, 12), self.random.randint(1, 28)
        ways = (f"{y}-{m:02d}-{d:02d}", f"{m:02d}/{d:02d}/{y}", f"{d} March {y}", f"June {d}, {y}")
        return self.random.choice(ways)

    def building_number(self) -> str:
        return str(self.random.randint(1, 9800))

    def street_name(self) -> str:
        return self.random.choice(STREETS[:18])

    def secondary_address(self) -> str:
        return self.random.choice(("Apt. ", "Suite ")) + str(self.random.randint(1, 980))

    def city(self) -> str:
        return self.random.choice(CITIES)

    def state_abbr(self) -> str:
        return self.random.choice(STATES)

    def zipcode(self) -> str:
        return self.digits("%####")

    def postcode(self) -> str:
        return self.random.choice((self.digits("%####"), self.digits("LS# #") + "QT", self.digits("%###") + " AB"))

    def address(self) -> str:
        kind = self.random.randint(0, 4)
        number, street, city = self.building_number(), self.street_name(), self.city()
        return (
            f"{number} {street}\n{city}, {self.state_abbr()} {self.zipcode()}",
            f"{number} {street} {self.secondary_address()}\n{city}, {self.state_abbr()} {self.zipcode()}",
            f"{number} {street}, {city}, {self.postcode()}",
            f"{self.random.choice(STREETS[18:])} {self.random.randint(1, 140)}",
            f"{number} {street}\n {self.secondary_address()}\n {city}\n {self.country()} {self.zipcode()}",
        )[kind]

    def country(self) -> str:
        return self.random.choice(COUNTRIES)

    def nationality(self) -> str:
        return self.random.choice(NATIONALITIES)

    nation_woman = nation_man = nation_plural = nationality

    def organization(self) -> str:
        return self.random.choice(ORGANIZATIONS)

    def job(self) -> str:
        return self.random.choice(JOBS)

    def age(self) -> str:
        return str(self.random.randint(18, 90))

    def year(self) -> str:
        return str(self.random.randint(1950, 2024))

    def date_time(self) -> str:
        return f"{self.random.randint(1, 28)} May 2019 at {self.random.randint(1, 12)} pm"

    def day_of_week(self) -> str:
        return self.random.choice(("Monday", "Thursday", "Saturday"))


IMPERSONAL = {
    "country",
    "nationality",
    "organization",
    "job",
    "age",
    "year",
    "date_time",
    "day_of_week",
    "city",
    "state_abbr",
    "prefix_male",
    "prefix_female",
    "prefix",
    "nation_woman",
    "nation_man",
    "nation_plural",
}


def _luhn(number: str) -> bool:
    total = 0
    for i, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + i % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
