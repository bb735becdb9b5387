"""Noise, headlines, datelines, language: what belongs to the page is masked, what belongs to the report is not."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.model import Span
from kelisim.text.headlines import dateline, headline, stamp
from kelisim.text.letters import language
from kelisim.text.masking import mask
from kelisim.text.noise import noise
from kelisim.text.sentences import sentences

BODY = "Die Minister beider Länder sprachen in Baku über den Handel. Er wuchs im Jahr 2023 um 4 Prozent."


def left(text):
    """What is left of a text without its noise, lines without blanks around them."""
    kept = mask(text, noise(text))
    return [" ".join(line.split()) for line in kept.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "![Zwei Minister vor Fahnen](https://bilder.example/a/b_(1).jpg?w=780&h=470)",
        "![](https://bilder.example/banner-DE.png)",
        '![Karte](/bilder/karte.png "Karte der Strecke")',
        "https://t.me/beispiel_blatt",
        "www.beispiel.example/artikel?id=4",
        "redaktion@beispiel.example",
        "Teilen",
        "Teilen mit:",
        "• Teilen",
        "Drucken",
        "Anzeige",
        "ANZEIGE",
        "12 Kommentare",
        "Kommentare (0)",
        "Facebook X WhatsApp Telegram",
        "Facebook | Twitter | E-Mail | Drucken",
        "Foto: Pressedienst des Präsidenten",
        "Bild: Agentur/A. Beispiel",
        "© 2024 Beispielverlag. Alle Rechte vorbehalten.",
        "Fotos: Ministerium, Archiv",
        "Zwei Präsidenten und ihre Gäste. Foto: Pressedienst des Präsidenten von Usbekistan",
        "Die Kanzlerin mit ihrem Gast in Neu-Delhi Foto: Agentur/B. Beispiel",
        "Blick auf den Hafen (Foto: Hafenamt)",
        "Symbolbild: ein Güterzug",
        "(c) 2024 Beispielverlag",
        "Copyright 2024 Beispielverlag GmbH",
        "Hinterlasse eine Antwort",
        "Ihre E-Mail-Adresse wird nicht veröffentlicht.",
        "Lesen Sie auch: Iran und Oman bauen 3 Brücken",
        "Diese Website verwendet Cookies, um Ihnen mehr zu bieten. Mehr erfahren Sie in der Erklärung.",
        "Abonnieren Sie unseren Newsletter!",
        "Melden Sie sich für unseren Newsletter an",
        "Tags: Handel, Gas, Wasser",
        "Quelle: Kasinform",
        "Quelle",
        "Читайте также: Токаев и Мирзиёев встретились в Ташкенте",
        "1. Zum Inhalt springen",
        "-0%1%2%3%4%5%6%7%8%9%10%11%12%",
        "<br/>",
        "**",
        "&nbsp;",
        "pic.twitter.com/Ab12cd",
        "Von Anna Beispiel",
        "von Anna M. Beispiel und Karl-Heinz Muster, Astana",
        "Text: Anna Beispiel",
        "Handel wächst zwischen Baku und Astana - Blatt aus Baku",
    ],
)
def test_lines_of_the_page_are_masked_and_the_report_stays(line):
    title = "Handel wächst zwischen Baku und Astana"
    assert left(f"{title}\n\n{line}\n{BODY}\n{line}") == [title, BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Quelle der Meldung ist das Ministerium.",
        "Quelle: Wie das Zollamt mitteilte, wuchs der Handel um 4 Prozent. Er soll weiter wachsen.",
        "Teilen beide Länder das Wasser, gewinnen alle.",
        "Teilen der Grenze droht die Sperrung.",
        "Das Bild der Lage: stabil.",
        "Fotoausstellung über 30 Jahre Beziehungen eröffnet",
        "Weitere Nachrichten aus Astana: Der Handel wuchs um 4 Prozent.",
        "Themen: Handel, Energie und Wasser standen auf der Tagesordnung.",
        "Mehr als 4 Mrd. Dollar wurden vereinbart.",
        "Mehr zum Handel wollen die Minister im Mai sagen.",
        "Kommentare der Minister gab es nicht.",
        "Anzeigen wegen Schmuggels nahmen um 12 Prozent zu.",
        "Die Firma X will 40 Traktoren liefern.",
        "Copy-Shops und Druckereien erhielten Aufträge.",
        "Neben Facebook und WhatsApp soll Telegram besteuert werden.",
        "Der Vertrag nennt 3 % [vorläufig] und (geschätzt) 5 %.",
        "Das Ziel < 5 % und > 3 % gilt weiter.",
        "Unter dem Foto: drei Minister, die einen Vertrag über 4 Mrd. Dollar hielten. Er gilt ab 2025.",
        "Auf der Messe Silk*Road waren 5 * 4 Stände.",
        "(a) Abkommen über Wasser;",
        "(c) Abkommen über Gas;",
        "Copyright-Abkommen zwischen China und Kasachstan unterzeichnet",
        "Präsident Токаев besuchte Berlin.",
        "Von Astana nach Baku",
        "Von Baku",
        "Von Berlin nach Neu Delhi reisten drei Minister.",
        "3 * 4 Züge und 5 * 6 Wagen",
        "Die Zahlen zeigen ein neues Bild: Der Handel wuchs um 4 Prozent.",
        "So ergibt sich das Bild: Kasachstan und Usbekistan führen.",
        "Auf dem Bild: Tokajew, Mirsijojew und Scholz unterzeichnen 5 Verträge.",
    ],
)
def test_lines_of_the_report_are_not_touched(line):
    assert noise(f"Handel wächst\n\n{line}\n{BODY}") == []


def test_a_link_keeps_its_words():
    text = "Der [Handel](https://a.example/x_(y)) mit [Usbekistan](/usbekistan) wuchs."
    assert left(text) == ["Der Handel mit Usbekistan wuchs."]
    assert [sentence.words.split() for sentence in sentences(text, noise(text))] == [
        ["Der", "Handel", "mit", "Usbekistan", "wuchs."]
    ]


def test_footnote_marks_go():
    assert left("Der Handel[3] mit Iran[12] wuchs [vorläufig].") == ["Der Handel mit Iran wuchs [vorläufig]."]


def test_emphasis_goes_and_its_words_stay():
    assert left("Der **Handel** mit *Usbekistan und Iran* wuchs.") == ["Der Handel mit Usbekistan und Iran wuchs."]
    text = "*Astana* wächst."
    assert [sentence.kind for sentence in sentences(text, noise(text))] == ["sentence"]


def test_an_address_keeps_the_point_behind_it():
    assert left("Mehr steht unter https://a.example/b. Das Ziel gilt.") == ["Mehr steht unter . Das Ziel gilt."]


def test_a_credit_inside_a_paragraph_goes_alone():
    text = "Der Hafen wächst seit Jahren. Er hat 40 Kräne (Foto: Hafenamt) und drei Becken."
    assert left(text) == ["Der Hafen wächst seit Jahren. Er hat 40 Kräne und drei Becken."]


def test_a_sentence_with_numbers_stays_before_its_credit():
    text = "Beide Länder unterzeichneten 76 Verträge über 352 Mio. Dollar. (Foto: Pressedienst des Präsidenten)"
    assert left(text) == ["Beide Länder unterzeichneten 76 Verträge über 352 Mio. Dollar."]


def test_a_doubled_line_stays_once():
    line = "Kasachstan und Usbekistan wollen mehr Handel"
    assert left(f"{line}\n\n  {line}\n{BODY}\n{line}") == [line, BODY]


def test_short_lines_may_stand_twice():
    assert left("Frage\nWie weiter?\nFrage\nUnd dann?") == ["Frage", "Wie weiter?", "Frage", "Und dann?"]


def test_headlines_of_other_reports_go_with_their_heading():
    links = "Mehr zum Thema:\nIran baut 3 Brücken\nKuba kauft 20 Traktoren"
    text = f"Handel wächst\n\n{BODY}\n\n{links}\n\nIn Baku\n\n{BODY[:60]}"
    assert left(text) == ["Handel wächst", BODY, "In Baku", BODY[:60]]


def test_a_text_goes_on_behind_the_links():
    assert left(f"Lesen Sie auch\nIran baut 3 Brücken\n{BODY}") == [BODY]


def test_list_marks_are_no_noise():
    assert noise("Unterzeichnet wurden:\n📷 Abkommen über Wasser;\n• Abkommen über Zoll.") == []


def test_masking_keeps_every_place():
    text = "aä📷\nbc"
    assert mask(text, [Span(3, 5), Span(1, 2), Span(1, 3)]) == "a  \n c"
    assert mask(text, []) is text


PAGE_PARTS = (
    *("![", "](", ")", "[a](http://x)", "http://", "www.", "a@b.c", "<b", "</", ">", "**", "Foto:", "(Foto: x)", "©"),
    *("\n", "\n\n", "Teilen", "Mehr zum Thema", "Lesen Sie auch", "Tags:", "date 2023-04 ", "📷", "%1%2"),
    "Der Handel wuchs. Er",
)
HOSTILE = st.lists(st.one_of(st.sampled_from(PAGE_PARTS), st.text(max_size=8)), max_size=30).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(HOSTILE)
def test_noise_is_in_order_and_inside_the_text(text):
    last = -1
    for span in noise(text):
        assert last < span.start < span.end <= len(text)
        last = span.end
    assert len(mask(text, noise(text))) == len(text)


@settings(max_examples=400, deadline=None)
@given(HOSTILE)
def test_sentences_cover_every_letter_that_is_not_noise_and_no_token_is_noise(text):
    found = noise(text)
    noisy = {at for span in found for at in range(span.start, span.end)}
    covered = set()
    for sentence in sentences(text, found):
        covered.update(range(sentence.start, sentence.end))
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.word
            assert noisy.isdisjoint(range(token.start, token.end))
    assert all(
        at in covered or at in noisy or text[at + 1 : at + 2] == ")" for at, char in enumerate(text) if char.isalpha()
    )


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
def test_headline_and_dateline_lie_in_the_text_outside_the_noise(text):
    found = noise(text)
    for span in (headline(text, found), dateline(text, found), stamp(text)):
        if span is not None:
            assert 0 <= span.start < span.end <= len(text)
            assert span.quote(text) == span.quote(text).strip()


@pytest.mark.parametrize(
    "unit", ["![", "[", "[a](", "](", "http://", "a@", "<a ", "(Foto: ", "Foto: ", "© ", "%1", "**", "date "]
)
def test_hostile_marks_cost_no_more_than_their_length(unit):
    text = unit * (100_000 // len(unit))
    start = process_time()
    found = noise(text)
    headline(text, found)
    dateline(text, found)
    assert process_time() - start < 10  # what is quadratic takes minutes


# --- headlines


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Handel wächst\n\n{BODY}", "Handel wächst"),
        (f"Wächst der Handel noch?\n{BODY}", "Wächst der Handel noch?"),
        (f"Politik\n\nBaku und Astana rücken zusammen\n\n{BODY}", "Baku und Astana rücken zusammen"),
        (f"OFFIZIELLE NEWS\n\n\nGipfel in Baku\n\nBaku, 23. Juli, AZERTAC\n\n{BODY}", "Gipfel in Baku"),
        (f"Baku, 23. Juli, AZERTAC\n\nPräsident empfängt Botschafter\n\n{BODY}", "Präsident empfängt Botschafter"),
        (f" date 2023-04 Minister reist nach Baku\n\n{BODY}", "Minister reist nach Baku"),
        (f"22:56 20 Oktober 2018\nBahn nach Baku wird gebaut\n{BODY}", "Bahn nach Baku wird gebaut"),
        (f"![Bild](http://a.example/b.png)\nBahn nach Baku wird gebaut\n{BODY}", "Bahn nach Baku wird gebaut"),
        (f"# Bahn nach Baku wird gebaut\n\n{BODY}", "Bahn nach Baku wird gebaut"),
        (f"• Bahn nach Baku wird gebaut\n\n{BODY}", "Bahn nach Baku wird gebaut"),
        (f"„Wir liefern mehr Gas“\n{BODY}", "„Wir liefern mehr Gas“"),
        (BODY, None),
        ("Bahn nach Baku wird gebaut", None),
        ("", None),
        (f"{BODY}\n\nZwischentitel über Gas\n\n{BODY}", None),
        (f"ASTANA – {BODY}\n{BODY}", None),
    ],
)  # fmt: skip
def test_headlines(text, title):
    found = headline(text, noise(text))
    assert (found and found.quote(text)) == title


# --- datelines


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ASTANA – Am Montag trafen sich die Minister beider Länder.", "ASTANA"),
        ("NUR-SULTAN. Am 19. August reiste der Minister nach Berlin.", "NUR-SULTAN"),
        ("NEU DELHI — Die Kanzlerin traf den Premier.", "NEU DELHI"),
        ("Peking – Chinas Präsident lobte den Vertrag.", "Peking"),
        ("Berlin/Neu-Delhi – Die Kanzlerin reist nach Indien.", "Berlin/Neu-Delhi"),
        ("Berlin (dpa) – Die Kanzlerin reist nach Indien.", "Berlin (dpa)"),
        ("Berlin (dpa/AFP) - Die Kanzlerin reist nach Indien.", "Berlin (dpa/AFP)"),
        ("Berlin (dts Nachrichtenagentur) - Die Kanzlerin reist.", "Berlin (dts Nachrichtenagentur)"),
        ("Baku, 23. Juli, AZERTAC", "Baku, 23. Juli, AZERTAC"),
        ("Teheran, 11. Januar AZERTAC", "Teheran, 11. Januar AZERTAC"),
        ("Baku, 2. September (AzerTAg). Der Präsident empfing Gäste.", "Baku, 2. September (AzerTAg)"),
        ("Berlin/Neu-Delhi, 01. Mai (Reuters) – Modi lobte die Beziehungen.", "Berlin/Neu-Delhi, 01. Mai (Reuters)"),
        ("Taschkent, 5. März 2024 – Der Präsident empfing Gäste.", "Taschkent, 5. März 2024"),
        ("Taschkent, 5. März Präsident empfing Gäste aus Berlin.", "Taschkent, 5. März"),
        (" date 2023-04 Astana, 10. April, AZERTAC", "Astana, 10. April, AZERTAC"),
        ("Der Minister reiste nach Berlin – mit leeren Händen.", None),
        ("Am 10. April trafen sich die Minister.", None),
        ("Kasachstan (im Bild) plant neue Bahnen.", None),
        ("Moskau – Peking: eine neue Achse", None),
        ("USA – China: neuer Streit", None),
        ("Angela Merkel (CDU) reiste nach Indien", None),
    ],
)
def test_datelines(line, words):
    text = f"{line}\n\n{BODY}"
    found = dateline(text, noise(text))
    assert (found and found.quote(text)) == words


def test_a_stamp_is_found_and_masked():
    text = f" date 2023-04 Astana, 10. April, AZERTAC\n\n{BODY}"
    assert stamp(text).quote(text) == "date 2023-04"
    assert left(text)[0] == "Astana, 10. April, AZERTAC"
    assert stamp(BODY) is None


# --- language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "de"),
        ("Kasachstan und Usbekistan wollen mit der Bahn mehr handeln", "de"),
        ("The ministers of both countries met in Baku and discussed trade in gas and oil for the next years.", None),
        ("De ministers van beide landen spraken in Bakoe over de handel en het gas van het land.", "nl"),
        ("Les ministres des deux pays se sont réunis à Bakou pour parler du commerce et de l’énergie.", None),
        ("Министры двух стран встретились в Баку и обсудили торговлю газом и нефтью на ближайшие годы.", "ru"),
        ("Handel Gas Öl", None),
        ("", None),
    ],
)
def test_language(text, code):
    assert language(text) == code


def test_the_corpora_outside_are_german_and_keep_their_heads(corpora):
    import json

    for line in (corpora / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = (corpora / "seeds" / gold["file"]).read_text(encoding="utf-8")
        found = noise(text)
        assert language(text) == "de"
        extents = sentences(text, found)
        for kind in ("figures", "undertakings", "meetings"):
            for head in (head for item in gold[kind] for head in item["heads"]):
                assert sum(s.start <= head["start"] and head["end"] <= s.end for s in extents) == 1
                assert not any(span.overlaps(Span(head["start"], head["end"])) for span in found)
