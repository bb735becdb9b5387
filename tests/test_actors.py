"""Actors: the corpus, and what holds for every text."""

import json
import random
import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.language.actors import actors
from kelisim.language.demonyms import adjective_codes
from kelisim.language.transliteration import fold

HERE = Path(__file__).parent
CORPUS = tomllib.loads((HERE / "corpus" / "actors.toml").read_text(encoding="utf-8"))
TEXTS = [case["text"] for case in CORPUS["case"]]


def shown(text, actor):
    return f"{actor.kind} {'+'.join(actor.codes) or '-'} {text[actor.start : actor.end]}"


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["text"][:50])
def test_finds_the_actors(case):
    found = [actor for actor in actors(case["text"]) if actor.kind in case["kinds"]]
    assert [shown(case["text"], actor) for actor in found] == case["actors"]


@pytest.mark.parametrize("case", CORPUS["never"], ids=lambda case: case["text"][:50])
def test_never_finds(case):
    assert [shown(case["text"], one) for one in actors(case["text"]) if one.kind in case["kinds"]] == []


@pytest.mark.parametrize("case", CORPUS["key"], ids=lambda case: case["text"][:50])
def test_one_key_a_person(case):
    persons = [actor for actor in actors(case["text"]) if actor.kind == "person"]
    assert [actor.name for actor in persons] == case["same"]
    assert len({actor.key for actor in persons}) == 1


def test_two_persons_of_one_surname_have_two_keys():
    persons = [one for one in actors("Ilham Aliyev und Heydar Aliyev.") if one.kind == "person"]
    assert len({actor.key for actor in persons}) == 2


@pytest.mark.parametrize("case", CORPUS["role"], ids=lambda case: case["text"][:50])
def test_the_office_is_as_printed(case):
    (person,) = [actor for actor in actors(case["text"]) if actor.kind == "person"]
    assert (person.role or "") == case["role"]


@pytest.mark.parametrize("kind", ["agency", None])
def test_agencies_are_flagged(kind):
    text = "Das meldete AZERTAC." if kind else "Das meldete Gazprom."
    assert [actor.role for actor in actors(text)] == [kind]


def holds(text, start=0, end=None):
    found = actors(text, start, end)
    assert found == sorted(found, key=lambda actor: (actor.start, -actor.end))
    for actor in found:
        assert start <= actor.start < actor.end <= (len(text) if end is None else end)
        assert actor.name == text[actor.start : actor.end]
        assert actor.key
    return found


WORDS = sorted({word for text in TEXTS for word in text.split()})
MARKS = [
    " ",
    "\n",
    ", ",
    ". ",
    "-",
    " und ",
    " (",
    ") ",
    "„",
    "“",
    "’",
    "\u00ad",
    "\u0301",
    "II.",
    "\x00",
    "😀",
    "al-",
    "s ",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS + MARKS), max_size=40), st.sampled_from(["", " "]))
def test_holds_for_any_mixture_of_words(parts, glue):
    holds(glue.join(parts))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_holds_for_any_text(text):
    holds(text)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 80), st.integers(0, 80))
def test_a_part_of_a_text_yields_spans_inside_it(text, one, two):
    first, last = sorted((min(one, len(text)), min(two, len(text))))
    holds(text, first, last)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:50])
def test_what_stands_around_changes_nothing(text):
    before, after = "Es regnete gestern.\n\n", "\n\nEs schneite, und niemand ging aus."
    moved = [(one.start - len(before), one.kind, one.codes, one.key) for one in actors(before + text + after)]
    assert moved == [(one.start, one.kind, one.codes, one.key) for one in actors(text)]


def test_soft_hyphens_and_combining_marks_are_read_through():
    assert [one.codes for one in actors("Aus Usbe\u00adkistan und der Tu\u0308rkei.")] == [("UZ",), ("TR",)]


@pytest.mark.parametrize(
    "spellings",
    [
        "Tokayev Tokajew Toqajew Tokaev",
        "Mirziyoyev Mirsijojew Mirziyoev",
        "Japarov Dschaparow Zhaparov",
        "Aliyev Alijew Əliyev Aliev",
        "Nazarbayev Nasarbajew",
        "Zelensky Selenskyj Selenski",
        "Khodjayev Chodschajew",
        "Erdoğan Erdogan",
    ],
)
def test_spellings_fold_to_one_key(spellings):
    assert len({fold(spelling) for spelling in spellings.split()}) == 1


def test_different_names_do_not_fold_together():
    names = "Tokajew Nasarbajew Alijew Dschaparow Mirsijojew Rachmon Bektenow Smailow Aripow Kulubajew".split()
    assert len({fold(name) for name in names}) == len(names)


@pytest.mark.parametrize("ending", ["", "e", "en", "er", "es", "em"])
def test_demonyms_take_all_endings(ending):
    assert adjective_codes("usbekisch" + ending) == ("UZ",)
    assert adjective_codes("kasachisch-usbekisch" + ending) == ("KZ", "UZ")
    assert adjective_codes("praktisch" + ending) == ()
    assert adjective_codes("südindisch" + ending) == ("IN",)
    assert adjective_codes("westindisch" + ending) == ()
    assert adjective_codes("zentralafrikanisch" + ending) == ("CF",)


@pytest.mark.parametrize("word", ["-", "--", "-usbekisch", "usbekisch-", ""])
def test_a_hyphen_alone_is_no_demonym(word):
    assert adjective_codes(word) == ()


def test_time_grows_with_the_text_only():
    shuffled = TEXTS * 40
    random.Random(7).shuffle(shuffled)
    text = " ".join(shuffled)
    actors(text)

    def seconds(copies):
        before = process_time()
        actors(text * copies)
        return process_time() - before

    assert seconds(8) < 8 * max(seconds(1), 0.005) * 3


@pytest.mark.parametrize(("name", "folder"), [("seeds", "seeds"), ("dev", "gold/dev")])
def test_participants_of_the_gold_have_their_country(corpora, name, folder):
    lines = (corpora / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    missed, asked = [], 0
    for record in map(json.loads, lines):
        text = next((corpora / folder).glob(f"{record['id']}*.txt")).read_text(encoding="utf-8")
        known = {(actor.name, code) for actor in actors(text) if actor.kind == "person" for code in actor.codes}
        for meeting in record["meetings"]:
            for person in meeting.get("participants") or []:
                asked += 1
                if (person["name"], person["country"]) not in known:
                    missed.append((record["id"], person["name"]))
    assert asked > 5
    assert missed == []
