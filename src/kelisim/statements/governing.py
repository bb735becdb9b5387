"""Governing: which verb or wording of a clause can be said of a thing, and which of several is.

In: a mention and a verb of its clause. Out: whether the thing is what the verb is done to, and how near it stands.
*«Das Abkommen sieht den Bau vor»* says nothing of the paper; *«unterzeichneten ein Abkommen»* does.
"""

from __future__ import annotations

from kelisim.language.clauses import ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.model import Stage
from kelisim.statements.moods import is_passive, is_perfect
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention

STAGES: dict[str, Stage] = {
    "pledge": "pledged",
    "commit": "committed",
    "start": "implementing",
    "complete": "completed",
    "suspend": "suspended",
    "cancel": "cancelled",
    "flow": "implementing",
    "lift": "completed",
}
_ACCUSATIVE = ("den", "einen", "ihren", "seinen", "diesen")
_NEW = ("", "ein", "eine", "einen", "den", "mehrere", "einige")
_CLOSED = ("institution", "project")
_SIGNED = ("supply", "programme", "training")  # unterzeichneten ein Stipendienprogramm
_OF_ONE_KIND = frozenset({"join", "declare", "body", "grant"})
_LIFTED = frozenset({"complete", "lift"})  # abschaffen, aufheben
_BY_KIND = {"flow": "supply", "lift": "measure"}


def stage_of(senses: frozenset[str], mention: Mention) -> Stage | None:
    """The stage that a verb reports of the thing, its mood left aside; None for verbs of saying and meeting."""
    if "declare" in senses:
        return "committed"
    if "close" in senses and mention.kind in _CLOSED and not _is_any_project(mention):
        return "cancelled"
    if "end" in senses and not mention.paper and _is_built(mention):
        return "completed"  # der Bau der Bahn ist beendet
    if "get" in senses and mention.thing is not None and mention.thing.instrument == "contract":
        return "committed"
    if "get" in senses and mention.kind == "programme" and _is_money(mention):
        return "committed"
    if "work" in senses and (mention.paper or mention.act is not None):
        return "pledged"
    if senses == _LIFTED and mention.passage.words[mention.index].endswith(tuple(stage_words().words.freedoms)):
        return "cancelled"
    if "sign" in senses and not mention.paper and _is_concluded(mention):
        return "committed"
    if ("finish" in senses and not mention.paper) or ("lift" in senses and mention.kind == "measure"):
        return "suspended" if "suspend" in senses else "completed"
    if "conclude" in senses and mention.paper:
        return "committed"
    stage = next((stage for sense, stage in STAGES.items() if sense in senses), None)
    return "committed" if mention.paper and stage == "completed" else stage


def reaches(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether the verb can have the thing as what it is done to."""
    sense, chain = verb.sense, mention.chain
    if sense.kind == "attributive" or not _fits(mention, sense.senses):
        return False
    if mention.first <= verb.index <= mention.last:
        return False
    known = stage_words().words
    if sense.lemma in (known.never_reflexive if _is_reflexive(mention) else known.only_reflexive):
        return False
    if sense.kind == "infinitive" and mention.clause.kind == "infinitive" and _is_behind(mention, verb):
        return False  # der einzige Weg, Gas zu liefern, die Pipeline
    if _is_in_a_governed_row(mention):
        return False  # in Form von Krediten und Zuschüssen
    if _is_purpose(mention) and not (mention.paper and "sign" in sense.senses):
        return False
    aim = _is_purpose(mention) and mention.clause.kind == "infinitive" and chain.outer == mention.clause.first
    led = chain.preposition and not aim  # um einen Vertrag zu unterzeichnen
    if led and chain.preposition not in stage_words().takes.get(sense.lemma, ()):
        if mention.beside is None or mention.chain.acts or chain.preposition in function_words().between:
            return False
        return reaches(mention.beside, verb)
    return not _is_subject(mention, verb)


def _is_reflexive(mention: Mention) -> bool:
    return "sich" in mention.around


def _is_behind(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether a comma parts it from the verb before it."""
    return mention.first > verb.index and "," in mention.passage.words[verb.index : mention.first]


def _is_in_a_governed_row(mention: Mention) -> bool:
    """Whether the first of its row hangs on an ordinary noun: *die Vernetzung mit Straßen, Häfen und Leitungen*."""
    first = mention
    while first.beside is not None and not first.determiner:
        first = first.beside
    return first is not mention and first.chain.governor is not None


def _is_purpose(mention: Mention) -> bool:
    """Whether the clause only says what for: *um mit dem Bau beginnen zu können*."""
    return mention.passage.words[mention.clause.first] in stage_words().words.what_for


def _fits(mention: Mention, senses: frozenset[str]) -> bool:
    """Which things a verb's sense can be said of."""
    if ("paper" in senses and not _is_a_paper(mention)) or ("event" in senses and mention.kind != "event"):
        return False
    if senses & _OF_ONE_KIND:
        return _fits_its_kind(mention, senses)
    if "conclude" in senses and mention.paper:
        return True
    stages = [sense for sense in STAGES if sense in senses]
    if stages and all(sense in _BY_KIND for sense in stages):
        return any(_BY_KIND[sense] == mention.kind for sense in stages)
    if "close" in senses and mention.kind in _CLOSED:
        return True
    if "get" in senses and mention.thing is not None and mention.thing.instrument == "contract":
        return True
    if not stages:
        return "hold" in senses and (mention.kind == "event" or bool(mention.chain.acts))
    if "complete" in senses and mention.kind == "institution" and ("give" in senses or _gets(mention, senses)):
        return False  # von Banken bereitgestellt
    if "sign" in senses:
        supplied = "finish" not in senses and (mention.kind in _SIGNED or _is_any_project(mention))
        supplied = supplied or _is_concluded(mention)
        done = mention.kind in ("project", "programme") or bool(mention.chain.acts or mention.act)
        return mention.signable or supplied or ("finish" in senses and done)
    if senses & {"deliver", "train"}:
        return _is_delivered(mention, senses)
    if "build" in senses or "open" in senses:
        built = "open" in senses or not _is_builder(mention)
        return built and (not mention.paper or bool(mention.chain.acts))
    return True


def _gets(mention: Mention, senses: frozenset[str]) -> bool:
    """Whether it is who gets something: *ein Konsortium erhielt den Zuschlag*."""
    return "get" in senses and _is_builder(mention)


def _is_built(mention: Mention) -> bool:
    """Whether its building stands above it."""
    acts = (mention.passage.senses[at].act for at in mention.chain.acts)
    return any(act is not None and act.stage == "implementing" for act in acts)


def _is_concluded(mention: Mention) -> bool:
    """Whether a package is closed with a state: *schloss mit Togo ein Investitionspaket ab*."""
    passage, clause = mention.passage, mention.clause
    if mention.kind != "programme" or mention.chain.acts:
        return False
    here = passage.actors_of(clause)
    starts = (passage.index_at(actor.start) for actor in here if actor.kind in ("country", "bloc", "capital"))
    return any(at > clause.first and passage.words[at - 1] == "mit" for at in starts)


def _is_a_paper(mention: Mention) -> bool:
    """Whether it is a document, not an ordinary word in the plural: *hat seinen Ministern Aufträge erteilt*."""
    return mention.paper and not (mention.weak and not mention.determiner and mention.count is None)


def _fits_its_kind(mention: Mention, senses: frozenset[str]) -> bool:
    """Whether a verb that is said of one kind of thing alone is said of this one."""
    if "join" in senses:
        return mention.kind in _CLOSED and not mention.definite
    if "declare" in senses:
        return mention.paper and any(word.startswith("gemeinsam") for word in mention.words)
    if "body" in senses:
        return mention.kind == "institution"
    here = mention.around
    return mention.kind in ("programme", "training") and function_words().impersonal.isdisjoint(here)


def _is_any_project(mention: Mention) -> bool:
    """Whether it is called no more than a project, which is signed as its paper is: *unterzeichneten 14 Projekte*."""
    general = mention.thing is not None and mention.thing.lemma.lower() in stage_words().words.general
    return general and mention.kind == "project" and not mention.chain.acts


def _is_delivered(mention: Mention, senses: frozenset[str]) -> bool:
    """Whether a verb of delivering and training can be said of the thing."""
    if "with" in senses and not mention.chain.preposition:
        return False  # ein Kraftwerk mit Gas versorgen
    if mention.kind == "programme" and ("give" in senses or ("get" in senses and _is_money(mention))):
        return True  # ein Darlehen zur Verfügung stellen
    if mention.chain.acts and mention.kind == "project":
        return False  # die Pläne zum Bau einer Bahn erhielten Auftrieb
    got = mention.kind == "project" or ("get" in senses and mention.kind == "institution")
    return mention.kind in ("supply", "training") or ("deliver" in senses and got)


def _is_money(mention: Mention) -> bool:
    """Whether it is a loan, a grant or the like, not a programme of works."""
    lemma = mention.thing.lemma.lower() if mention.thing else ""
    return mention.signable or lemma in stage_words().words.only_with_sum


def rank(mention: Mention, verb: ClauseVerb) -> tuple[bool, bool, int]:
    """Content before modals; a verb on the side where it governs; near before far, weak a little further off."""
    last = verb.sense.kind in ("participle", "infinitive") or mention.clause.kind in ("subordinate", "relative")
    side = (verb.index > mention.index) == (last or _closes(mention, verb))
    return "plan" not in verb.sense.senses, side, -abs(verb.index - mention.index) - 3 * verb.sense.weak


def _closes(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether the verb form stands at the end of its clause or before *und*, as a participle does."""
    words, at = mention.passage.words, verb.index + 1
    if not is_perfect(mention.passage, mention.clause):
        return False
    return at >= len(words) or words[at] in (",", ".", ";", "!", "?", *function_words().conjunctions)


def _is_subject(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether the thing does the verb itself: it opens the clause (*Das Abkommen sieht … vor*), or is a nominative."""
    clause, passage = mention.clause, mention.passage
    by_itself = verb.sense.lemma in stage_words().words.intransitive and not _has_object(mention, verb)
    by_itself = by_itself and not _starts_another(mention, verb)
    acts = not by_itself and ("open" not in verb.sense.senses or _has_object(mention, verb))
    told = clause.kind != "infinitive" or mention.definite  # … an, eine Universität zu bauen
    if told and acts and is_actor(mention) and passage.words[verb.index] == verb.sense.lemma:
        return True  # ein Konsortium wird ein Netz bauen, das Institut wird ein Zentrum eröffnen
    if is_passive(passage, clause) or clause.kind == "infinitive" or _is_accusative(mention):
        return False
    if _object_opens(mention, verb) or _stands_and_acts(mention, verb) or _ends_another(mention, verb):
        return True
    body = mention.weak and mention.kind == "institution" and mention.definite and not mention.chain.acts
    if is_actor(mention) and not by_itself and "open" not in verb.sense.senses:
        return True
    named = mention.last > mention.index or (mention.first < mention.index and passage.tokens[mention.first].capital)
    if body and "open" not in verb.sense.senses and not (named and by_itself):
        return True
    if by_itself or _is_of_many(mention, verb):
        return False
    if mention.definite and mention.index > verb.index and _new_thing_follows(mention):
        return True  # baute die iranische Bahn eine Brücke
    at_top = mention.chain.outer >= mention.first - 1  # not die Einzelheiten der Modernisierung
    if at_top and mention.determiner in ("der", "dieser") and not mention.chain.preposition and not mention.chain.acts:
        return True
    if verb.sense.lemma not in stage_words().words.subject_verbs or verb.index < mention.index:
        return False
    if mention.kind == "supply" and _subject_follows(mention, verb):
        return False
    if verb.sense.lemma == "vorsehen":
        return mention.paper or not _ends_relative(mention, verb)
    return clause.holds(mention.index) and mention.chain.outer <= clause.first + 1 and not _opens_itself(mention, verb)


def _stands_and_acts(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether what stands there brings about another thing: *der an der Küste befindliche Hafen soll … einrichten*."""
    stands = mention.words[0].startswith(tuple(stage_words().words.standing))
    return stands and mention.last < verb.index and _has_object(mention, verb)


def _ends_relative(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether a relative clause ends with the verb, one behind *und* too: *der lange läuft und den Bau vorsieht*."""
    passage, clause = mention.passage, mention.clause
    before = passage.clause_before(clause)
    goes_on = before is not None and passage.words[before.last - 1] in function_words().conjunctions
    relative = clause.kind == "relative" or (goes_on and before is not None and before.kind == "relative")
    return relative and not any(word[0].isalnum() for word in passage.words[verb.index + 1 : clause.last])


def _opens_itself(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether the thing itself opens, no other noun without a preposition: *Übergänge sollen bei Osch öffnen*."""
    passage, small = mention.passage, function_words()
    if verb.sense.lemma not in stage_words().words.both_ways or not mention.clause.holds(verb.index):
        return False
    led = False
    for at in range(mention.last + 1, mention.clause.last):
        word = passage.words[at]
        led = word in small.prepositions or (led and (word in small.determiners or passage.tokens[at].capital))
        led = led or word in small.conjunctions or word.endswith("en")
        if passage.tokens[at].capital and not led:
            return False
    return True


def _is_builder(mention: Mention) -> bool:
    """Whether it is one that builds rather than is built: *ein Konsortium wird die Anlagen errichten*."""
    lemma = mention.thing.lemma.lower() if mention.thing else ""
    return lemma.endswith(tuple(stage_words().words.builders)) and not mention.chain.acts


def _object_opens(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether an accusative opens the clause, so that what follows the verb does it: *den Auftrag bekam eine Werft*."""
    passage, first = mention.passage, mention.clause.first
    if passage.words[first] != "den" or mention.first <= verb.index or mention.chain.preposition:
        return False
    return first + 1 < verb.index and mention.determiner.startswith("ein") and not mention.determiner.endswith("en")


def _starts_another(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether a body starts something new behind the verb: *Die Hochschule startete | eine Kooperation mit Togo*."""
    passage, small = mention.passage, function_words()
    if mention.kind != "institution" or not mention.definite or mention.last > verb.index:
        return False
    for at in range(verb.index + 1, mention.clause.last - 1):
        new = passage.words[at].startswith("ein") and passage.words[at] in small.determiners
        if new and passage.words[at - 1] not in small.prepositions:
            return passage.tokens[at + 1].capital
    return False


def _has_object(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether another thing stands between a body and the verb."""
    passage = mention.passage
    return any(passage.senses[index].thing is not None for index in range(mention.last + 1, verb.index))


def _ends_another(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether a verb of ending has another noun as its object before it: *der Vertrag soll den Streit beenden*."""
    offers = mention.definite and verb.sense.lemma in stage_words().words.subject_verbs
    if not offers and "cancel" not in verb.sense.senses:
        return False
    passage, small = mention.passage, function_words()
    for at in range(mention.last + 1, verb.index):
        joined = passage.words[at - 1] in small.conjunctions and at - 1 == mention.last + 1
        led = joined or passage.words[at - 1] in small.prepositions
        new = passage.words[at].startswith("ein") or not offers  # hat die Kreditlinie eine Rettung geboten
        if new and passage.words[at] in stage_words().words.object_articles and not led:
            return any(passage.tokens[near].capital for near in range(at + 1, verb.index))
    return False


def _new_thing_follows(mention: Mention) -> bool:
    """Whether a new thing stands right behind a known one: *baute die Bahn | eine kurze Verbindung*."""
    passage, at = mention.passage, mention.last + 1
    if at + 1 >= mention.clause.last or not passage.words[at].startswith("ein"):
        return False
    return any(said.thing is not None for said in passage.senses[at + 1 : min(at + 4, mention.clause.last)])


def _is_of_many(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether a verb in the plural cannot be said of one thing: *ein Werk gründeten die Firmen*."""
    plural = verb.sense.kind in ("finite", "past") and mention.passage.words[verb.index].endswith("en")
    return plural and mention.determiner.startswith("ein") and mention.chain.outer <= mention.clause.first + 1


def _is_accusative(mention: Mention) -> bool:
    """Whether the article says that it is the object: *den Hafen errichtet eine Firma*."""
    word = mention.passage.words[mention.index]
    singular = mention.thing is not None and word.endswith(mention.thing.lemma.lower())
    return singular and mention.determiner in _ACCUSATIVE and not mention.chain.preposition


def is_actor(mention: Mention) -> bool:
    """Whether it is a body that opens its clause as the one who acts: *ein Konsortium aus Katar stellt … bereit*."""
    body = mention.weak and mention.kind == "institution" and not mention.chain.acts
    body = body and not mention.determiner.startswith(("sein", "ihr"))  # Seine Botschaft hat Peru geschlossen
    return body and mention.chain.outer == mention.clause.first and not mention.chain.preposition


def _subject_follows(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether the one who does it stands behind the verb: *300 Traktoren liefert der Konzern*."""
    passage, at = mention.passage, verb.index + 1
    if at >= mention.clause.last or verb.sense.kind not in ("finite", "past"):
        return False
    return passage.words[at] in function_words().determiners or passage.tokens[at].capital


def phrase_takes(mention: Mention, wording: str) -> bool:
    """Whether a fixed wording can have the thing: as its object, or through its own preposition."""
    chain = mention.chain
    if is_actor(mention) or _gives_start(mention):
        return False
    if wording in stage_words().words.paper_phrases and not _is_new_paper(mention):
        return False
    if not chain.preposition and wording in stage_words().words.only_through:
        return False
    if chain.governor is not None and mention.passage.words[chain.governor] not in wording.split():
        return False
    if not chain.preposition:
        return True
    if chain.preposition in stage_words().takes.get(wording, ()):
        return True
    return mention.beside is not None and phrase_takes(mention.beside, wording)


def _gives_start(mention: Mention) -> bool:
    """Whether a known bank or body does what the wording says: *den Startschuss gaben die Entwicklungsbank und …*."""
    lemma = mention.thing.lemma.lower() if mention.thing else ""
    plain = not mention.chain.acts and not mention.chain.preposition
    return mention.definite and plain and (lemma in stage_words().words.lenders or _is_builder(mention))


def _is_new_paper(mention: Mention) -> bool:
    """Whether it is a paper not spoken of before."""
    return mention.paper and (mention.determiner in _NEW or mention.count is not None)


def is_only_modal(verb: ClauseVerb) -> bool:
    """Whether *soll* or *will* stands alone, so that a thing known before only does something: *die Leitung soll …*."""
    return verb.sense.lemma in stage_words().words.modals
