"""Sentences: the corpus of boundaries, the span laws on any text, and time that grows with the text only."""

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.model import Span
from kelisim.text.sentences import sentences
from kelisim.text.tokens import tokenise

CASES = tomllib.loads((Path(__file__).parent / "corpus" / "sentences.toml").read_text(encoding="utf-8"))["case"]
BAR = "‖"
LIST_MARK = re.compile(r"(?:^|\s)(?:[📷•*–-]|(?<=\n)(?:\d\.|\(?\w\)))\s*$")


def quotes(text, noise=()):
    return [text[sentence.start : sentence.end] for sentence in sentences(text, noise)]


def kinds(text):
    return [sentence.kind for sentence in sentences(text)]


def expected(marked):
    """The parts between the bars, without the list mark that stands before a bar."""
    parts = [LIST_MARK.sub("", part).strip() for part in marked.split(BAR)]
    return [part for part in parts if part]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_corpus(case, request):
    if "miss" in case:
        request.applymarker(pytest.mark.xfail(reason=case["miss"], strict=True))
    assert quotes(case["text"].replace(BAR, "")) == expected(case["text"])


def test_corpus_is_large_and_says_each_thing_once():
    assert len(CASES) >= 80
    assert len({case["about"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("text", "expected_kinds"),
    [
        ("Neue Verträge\n\nDer Handel wächst.", ["headline", "sentence"]),
        ("Wächst der Handel?\n\nJa, er wächst.", ["headline", "sentence"]),
        ("Darunter:\n• Plan A über Gas;\n• Plan B über Öl.", ["sentence", "bullet", "bullet"]),
        ("Darunter:\nPlan für Gas;\nPlan für Öl,", ["sentence", "bullet", "bullet"]),
        ("Der Handel wächst. Das freut alle.", ["sentence", "sentence"]),
        ("1. Plan für Gas\n2. Plan für Öl", ["bullet", "bullet"]),
    ],
)
def test_kinds(text, expected_kinds):
    assert kinds(text) == expected_kinds


def test_a_long_line_without_a_full_stop_is_no_headline():
    assert kinds("Der Handel " + "wächst und " * 40 + "gedeiht") == ["sentence"]


def test_noise_is_in_no_token_but_a_sentence_may_hold_it():
    text = "Der [Handel](https://beispiel.example/a) wuchs. Er wächst."
    noise = [Span(4, 5), Span(11, 40)]
    assert quotes(text, noise) == ["Der [Handel](https://beispiel.example/a) wuchs.", "Er wächst."]
    assert [token.word for token in sentences(text, noise)[0].tokens] == ["Der", "Handel", "wuchs", "."]


def test_noise_alone_is_no_sentence():
    text = "Teilen\nDer Handel wuchs."
    assert quotes(text, [Span(0, 6)]) == ["Der Handel wuchs."]


def test_tokens_are_made_once():
    sentence = sentences("Der Handel wuchs.")[0]
    assert sentence.tokens is sentence.tokens
    assert [token.word for token in sentence.tokens] == ["Der", "Handel", "wuchs", "."]


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("aäZ19 .!?…:;,-–•*📷„“”»«\"'()[]\n\t\r\xa0\u2028\u0301\u200f\u05d0\u0627#>")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=200,
)
GERMANLIKE = st.lists(
    st.sampled_from(
        [
            "Mrd.",
            "am",
            "10.",
            "April",
            "z. B.",
            "Dr.",
            "Der",
            "Handel",
            "„Ja.“",
            "25.",
            "\n",
            "\n\n",
            "•",
            "1.",
            "usw.",
            "wuchs.",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(HOSTILE, GERMANLIKE))
def test_sentences_never_overlap_and_cover_every_letter(text):
    covered = set()
    last = 0
    for sentence in sentences(text):
        assert last <= sentence.start < sentence.end <= len(text)
        quote = text[sentence.start : sentence.end]
        assert quote == quote.strip()
        covered.update(range(sentence.start, sentence.end))
        last = sentence.end
    marks = {at for at, char in enumerate(text) if char.isalpha() and not list_letter(text, at)}
    assert marks <= covered


def list_letter(text, at):
    """Whether this letter marks an item of a list: a)"""
    return text[at + 1 : at + 2] == ")"


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_tokens_are_their_words_and_lie_in_their_sentence(text):
    for sentence in sentences(text):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.word
            assert sentence.start <= token.start < token.end <= sentence.end


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_tokens_leave_out_white_space_only(text):
    kept = {at for token in tokenise(text) for at in range(token.start, token.end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in kept)


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        ". ",
        "a.",
        "A. ",
        "1. ",
        "z. B. ",
        "(",
        "„",
        "[",
        "![",
        "- ",
        "\n",
        "\n- ",
        "Mrd. ",
        "a" * 100 + " ",
        "?!",
        "…",
        "«.",
        " ",
    ],
)
def test_time_grows_with_the_text(unit):
    def seconds(size):
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        sentences(text)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(200_000) < 10  # what is quadratic takes minutes
