"""Moods: whether what a verb says is done, meant, agreed, only talked about, denied or conditional.

In: a mention, its verb and the stage by the verb alone. Out: the stage as it is meant. *«soll eröffnet werden»* and
*«wird eröffnet»* are ``pledged``; *«vereinbarten, … zu eröffnen»* is ``committed``.
"""

from __future__ import annotations

from msgspec import structs

from kelisim.language.annotations import Time
from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective
from kelisim.model import Span, Stage
from kelisim.statements.passage import Passage
from kelisim.statements.present_tense import builds_now, comes_on_its_day, goes_on, lifts_now
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention

_BRACKET = 6  # tokens
_CUT_IN_TWO = 3  # clauses: the two parts and what stands between them
_REACHED = ("implementing", "completed")
SURE_OF_ITSELF = ("suspended", "cancelled")


def mood(mention: Mention, verb: ClauseVerb, stage: Stage) -> tuple[Stage, tuple[Span, ...], bool]:
    """The stage as it is meant: planned, future, under a verb of agreeing or only of talking."""
    passage, clause = mention.passage, mention.clause
    if stage in SURE_OF_ITSELF:
        return stage, (), False
    build = bool({"build", "train"} & verb.sense.senses) or verb.sense.lemma in stage_words().words.performing
    build = build or passage.words[max(0, verb.index - 1)] in stage_words().words.successful  # erfolgreich umgesetzt
    finished = stage == "implementing" and build and _is_finished(passage, verb, clause)
    if clause.kind == "infinitive" and _has_done(passage, verb):
        return stage, (), False
    if _is_over(passage, verb, clause) and not has_deadline(mention):
        return ("completed" if finished else stage), (), False
    if passage.words[clause.first] in function_words().conditions:
        return "pledged", (), False  # wenn Peru dem Abkommen zustimmt
    # um … zu fördern unterzeichneten sie ein Abkommen
    fronted = clause.kind == "infinitive" and verb.sense.kind == "past"
    if (clause.kind in ("infinitive", "subordinate") and not fronted) or verb.sense.kind == "infinitive":
        cause = passage.words[clause.first] in stage_words().words.causes  # da der Auftrag vergeben wurde
        parent = None if cause else parent_of(passage, clause)
        if parent is not None:
            if not clause.planned and _will_be(mention, verb, stage):
                clause = structs.replace(clause, planned=True)  # dass sie 2027 ausgeliefert werden
            told, grounds, talk = _under(passage, parent, clause, stage)
            return ("completed" if finished and told == stage else told), grounds, talk
        if verb.sense.kind == "infinitive":
            return "pledged", (), False
    if (
        clause.planned
        or is_able(passage, clause)
        or _will_be(mention, verb, stage)
        or (lifts_now(passage, verb, clause) and not is_perfect(passage, _home(passage, verb, clause)))
        or (mention.kind == "supply" and builds_now(passage, verb, clause))
    ):
        return "pledged", (), False
    if stage == "completed" and mention.kind == "supply" and goes_on(passage, verb, clause):
        return "implementing", (), False
    return ("completed" if finished else stage), (), False


def _has_done(passage: Passage, verb: ClauseVerb) -> bool:
    """Whether an infinitive tells what has been done: *gab bekannt, einen Vertrag unterzeichnet zu haben*."""
    return passage.words[verb.index + 1 : verb.index + 3] in (("zu", "haben"), ("zu", "sein"))


def _is_over(passage: Passage, verb: ClauseVerb, clause: Clause) -> bool:
    """Whether it has been done, whatever stands above it: *kündigte an, dass sie … unterzeichnet haben*.

    Of what *soll* have been done it is only said so: *soll einen Vertrag geschlossen haben*.
    """
    behind = passage.words[verb.index + 1 : verb.index + 2]
    small, known = function_words(), stage_words().words
    if clause.conditional or not behind or verb.index + 2 > clause.last or verb.sense.kind == "infinitive":
        return False
    if clause.kind == "subordinate":
        return behind[0] in small.done
    said = behind[0] in small.have and not known.hearsay.isdisjoint(passage.words[clause.first : verb.index])
    return said and clause.kind == "main"


def _home(passage: Passage, verb: ClauseVerb, clause: Clause) -> Clause:
    """The clause in which a verb stands: *wurden übergeben: 7 Mähdrescher*."""
    return clause if clause.holds(verb.index) else passage.clause_at(passage.tokens[verb.index].start)


def is_able(passage: Passage, clause: Clause) -> bool:
    """Whether something only can be done; what *konnte* be done has been done."""
    words, known = passage.words_of(clause), stage_words().words
    lets = "sich" in words and not known.letting.isdisjoint(words)  # die Röhren lassen sich verlegen
    return lets or (clause.able and known.managed.isdisjoint(words))


def _is_finished(passage: Passage, verb: ClauseVerb, clause: Clause) -> bool:
    """*bauten ein Kraftwerk*, *ist modernisiert worden*: what was built stands; *wird gebaut* is under way."""
    small = function_words()
    done = any(passage.words[at] in small.done for at in range(clause.first, clause.last))
    return verb.sense.kind == "past" or (done and verb.sense.kind != "infinitive")


def _under(passage: Passage, parent: Clause, clause: Clause, stage: Stage) -> tuple[Stage, tuple[Span, ...], bool]:
    """The stage of an infinitive or dass-clause under the verb that asks for it."""
    known = stage_words().words
    if passage.words[clause.first] in known.how:
        return stage, (), False
    senses = {sense for verb in parent.verbs for sense in verb.sense.senses}
    grounds = tuple(word_span(passage, verb.index) for verb in parent.verbs)
    if clause.kind == "infinitive" and "cancel" in senses:
        return "cancelled", grounds, False  # gaben den Plan auf, eine Bahn zu bauen
    if clause.kind in ("subordinate", "infinitive") and _is_hoped(passage, parent):
        return "pledged", grounds, not _is_aim_of_signing(passage, parent, clause)
    if "ask" in senses and clause.kind == "infinitive":
        return "pledged", grounds, True
    if "commit" in senses and (clause.kind == "infinitive" or (clause.planned and "sign" not in senses)):
        drafted = stage == "pledged" and clause.kind == "infinitive"  # kamen überein, ein Protokoll auszuarbeiten
        return "pledged" if drafted else "committed", grounds, False
    opener = passage.words[clause.first]
    if opener in known.according and stage in _REACHED and "commit" in senses:
        return "committed", grounds, False  # billigte das Abkommen, wonach Peru ein Darlehen gewährt
    if "pledge" in senses or "plan" in senses or parent.planned or opener in known.so_that:
        return "pledged", grounds, False
    if "start" in senses and clause.kind == "infinitive":
        return "implementing", grounds, False
    if clause.kind == "infinitive" and not known.succeeding.isdisjoint(passage.words_of(parent)):
        return ("completed" if stage == "implementing" else stage), grounds, False
    if clause.kind == "infinitive":
        return "pledged", grounds, "talk" in senses
    if clause.planned:
        return "pledged", grounds, False
    return stage, grounds, False


def _is_hoped(passage: Passage, parent: Clause) -> bool:
    """Whether a noun of hoping is what the clause above says: *Ziel ist, dass …*, *die Hoffnung, dass …*."""
    hopes = stage_words().words.hopes
    return any(passage.words[at] in hopes for at in range(parent.first, parent.last))


def _is_aim_of_signing(passage: Passage, parent: Clause, clause: Clause) -> bool:
    """Whether it is the aim to sign a paper, which is more than a hope: *Ziel der Reise ist es, … zu unterzeichnen*."""
    aims = stage_words().words.aims
    aimed = any(passage.words[at] in aims for at in range(parent.first, parent.last))
    signed = any(verb.sense.senses & {"sign", "conclude"} for verb in clause.verbs)
    return aimed and signed and clause.kind == "infinitive"


def parent_of(passage: Passage, clause: Clause) -> Clause | None:
    """The clause that an infinitive or a dass-clause depends on: the one before it, else behind it."""
    if clause.kind == "main":
        return None
    earlier = [other for other in passage.clauses if other.last <= clause.first]
    if earlier and any("ask" in verb.sense.senses for verb in earlier[-1].verbs):
        return earlier[-1]  # kündigte an, ihn aufzufordern, die Zölle zu senken
    others = [other for other in earlier if other.kind != clause.kind]
    return others[-1] if others else None


def _will_be(mention: Mention, verb: ClauseVerb, stage: Stage) -> bool:
    """*wird eröffnet* and *liefert ab 2027*: the present of what is not yet there."""
    passage, clause = mention.passage, mention.clause
    words = passage.words_of(clause)
    if not clause.holds(verb.index):  # werde ein Vertrag unterzeichnet - sowie ein Protokoll
        home = passage.clause_at(passage.tokens[verb.index].start)
        words += passage.words_of(home)
    if not stage_words().words.now_going.isdisjoint(words):
        return False  # werden derzeit gebaut
    if (clause.kind == "relative" and stage == "committed") or not stage_words().words.managed.isdisjoint(words):
        return False
    if stage in ("completed", "committed") and not function_words().future.isdisjoint(words):
        return True
    if stage == "implementing" and comes_on_its_day(passage, verb, clause):
        return True
    if "start" in verb.sense.senses and verb.sense.kind == "finite" and words[0] in stage_words().words.through_that:
        return True  # dadurch entsteht eine Leitung
    return verb.sense.kind != "past" and is_ahead(mention)


def is_ahead(mention: Mention) -> bool:
    """Whether words or times of the clause point to the future."""
    passage, clause = mention.passage, mention.clause
    words = passage.words_of(clause)
    if any(word in ("wurde", "wurden", "worden", "hatte", "hatten", "haben", "hat") for word in words):
        return False
    later = clause.planned or not stage_words().words.later.isdisjoint(words)
    return later or any(_from_then_on(passage, time) for time in passage.times_of(clause))


def _from_then_on(passage: Passage, time: Time) -> bool:
    """Whether a time only begins then, or something is set for it: *ab Herbst*, *für den 12. Juni*."""
    at = passage.index_at(time.start)
    before = passage.words[max(0, at - 2) : at + 1]
    return "ab" in before[-2:] or (before[:1] == ("für",) and before[1] in function_words().determiners)


def has_deadline(mention: Mention) -> bool:
    """Whether the clause gives a time until which it is to be done."""
    span = mention.passage.span_of(mention.clause)
    return any(time.role == "until" for time in mention.passage.times_in(span))


def is_asked(mention: Mention) -> bool:
    """Whether the clause above only asks for it or hopes it: *forderte Kenia auf, die Zölle zu senken*."""
    clause, passage = mention.clause, mention.passage
    parent = parent_of(passage, clause) if clause.kind in ("infinitive", "subordinate") else None
    if parent is None:
        return False
    asked = clause.kind == "infinitive" and any("ask" in verb.sense.senses for verb in parent.verbs)
    return asked or (_is_hoped(passage, parent) and not _is_aim_of_signing(passage, parent, clause))


def is_agreed(passage: Passage, clause: Clause) -> bool:
    """Whether the clause that an infinitive depends on says that it has been agreed."""
    parent = parent_of(passage, clause) if clause.kind == "infinitive" else None
    if parent is None or parent.planned or parent.able or parent.negated:
        return False
    return any("commit" in verb.sense.senses and "sign" not in verb.sense.senses for verb in parent.verbs)


def is_on_a_day(mention: Mention) -> bool:
    """Whether an act only *is* at a time: *Baubeginn ist im Herbst*."""
    passage, clause = mention.passage, resumed(mention.passage, mention.clause)
    if clause.verbs or not any(word in ("ist", "sind", "sei") for word in passage.words_of(clause)):
        return False
    return any(time.role == "on" for time in passage.times_of(clause))


def is_predicate(mention: Mention, outer: int) -> bool:
    """Whether an act is only what something *is*: *ein Vorhaben ist der Aufbau eines Netzes*, *der Bau sei wichtig*."""
    clause, words = mention.clause, mention.passage.words
    if clause.verbs or mention.chain.preposition:
        return False
    last = clause.last if clause.kind == "subordinate" else outer
    return any(words[index] in ("ist", "sind", "sei") for index in range(clause.first + 1, last))


def resumed(passage: Passage, clause: Clause) -> Clause:
    """Where a main clause goes on that a relative clause has cut in two: *Eine Bahn, die …, ging in Betrieb*."""
    if clause.kind != "main" or len(passage.clauses) < _CUT_IN_TWO or clause not in passage.clauses:
        return clause  # goods are looked for in pieces of clauses, which go on nowhere
    small, at = function_words(), passage.clauses.index(clause)
    cut = passage.clauses[at + 1 : at + 3]
    words = passage.words_of(clause)
    if len(cut) > 1 and clause.kind == "main" and cut[0].kind == "relative" and _ends_bracket(passage, clause, cut[1]):
        future = not small.future.isdisjoint(words)
        done = tuple(structs.replace(v, sense=structs.replace(v.sense, kind="participle")) for v in cut[1].verbs)
        planned = clause.planned or future
        return structs.replace(cut[1], verbs=done, planned=planned, able=clause.able, negated=clause.negated)
    if len(cut) < 2 or clause.kind != "main" or cut[0].kind != "relative" or not small.finite.isdisjoint(words):
        return clause
    if cut[1].kind != "main" or any(
        clause.first <= verb.index < clause.last and verb.sense.kind != "attributive" for verb in clause.verbs
    ):
        return clause
    opens = passage.words[cut[1].first] in small.finite or any(verb.index == cut[1].first for verb in cut[1].verbs)
    return cut[1] if opens else clause


def _ends_bracket(passage: Passage, clause: Clause, end: Clause) -> bool:
    """Whether behind a relative clause only the verb is left: *hat einen Kredit, der …, zur Verfügung gestellt*."""
    small, verbs = function_words(), [verb for verb in end.verbs if end.holds(verb.index)]
    opened = clause.first + next(
        (at for at, word in enumerate(passage.words_of(clause)) if word in small.auxiliaries), -1
    )
    own = [verb for verb in clause.verbs if clause.holds(verb.index) and verb.sense.kind != "attributive"]
    if opened < clause.first or own or not verbs or end.last - end.first > _BRACKET:
        return False
    return small.auxiliaries.isdisjoint(passage.words_of(end)) and not passage.tokens[end.first].capital


def is_content(mention: Mention) -> bool:
    """Whether a paper in the clause only holds the thing: *die Abkommen umfassen den Bau von Fabriken*."""
    passage, clause = mention.passage, mention.clause
    known, before = stage_words().words, passage.words[clause.first : mention.index]
    belongs = before[:1] and before[0] in known.to_that and not known.belonging.isdisjoint(before)
    return bool(belongs) or not (known.holding.isdisjoint(before) and known.concerning.isdisjoint(before))


def is_matter(mention: Mention) -> bool:
    """Whether it is what a paper is about: *In der Erklärung geht es um den Bau einer Bahn*."""
    before = mention.passage.words[mention.clause.first : mention.index]
    return "es" in before and "um" in before and not stage_words().words.about.isdisjoint(before)


def is_supposed(mention: Mention) -> bool:
    """Whether the clause only supposes: *sollte Kiew den Vertrag kündigen*, *falls …*."""
    words, first = mention.passage.words, mention.clause.first
    supposing = stage_words().words.supposing
    return any(
        words[index] in supposing
        and (index == first or not words[index - 1].isalnum() or words[index - 1] in ("auch", "selbst"))
        for index in range(first, mention.first)
    )


def is_left_open(mention: Mention) -> bool:
    """Whether a sentence only asks whether it will be, or tells what was meant once: *ob …*, *sollte ursprünglich*."""
    passage, clause = mention.passage, resumed(mention.passage, mention.clause)
    known = stage_words().words
    asked = not known.whether.isdisjoint(passage.words)
    if asked and any(
        passage.words[one.first] in known.whether for one in passage.clauses if one.first <= mention.index
    ):
        return True
    above = parent_of(passage, clause) if clause.kind in ("infinitive", "subordinate") else None
    if above is not None and any(verb.sense.lemma in known.accusing for verb in above.verbs):
        return True  # werfen Peru vor, Waffen zu liefern
    if passage.words[clause.first] in known.how and clause.kind == "subordinate" and _may(mention):
        return True  # berieten, wie sich das Vorhaben verwirklichen lässt
    here = passage.words_of(clause)
    unwanted = clause.negated and not known.wanted.isdisjoint(here)  # weil sie keinen Vertrag eingehen wollte
    return clause.planned and (unwanted or not known.once.isdisjoint(here))


def _may(mention: Mention) -> bool:
    """Whether it can or shall be done: *kann gebaut werden*, *lässt sich bauen*."""
    words = mention.around
    modal = any(verb.sense.lemma in stage_words().words.modals for verb in mention.clause.verbs)
    return modal or mention.clause.able or ("sich" in words and not stage_words().words.letting.isdisjoint(words))


def is_denied(mention: Mention) -> Span | None:
    """The word that denies the clause, *nicht nur* left out; or *kein* before the thing."""
    passage, clause = mention.passage, mention.clause
    if not clause.negated:
        return _is_disputed(passage, clause)
    for index in range(clause.first, clause.last):
        word = passage.words[index]
        following = passage.words[index + 1] if index + 1 < len(passage.words) else ""
        if word in function_words().negations and following not in function_words().not_only:
            if word in function_words().verb_negations and is_attribute(passage, index + 1):
                continue  # eine nicht rückzahlbare Hilfe
            if _is_of_the_next(passage, mention, index):
                continue  # die Verträge zu lösen und kein Gas mehr zu liefern
            corrected = "sondern" in passage.words[index : mention.first]  # nicht 20, sondern 30 Abkommen
            return None if corrected else word_span(passage, index)
    return None


def _is_disputed(passage: Passage, clause: Clause) -> Span | None:
    """The word of the clause above that denies what a dass-clause says: *dementierte, dass … unterzeichnet sei*."""
    denying = stage_words().words.denying
    if clause.kind != "subordinate" or denying.isdisjoint(passage.words):
        return None
    parent = parent_of(passage, clause)
    if parent is None:
        return None
    at = next((index for index in range(parent.first, parent.last) if passage.words[index] in denying), None)
    return None if at is None else word_span(passage, at)


def _is_of_the_next(passage: Passage, mention: Mention, index: int) -> bool:
    """Whether *und* stands between the thing with its verb and a *kein* behind them."""
    words = passage.words[mention.last + 1 : index]
    own = any(mention.last < verb.index < index for verb in mention.clause.verbs)
    return passage.words[index] in function_words().determiners and own and words[-1:] == ("und",)


def is_attribute(passage: Passage, index: int) -> bool:
    """Whether an adjective stands before its noun."""
    tokens, at = passage.tokens, index
    while at + 1 < len(tokens) and is_adjective(tokens, passage.senses, at):
        at += 1
    return at > index and tokens[at].capital


def condition(mention: Mention) -> Span | None:
    """The word that makes the sentence conditional (*falls*, *sofern*) beside or in the thing's clause."""
    for clause in mention.passage.clauses:
        beside = clause.first - mention.clause.last, mention.clause.first - clause.last
        if clause.conditional and (clause is mention.clause or max(beside) in (0, 1)):
            for index in range(clause.first, clause.last):
                conceded = mention.passage.words[index - 1] in stage_words().words.conceding if index else False
                if mention.passage.words[index] in function_words().conditions and not conceded:
                    return word_span(mention.passage, index)
    return None


def is_passive(passage: Passage, clause: Clause) -> bool:
    """Whether the clause has a form of *werden* or *sein* beside its participle."""
    small, words = function_words(), passage.words_of(clause)
    return not (small.become.isdisjoint(words) and small.be.isdisjoint(words))


def is_perfect(passage: Passage, clause: Clause) -> bool:
    """Whether a form of *haben*, *sein* or *werden* asks for a participle at the end of the clause."""
    auxiliaries = function_words().auxiliaries
    return any(
        passage.words[index] in auxiliaries and (index == clause.first or not passage.tokens[index].capital)
        for index in range(clause.first, clause.last)
    )  # Waren are goods


def word_span(passage: Passage, index: int) -> Span:
    """One token as a span of the text."""
    token = passage.tokens[index]
    return Span(token.start, token.end)
