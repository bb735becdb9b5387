"""The words of a person's name: where it ends, which word is the surname, whether it is surely a name."""

from __future__ import annotations

from msgspec import Struct

from kelisim.language.function_words import function_words
from kelisim.language.gazetteer import phrase_at
from kelisim.language.known_persons import KnownPerson, genitive_of
from kelisim.language.scan import NameToken, token_at
from kelisim.language.transliteration import fold
from kelisim.language.word_classes import guards, is_whole_noun

_MOST = 6
_SHORT_NAME = 9
_SHORT_WORD = 3
_ALIKE, _MUCH_ALIKE = 0.25, 0.5  # of the letter pairs; a surname that many bear asks for more
_LONG_NAME = 3  # words without any given name among them
_ROMANCE = ("a", "o", "ez", "es", "ín", "és")
_SLAVIC_GENITIVE = ("ows", "ews", "ovs", "evs", "kis", "ijs", "yjs", "ajs", "ins")


class PersonName(Struct, frozen=True):
    """A name as printed, without title: ``text[start:end]``. ``sure``: known, or begins with a given name."""

    start: int
    end: int
    surname: str
    words: tuple[str, ...]
    sure: bool
    known: KnownPerson | None = None


def is_initial(word: str) -> bool:
    """Whether a word is an initial or a patronymic's short form: *D.*, *J*."""
    return len(word) == 1 or (len(word) == 2 and word[1] == ".")


def may_be_name(token: NameToken, behind_given: bool = False) -> bool:
    """Whether a word can be part of a name: capitalised, and neither a state, an office nor a noun.

    Behind a given name it may be a town or a firm too: *Elisabeth Stadler*, *Jakob Hamm*.
    """
    cls = token.cls
    if cls is None or not cls.capital:
        return False
    if token.word.isupper() and len(token.word) > _SHORT_WORD and not (behind_given or cls.known):
        return False  # a headline in capital letters
    if cls.known or cls.given:
        return cls.name is None or cls.name.kind == "place"
    if behind_given and cls.name is not None:
        return cls.name.kind in ("organisation", "place") and not cls.noun
    return not (cls.stopper or cls.noun or cls.office or cls.name or cls.first or cls.parts or cls.pair)


def _tokens(text: str, position: int) -> list[NameToken]:
    """The run of words from ``position`` on that could be one name, titles skipped."""
    run: list[NameToken] = []
    while len(run) < _MOST:
        token = token_at(text, position)
        if token is None or (run and text[run[-1].end : token.start].count("\n") and not _given(run[-1])):
            break
        if not run and token.cls is not None and token.cls.title and not token.cls.known:
            position = token.end + (text[token.end : token.end + 1] == ".")
            continue
        surname = len(run) == 1 and _given(run[0]) and _looks_like_a_noun(token)
        if run and token.cls is not None and token.cls.first and not _opens_phrase(text, token):
            surname = True  # Nguyen Hong Dien, not Hong Kong
        surname = surname or (len(run) == 1 and token.word in guards().surnames)  # Siniša Mali
        if not (surname or may_be_name(token, bool(run) and _given(run[-1])) or token.word in guards().particles):
            break
        run.append(token)
        position = token.end
    if len(run) > 1 and _is_abbreviation(run[-1]) and run[-2].word in guards().particles:
        run.pop()  # Astrid Fixl von der WKÖ
    while run and run[-1].word in guards().particles and run[-1].word[0].islower():
        run.pop()
    return run


def _is_abbreviation(token: NameToken) -> bool:
    return len(token.word) > 1 and token.word.isupper() and "." not in token.word


def _opens_phrase(text: str, token: NameToken) -> bool:
    """Whether a word does not only begin names of several words somewhere, but begins one here, or is a word itself."""
    cls = token.cls
    if cls is None or cls.first is None or cls.name or cls.noun or cls.stopper or cls.office or cls.body:
        return True
    return phrase_at(text, token.start, token.start + len(token.word), cls.first) is not None


def _looks_like_a_noun(token: NameToken) -> bool:
    """Whether a word only ends like a noun, so that behind a given name it is a surname: *Steffen Hebestreit*."""
    cls = token.cls
    if cls is None or not cls.noun or is_whole_noun(token.word):
        return False
    return not (cls.stopper or cls.office or cls.name or cls.first or cls.parts or cls.pair or cls.body)


def _given(token: NameToken) -> bool:
    return bool(token.cls and token.cls.given)


def name_at(text: str, position: int) -> PersonName | None:
    """The person's name that begins at ``position`` (white space and titles skipped), or None.

    *Olzhas Bektenov und* -> Olzhas Bektenov; *Aripov Maßnahmen* -> Aripov; *Ursula von der Leyen* -> all of it.
    """
    run = _tokens(text, position)
    if not run:
        return None
    leading = _known_in(run)
    if leading is not None:
        count, person = leading
        if run[0].word in guards().particles and run[0].word.lower() not in person.name.lower().split():
            return None  # Gast von Viktor Orbán
        longer = _namesake(run, count, person)
        return _finish(run[:longer], None, sure=_is_hyphenated(run[1])) if longer else _finish(run[:count], person)
    if run[0].word in guards().particles:
        return None
    count = _length(run)
    return _finish(run[:count], None) if count else None


def _known_in(run: list[NameToken]) -> tuple[int, KnownPerson] | None:
    """How many words of the run are the name of someone known, and who: surname last, or first (Xi Jinping).

    Of several the one who shares most given names with the run; *Emomalij Rahmon* is no Emomali.
    """
    best: tuple[tuple[int, int], int, KnownPerson] | None = None
    for place, token in enumerate(run):
        before = [fold(other.word) for other in run[:place] if other.word not in guards().particles]
        for person in token.cls.known if token.cls else ():
            behind = _given_behind(run[place:], person)
            shared = _shared(before, person)
            if (before and not shared) or (place == 0 and _given(token) and len(run) > 1 and not behind):
                continue
            if place + 1 < len(run) and genitive_of(token.word, person):  # Parks Tau is no Park
                continue
            if _goes_on(run, place, person) and not behind:
                continue
            likeness = (shared + behind, sum(name in person.folded_given() for name in before))
            if best is None or likeness > best[0]:
                best = (likeness, place + 1 + behind, person)
    return (best[1], best[2]) if best else None


def _goes_on(run: list[NameToken], place: int, person: KnownPerson) -> bool:
    """Whether the name has its family name yet to come: *Abdullatif bin Rashid Al Zayani*, *Ali Abdul Amir Allawi*."""
    if place + 1 >= len(run):
        return False
    behind, small = run[place + 1].word, function_words()
    led = behind in guards().particles and behind.lower() not in person.name.lower().split()
    plain = behind in small.determiners or behind in small.prepositions  # Vučić den Verkauf
    return (led and not plain) or (person.weak and place == 0 and person.name.split()[0] != run[0].word)


def _namesake(run: list[NameToken], count: int, person: KnownPerson) -> int:
    """How many words the name of someone else has who shares a surname that stands first; 0 if it is the known one.

    *Nguyen Van Thang* is not the known Nguyen: short words that no lexicon knows follow the surname.
    """
    if count != 1 or not person.given or person.name.split()[0] != run[0].word:
        return 0
    length = 1
    while length < len(run) and len(run[length].word) <= _SHORT_NAME and run[length].word[0].isupper():
        length += 1
    return length if length > 1 else 0


def _is_hyphenated(token: NameToken) -> bool:
    """A Korean or Taiwanese given name: *Jin-woo*."""
    return token.word.partition("-")[2].islower()


def _given_behind(run: list[NameToken], person: KnownPerson) -> int:
    """How many given names of the person follow the first word of the run: Xi *Jinping*."""
    count = 0
    for token in run[1:]:
        if fold(token.word) not in person.folded_given():
            break
        count += 1
    return count


def _shared(before: list[str], person: KnownPerson) -> int:
    """How many given names as printed can be the person's."""
    given, least = person.folded_given(), _MUCH_ALIKE if person.weak else _ALIKE
    return sum(any(_alike(name, other, least) for other in given) for name in before)


def _alike(one: str, two: str, least: float) -> bool:
    """Whether two folded given names can be spellings of one: *Volodymyr* and *Wladimir*, *J.* and *Joe*.

    They share ``least`` of their pairs of letters (Dice); an initial shares its letter.
    """
    if min(len(one), len(two)) <= 2:
        return one[:1] == two[:1]
    pairs, others = _letter_pairs(one), _letter_pairs(two)
    return 2 * len(pairs & others) >= least * (len(pairs) + len(others))


def _letter_pairs(word: str) -> set[str]:
    return {word[place : place + 2] for place in range(len(word) - 1)}


def _length(run: list[NameToken]) -> int:
    """How many words of a run of unknown ones are the name: given names, then one surname with its particles."""
    place = 0
    while place < len(run) and (_given(run[place]) or is_initial(run[place].word)):
        place += 1
    while place < len(run) and run[place].word in guards().particles:
        place += 1
    if place >= len(run):
        return len(run)
    if place:
        return place + 1 + (_with_particles(run, place + 1) or _second_surname(run, place + 1))
    return _with_arabic_article(run, min(len(run), _LONG_NAME)) if len(run) > 1 else 1


def _with_arabic_article(run: list[NameToken], count: int) -> int:
    """A name as far as its last part, which an article leads: *Sayyid Badr Al Busaidi*, *Sabah al-Ahmad as-Sabah*."""
    while count < len(run):
        led = run[count - 1].word in guards().particles or run[count].word[0].islower()
        if not led:
            break
        count += 1
    return count


def _second_surname(run: list[NameToken], place: int) -> int:
    """1 where a second surname of Spanish form follows the first: *Ramón Jiménez Gaona*, *Carlos Alvarado Quesada*."""
    if place >= len(run) or not run[place].word.endswith(_ROMANCE):
        return 0
    return int(run[place - 1].word.endswith(_ROMANCE) and run[place].word not in guards().particles)


def _with_particles(run: list[NameToken], place: int) -> int:
    """Further words of a surname: behind a particle (Lula *da Silva*), or a second one behind a given name."""
    count = 0
    while place + count < len(run) and run[place + count].word in guards().particles:
        count += 1
    return count + 1 if count else 0


def _finish(run: list[NameToken], person: KnownPerson | None, *, sure: bool = False) -> PersonName:
    last = run[-1]
    surname = next((token for token in run if person and token.cls and person in token.cls.known), last)
    if len(run) > 1 and surname is last and not last.word.strip("IVX."):  # Abdullah II.
        surname = run[-2]
    cut = 0
    if person is not None and surname is last:
        cut = int(genitive_of(last.word, person))
    elif person is None and last.word.endswith(_SLAVIC_GENITIVE) and last.word not in guards().names_in_s:
        cut = 1
    sure = sure or person is not None or (_given(run[0]) and len(run) > 1)
    word = surname.word[: len(surname.word) - cut] if surname is last else surname.word
    words = (*(token.word for token in run[:-1]), last.word[: len(last.word) - cut])
    return PersonName(run[0].start, last.end - cut, word, words, sure, person)
