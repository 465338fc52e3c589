"""What a voice says for what is not written in letters: numbers, dates, money, addresses, signs.

>>> read("At 10:30 NASA paid $3.50", "en")
'At ten thirty nasa paid three dollars and fifty cents'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from shotwright.speech.lexicon import Lexicon, lexicon
from shotwright.speech.names import acronym, address, roman
from shotwright.speech.numbers import (
    cardinal,
    counted,
    digits,
    is_year,
    number_words,
    ordinal,
    year,
)

# What stands in a text that is not only words: most sentences have none.  What begins it stands in
# front, so that all else is passed over at once.
_TRIGGER = re.compile(
    r"[\d@#&%+=°%$€£¥₩§№×½¼¾⅓⅔⅛℃A-Z.]"
    r"(?:(?<=[^A-Z.])|(?<=[A-Z])[A-Z]|(?<=[a-z]\.)[a-z]|(?<=[IVX])[IVX]*(?:e|er|ème)\b)"
)
_TOKEN = re.compile(r"[\x21\x23-\x26\x2a\x2b\x2d-\x5a\x5c\x5e-\x7e£¥°±§¿À-ɏ€₩№−]")
_LONGEST_TOKEN = 200
_CODES = {
    "US$": "$", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩", "BRL": "R$",
    "HK$": "$", "A$": "$", "C$": "$",
}  # fmt: skip
_LINK = (
    r"(?:https?://|www\.)[^\s<>\"'()，。、]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
)
_HOST = (
    r"[a-zA-Z\d-]{1,63}(?:\.[a-zA-Z\d-]{1,63}){0,8}"
    r"\.(?:com|org|net|edu|gov|info|app|dev|tv|io|ai|de|fr|es|pt|br|jp|kr|cn|hk|tw|uk|eu)\b"
    r"(?:/[\w./%-]{0,2000}\w)?"
)
_SHORT_DATE = (
    r"(?P<d>\d{1,2})"
    r"(?:/(?P<m>\d{1,2})/(?P<y>\d{4}|\d\d)|\.(?P<m2>\d{1,2})\.(?P<y2>\d{4}))(?!\d)"
)
_PHONE = r"\+\d[\d ().-]{5,30}\d|\(?\d{2,4}\)?(?:[ .-]\d{2,4}){2,8}(?![\d,])|\d{3}-\d{4}(?!\d)"
_LONG_STRING = 7
_CENTS = re.compile(r"(.+)[.,](\d\d)")
_DAYS = 31
_BEFORE = 16
"""Characters before a number in which the name of its month stands."""


class Said(NamedTuple):
    """A stretch of a text and the words that a voice says for it."""

    start: int
    end: int
    words: str


class _Place(NamedTuple):
    """Where something was found, and who reads it."""

    text: str
    match: re.Match[str]
    words: Lexicon

    def before(self) -> str:
        """Show what stands just before."""
        start = self.match.start()
        return self.text[max(0, start - _BEFORE) : start]

    def after(self) -> str:
        """Show what stands just behind."""
        end = self.match.end()
        return self.text[end : end + _BEFORE]


_Reader = Callable[[_Place], str | None]


def said(text: str, language: str) -> Iterator[Said]:
    """Find what is not said as it is written, in order."""
    end = 0
    while trigger := _next_trigger(text, end):
        begin, passed = trigger
        start = _token_start(text, begin, end)
        found = _read_at(text, start, begin, language)
        if found is not None:
            yield found
        end = found.end if found is not None else passed


def _next_trigger(text: str, least: int) -> tuple[int, int] | None:
    """Find from where to where something may not be said as it is written.

    That of `e.g.` begins before its first stop.
    """
    for match in _TRIGGER.finditer(text, least):
        begin = match.start() - (match[0][0] == ".")
        if begin >= least:
            return begin, match.end()
    return None


def read(text: str, language: str) -> str:
    """Write a text as it is said, in words."""
    parts, end = [], 0
    for found in said(text, language):
        before = text[end : found.start]
        joined = before[-1:].isascii() and before[-1:].isalnum()  # `iOS`: the `i` stands alone
        parts += [before, " " if joined else "", found.words]
        end = found.end
    return "".join([*parts, text[end:]])


def _token_start(text: str, place: int, least: int) -> int:
    """Go back to where the token begins, not over what was read already."""
    least = max(least, place - _LONGEST_TOKEN)
    while place > least and _TOKEN.match(text[place - 1]):
        place -= 1
    return place


def _read_at(text: str, start: int, begin: int, language: str) -> Said | None:
    """Read what begins at the start of a token, or where it is seen not to be only words."""
    words = lexicon(language)
    for place in dict.fromkeys((start, begin)):
        for pattern, reader in _readers(language):
            match = pattern.match(text, place)
            if match and match.end() > begin:
                spoken = reader(_Place(text, match, words))
                if spoken is not None:
                    return Said(match.start(), match.end(), spoken)
    return None


def _one_of(keys: Iterable[str]) -> str:
    """Write a pattern for any of some texts, the longest first."""
    return "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True))


@cache
def _months(months: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Write patterns for a month before a day, and behind it."""
    names = _one_of([form for name in months for form in (name, name[:3])])
    return (
        re.compile(rf"\b(?:{names})\.?\s+$", re.IGNORECASE),
        re.compile(rf"\s+(?:of\s+|de\s+)?(?:{names})\b", re.IGNORECASE),
    )


@cache
def _readers(language: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """List what may stand at a place in a text, the most special first."""
    words = lexicon(language)
    groups = re.escape(words.number.groups) + "\u00a0\u202f"
    number = rf"(?>\d{{1,3}}(?:[{groups}]\d{{3}})++(?!\d)(?:[.,]\d++)?|\d++(?:[.,]\d++)*+)"
    money = _one_of([*(key for key in words.money if key not in {"text", "cents"}), *_CODES])
    units = _one_of(words.units)
    scales = _one_of(words.number.scales) or r"(?!)"
    marks = words.ordinal.marks.replace("MONTHS", "|".join(words.date.months))
    composite = (
        rf"(?P<money>{money})?[ \u00a0]?(?P<sign>(?:(?<![\w)])[-−+±~#№])?)(?P<first>{number})"
        rf"(?:(?P<ordinal>{marks})(?!\w)"
        r"|(?P<decade>(?<=\d0)s\b)"
        rf"|(?:\s?[-–—~〜～]\s?(?:{money})?(?P<last>{number}))?"
        rf"(?:[ \u00a0\u202f-]?(?P<scale>{scales})(?!\w))?"
        rf"(?:[ \u00a0\u202f-]?(?:(?P<after>{money})(?!\w)|(?P<unit>{units})(?![A-Za-z0-9])))?"
        r"(?![A-Za-z]))"
    )
    hours = r"|\s?h\s?(?P<h>[0-5]\d)?\b" if language in {"fr", "pt", "es"} else ""
    clock = (
        r"(?P<hour>[01]?\d|2[0-4])(?:[:：](?P<minute>[0-5]\d)(?:[:：][0-5]\d)?(?!\d)"
        rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?|\s?(?P<only>[ap])\.?m\b\.?{hours})(?:{words.time.after})?"
    )
    table: tuple[tuple[str, _Reader], ...] = (
        (r"[\d#*]\ufe0f?\u20e3", lambda _: ""),
        (_LINK, _address),
        (_HOST, _address),
        (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _date),
        (_SHORT_DATE, _date),
        (clock, _clock),
        (_PHONE, _phone),
        (r"(?P<whole>\d{1,9})?[ ]?(?P<sign>[½¼¾⅓⅔⅛])", _fraction),
        (r"(?P<n>\d{1,3})/(?P<d>\d{1,3})(?![\d/])", _fraction),
        (r"(?P<a>\d{1,9})\s?(?P<by>[x×:])\s?(?P<b>\d{1,9})(?!\d)", _pair),
        (composite, _amount),
        (r"[A-Za-z]{1,40}(?:-?\d++[A-Za-z]*+)++(?!\.\d)|\d++[A-Za-z]++\w*+", _mixture),
        (r"(?P<roman>[IVXLCDM]{1,15})(?P<mark>er|e|ème)?(?![\w&])", _roman),
        (r"[A-Z]{2,40}(?:&[A-Z]{1,5})?(?=s?\b)", _acronym),
        (r"\S", _sign),
    )
    return tuple((re.compile(pattern), reader) for pattern, reader in table)


def _address(place: _Place) -> str:
    return address(place.match[0], place.words)


def _date(place: _Place) -> str | None:
    parts, words = place.match.groupdict(), place.words
    month, day = int(parts["m"] or parts["m2"]), int(parts["d"])
    written = parts["y"] or parts["y2"]
    if "m2" in parts and not parts["m2"] and words.date.order == "mdy":
        month, day = day, month
    if month > len(words.date.months) >= day:
        month, day = day, month
    if not (1 <= month <= len(words.date.months) and 1 <= day <= _DAYS):
        return None
    named = year(int(written), words) if is_year(written) else number_words(written, words)
    said_day = ordinal(day, words) if words.date.day == "ordinal" else cardinal(day, words)
    return words.date.text.format(month=words.date.months[month - 1], day=said_day, year=named)


def _clock(place: _Place) -> str:
    parts, words = place.match.groupdict(), place.words
    hour = counted(parts["hour"], words)
    minute = int(parts["minute"] or parts.get("h") or 0)
    half = words.time.half_day.get(parts["half"] or parts["only"] or "", "")
    if not minute:
        return f"{hour} {half}" if half else words.time.whole.format(h=hour)
    small = words.time.small if minute < 10 else ""  # noqa: PLR2004
    text = (small or words.time.exact).format(h=hour, m=cardinal(minute, words))
    return f"{text} {half}" if half else text


def _phone(place: _Place) -> str | None:
    text = place.match[0]
    groups = re.findall(r"\d+", text)
    if not text.startswith("+") and len("".join(groups)) < _LONG_STRING:
        return None
    plus = f"{place.words.number.plus} " if text.startswith("+") else ""
    return plus + ", ".join(digits(group, place.words) for group in groups)


def _fraction(place: _Place) -> str:
    parts, words = place.match.groupdict(), place.words
    shown = unicodedata.normalize("NFKC", parts["sign"]) if parts.get("sign") else ""
    above, below = shown.split("\u2044") if shown else (parts["n"], parts["d"])
    n, d = int(above), int(below)
    if not 0 < n < d:
        return f"{number_words(above, words)} {number_words(below, words)}"
    own = words.fraction
    if d in own.names:
        named = own.names[d][0 if n == 1 else 1]
    else:
        named = ordinal(d, words) + (own.plural if n > 1 else "")
    spoken = own.text.format(n=cardinal(n, words), d=named)
    whole = parts.get("whole")
    return f"{number_words(whole, words)} {spoken}" if whole else spoken


def _pair(place: _Place) -> str:
    """Say `1920x1080`, and `16:9` where it is no time of day."""
    first, sign, last = place.match.group("a", "by", "b")
    words = place.words
    joint = words.number.to if sign == ":" else words.signs["x"]
    return f"{number_words(first, words)} {joint} {number_words(last, words)}"


def _amount(place: _Place) -> str:
    """Say a number or a range with all that belongs to it."""
    parts, words = place.match.groupdict(), place.words
    first, last = parts["first"], parts["last"]
    if parts["ordinal"]:
        short = first.isdecimal() and len(first) < _LONG_STRING
        return ordinal(int(first), words) if short else number_words(first, words)
    sign = {"-": words.number.minus, "−": words.number.minus, "+": words.number.plus}
    before = sign.get(parts["sign"], words.signs["№"] if parts["sign"] in {"#", "№"} else "")
    code = parts["money"] or parts["after"]
    if code and not last:
        spoken = _money(first, _CODES.get(code, code), parts["scale"], words)
    else:
        bare = not (code or parts["unit"] or parts["scale"])
        spoken = _number(first, place, bare=bare)
        if last:
            spoken += f" {words.number.to} {_number(last, place, bare=bare)}"
        if parts["scale"]:
            spoken += f" {words.number.scales[parts['scale']]}"
        if code:
            spoken += f" {words.money[_CODES.get(code, code)][1]}"
    if parts["unit"]:
        forms = words.units[parts["unit"]]
        form = forms[0] if first == "1" and not last else forms[-1]
        spoken = form.format(n=spoken) if "{n}" in form else f"{spoken} {form}"
    if parts["decade"]:
        spoken = re.sub(r"y$", "ie", spoken) + "s"
    return f"{before} {spoken}".strip()


def _money(text: str, code: str, scale: str | None, words: Lexicon) -> str:
    names = words.money[code]
    unit = names[0 if text == "1" else 1]
    cents = _CENTS.fullmatch(text)
    if scale:
        amount = f"{number_words(text, words)} {words.number.scales[scale]}"
        return f"{amount} {unit}"
    if cents and len(names) > 2:  # noqa: PLR2004 - a hundredth has a name
        whole = number_words(cents[1], words)
        if not int(cents[2]):
            return str(words.money["text"]).format(n=whole, unit=unit)
        hundredths = cardinal(int(cents[2]), words)
        form = str(words.money["cents"])
        return form.format(n=whole, unit=unit, c=hundredths, cent=names[3])
    return str(words.money["text"]).format(n=number_words(text, words), unit=unit)


def _number(text: str, place: _Place, *, bare: bool) -> str:
    """Say one number; alone it may be a year, a day, a count or a string of digits."""
    words, after = place.words, place.after()
    if not text.isdecimal() or not bare:
        return number_words(text, words)
    own = words.number
    if is_year(text) and (own.years != "digits" or after.startswith("年")):
        return year(int(text), words)
    if own.counted and re.match(rf"\s?(?:{own.counted.before})", after):
        return counted(text, words)
    if _is_day(text, place):
        return ordinal(int(text), words)
    uneven = len(text) >= _LONG_STRING and not text.endswith("000") and not own.fill
    if uneven or re.fullmatch(own.mobile, text):
        return digits(text, words)
    return number_words(text, words)


def _is_day(text: str, place: _Place) -> bool:
    """Tell the five of `January 5` and `5 May`, where the language calls it the fifth."""
    words = place.words
    if words.date.day != "ordinal" or len(text) > len("31") or not 1 <= int(text) <= _DAYS:
        return False
    month_before, month_behind = _months(words.date.months)
    return bool(month_before.search(place.before()) or month_behind.match(place.after()))


def _mixture(place: _Place) -> str:
    """Say `COVID-19`, `B2B` and `4K`: each run of letters and of digits by itself."""
    spoken = []
    for run in re.findall(r"[A-Z]+(?![a-z])|[A-Za-z]+|\d+", place.match[0]):
        if run.isdecimal():
            spoken.append(year(int(run), place.words) if is_year(run) else _run(run, place.words))
        elif run.isupper() or len(run) == 1:
            spoken.append(acronym(run, "", place.words))
        else:
            spoken.append(run)
    return " ".join(spoken)


def _run(text: str, words: Lexicon) -> str:
    return number_words(text, words) if len(text) < len("0000") else digits(text, words)


def _roman(place: _Place) -> str | None:
    if not place.match["mark"] and len(place.match["roman"]) == 1:
        return None
    found, mark = place.match.group("roman", "mark")
    return roman(found, place.before(), place.words, marked=bool(mark))


def _acronym(place: _Place) -> str:
    around = f"{place.before()} {place.after()}"
    return " ".join(acronym(part, around, place.words) for part in place.match[0].split("&"))


def _sign(place: _Place) -> str | None:
    sign = place.match[0]
    if sign.isalnum() or sign not in place.words.signs or sign in "./:-_":
        return None
    return f" {place.words.signs[sign]} "
