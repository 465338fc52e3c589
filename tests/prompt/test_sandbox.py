"""Templates of users' own: what they may hold, what is refused, and that they end soon."""

from __future__ import annotations

import contextlib
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shotwright.errors import InputError
from shotwright.prompt.family import built_in, family, source_of
from shotwright.prompt.sandbox import MAX_SOURCE, compiled

HERE = Path("mine/slot.j2")
USES = ("names", "action", "setting", "audio", "lines")
PHRASES: dict[str, Any] = {
    **family("cinematic").phrases["en"],
    "hello": "Hello {name}",
    "evil": "{name.__class__} {name!r} {name:>999}",
}
GIVEN: dict[str, Any] = {
    "names": ("Ana", "Ben"),
    "action": ("Ana waves", "Ben sits"),
    "setting": {"place": "a roof", "time": "", "weather": "", "mood": "", "words": ""},
    "audio": None,
    "lines": [],
}
SECONDS = 2.0
BYTES = 200_000_000
TENS = ", ".join(["1"] * 10)


def problems_of(source: str) -> list[str]:
    made, problems = compiled(source, HERE, "slot", USES, set(PHRASES))
    assert (made is None) == bool(problems)
    return [str(problem) for problem in problems]


def rendered(source: str, **given: Any) -> str:  # noqa: ANN401
    made, problems = compiled(source, HERE, "slot", USES, set(PHRASES))
    assert made is not None, problems
    return made(**{**GIVEN, **given}, phrases=PHRASES)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ phrases.hello.format(name=names[0]) | sentence(phrases) }}", "Hello Ana."),
        ("{% for step in action %}{{ loop.index }}{{ step }}{% endfor %}", "1Ana waves2Ben sits"),
        ("{% for a in names %}{{ phrases.comma if not loop.first }}{{ a }}{% endfor %}",
         "Ana, Ben"),
        ("{% if setting %}{{ setting.place | sentence(phrases) }}{% endif %}", "A roof."),
        ("{% if audio and audio.words %}x{% else %}y{% endif %}", "y"),
        ("{% set a = 'x' ~ 1 ~ names[1] %}{{ a.lower() }}", "x1ben"),
        ("{{ 'in' if 'Ana' in names else 'out' }}", "in"),
        ("{{ names | all_of(phrases) }}", "Ana and Ben"),
        ("{{ setting['place'] }}", "a roof"),
        ("{% for a in names if a != 'Ana' %}{{ a }}{{ loop.length }}{% endfor %}", "Ben1"),
        ("{# a note #}plain", "plain"),
    ],
)  # fmt: skip
def test_what_templates_may_say(source: str, text: str) -> None:
    assert rendered(source) == text


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a\n{{ actoin }}", 2, "`actoin` is not given to `slot`; did you mean `action`?"),
        ("{{ phrases.helo }}", 1, "`phrases` has no `helo`; did you mean `hello`?"),
        ("\n\n{{ setting.plaec }}", 3, "`setting` has no `plaec`; did you mean `place`?"),
        ("{{ setting['plaec'] }}", 1, "`setting` has no `plaec`; did you mean `place`?"),
        ("{{ names | upper }}", 1, "there is no filter `upper`"),
        ("{{ names | listd(phrases) }}", 1, "did you mean `listed`?"),
        ("\n{{ 'a' + 'b' }}", 2, "`+` is not for templates; `~` joins texts"),
        ("{% if a is defined %}{% endif %}", 1, "`test` is not for templates"),
        ("\n{% if names %}", 2, "Unexpected end of template"),
        ("\n\n{{ names }", 3, "unexpected '}'"),
        ("{{ loop.index }}", 1, "`loop` is not given"),
        ("{% set a, b = names %}", 1, "only one plain name can be set"),
    ],
)
def test_every_mistake_is_told_with_its_line(source: str, line: int, said: str) -> None:
    (problem,) = [text for text in problems_of(source) if said in text]
    assert problem.startswith(f"mine/slot.j2:{line}:1: ")


def test_all_mistakes_come_at_once() -> None:
    source = "{{ one }}\n{{ two.three() }}\n{{ 4 * 5 }}\n{{ names | six }}"
    assert [text.split(":")[1] for text in problems_of(source)] == ["1", "2", "3", "4"]


REFUSED = [
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ names + names }}",
    "{% for a in range(1000000000) %}x{% endfor %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ phrases.__class__ }}",
    "{{ phrases['__class__'] }}",
    "{{ phrases.items() }}",
    "{{ action.append(1) }}",
    "{{ names.__init__.__globals__ }}",
    "{% include '/etc/passwd' %}",
    "{% import '/etc/passwd' as a %}",
    "{% from 'a' import b %}",
    "{% extends 'cinematic/action.j2' %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% endmacro %}{% macro b() %}",
    "{% call names() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% set a %}x{% endset %}",
    "{% set ns = namespace(a=1) %}",
    "{% set ns.a = 1 %}",
    "{% for a in action recursive %}{{ loop(action) }}{% endfor %}",
    "{% for a in action %}{{ loop.cycle(1, 2) }}{% endfor %}",
    "{{ names | attr('__class__') }}",
    "{{ names | map(attribute='__class__') | list }}",
    "{{ 'x' | center(1000000000) }}",
    "{{ 'x' | replace('', 'y') }}",
    "{{ names | join('x') }}",
    "{{ names | bounded }}",
    "{% for a in action %}{{ loop.__class__ }}{% endfor %}",
    "{% for a in action %}{{ loop._iterator }}{% endfor %}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__ }}",
    "{{ self }}",
    "{{ self.__init__ }}",
    "{{ _meter }}",
    "{% set _meter = 1 %}",
    "{% for _meter in names %}{% endfor %}",
    "{{ names[1:] }}",
    "{{ {'a': 1} }}",
    "{{ -1 }}",
    "{{ phrases.hello.format(**phrases) }}",
    "{{ phrases.hello.format_map(phrases) }}",
    "{{ phrases.hello.encode() }}",
    "{% do names.append(1) %}",
    "{% while true %}{% endwhile %}",
    "{% autoescape true %}{% endautoescape %}",
    "{% with a = 1 %}{% endwith %}",
    "{{ caller() }}",
    "{{ varargs }}{{ kwargs }}",
    "{{ " + "(" * 4_000 + "1" + ")" * 4_000 + " }}",
    "{{ " + "not " * 2_000 + "1 }}",
    "{% if names %}" * 600 + "{% endif %}" * 200,
    "{{ " + "9" * 6_000 + " }}",
    "x" * (MAX_SOURCE + 1),
    "{{ 'a".ljust(MAX_SOURCE, "x"),
]


@pytest.mark.parametrize("source", REFUSED, ids=lambda source: source[:50])
def test_what_is_not_listed_is_refused_before_it_runs(source: str) -> None:
    start = time.process_time()
    assert problems_of(source)
    assert time.process_time() - start < SECONDS


DOUBLING = "{% set a = 'xxxxxxxxxx' %}" + "".join(
    "{% set a = " + " ~ ".join("a" * 10) + " %}" for _ in range(12)
)
LISTING = "{% set a = 'xxxxxxxxxx' %}" + "".join(
    "{% set a = [" + ", ".join("a" * 10) + "] | listed(phrases) %}" for _ in range(12)
)
NESTED = "".join(f"{{% for a{n} in [{TENS}] %}}" for n in range(12))
HUNGRY = [
    DOUBLING + "{{ a }}",
    LISTING + "{{ a }}",
    NESTED + "x" + "{% endfor %}" * 12,
    NESTED + "x" * 5_000 + "{% endfor %}" * 12,
    NESTED + "{{ names | all_of(phrases) }}" * 50 + "{% endfor %}" * 12,
    NESTED + "{% if 'a' in 'b' %}{% endif %}" * 100 + "{% endfor %}" * 12,
    NESTED + "{{ action | names_in_order([" + "'n', " * 1_000 + "]) }}" + "{% endfor %}" * 12,
    NESTED + "{% set b = [[names, names], [names]] %}" * 60 + "{% endfor %}" * 12,
    "{% set s = 'ab' %}" + "{% set s = s ~ s %}" * 13 + NESTED
    + "{% if s in s ~ 'c' %}{% endif %}" + "{% endfor %}" * 12,
    "{% set s = 'ab' %}" + "{% set s = s ~ s %}" * 13 + NESTED
    + "{{ s.lower() | sentence(phrases) }}" + "{% endfor %}" * 12,
    "{{ '{a:>1000000000}'.format(a=1) }}",
    "{{ '{a!r}'.format(a=names) }}",
    "{{ '{a.__class__}'.format(a=names) }}",
    "{{ '{a[0]}'.format(a=names) }}",
    "{{ '{}'.format(a=1) }}",
    "{{ '{'.format(a=1) }}",
    "{{ phrases.evil.format(name=names[0]) }}",
    "{{ names.index }}",
    "{{ names['count'] }}",
    "{% for a in 'text' %}{{ a }}{% endfor %}",
    "{% for a in phrases %}{{ a }}{% endfor %}",
    "{{ names }}",
    "{{ phrases }}",
    "{{ none }}",
    "{{ true }}",
    "{{ names[9] }}",
    "{{ audio.words }}",
    "{{ audio.words.more }}",
    "{{ names | sentence(phrases) }}",
    "{{ 'x' | sentence(setting) }}",
    "{{ 'x' | sentence }}",
    "{{ [] | all_of(phrases) }}",
    "{{ names | language_name(phrases) }}",
    "{{ names.lower() }}",
]  # fmt: skip


@pytest.mark.parametrize("source", HUNGRY, ids=lambda source: source[:50])
def test_what_runs_ends_soon_and_stays_small(source: str) -> None:
    tracemalloc.start()
    start = time.process_time()
    try:
        with pytest.raises(InputError) as stopped:
            rendered(source)
        took, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (problem,) = stopped.value.problems
    assert problem.where is not None
    assert problem.where.file == "mine/slot.j2"
    assert took < SECONDS * 2  # tracing doubles it at least
    assert peak < BYTES


def test_a_template_makes_no_more_than_some_times_what_it_is_given() -> None:
    source = f"{{% for a in [{TENS}, {TENS}] %}}{{{{ action[0] }}}}{{% endfor %}}"
    assert len(rendered(source, action=("x" * 500,))) == 10_000
    with pytest.raises(InputError, match="the template makes more than"):
        rendered(source, action=("x" * 10_000,))


def test_an_error_while_it_runs_has_the_templates_line() -> None:
    with pytest.raises(InputError, match=r"^mine/slot\.j2:3:1: 'None' has no attribute 'words'"):
        rendered("a\n{% if not audio %}\n{{ audio.words }}\n{% endif %}")


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for %}", "{name} {0.__class__} %s", "{#", "}}"])
def test_what_is_given_is_never_a_template(text: str) -> None:
    source = "{{ phrases.hello.format(name=names[0]) }}|{{ setting.place }}|{{ 'a' ~ names[0] }}"
    place = {**GIVEN["setting"], "place": text}
    assert rendered(source, names=(text,), setting=place) == f"Hello {text}|{text}|a{text}"


def test_a_long_text_of_the_boards_own_is_no_fault_of_the_template() -> None:
    long = "word " * 20_000
    assert rendered("{{ action | listed(phrases) | sentence(phrases) }}", action=(long,)) == (
        f"Word {long.strip()[5:]}."
    )


@pytest.mark.parametrize("name", built_in())
def test_the_families_that_come_along_keep_to_the_same_rules(name: str) -> None:
    used = family(name)
    for slot in used.about.slots:
        path = source_of(used.folder, used.about, slot)
        _, problems = compiled(
            path.read_text("utf-8"), path, slot.slot, slot.uses, set(used.phrases["en"])
        )
        assert problems == []


pieces = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", "names", "phrases", " if ", " for ", " in ", " set ", "a",
     "endif", "endfor", "|", "sentence", "listed", "(", ")", "[", "]", "~", "=", ".", "format",
     "lower", "'", '"', "1", "0", ",", " ", "\n", "else", "-", "loop", "first", "__class__"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(pieces, max_size=40).map("".join))
def test_any_text_is_a_template_or_told_what_is_wrong(source: str) -> None:
    made, problems = compiled(source, HERE, "slot", USES, set(PHRASES))
    assert (made is None) == bool(problems)
    if made is not None:
        with contextlib.suppress(InputError):
            assert "<" not in made(**GIVEN, phrases=PHRASES)
