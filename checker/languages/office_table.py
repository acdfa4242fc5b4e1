"""Who held which office when: the packaged table, and a user's of the same form.

The form is CSV with the columns person,office_class,place,from,to (ISO dates, `to` empty while in office; office for
short); lines that begin with # are comments. A comment "Certain until DATE" bounds what an empty `to` claims.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from checker.errors import InputError
from checker.languages import ROOT
from checker.languages.names import name_key, same_given

PACKAGED = ROOT / "concepts" / "office_holders.csv"
EDGE = dt.timedelta(days=3)  # around a change of holders, within which sources may differ
COLUMNS = ("person", "office_class", "place", "from", "to")
CERTAIN = re.compile(r"[Cc]ertain until (\d{4}-\d{2}-\d{2})")
PARTICLES = re.compile(r"^(?:.*? )??((?:van|von|de|di|da|del|der|den|bin|della|Van|De|Di) .+|[^ ]+)$")


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one office; `end` is None where the table knows none."""

    first: str
    last: str
    office: str
    place: str  # ISO code in lower case, or eu, nato, un, ecb, imf
    start: dt.date
    end: dt.date | None
    certain_until: dt.date | None  # what an open end claims

    @property
    def key(self) -> str:
        return name_key(self.last)

    def holds_on(self, day: dt.date) -> bool | None:
        """Whether the office is held on a day; None outside what the table claims. Days near a change are unsure."""
        if abs(day - self.start) <= EDGE or (self.end and abs(day - self.end) <= EDGE):
            return None
        if day < self.start:
            return False
        if self.end is not None:
            return day <= self.end
        if self.certain_until is not None and day > self.certain_until:
            return None
        return True


class OfficeTable:
    """Tenures by name and by office."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        self.tenures = tuple(tenures)
        self._by_key: dict[str, list[Tenure]] = {}
        for tenure in self.tenures:
            self._by_key.setdefault(tenure.key, []).append(tenure)

    def of_person(self, first: str, last: str) -> tuple[Tenure, ...]:
        """The tenures of a person; both names must be given, so that a namesake's are not taken."""
        if not first or not last:
            return ()
        return tuple(
            t for t in self._by_key.get(name_key(last), ()) if t.first and same_given(first, t.first)
        )

    def holds(self, first: str, last: str, office: str, day: dt.date) -> bool | None:
        """Whether the person holds the office on a day; None where the table does not know."""
        answers = [t.holds_on(day) for t in self.of_person(first, last) if t.office == office]
        if any(answers):
            return True
        return None if not answers or None in answers else False

    def __len__(self) -> int:
        return len(self.tenures)


def load_office_table(facts: str = "") -> OfficeTable:
    """The packaged table and the rows of the user's, which stand for the packaged ones that they overlap.

    Raises InputError on a row that cannot be read.
    """
    changed = Path(facts).stat().st_mtime_ns if facts and Path(facts).exists() else 0
    return _load(facts, changed)


@lru_cache(maxsize=4)
def _load(facts: str, changed: int) -> OfficeTable:
    own = list(read_tenures(Path(facts))) if facts else []
    packaged = [row for row in read_tenures(PACKAGED) if not any(overlap(row, other) for other in own)]
    return OfficeTable([*packaged, *own])


def overlap(a: Tenure, b: Tenure) -> bool:
    """Whether two rows tell of one person's same time in one office."""
    if (a.key, a.office, a.place) != (b.key, b.office, b.place) or not same_given(a.first, b.first):
        return False
    return (b.end is None or a.start <= b.end) and (a.end is None or b.start <= a.end)


def read_tenures(path: Path) -> Iterable[Tenure]:
    """The rows of one file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    certain = CERTAIN.search(text)
    until = dt.date.fromisoformat(certain.group(1)) if certain else None
    lines = [
        (n, line)
        for n, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        return
    named = [cell.strip() for cell in next(csv.reader([lines[0][1]]))]
    header = ["office_class" if cell == "office" else cell for cell in named]
    missing = [c for c in COLUMNS if c not in header]
    if missing:
        raise InputError(f"{path}: column {missing[0]} is missing; the columns are {','.join(COLUMNS)}")
    for number, line in lines[1:]:
        cells = dict(zip(header, (c.strip() for c in next(csv.reader([line]))), strict=False))
        try:
            yield _tenure(cells, until)
        except (KeyError, ValueError) as error:
            raise InputError(f"{path}, line {number}: {error}") from error


def _tenure(cells: dict[str, str], until: dt.date | None) -> Tenure:
    name = cells["person"]
    if not name or not cells["office_class"]:
        raise ValueError("person and office_class must not be empty")
    last = PARTICLES.sub(r"\1", name)
    first = name[: -len(last)].strip() if name.endswith(last) else ""
    end = cells.get("to", "")
    start = dt.date.fromisoformat(cells["from"])
    certain = until if until is None or until >= start else start
    return Tenure(
        first,
        last,
        cells["office_class"],
        cells["place"].lower(),
        start,
        dt.date.fromisoformat(end) if end else None,
        certain,
    )
