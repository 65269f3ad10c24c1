"""Large cities by any usual spelling, with region and time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zhivo.quality.places import regions

# In the middle of a Russian place name these stay small: «Комсомольск-на-Амуре».
_SMALL = {"на", "над", "под", "де", "и", "в", "во", "ля", "об"}
_ABROAD = re.compile(r"^(?:россия|российская федерация|рф|russia|russian federation|украина|германия|сша|китай)$")
_KIND = re.compile(
    r"^(?:г|гор|город|пос|посёлок|поселок|пгт|п|рп|с|село|д|дер|деревня|ст|ст-ца|станица|х|хутор|аул|снт|city|town)"
    r"(?:\.\s*|\s+)(?=\S)"
)
_SMALLER = re.compile(r"\b(?:р-н|район|улица|ул|дом|пр-т|проспект|мкр)\b")


@dataclass(frozen=True)
class City:
    """A place as it is shown; region and zone are None where only the name is known, `sure` is False for a guess."""

    name: str
    region: str | None
    time_zone: str | None
    sure: bool = True


def _lines(name: str) -> Iterator[tuple[str, str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, _, value = line.partition(": ")
            yield key, value


def _key(text: str) -> str:
    return " ".join(re.sub(r"[^a-zа-я]+", " ", text.lower().replace("ё", "е")).split())


@cache
def _cities() -> dict[str, City]:
    zones = regions.time_zones()
    found: dict[str, City] = {}
    for region, names in _lines("cities.txt"):
        for name in names.split(", "):
            found.setdefault(_key(name), City(name, region, zones[region]))
    for written, name in _lines("other_city_names.txt"):
        city = found[_key(name)]
        found[_key(written)] = City(city.name, city.region, city.time_zone, sure=not name.endswith("?"))
    return found


def is_known(text: str) -> bool:
    """Say whether a cell is a city of the table and nothing else, «г. Самара» and «СПб» too."""
    return _key(_without_kind(text[:100])) in _cities()


def known() -> set[City]:
    """Return the cities of the table."""
    return {city for city in _cities().values() if city.sure}


def _shown(text: str) -> str:
    if text not in (text.upper(), text.lower()):
        return text
    words = re.split(r"([\s-]+)", text.lower())
    return "".join(word if word in _SMALL and at else word[:1].upper() + word[1:] for at, word in enumerate(words))


def _without_kind(part: str) -> str:
    bare = part.strip(" .,;«»\"'")
    found = _KIND.match(bare.lower())
    return bare[found.end() :].strip(" .") if found else bare


def find(text: str) -> City | None:
    """Return the city that a cell names («г.Москва», «СПб», «Московская обл., г. Химки»), None when it names none.

    A place that is not in the table comes back with its name alone. A cell that names a region only has an empty name.
    """
    region: str | None = None
    unknown: str | None = None
    for raw in re.split(r"[,;\n(/]", text[:300]):
        part = _without_kind(raw.replace(")", " "))
        place, its_region = _split_region(part)
        known = _cities().get(_key(part)) or _cities().get(_key(place))
        if known:
            return known
        if not part or not re.search(r"[A-Za-zА-Яа-яЁё]{2}", part) or _ABROAD.match(part.lower()):
            continue
        region = region or its_region
        if place and unknown is None and not _SMALLER.search(place.lower()):
            unknown = place
    if unknown is None and region is None:
        return None
    zone = regions.time_zones()[region] if region else None
    return City(_shown(unknown or ""), region, zone)


def _split_region(part: str) -> tuple[str, str | None]:
    """«Химки МО», «Кукуево Рязанской обл» and «Респ. Татарстан»: the place and the region, either may be missing."""
    words = part.split(" ")
    for taken in (len(words), 2, 1):
        region = regions.find(" ".join(words[-taken:])) if taken <= len(words) else None
        if region:
            return " ".join(words[:-taken]), region
    return part, None
