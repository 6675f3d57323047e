"""The name lists and labels: what is understood, what is found, and that the shipped files are clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assembler.model.finding import Source
from assembler.model.plan import Stage
from assembler.model.vocabulary import Contact, Labels, Organization, Vocabulary
from assembler.readers.settings.labels import read_labels
from assembler.readers.settings.name_lists import read_entities, read_organizations
from tests.readers.names import places

ROOT = Path(__file__).parents[3]
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


class TestOrganizations:
    def test_every_key(self) -> None:
        organizations, findings = read_organizations(
            "au:\n  name: African Union\n  acronym: AU\n  short: Union\n  aliases: [OAU]\n  sort: Afrique\n"
            "  agenda: {item_letter: a, title: T, titles: {fr: U}}\n  names: {fr: Union africaine}\n",
            "organizations.yaml",
        )
        assert findings == ()
        assert organizations["au"] == Organization(
            id="au",
            name="African Union",
            acronym="AU",
            short="Union",
            letter="a",
            agenda_title="T",
            aliases=("OAU",),
            sort="Afrique",
            names={"fr": "Union africaine"},
            agenda_titles={"fr": "U"},
            source=Source("organizations.yaml", 1, 1, 1, 3),
        )

    def test_order_of_the_file_is_kept(self) -> None:
        organizations, _ = read_organizations("b: {name: B}\na: {name: A}\n", "organizations.yaml")
        assert list(organizations) == ["b", "a"]

    def test_organization_without_a_letter_is_allowed(self) -> None:
        organizations, findings = read_organizations("a: {name: A}\n", "organizations.yaml")
        assert findings == ()
        assert organizations["a"].letter == ""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a: {name: A, agenda: {item_letter: a}}\nb: {name: B, agenda: {item_letter: a}}", ("IN-VAL-04", 2, 36)),
            ("a: {name: A, agenda: {item_letter: a}}\nb: {name: B, agenda: {item_letter: c}}", ("IN-VAL-06", 2, 36)),
            ("a: {name: A, agenda: {item_letter: b}}", ("IN-VAL-06", 1, 36)),
            ("a: {name: A, agenda: {item_letter: A}}", ("IN-VAL-01", 1, 36)),
            ("a: {name: A, agenda: {item_letter: zz}}", ("IN-VAL-01", 1, 36)),
            ("A: {name: A}", ("IN-VAL-01", 1, 1)),
            ("a: {name: African Union}\nb: {name: African  union}", ("IN-VAL-04", 2, 11)),
            ("a: {nam: A, name: B}", ("IN-KEY-01", 1, 5)),
            ("a: {acronym: A}", ("IN-KEY-02", 1, 4)),
            ("a:", ("IN-VAL-03", 1, 3)),
            ("a: {name: '\u3000 '}", ("IN-VAL-03", 1, 11)),
            ('a: {name: "\\u00a0"}', ("IN-VAL-03", 1, 11)),
            ("a: {name: A, names: {de: B}}", ("IN-VAL-01", 1, 22)),
        ],
    )
    def test_fault_at_its_place(self, text: str, expected: tuple[str, int, int]) -> None:
        assert places(read_organizations(text, "organizations.yaml")[1]) == [expected]

    def test_same_name_is_found_with_both_places(self) -> None:
        text = "who: {name: World Health Organization}\n\nhealth: {name: World Health Organization}\n"
        for _, findings in (read_organizations(text, "organizations.yaml"), read_entities(text, "entities.yaml")):
            assert [finding.message for finding in findings] == ["“health” has the same name as “who” on line 1."]
            assert places(findings) == [("IN-VAL-04", 3, 16)]

    def test_organization_with_a_fault_stays_known(self) -> None:
        organizations, findings = read_organizations("au: {acronym: AU}\n", "organizations.yaml")
        assert len(findings) == 1
        assert organizations["au"].name == "au"


class TestEntities:
    def test_every_key(self) -> None:
        entities, findings = read_entities(
            "who: {name: World Health Organization, acronym: WHO, group: Agencies, aliases: [OMS], names: {fr: OMS}}",
            "entities.yaml",
        )
        assert findings == ()
        assert entities["who"].group == "Agencies"
        assert entities["who"].names == {"fr": "OMS"}

    @pytest.mark.parametrize("name", ["general", "consolidated"])
    def test_name_of_a_folder_of_the_lead_department(self, name: str) -> None:
        entities, findings = read_entities(f"{name}: {{name: X}}\n", "entities.yaml")
        assert entities == {}
        assert places(findings) == [("IN-VAL-01", 1, 1)]


def labels(language: str) -> str:
    return (ROOT / "templates" / "labels" / f"{language}.yaml").read_text(encoding="utf-8")


def read_language(language: str) -> Labels:
    read, findings = read_labels(labels(language), f"templates/labels/{language}.yaml")
    assert findings == ()
    assert read is not None
    return read


class TestLabels:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_shipped_file_is_clean(self, language: str) -> None:
        read = read_language(language)
        assert read.language == language
        assert read.direction == ("rtl" if language == "ar" else "ltr")
        assert bool(read.version) == (language != "en")
        assert set(read.original) == set(LANGUAGES)
        assert {75, 80} <= set(read.sessions)
        assert set(read.sessions) == set(read.years)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_agenda_line_can_be_filled(self, language: str) -> None:
        read = read_language(language)
        for stage in Stage:
            line = read.agenda[stage].format(lead=read.leads[stage], item="130")
            assert "130" in line
            assert "{" not in line

    def test_english_ordinals(self) -> None:
        read = read_language("en")
        assert set(read.sessions) == set(range(1, 101))
        assert read.sessions[75] == "Seventy-fifth session"
        assert read.sessions[12] == "Twelfth session"
        assert (read.years[40], read.years[100]) == ("Fortieth year", "One hundredth year")
        assert len(set(read.sessions.values())) == 100

    def test_date_of_the_masthead(self) -> None:
        day = date(2020, 9, 11)
        printed = {language: read_language(language).print_masthead_date(day) for language in LANGUAGES}
        assert printed["en"] == printed["ru"] == printed["zh"] == printed["ar"] == "11 September 2020"
        assert printed["fr"] == "11 septembre 2020"
        assert printed["es"] == "11 de septiembre de 2020"

    def test_date_of_running_text(self) -> None:
        day = date(2020, 9, 4)
        assert {language: read_language(language).print_date(day) for language in LANGUAGES} == {
            "en": "4 September 2020",
            "fr": "4 septembre 2020",
            "es": "4 de septiembre de 2020",
            "ru": "4 сентября 2020 года",
            "zh": "2020年9月4日",
            "ar": "4 أيلول/سبتمبر 2020",
        }

    def test_first_day_of_a_month(self) -> None:
        day = date(2027, 5, 1)
        assert {language: read_language(language).print_date(day) for language in LANGUAGES} == {
            "en": "1 May 2027",
            "fr": "1er mai 2027",
            "es": "1 de mayo de 2027",
            "ru": "1 мая 2027 года",
            "zh": "2027年5月1日",
            "ar": "1 أيار/مايو 2027",
        }

    def test_first_day_of_a_month_in_the_masthead(self) -> None:
        days = {language: read_language(language).print_masthead_date(date(2027, 5, 1)) for language in LANGUAGES}
        assert days["en"] == days["ru"] == days["zh"] == days["ar"] == "1 May 2027"
        assert (days["fr"], days["es"]) == ("1er mai 2027", "1 de mayo de 2027")

    def test_day_11_is_no_first_day(self) -> None:
        assert read_language("fr").print_date(date(2027, 5, 11)) == "11 mai 2027"

    def test_series(self) -> None:
        assert read_language("en").series(("(a)", "(b)", "(c)")) == "(a), (b) and (c)"
        assert read_language("zh").series(("(a)", "(b)", "(c)")) == "(a)、(b)和(c)"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_letters_reach_beyond_the_alphabet(self, language: str) -> None:
        letters = read_language(language).letters
        assert len(letters) == 52
        assert letters[0] == ("أ" if language == "ar" else "a")
        assert letters[26] == ("ظ" if language == "ar" else "aa")

    @pytest.mark.parametrize(
        ("old", "new", "rule"),
        [
            ('page: "Page"', "page: null", "IN-KEY-02"),
            ('"{number}."', '"{numbr}."', "IN-VAL-01"),
            ('"{number}."', '"{number.real}."', "IN-VAL-01"),
            ('[", ", " and "]', '[", "]', "IN-VAL-01"),
            ("direction: ltr", "direction: left", "IN-VAL-01"),
        ],
    )
    def test_faulty_file_is_not_used(self, old: str, new: str, rule: str) -> None:
        read, findings = read_labels(labels("en").replace(old, new), "en.yaml")
        assert read is None
        assert [finding.rule for finding in findings] == [rule]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The names of the example report."""
    path = "contributions/organizations.yaml"
    organizations, findings = read_organizations((ROOT / path).read_text(encoding="utf-8"), path)
    assert findings == ()
    path = "contributions/entities.yaml"
    entities, findings = read_entities((ROOT / path).read_text(encoding="utf-8"), path)
    assert findings == ()
    return Vocabulary(organizations, entities)


class TestExample:
    def test_organizations_stand_in_the_order_of_the_agenda(self, vocabulary: Vocabulary) -> None:
        letters = [organization.letter for organization in vocabulary.organizations.values()]
        assert "".join(letters) == "abcdefghijklmnopqrstuvwxyz"

    def test_names_are_there_in_all_languages(self, vocabulary: Vocabulary) -> None:
        assert len(vocabulary.entities) == 48
        for entity in vocabulary.entities.values():
            assert set(entity.names) == {"fr", "es", "ru", "zh", "ar"}, entity.id
        for organization in vocabulary.organizations.values():
            assert set(organization.names) == {"fr", "es", "ru", "zh", "ar"}, organization.id
            assert set(organization.agenda_titles) == {"fr", "es", "ru", "zh", "ar"}, organization.id


def test_contacts_and_languages_of_an_entity() -> None:
    entities, findings = read_entities(
        "who:\n  name: World Health Organization\n  languages: [fr, en]\n  contacts:\n"
        "    - {name: A. Person, email: a@example.org, role: lead}\n    - {name: Office, email: b@example.org}\n",
        "entities.yaml",
    )
    assert findings == ()
    assert entities["who"].languages == ("fr", "en")
    assert entities["who"].contacts == (
        Contact("A. Person", "a@example.org", "lead"),
        Contact("Office", "b@example.org"),
    )


@pytest.mark.parametrize(
    "line", ["contacts: [{name: A. Person}]", "contacts: [{name: A, email: nowhere}]", "languages: [de]"]
)
def test_contact_without_an_address_and_unknown_language_are_found(line: str) -> None:
    entities, (finding,) = read_entities(f"who:\n  name: World Health Organization\n  {line}\n", "entities.yaml")
    assert (entities["who"].contacts, entities["who"].languages) == ((), ())
    assert finding.source.line == 3
