"""Who is the same person, and which roles fit one."""

from __future__ import annotations

import datetime as dt

import pytest

from checker.comparisons.name import look_alike
from checker.comparisons.person import edit_distance, find_individuals, is_misspelling, same_person
from checker.comparisons.role import compare_roles
from checker.languages.names import is_spelling_variant, name_key, same_given
from checker.languages.office_table import load_office_table
from checker.mentions import annotate
from checker.model import AnnotatedArticle, Level, Person, Role, Story
from checker.segmentation import split_sentences
from tests.conftest import make_article


def read(text: str, name: str = "a", language: str = "de") -> AnnotatedArticle:
    article = make_article(text, name, language=language)
    return annotate(article, split_sentences(article))


def first_person(text: str, language: str = "de") -> Person:
    return read(text, language=language).of(Person)[0]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ministerin Henrike Althoff sprach.", "Henrike Althoff sprach.", True),
        ("Ministerin Althoff sprach.", "Henrike Althoff sprach.", True),
        ("Andrij Melnytschenko sprach.", "Andriy Melnychenko sprach.", True),
        ("Premier Keir Starmer sprach.", "Die Worte des Premiers Keir Starmers blieben.", True),
        ("Frau Weber sprach.", "Herr Weber sprach.", False),
        ("Anna Weber sprach.", "Karl Weber sprach.", False),
        ("Vorstandschef Matthias Öhlmann sprach.", "Vorstandschef Markus Öhlmann sprach.", True),
        ("Die Lehrerin Anna Weber sprach.", "Die Ärztin Ute Weber sprach.", False),
        (
            "Per Video sprach der britische Premier.",
            "Der britische Premierminister Sir Alan Keel sprach.",
            True,
        ),
        (
            "Per Video sprach der britische Premier.",
            "Der belgische Premierminister Alain Keel sprach.",
            False,
        ),
        ("Anna Weber sprach.", "Anna Huber sprach.", False),
    ],
)
def test_same_person(left: str, right: str, same: bool) -> None:
    assert same_person(first_person(left), first_person(right)) is same


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (Role("defence-minister", "", 0, 0), Role("minister", "", 0, 0), Level.EQUAL),
        (Role("ceo", "", 0, 0), Role("generic-chief", "", 0, 0), Level.EQUAL),
        (Role("national-coach", "", 0, 0, head="coach"), Role("coach", "", 0, 0), Level.EQUAL),
        (Role("defence-minister", "", 0, 0), Role("foreign-minister", "", 0, 0), Level.CONFLICT),
        (Role("judge", "", 0, 0), Role("prosecutor", "", 0, 0, head="lawyer"), Level.CONFLICT),
        (Role("lawyer", "", 0, 0), Role("prosecutor", "", 0, 0, head="lawyer"), Level.CONFLICT),
        (Role("coach", "", 0, 0), Role("sporting-director", "", 0, 0), Level.CONFLICT),
        (Role("state-secretary", "", 0, 0), Role("group-spokesperson", "", 0, 0), Level.CONFLICT),
        (Role("mayor", "", 0, 0), Role("party-regional-leader", "", 0, 0), Level.COMPATIBLE),
        (Role("mp", "", 0, 0), Role("minister", "", 0, 0), Level.COMPATIBLE),
        (Role("expert", "", 0, 0), Role("coach", "", 0, 0), Level.NULL),
        (Role("military-rank", "", 0, 0), Role("generic-chair", "", 0, 0), Level.NULL),
        (Role("mayor", "", 0, 0, status="deputy"), Role("mayor", "", 0, 0), Level.CONFLICT),
        (
            Role("mayor", "", 0, 0),
            Role("generic-chief", "", 0, 0, organisation="ordnungsamts"),
            Level.CONFLICT,
        ),
        (Role("works-council-chair", "", 0, 0), Role("union-official", "", 0, 0), Level.CONFLICT),
        (Role("judge", "", 0, 0), Role("mayor", "", 0, 0), Level.CONFLICT),
        (Role("ceo", "", 0, 0), Role("plant-manager", "", 0, 0), Level.COMPATIBLE),
        (
            Role("cfo", "Finanzvorständin", 0, 0, head="board-member", specifier="finanz"),
            Role("board-member", "Risikovorständin", 0, 0, head="board-member", specifier="risiko"),
            Level.CONFLICT,
        ),
        (
            Role("board-member", "Bahnvorständin", 0, 0, head="board-member", specifier="bahn"),
            Role("board-member", "Personalvorständin", 0, 0, head="board-member", specifier="personal"),
            Level.CONFLICT,
        ),
        (
            Role("generic-chair", "", 0, 0, organisation="militarausschusses"),
            Role("generic-chair", "", 0, 0, organisation="militarausschuss der allianz"),
            Level.EQUAL,
        ),
        (
            Role("generic-chair", "", 0, 0, organisation="hebammenbundes"),
            Role("generic-chair", "", 0, 0, organisation="klinikverbunds"),
            Level.COMPATIBLE,
        ),
    ],
)
def test_roles(a: Role, b: Role, level: Level) -> None:
    assert compare_roles(a, b) is level
    assert compare_roles(b, a) is level


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Öhlmann", "Oehlmann", True), ("Ekström", "Ekstrom", True), ("Demirtaş", "Demirtas", True),
        ("Þórsson", "Thorsson", True), ("Mønster", "Monster", True), ("Łukasiewicz", "Lukasiewicz", True),
        ("Selenskyj", "Zelensky", True), ("Melnytschenko", "Melnychenko", True), ("Schukow", "Zhukov", True),
        ("Chruschtschow", "Khrushchev", True), ("Gaddafi", "Kaddafi", True), ("von der Leyen", "Leyen", True),
        ("Hofmann", "Hoffmann", False), ("Meyer", "Meier", False), ("Ahlers", "Ahlert", False),
        ("Müller", "Möller", False), ("Schmidt", "Schmitt", False),
    ],
)  # fmt: skip
def test_spelling_variants(a: str, b: str, one: bool) -> None:
    assert is_spelling_variant(a, b) is one
    if one:
        assert name_key(a) == name_key(b)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Matthias", "Markus", False), ("Sabine", "Sabrina", False), ("Annegret", "Annemarie", False),
        ("Jochen", "Joachim", True), ("Bill", "William", True), ("M.", "Matthias", True), ("", "Anna", None),
        ("Hans-Peter", "Peter", True), ("Hans-Peter", "Hans-Jürgen", False), ("Alexus G.", "Alexus", True),
        ("Andrij", "Andriy", True), ("Ayşe", "Ayse", True), ("Katrin", "Kathrin", True),
    ],
)  # fmt: skip
def test_first_names(a: str, b: str, same: bool | None) -> None:
    assert same_given(a, b) is same
    assert same_given(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("Ahlers", "Ahlert", True), ("Maitland", "Matiland", True), ("Hofmann", "Hoffmann", True),
        ("Starmer", "Starmers", False), ("Öhlmann", "Oehlmann", False), ("Selenskyj", "Zelensky", False),
        ("Kaltenbrunn", "Kaltenborn", True), ("Beyer", "Baier", True), ("Chalil", "Khalil", False),
        ("Weber", "Huber", False), ("Strack", "Strack-Zimmer", False),
    ],
)  # fmt: skip
def test_misspellings(a: str, b: str, slip: bool) -> None:
    assert is_misspelling(a, b) is slip


def test_lookalikes() -> None:
    assert look_alike("Sabine", "Sabrina")
    assert look_alike("Annegret", "Annemarie")
    assert not look_alike("Anna", "Klaus")


def test_edit_distance_counts_a_swap_once() -> None:
    assert edit_distance("norberg", "nroberg") == 1
    assert edit_distance("abc", "abcdefg") == 3


def test_spouses_in_one_article_are_two() -> None:
    left = read("Gerd Wittkopp und seine Frau Gerda Wittkopp verloren ihr Haus.", "left")
    right = read("Gerda Wittkopp zeigt auf den Schlamm.", "right")
    names = {i.name: i.articles for i in find_individuals(Story("s", "", (left, right)))}
    assert names == {"Gerd Wittkopp": ("left",), "Gerda Wittkopp": ("left", "right")}


class TestOfficeTable:
    def test_holders_by_day(self) -> None:
        table = load_office_table()
        assert table.holds("Angela", "Merkel", "head-of-government", dt.date(2015, 1, 1)) is True
        assert table.holds("Angela", "Merkel", "head-of-government", dt.date(2023, 1, 1)) is False
        assert table.holds("Angela", "Merkel", "head-of-state", dt.date(2015, 1, 1)) is None

    def test_an_open_end_claims_nothing_after_the_table_was_made(self) -> None:
        assert (
            load_office_table().holds("Friedrich", "Merz", "head-of-government", dt.date(2031, 1, 1)) is None
        )

    def test_spellings_find_one_person(self) -> None:
        table = load_office_table()
        assert table.of_person("Wolodymyr", "Selenskyj") == table.of_person("Volodymyr", "Zelensky") != ()

    def test_a_users_table_extends_it(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        path = tmp_path / "facts.csv"
        path.write_text(
            "person,office_class,place,from,to\nMerle Sand,mayor,DE,2020-01-01,\n", encoding="utf-8"
        )
        table = load_office_table(str(path))
        assert table.holds("Merle", "Sand", "mayor", dt.date(2026, 1, 1)) is True

    @pytest.mark.parametrize("row", ["Merle Sand,mayor,DE,soon,", ",mayor,DE,2020-01-01,"])
    def test_a_bad_row_is_named(self, tmp_path, row: str) -> None:  # type: ignore[no-untyped-def]
        from checker.errors import InputError

        path = tmp_path / "facts.csv"
        path.write_text(f"person,office_class,place,from,to\n{row}\n", encoding="utf-8")
        with pytest.raises(InputError, match="line 2"):
            load_office_table(str(path))
