"""Names of things as headings have them; what is not certain stays as it was printed."""

import pytest

from kelisim.language.nominative import lacks_noun, nominative, without_pronoun


@pytest.mark.parametrize(
    ("before", "phrase", "want"),
    [
        ("des", "Internationalen Zentrums für Fischerei", "Internationales Zentrum für Fischerei"),
        ("das", "Internationale Zentrum für Fischerei", "Internationales Zentrum für Fischerei"),
        ("einen", "großen Hafen am Schwarzen Meer", "großer Hafen am Schwarzen Meer"),
        ("der", "zweite Vertrag über Weizen", "zweiter Vertrag über Weizen"),
        ("einer", "dritten Stromleitung", "dritte Stromleitung"),
        ("eines", "Solarkraftwerks bei Oran", "Solarkraftwerk bei Oran"),
        ("von", "74 gemeinsamen Projekten", "74 gemeinsame Projekte"),
        ("von", "vier Dokumenten", "vier Dokumente"),
        ("die", "gemeinsamen Industrievorhaben", "gemeinsame Industrievorhaben"),
        ("mit", "Exportverträgen", "Exportverträge"),
        ("eines", "gemeinsamen Dammes am Tigris", "gemeinsamer Damm am Tigris"),
    ],
)
def test_a_name_stands_in_the_nominative(before, phrase, want):
    assert nominative(phrase, before) == want


@pytest.mark.parametrize(
    ("before", "phrase"),
    [
        ("ein", "langfristiges Programm für die Industrie"),
        ("etwa", "1100 Kilometer langes Kabel"),
        ("gewährt", "überdies Stipendien für Soldaten"),
        ("den", "zeitweise eingestellten Ankauf von Kohle"),
        ("ein", "usbekisches in Astana"),
        ("", "Anaklia"),
        ("der", "Central Asia Gateway"),
        ("", ""),
    ],
)
def test_what_is_not_certain_stays(before, phrase):
    assert nominative(phrase, before) == phrase


@pytest.mark.parametrize("phrase", ["usbekisches in Astana", "neue für Gas"])
def test_an_adjective_without_its_noun(phrase):
    assert lacks_noun(phrase)


@pytest.mark.parametrize("phrase", ["usbekisches Handelshaus in Astana", "Haus in Astana", "inzwischen", ""])
def test_a_phrase_with_its_noun(phrase):
    assert not lacks_noun(phrase)


def test_a_pronoun_that_stands_for_a_paper():
    assert without_pronoun("einen über das Bündnis") == "über das Bündnis"
    assert without_pronoun("eines zum Aufbau des Zentrums") == "zum Aufbau des Zentrums"
    assert without_pronoun("eine Brücke über den Fluss") is None
    assert without_pronoun("Vertrag über Weizen") is None
