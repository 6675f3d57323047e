"""The chain behind a printed paragraph and the way of a text into print: true, complete, and readable in 80 columns."""

from __future__ import annotations

import json

import pytest

from assembler.errors import UnknownName
from assembler.model.consolidation_sources import hash_carried
from assembler.model.contribution import Collection, Kind
from assembler.model.report import Report
from assembler.model.text.hashes import hash_passage, hash_text
from assembler.model.text.word_diff import Change
from assembler.pipeline import Examination, examine
from assembler.provenance.manifest import TemplateHashes, record_build
from assembler.provenance.printed_sources import BODY, list_printed_paragraphs
from assembler.provenance.trace import Chain, describe_place, trace_paragraph, trace_text
from assembler.provenance.trace_formats import write_chain_json, write_chain_lines, write_text_json, write_text_lines
from tests.conftest import PLAN, MakeReport, contribution, small_report, write_all

CONSOLIDATED = """\
---
organization: au
left_out: {who/au#p2: said by UNHCR already}
---

In 2019, UNHCR and WHO worked closely with the African Union on its theme (see para. 1 above).
{: from="unhcr/au#theme@000000000000 who/au#p1" }

The editor's own words.

UNHCR held six workshops on the theme of that year.
{: from="unhcr/au#theme unhcr/au#p9" }
"""
WHO = "WHO worked with the African Union on its theme.\n\nIt did so again.\n\nAnd it forgot a sentence."
UNHCR = """\
UNHCR worked closely with the African Union on its theme (see [para.](#theme) above).
{: #theme }
"""
CLEARED = "status: cleared\nsubmitted: 2020-06-01\nfocal_point: {name: A. Person}\n"
CLEARED += f"cleared: {{by: B. Person, on: 2020-07-01, text: sha256:{'0' * 64}}}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Examination:
    texts: dict[str, str | bytes | None] = {
        "consolidated/au.md": CONSOLIDATED.replace("para. 1", "[para.](#theme)"),
        "unhcr/au.md": contribution("unhcr", "au", UNHCR).replace("status: submitted", CLEARED),
        "who/au.md": contribution("who", "au", WHO).replace("status", "also: [asean]\nstatus"),
    }
    root = tmp_path_factory.mktemp("report")
    write_all(root, small_report() | texts)
    return examine(root)


def parts(examined: Examination) -> tuple[Collection, Report]:
    assert examined.collection is not None
    assert examined.report is not None
    return examined.collection, examined.report


def said(chain: Chain, collection: Collection) -> str:
    return " ".join(" ".join(write_chain_lines(chain, collection)).split())


def test_chain_of_a_consolidated_paragraph(small: Examination) -> None:
    collection, report = parts(small)
    chain = trace_paragraph(collection, report, 3)
    assert [link.id for link in chain.links] == ["unhcr/au#theme", "who/au#p1"]
    assert [link.has_changed for link in chain.links] == [True, False]
    assert [[describe_place(place) for place in link.elsewhere] for link in chain.links] == [["paragraph 5"], []]
    text = said(chain, collection)
    assert text.startswith("Paragraph 3 II. Cooperation > African Union contributions/consolidated/au.md:6 In 2019,")
    assert "unhcr/au#theme (contributions/unhcr/au.md:10) Contributed by UNHCR (A. Person), submitted on 2020-0" in text
    assert "Cleared on 2020-07-01 by B. Person; changed since, so the clearance is void." in text
    assert "It has been changed since the editor took it over. Its words also stand in paragraph 5." in text
    assert "Contributed by WHO. Not cleared: its status is submitted." in text
    assert "{--UNHCR--}{++In 2019, UNHCR and WHO++} worked closely with the African Union on its theme" in text


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ("", "The editor's words not cleared."),
        ("these words", "The editor's words cleared on 2020-08-01 by C. Person."),
        ("other words", "cleared on 2020-08-01 by C. Person; they have changed since, so that clearance is void."),
    ],
)
def test_clearance_of_the_editors_words(make_report: MakeReport, small: Examination, of: str, words: str) -> None:
    (editors,) = parts(small)[0].of_kind(Kind.CONSOLIDATED)
    hash_ = hash_carried(editors, "who") if of == "these words" else "0" * 64
    record = f"clearances: {{who: {{by: C. Person, on: 2020-08-01, text: sha256:{hash_}}}}}\n"
    consolidated = CONSOLIDATED.replace("para. 1", "[para.](#theme)")
    text = consolidated.replace("left_out:", f"{record}left_out:") if of else consolidated
    collection, report = parts(examine(make_report(consolidated__au=text, who__au=contribution("who", "au", WHO))))
    chain = trace_paragraph(collection, report, 3)
    assert words in said(chain, collection).partition("who/au#p1 (")[2]
    data = json.loads(json.dumps(write_chain_json(chain, collection)))["sources"][1]["editors_words_cleared"]
    assert data == ({"by": "C. Person", "on": "2020-08-01", "stands": of == "these words"} if of else None)


@pytest.mark.parametrize(("status", "stands"), [("cleared", True), ("submitted", False)])
def test_record_stands_where_the_header_still_says_that_the_text_is_cleared(
    make_report: MakeReport, status: str, stands: bool
) -> None:
    record = f"cleared: {{by: C. Person, on: 2020-08-01, text: sha256:{hash_text(WHO)}}}"
    text = contribution("who", "au", WHO).replace("status: submitted", f"status: {status}\n{record}")
    collection, report = parts(examine(make_report(who__au=text)))
    way = trace_text(collection, report, "who/au")
    lines, data = (
        " ".join(" ".join(write_text_lines(way, collection)).split()),
        json.loads(json.dumps(write_text_json(way, collection))),
    )
    assert ("Cleared on 2020-08-01 by C. Person; unchanged since." in lines) is stands
    assert ("Not cleared: its status is submitted." in lines) is not stands
    assert data["text"]["cleared"]["stands"] is stands


def test_changes_put_together_are_both_texts(small: Examination) -> None:
    chain = trace_paragraph(*parts(small), 3)
    before = "".join(piece.text for piece in chain.changes if piece.change is not Change.ADDED)
    after = "".join(piece.text for piece in chain.changes if piece.change is not Change.DROPPED)
    theme = "worked closely with the African Union on its theme (see para.\u00a0[…] above)."
    assert before.replace("\u00a0", " ") == (
        f"UNHCR {theme} WHO worked with the African Union on its theme.".replace("\u00a0", " ")
    )
    assert after.replace("\u00a0", " ") == f"In 2019, UNHCR and WHO {theme}".replace("\u00a0", " ")


def test_words_of_the_editor_and_vanished_sources(small: Examination) -> None:
    collection, report = parts(small)
    assert "The editor's own words: the paragraph names no source." in said(
        trace_paragraph(collection, report, 4), collection
    )
    chain = trace_paragraph(collection, report, 5)
    assert "unhcr/au#p9: no text holds this paragraph any more." in said(chain, collection)


def test_paragraph_printed_as_contributed(small: Examination) -> None:
    collection, report = parts(small)
    chain = trace_paragraph(collection, report, 1)
    assert (chain.links[0].id, chain.changes) == ("general/introduction#p1", ())
    assert "Printed as it was contributed:" in said(chain, collection)


def test_way_of_a_text_into_print(small: Examination) -> None:
    collection, report = parts(small)
    ways = trace_text(collection, report, "who/au")
    lines = " ".join(" ".join(write_text_lines(ways, collection)).split())
    assert "who/au#p1 (line 8): made into paragraph 3." in lines
    assert (
        "who/au#p2 (line 10): not printed; left out in contributions/consolidated/au.md: said by UNHCR already."
        in lines
    )
    missed = "not printed; no paragraph of contributions/consolidated/au.md names it among its sources."
    assert f"who/au#p3 (line 12): {missed}" in lines


def test_way_of_one_paragraph_by_its_name_and_by_its_place(small: Examination) -> None:
    collection, report = parts(small)
    for name in ("unhcr/au#theme", "unhcr/au#p1"):
        lines = " ".join(" ".join(write_text_lines(trace_text(collection, report, name), collection)).split())
        assert "made into paragraph 3 and paragraph 5." in lines
        assert lines.count("What the editor made of") == 2


def test_sources_are_known_by_their_words_where_their_places_have_shifted(make_report: MakeReport) -> None:
    first, second = (hash_text(words)[:12] for words in ("The first words.", "The second words."))
    consolidated = (
        f"---\norganization: au\nleft_out: {{who/au#p2@{second}: said elsewhere}}\n---\n\n"
        f'The first words.\n{{: from="who/au#p1@{first}" }}\n'
    )
    text = contribution("who", "au", "New words.\n\nThe first words.\n\nThe second words.")
    collection, report = parts(examine(make_report(consolidated__au=consolidated, who__au=text)))
    lines = " ".join(" ".join(write_text_lines(trace_text(collection, report, "who/au"), collection)).split())
    assert "who/au#p1 (line 7): not printed; no paragraph of contributions/consolidated/au.md names it" in lines
    assert "who/au#p2 (line 9): made into paragraph" in lines
    assert "who/au#p3 (line 11): not printed; left out in contributions/consolidated/au.md: said elsewhere." in lines
    (source,) = json.loads(bytes(record_build(collection, report, TemplateHashes({}))["paragraphs"]))[-1]["sources"]
    assert source == {"id": "who/au#p1", "noted": first, "file": "contributions/who/au.md", "line": 9, "hash": first}


def test_text_of_the_editor_and_of_the_lead_department(small: Examination) -> None:
    collection, report = parts(small)
    for name, place in (("consolidated/au#p2", "paragraph 4"), ("general/summary#p1", "the summary")):
        assert f"printed as {place}." in "\n".join(write_text_lines(trace_text(collection, report, name), collection))


@pytest.mark.parametrize(
    ("number", "annex", "words"),
    [
        (99, None, "The report has no paragraph 99; its last is 5."),
        (0, None, "The report has no paragraph 0; its last is 5."),
        (1, "", "The report has no annex."),
    ],
)
def test_number_that_nothing_has(small: Examination, number: int, annex: str | None, words: str) -> None:
    with pytest.raises(UnknownName) as caught:
        trace_paragraph(*parts(small), number, annex)
    assert str(caught.value) == words


@pytest.mark.parametrize("name", ["unhcr", "nobody/au", "unhcr/au#p2", "unhcr/au#"])
def test_text_that_is_not_there(small: Examination, name: str) -> None:
    with pytest.raises(UnknownName):
        trace_text(*parts(small), name)


def test_paragraph_of_an_annex(make_report: MakeReport) -> None:
    plan = PLAN + "annexes: [{title: One, text: one}, {title: Two, text: two}]\n"
    collection, report = parts(examine(make_report(report_yaml=plan, general__one="First.", general__two="Second.")))
    for asked in ("II", "2", "annex ii"):
        chain = trace_paragraph(collection, report, 1, asked)
        assert "Paragraph 1 of Annex II Annex II. Two contributions/general/two.md:1 Second." in said(chain, collection)
    with pytest.raises(UnknownName, match=r"The report has Annex I, Annex II: say which with --annex\."):
        trace_paragraph(collection, report, 1, "")


# The example


def test_every_paragraph_of_the_example_has_its_chain(example: Examination) -> None:
    collection, report = parts(example)
    for paragraph in list_printed_paragraphs(report):
        if paragraph.part != BODY or paragraph.paragraph.number is None:
            continue
        chain = trace_paragraph(collection, report, paragraph.paragraph.number)
        assert chain.links, paragraph.paragraph.id
        assert all(link.contributed and not link.has_changed for link in chain.links), paragraph.paragraph.id
        assert max(map(len, write_chain_lines(chain, collection))) <= 80
        data = json.loads(json.dumps(write_chain_json(chain, collection)))
        assert data["paragraph"]["hash"] == hash_passage(paragraph.passage)
        assert [source["id"] for source in data["sources"]] == [link.id for link in chain.links]


@pytest.mark.slow
def test_there_and_back_in_the_example(example: Examination) -> None:
    """Each paragraph that a text says it was printed as names that text among its sources."""
    collection, report = parts(example)
    for text in collection.of_kind(Kind.ENTITY):
        way = trace_text(collection, report, text.key)
        assert max(map(len, write_text_lines(way, collection))) <= 80
        assert json.dumps(write_text_json(way, collection))
        for paragraph in way.paragraphs:
            assert bool(paragraph.chains) != bool(paragraph.reason), paragraph.paragraph.id
            for chain in paragraph.chains:
                assert paragraph.paragraph in [link.contributed for link in chain.links]
