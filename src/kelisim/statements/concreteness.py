"""Concreteness: whether a phrase names something that could be found kept or broken.

*Bau eines Kraftwerks in Osch* can, *gemeinsame Projekte* and *die Zusammenarbeit* cannot. Papers are always concrete.
"""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import left_edge
from kelisim.once import asked_once
from kelisim.statements.chains import chain
from kelisim.statements.cues import Cue
from kelisim.statements.moods import SURE_OF_ITSELF, is_passive
from kelisim.statements.passage import Passage
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention
from kelisim.statements.told_beside import is_told_beside

_BESIDE = 3  # tokens
_FRONT = 4  # letters
_NOT_ACTING = ("agreement", "programme", "event", "measure")
_PARTIES = ("country", "bloc", "demonym")


def is_concrete(mention: Mention, cue: Cue) -> bool:
    """Whether a thing that is no paper is named well enough for what is said of it."""
    if "lift" in cue.senses and mention.kind == "measure":
        before = mention.passage.words[: mention.first]
        return stage_words().words.no_actors.isdisjoint(before)  # der Westen will die Sanktionen lockern
    if is_told_beside(mention, cue):
        return False
    if mention.thing is not None and mention.thing.lemma.lower() in stage_words().words.only_crossed:
        return bool(cue.senses & {"lift", "open", "close"})
    if mention.thing is not None and mention.thing.lemma.lower().endswith(tuple(stage_words().words.crossings)):
        return not cue.modal and (mention.first < mention.index or mention.last > mention.index)
    if _is_only_meant(mention, cue):
        return False
    standing = mention.words[0].startswith(tuple(stage_words().words.standing))
    if standing and (cue.stage in ("implementing", "completed") or mention.last == mention.index):
        return False  # ein seit 1999 in Betrieb befindliches Kabel
    if mention.thing is not None and mention.thing.lemma.lower() in stage_words().words.only_with_sum:
        return has_sum(mention)
    topic = _has_topic(mention) and (cue.how != "act" or mention.kind in ("supply", "training"))
    if is_general(mention) and not (mention.count or has_sum(mention) or topic or _is_told_apart(mention)):
        return points_back(mention) and cue.how != "act"
    if mention.weak:
        return _weak_is_concrete(mention, cue)
    return not (mention.bare and cue.how == "act" and not mention.determiner)


def _is_only_meant(mention: Mention, cue: Cue) -> bool:
    """Whether training as such is helped on, or what lies in the ground is not worked: *soll Gasvorkommen schützen*."""
    known = stage_words().words
    if mention.kind == "training" and mention.count is None:
        return cue.lemma in known.pushing  # soll die Ausbildung von Fachkräften vorangetrieben werden
    return cue.modal and mention.thing is not None and mention.thing.lemma.lower() in known.deposits


def _weak_is_concrete(mention: Mention, cue: Cue) -> bool:
    """A noun that is an ordinary word too needs a verb of doing or an act, and to be new or named."""
    if mention.kind == "project" and points_back(mention) and (cue.how == "phrase" or "build" in cue.senses):
        return True
    if is_resumed(mention, cue):
        return True
    if mention.determiner in ("beide", "beiden") or mention.determiner in stage_words().words.whose:
        return False  # beide Bahnen gründen eine Firma; der Irak und dessen Häfen
    inside = range(mention.index + 1, mention.last + 1)
    if any(thing.kind == "agreement" for at in inside if (thing := mention.passage.senses[at].thing)):
        return False  # ihr Netz von Abkommen
    if mention.clause.able and mention.definite and cue.weak:
        return False  # könnten den Tempel für den Tourismus entwickeln
    if _is_a_known_body(mention, cue) or (_is_a_counted_part(mention) and not _are_new(mention, cue)):
        return False
    lent = mention.kind == "programme" and "give" in cue.senses and len(mention.passage.parties) > 1
    opens = (bool(cue.senses & {"open", "build"}) or lent) and not mention.definite  # gibt Kenia einen Kredit
    plainly = cue.lemma in stage_words().words.opening
    if (
        cue.weak
        and not plainly
        and not is_named(mention)
        and not opens
        and not (has_sum(mention) and not mention.definite)
    ):
        return False
    told_apart = is_named(mention) or _has_own_adjective(mention)
    if cue.how == "act":
        return told_apart or _is_new_work(mention)
    if mention.definite and not told_apart and not mention.chain.acts and cue.lemma not in stage_words().words.opening:
        return False
    plain = not mention.determiner and mention.count is None and mention.last == mention.index
    if plain and mention.bare and cue.stage == "completed" and "build" in cue.senses:
        return False  # haben Schulen und Straßen gebaut
    told = (mention.kind == "supply" and mention.last > mention.index) or bool(mention.chain.acts)
    if told and cue.lemma not in stage_words().words.modals:
        return True  # hat den Kauf von elf Fregatten angekündigt, plant die Eröffnung der Botschaft in Kenia
    return not cue.modal or not (mention.definite or plain)  # ihnen sollen russische Hochschulen offenstehen


def is_effect(mention: Mention, cue: Cue) -> bool:
    """Whether a thing or a relation, not an actor, brings it about: *die Zusammenarbeit schafft Brücken*."""
    passage, clause = mention.passage, mention.clause
    brings = "open" in cue.senses or cue.lemma in stage_words().words.offering
    # das eine Verbindung schaffen wird
    active = clause.kind == "relative" and any(span.quote(passage.text) == cue.lemma for span in cue.grounds)
    if cue.how != "verb" or not brings or (is_passive(passage, clause) and not active):
        return False
    said = passage.words[clause.first : mention.first]
    if (
        cue.lemma in stage_words().words.subject_verbs
        and "es" in said
        and cue.stage == "pledged"
        and not clause.planned
    ):
        return True  # ein Projekt, da es eine Verbindung schafft
    nouns = (at for at in range(clause.first, clause.last) if _is_plain_noun(passage, at))
    opener = next((at for at in nouns if not _is_behind_a_preposition(passage, at)), None)
    if clause.kind == "relative" and (opener is None or opener >= mention.first):
        opener = next((at for at in range(clause.first - 1, 0, -1) if _is_plain_noun(passage, at)), None)
    elif opener is None or opener >= mention.first:
        return False
    if opener is None:
        return False
    thing = passage.senses[opener].thing
    if thing is not None and thing.kind == "project" and cue.lemma in stage_words().words.offering:
        return True  # die Bahn bietet eine Verbindung, das Projekt, das eine Verbindung schafft
    general = thing is not None and thing.lemma.lower() in stage_words().words.general
    # die Bank Sol eröffnet eine Filiale, die Bahnen gründen eine Gesellschaft
    body = (thing is not None and thing.kind == "institution") or cue.lemma in stage_words().words.founding
    works = thing is not None and (
        general or thing.kind in _NOT_ACTING or (thing.weight == "weak" and mention.weak and not body)
    )
    return works or passage.words[opener] in stage_words().words.vague


def _is_behind_a_preposition(passage: Passage, at: int) -> bool:
    above = chain(passage, left_edge(passage.tokens, passage.senses, at))
    return bool(above.preposition) or above.governor is not None  # im Rahmen ihrer Partnerschaft


def _is_plain_noun(passage: Passage, at: int) -> bool:
    token = passage.tokens[at]
    return token.capital and token.word[0].isalpha() and passage.words[at] not in function_words().no_adjectives


def _has_own_adjective(mention: Mention) -> bool:
    """Whether an adjective behind an article tells which one: *die erste Brücke*, not *gemeinsame Straßen*."""
    if not mention.determiner or mention.first == mention.index:
        return False
    if mention.determiner.startswith(("ein", "ihr", "sein")):
        return not points_back(mention)
    return not mention.words[0].startswith(tuple(stage_words().words.light))


def is_resumed(mention: Mention, cue: Cue) -> bool:
    """Whether a service or a work stops or begins again: *stellten die Fähre ein, nahmen den Bau der Bahn auf*."""
    lemma, words = mention.thing.lemma.lower() if mention.thing else "", stage_words().words
    return cue.lemma in words.resuming and (bool(mention.chain.acts) or lemma.endswith(tuple(words.services)))


def _is_a_counted_part(mention: Mention) -> bool:
    """Whether it is one of many parts of something greater: *50 Brücken und 29 Tunnel*."""
    known = mention.thing is not None and mention.thing.lemma.lower() in stage_words().words.parts
    return known and mention.count is not None


def _are_new(mention: Mention, cue: Cue) -> bool:
    """Whether they are works by themselves that are planned or built: *planen fünf neue Brücken über die Donau*."""
    new = any(word.startswith("neu") for word in mention.passage.words[mention.first : mention.index])
    return new and (cue.modal or "build" in cue.senses or cue.how == "act")


def _is_new_work(mention: Mention) -> bool:
    """Whether a work that is not there yet is built with another: *hilft Kenia beim Bau eines Flughafens*."""
    helps = any(verb.sense.senses & {"aid", "give"} for verb in mention.clause.verbs)
    new = bool(mention.chain.acts) and mention.determiner.startswith("ein")
    return helps and new and len(mention.passage.parties) > 1


def _is_a_known_body(mention: Mention, cue: Cue) -> bool:
    """Whether it is a body that does something rather than one that is founded: *die Investitionsbank finanziert*."""
    if mention.kind != "institution" or not mention.definite or mention.chain.acts or cue.stage in SURE_OF_ITSELF:
        return False
    words = stage_words().words
    if mention.thing is not None and mention.thing.lemma.lower().endswith(tuple(words.services)):
        return False
    plain = mention.passage.words[mention.first].endswith(("e", "en", "er", "es"))
    foreign = mention.passage.tokens[mention.index].word in words.foreign and not plain
    by_itself = cue.lemma in words.intransitive and mention.last > mention.index
    return cue.how == "verb" and "open" not in cue.senses and not foreign and not by_itself


def is_general(mention: Mention) -> bool:
    """Whether the noun is so general that it names nothing by itself."""
    if mention.thing is None:
        return False
    lemma, word = mention.thing.lemma.lower(), mention.passage.words[mention.index]
    one = mention.determiner.startswith("ein")  # eine Pilotanlage; starten gemeinsames Solarprojekt
    one = one or (mention.passage.is_headline and not mention.determiner and word.endswith(lemma))
    told_apart = one and len(word) - len(lemma) >= _FRONT
    return lemma in stage_words().words.general and not told_apart


def is_named(mention: Mention) -> bool:
    """Whether the phrase has a name, a place, a number, or words of its own behind the noun."""
    if mention.count is not None or _has_relative(mention):
        return True
    if mention.last > mention.index:  # Trasse und Machbarkeit names neither
        return mention.passage.words[mention.index + 1] not in function_words().joints
    return mention.index - mention.first >= 1 and mention.passage.tokens[mention.first].capital


def has_sum(mention: Mention) -> bool:
    """Whether the clause gives a sum of money behind or before the thing."""
    return bool(mention.passage.money_in(mention.clause))


@asked_once
def points_back(mention: Mention) -> bool:
    """Whether the phrase only takes up what was named before: *das Abkommen*, *diese Vereinbarung*."""
    words = stage_words().words
    if mention.determiner in words.demonstratives:
        return mention.last - mention.first <= 1 or mention.determiner.startswith("dies")
    if any(word.startswith("solch") for word in mention.words) or (mention.paper and is_on_the_same(mention)):
        return True
    if mention.last + 1 < len(mention.passage.words) and mention.passage.words[mention.last + 1] in words.on_that:
        return False  # der Vertrag dazu
    if _has_relative(mention) or _is_told_by_content(mention):
        return False
    if not mention.definite or mention.count is not None or not only_parties_behind(mention):
        return False
    if mention.paper and "mit" in mention.passage.words[mention.chain.outer : mention.first]:
        return False  # die mit dem Minister geschlossene Vereinbarung
    behind = mention.passage.words[mention.index + 1 : mention.last + 1]
    if mention.kind == "institution" and not words.local.isdisjoint(behind):
        return False  # die Botschaft in Kenia
    before = mention.passage.tokens[mention.first : mention.index]
    marks = [quantity for quantity in mention.passage.quantities if quantity.kind != "ordinal"]
    if mention.paper and mention.last == mention.index and _is_plain(mention) and not _is_told_which(mention):
        return True  # besiegelten den milliardenschweren Vertrag
    return all(
        token.word.lower().startswith(tuple(words.light)) or any(q.start <= token.start < q.end for q in marks)
        for token in before
    )


def _is_plain(mention: Mention) -> bool:
    """Whether the noun is no compound that says what it is on: *Vertrag*, not *Handelsvertrag*."""
    return mention.thing is not None and mention.passage.words[mention.index].startswith(mention.thing.lemma.lower())


def _is_told_which(mention: Mention) -> bool:
    """Whether a word before it says which of several it is: *den zweiten Vertrag*, *das mit Rom besiegelte Papier*."""
    passage, span = mention.passage, mention.head
    ranked = any(q.kind == "ordinal" and span.start <= q.start < span.end for q in passage.quantities)
    done = bool(passage.actors_in(passage.span_between(mention.chain.outer, mention.index)))
    return ranked or done or bool(passage.actors_in(span)) or not function_words().further.isdisjoint(mention.words)


def is_on_the_same(mention: Mention) -> bool:
    """Whether a paper is on what was told before: *eine entsprechende Übereinkunft*."""
    return mention.words[0].startswith(tuple(stage_words().words.same_matter))


def _is_told_apart(mention: Mention) -> bool:
    """Whether a relative clause names states or places: *ein Projekt, bei dem Gas durch die Mongolei fließt*."""
    passage = mention.passage
    behind = (c for c in passage.clauses if c.kind == "relative" and 0 < c.first - mention.last <= _BESIDE)
    named = (actor for clause in behind for actor in passage.actors_of(clause))
    return not mention.definite and any(actor.kind in (*_PARTIES, "place") for actor in named)


def _has_relative(mention: Mention) -> bool:
    """Whether a relative clause tells which one is meant: *das Stahlwerk, das der Konzern errichtet*."""
    behind = (clause.first - mention.last for clause in mention.passage.clauses if clause.kind == "relative")
    return not mention.paper and any(0 < distance <= _BESIDE for distance in behind)


def _is_told_by_content(mention: Mention) -> bool:
    """Whether the next clause says what a paper holds: *billigte das Abkommen, wonach Peru ein Darlehen gewährt*."""
    passage, known = mention.passage, stage_words().words
    behind = (clause for clause in passage.clauses if 0 < clause.first - mention.last <= _BESIDE)
    return mention.paper and any(passage.words[clause.first] in known.according for clause in behind)


def only_parties_behind(mention: Mention) -> bool:
    """Whether nothing but the parties stands behind the noun: *das Abkommen mit Indonesien*."""
    passage, small = mention.passage, function_words()
    for index in range(mention.index + 1, mention.last + 1):
        token = passage.tokens[index]
        if token.word.lower() in stage_words().words.between_parties or token.word.lower() in small.conjunctions:
            continue
        if token.word.lower() in small.topic_prepositions or _is_known_thing(passage, index):
            continue  # der Vertrag für das Projekt
        if token.word.lower() in small.states or _is_office(passage, index):
            continue  # die Vereinbarungen zwischen den Ministern beider Länder
        if not any(a.start <= token.start < a.end and a.kind in _PARTIES for a in passage.actors):
            return False
    return True


def _is_office(passage: Passage, index: int) -> bool:
    """Whether a word names governments, ministers or presidents."""
    return passage.words[index].endswith(tuple(stage_words().words.who_signs))


def _is_known_thing(passage: Passage, index: int) -> bool:
    """Whether a noun or its article only takes up a thing that was named: *das Projekt*, *das Vorhaben*."""
    if passage.words[index] in stage_words().words.definite and index + 1 < len(passage.words):
        index += 1
    thing = passage.senses[index].thing
    known = passage.words[index - 1] in stage_words().words.definite
    return known and thing is not None and passage.words[index] in stage_words().words.general


def is_vague(mention: Mention) -> bool:
    """Whether the step is one of deepening and widening what can hardly be measured."""
    vague = stage_words().words.vague
    words = mention.passage.words[mention.index : mention.last + 1]
    ties = tuple(stage_words().words.ties_at_large)
    return mention.last == mention.index or any(word in vague or word.endswith(ties) for word in words[1:4])


def _has_topic(mention: Mention) -> bool:
    return mention.last > mention.index and mention.thing is not None
