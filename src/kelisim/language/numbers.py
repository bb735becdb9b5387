"""Numerals: digits, number words and both with their scale, before any unit is looked at.

*14.600* is 14600, *1,5 Millionen* 1500000, *eine halbe Milliarde* 500000000, *fünf und drei Viertel* 5.75. A
numeral keeps what it was before its scale (`base`), so that *von 1,8 auf 4,1 Milliarden* can lend the scale.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import cache
from typing import Literal
from unicodedata import numeric

from msgspec import Struct

from kelisim.language.number_words import cardinal, fraction_part, lexicon

Form = Literal["digits", "words", "article", "fraction", "scale"]

# White space inside an amount: any run of blanks (noise between the two is blanked out), one line break at most.
GAP = r"(?:[^\S\n]++(?:\n[^\S\n]*+)?|\n[^\S\n]*+)"
_BLANK = "[ \u00a0\u2009\u202f]"
SIGNS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_DIGITS = re.compile(
    rf"""
    [1-9][0-9]{{0,2}}(?:{_BLANK}[0-9]{{3}})+(?:,[0-9]+)?(?![0-9])   # 1 234 567,89
  | [1-9][0-9]{{0,2}}(?:['’‘][0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9])    # 14'600
  | [1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+(?:,[0-9]+)?(?![0-9])         # 1.340,5
  | [1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{2,}}(?:\.[0-9]+)?(?![0-9])    # 1,234,567.8
  | [1-9][0-9]{{0,2}},[0-9]{{3}}\.[0-9]+(?![0-9])                   # 1,340.5
  | [0-9]+[.,][0-9]+(?![0-9])                                       # 3,6 and 3.6
  | [0-9]+
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(rf"[1-9][0-9]{{0,2}}(?:(?P<mark>{_BLANK}|['’‘.])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*(?:,[0-9]+)?")
_FOREIGN = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)")
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+")
_SIGN = re.compile(rf"{_BLANK}?([{SIGNS}])")
_SLASH = re.compile(r"([0-9]{1,2})[/⁄]([0-9]{1,2})(?![0-9/]|[.,][0-9])")
_MIXED = re.compile(rf"{_BLANK}(([1-9])[/⁄]([1-9]))(?![0-9/]|[.,][0-9])")
_NEXT = re.compile(rf"({GAP}|-)([A-Za-zÄÖÜäöüß]+)(\.(?!\w))?")
_COMMA = re.compile(rf"{GAP}[Kk]omma((?:{GAP}[a-zäöüß]+|{GAP}[0-9]+)+)")
_AND_PART = re.compile(rf"{GAP}(?:und{GAP})?([a-zäöüß]+){GAP}([A-Za-zÄÖÜäöüß]+)")
_DIGITS_BELOW = re.compile(rf"{GAP}(?:und{GAP})?([0-9]{{1,3}}(?:,[0-9]+)?){GAP}([A-Za-z]+)")
_LONGEST = 24  # digits; what is longer is an account or a hash
_BOTTOMS = (*range(2, 11), 12, 16, 20, 100)
_EXACT = Context(prec=60)
_TWELVE = Decimal("1e-12")


class Numeral(Struct, frozen=True):
    """A number in the text: its span, its value, and ``base`` × ``scale`` behind the value (scale 1 if none)."""

    start: int
    end: int
    value: Decimal
    base: Decimal
    scale: int
    form: Form


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without exponent, so that it prints as people write it."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=_EXACT)
    return _EXACT.normalize(value)


def negated(value: Decimal) -> Decimal:
    """``value`` with the other sign, exact; nothing is minus zero."""
    return _EXACT.minus(value)


def product(value: Decimal, factor: Decimal | int) -> Decimal:
    """``value`` × ``factor``, exact, printing plainly."""
    return plain(_EXACT.multiply(value, Decimal(factor)))


def quotient(value: Decimal | int, divisor: Decimal | int) -> Decimal:
    """``value`` ÷ ``divisor`` to twelve decimals, printing plainly."""
    return plain(_EXACT.divide(Decimal(value), Decimal(divisor)).quantize(_TWELVE, context=_EXACT))


def digits_value(wording: str) -> Decimal:
    """The value of digits as printed: *1.340,5* is 1340.5, *3.6* is 3.6, *14 600* is 14600.

    ``wording`` is one number (`is_number`).
    """
    if _GROUPED.fullmatch(wording):
        wording = re.sub(r"[^0-9,]", "", wording).replace(",", ".")
    elif _FOREIGN.fullmatch(wording):
        wording = wording.replace(",", "")
    else:
        wording = wording.replace(",", ".")
    return Decimal(wording)


def is_number(wording: str) -> bool:
    """Whether digits with their marks are one number: not *1.2.3* nor *0 352*, groups of three begin with no 0."""
    return _DIGITS.fullmatch(wording) is not None


def is_part(wording: str) -> bool:
    """Whether digits with a stroke are a part of one (*3/4*) and no shared label (*24/7*, *2/2024*)."""
    top, _, bottom = wording.replace("⁄", "/").partition("/")
    return 0 < int(top) < int(bottom) and int(bottom) in _BOTTOMS


def numeral_at(text: str, position: int) -> Numeral | None:
    """The numeral that begins at ``position``, with its scale; None if none does."""
    found = _digits_at(text, position) or _words_at(text, position)
    return _scaled(text, found) if found else None


def _numeral(start: int, end: int, value: Decimal, form: Form) -> Numeral:
    return Numeral(start, end, plain(value), plain(value), 1, form)


def _digits_at(text: str, position: int) -> Numeral | None:
    if text[position] in SIGNS:
        return _numeral(position, position + 1, _sign_value(text[position]), "digits")
    slash = _SLASH.match(text, position)
    if slash and is_part(slash.group()):
        return _numeral(position, slash.end(), quotient(int(slash[1]), int(slash[2])), "digits")
    match = _DIGITS.match(text, position)
    if match is None or len(match.group()) > _LONGEST:
        return None
    value, end = digits_value(match.group()), match.end()
    sign = _SIGN.match(text, end)
    if sign and "," not in match.group():
        return _numeral(position, sign.end(), value + _sign_value(sign[1]), "digits")
    part = _MIXED.match(text, end) if match.group().isdigit() else None
    if part and is_part(part[1]):
        return _numeral(position, part.end(), value + quotient(int(part[2]), int(part[3])), "digits")  # 2 1/2
    comma = _COMMA.match(text, end)
    tail = _decimals(comma[1]) if comma else None
    if comma and tail:
        return _numeral(position, comma.end(), Decimal(f"{value}.{tail}"), "digits")
    return _numeral(position, end, value, "digits")


def _sign_value(sign: str) -> Decimal:
    top, bottom = numeric(sign).as_integer_ratio()
    for denominator in range(2, 11):
        if abs(numeric(sign) * denominator - round(numeric(sign) * denominator)) < 1e-6:
            top, bottom = round(numeric(sign) * denominator), denominator
            break
    return quotient(top, bottom)


def _decimals(words: str) -> str | None:
    """The decimals said after *Komma*: *drei* is 3, *fünfzehn* 15, *null fünf* 05."""
    parts = []
    for word in words.split():
        value = Decimal(word) if word.isdigit() else cardinal(word)
        if value is None or value != value.to_integral_value():
            return None
        parts.append(str(value))
    return "".join(parts)


def _words_at(text: str, position: int) -> Numeral | None:
    match = _WORD.match(text, position)
    if match is None:
        return None
    word, end = match.group(), match.end()
    if word.lower() in _articles():
        return _after_article(text, position, end)
    value = cardinal(word)
    if value is None:
        return _glued_scale(position, end, word)
    comma = _COMMA.match(text, end)
    if comma:
        tail = _decimals(comma[1])
        if tail:
            return _numeral(position, comma.end(), Decimal(f"{value}.{tail}"), "words")
    return _with_part(text, _numeral(position, end, value, "words"))


@cache
def _articles() -> frozenset[str]:
    return frozenset(lexicon().articles.forms)


def _with_part(text: str, whole: Numeral) -> Numeral:
    """*drei halbe* is 1.5, *zwei Drittel* a fraction, *fünf und drei Viertel* 5.75."""
    after = _NEXT.match(text, whole.end)
    if after is None or after[1] == "-":
        return whole
    denominator = 2 if after[2].lower() in lexicon().halves.adjectives else _part(after[2])
    if denominator:
        form: Form = "words" if after[2][0].islower() else "fraction"
        return _numeral(whole.start, after.end(2), quotient(whole.value, denominator), form)
    mixed = _AND_PART.match(text, whole.end)
    if mixed is None:
        return whole
    top, bottom = cardinal(mixed[1]), _part(mixed[2])
    if top is None or bottom is None or top >= bottom:
        return whole
    return _numeral(whole.start, mixed.end(), whole.value + quotient(top, bottom), "words")


def _part(word: str) -> int | None:
    denominator = fraction_part(word)
    return denominator if denominator and denominator > 2 else None


def _after_article(text: str, position: int, end: int) -> Numeral | None:
    """*eine halbe*, *ein Drittel*, *ein Dutzend*; the article alone counts only if a scale or unit follows."""
    whole = _numeral(position, end, Decimal(1), "article")
    after = _NEXT.match(text, end)
    if after is None or after[1] == "-":
        return whole
    word = after[2]
    if word.lower() in lexicon().halves.adjectives:
        return _numeral(position, after.end(2), Decimal("0.5"), "words")
    denominator = _part(word)
    if denominator:
        form: Form = "words" if word[0].islower() else "fraction"
        return _numeral(position, after.end(2), quotient(1, denominator), form)
    glued = _glued_scale(after.start(2), after.end(2), word)
    if glued:
        return Numeral(position, glued.end, glued.value, glued.base, glued.scale, glued.form)
    return whole


def _glued_scale(start: int, end: int, word: str) -> Numeral | None:
    """*Viertelmillion*, *Dreiviertelmilliarde*: a part glued to its scale."""
    for name, part in lexicon().glued_parts.items():
        scale = lexicon().scales.get(word[len(name) :].capitalize()) if word.lower().startswith(name) else None
        if scale and scale >= 1000:
            return Numeral(start, end, product(part, scale), part, scale, "words")
    return None


def _scaled(text: str, found: Numeral) -> Numeral:
    """``found`` with the scales behind it, and what words add below them (*zwei Millionen dreihunderttausend*)."""
    total, current, end = Decimal(0), found.value, found.end
    base, scale, limit = found.base, 1, 0
    while found.form != "fraction":
        after = _NEXT.match(text, end)
        factor = lexicon().scales.get(after[2]) if after and after[1] != "-" else None
        if after is None or factor is None or (limit and factor >= limit) or _opens_compound(text, after):
            break
        if found.form == "article" and text[after.end(2) : after.end(2) + 1] == "-":
            break  # ein Milliarden-Vertrag
        current, end, scale, limit = product(current, factor), _scale_end(after), factor, factor
        more = _lower_part(text, end, factor)
        if more is None:
            break
        total, current, end = _EXACT.add(total, current), more.value, more.end
    whole = plain(_EXACT.add(total, current))
    if total:
        base, scale = whole, 1
    form: Form = "words" if limit and found.form == "article" else found.form
    return Numeral(found.start, end, whole, base, scale, form)


def _opens_compound(text: str, after: re.Match[str]) -> bool:
    """*500 Bio-Betriebe*: a short form without full stop before a hyphen is no scale."""
    return len(after[2]) < 5 and text[after.end(2) : after.end(2) + 1] == "-"


def _scale_end(after: re.Match[str]) -> int:
    """Where a scale ends: with its full stop if it is an abbreviation with one (*Mio.*)."""
    return after.end() if after[3] and after[2] + "." in lexicon().scales else after.end(2)


def _lower_part(text: str, position: int, factor: int) -> Numeral | None:
    """What stands below a scale right behind it: *eine Million* dreihunderttausend, *1 Mrd.* 340 (Mio.)."""
    digits = _DIGITS_BELOW.match(text, position)
    if digits and 1 < lexicon().scales.get(digits[2], 0) < factor:
        return _numeral(digits.start(1), digits.end(1), digits_value(digits[1]), "digits")
    after = _NEXT.match(text, position)
    if after is None or after[1] == "-" or factor < 1000:
        return None
    if after[2].lower() in _articles():  # zwei Milliarden eine Million
        scale = _NEXT.match(text, after.end(2))
        below = scale is not None and 1000 <= lexicon().scales.get(scale[2], 0) < factor
        return _numeral(after.start(2), after.end(2), Decimal(1), "words") if below else None
    value = cardinal(after[2])
    if value is None or value >= factor or value != value.to_integral_value():
        return None
    return _numeral(after.start(2), after.end(2), value, "words")
