"""The catalog's prices: every number has a source, and every worked example comes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from shotwright.catalog import (
    STALE_DAYS,
    MotionFactor,
    Rate,
    RateFile,
    keeper_chances,
    motion_factors,
    notes,
    rates,
    read_rates,
    subscriptions,
)
from shotwright.cost import Price
from shotwright.errors import InputError, Problem
from shotwright.model.money import PURSES, Credits
from shotwright.model.names import Card

ALL: tuple[Rate | MotionFactor, ...] = (*rates(), *motion_factors())
EXAMPLES = [
    pytest.param(Price(rate), example.ms, example.cost, id=f"{rate.id}-{example.ms}")
    for rate in rates()
    for example in rate.examples
]
MOTION_EXAMPLES = [
    pytest.param(Price(rate, factor), example.ms, example.cost, id=f"{factor.id}-{example.ms}")
    for factor in motion_factors()
    for rate in rates()
    if rate.product == factor.product and rate.billing == factor.billing and "guides" in rate.cards
    for example in factor.examples
]
NEWEST = date(2026, 11, 21)
"""The day the catalog was last read."""


@pytest.mark.parametrize(("price", "ms", "cost"), [*EXAMPLES, *MOTION_EXAMPLES])
def test_every_worked_example_comes_out_to_the_last_digit(price: Price, ms: int, cost: str) -> None:
    unit = PURSES[price.rate.purse]
    assert price.charge(ms).amount == unit.parse(cost)


def test_there_are_worked_examples() -> None:
    assert len(EXAMPLES) >= 15
    assert len(MOTION_EXAMPLES) >= 2


def test_an_id_is_used_once() -> None:
    names = [entry.id for entry in (*ALL, *subscriptions())]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.id)
def test_every_price_has_a_source_and_sensible_dates(entry: Rate | MotionFactor) -> None:
    assert entry.product
    assert entry.cards
    assert set(entry.cards) <= {*get_args(Card), "neighbour"}
    assert entry.source.title.strip()
    assert entry.source.url.startswith("https://") or "not" in entry.source.title
    assert entry.confidence != "user"
    assert (entry.since or date.min) <= (entry.until or date.max)
    for sighting in (entry.source, *entry.also):
        assert sighting.title.strip()
        assert sighting.seen is None or date(2025, 1, 1) <= sighting.seen <= NEWEST
    assert not entry.fills_gap or ("guides" in entry.cards and entry.confidence != "guide")


@pytest.mark.parametrize("rate", rates(), ids=lambda rate: rate.id)
def test_every_amount_is_text_that_reads_exactly(rate: Rate) -> None:
    assert isinstance(rate.amount, str)
    assert rate.price.micro > 0
    assert type(rate.price).parse(rate.price.plain()) == rate.price


@pytest.mark.parametrize("fact", subscriptions(), ids=lambda fact: fact.id)
def test_what_plans_cost_and_hold_has_a_source_too(fact: object) -> None:
    amount, source = getattr(fact, "amount"), getattr(fact, "source")  # noqa: B009
    assert Credits.parse(amount).micro > 0
    assert source.title.strip()


def test_rates_of_one_card_never_compete_for_a_job() -> None:
    """What fits equally well must be told apart by look kinds, resolutions or dates."""
    for card in get_args(Card):
        if card == "history":
            continue
        seen = set()
        for rate in rates():
            if card in rate.cards and rate.per != "call" and rate.product.startswith("avatar_"):
                key = (rate.product, rate.billing, rate.look_kinds, rate.resolutions, rate.option)
                assert key not in seen, rate.id
                seen.add(key)


def test_a_rate_is_valid_between_its_sightings() -> None:
    rate = next(rate for rate in rates() if rate.since and not rate.until)
    assert rate.since is not None
    assert rate.valid_on(rate.since)
    assert not rate.valid_on(date(2020, 1, 1))
    old = next(rate for rate in rates() if rate.until and not rate.since)
    assert old.until is not None
    assert old.valid_on(date(2020, 1, 1))
    assert not old.valid_on(NEWEST)


def test_the_newest_sighting_counts() -> None:
    known = {rate.id: rate.last_seen for rate in rates()}
    assert known["web.avatar_iv.photo.per_min.2026-08"] == date(2026, 10, 2)
    assert known["web.shots.per_second.guide"] is None


def test_chances_of_a_keeper_are_between_none_and_sure() -> None:
    chances = keeper_chances()
    assert (str(chances.shots.base), str(chances.shots.extra)) == ("0.4", "0.8")
    assert (str(chances.talk.base), str(chances.talk.extra)) == ("0.9", "1")
    assert chances.source


OWN = """\
schema = 1

[[rate]]
id = "own.shots"
product = "avatar_shots"
billing = "subscription"
amount = "3.5"
per_ms = 1000

[[motion]]
id = "own.motion"
product = "avatar_iv"
billing = "subscription"
times = 3
"""


def own(tmp_path: Path, text: str) -> RateFile:
    path = tmp_path / "my.toml"
    path.write_text(text, "utf-8")
    return read_rates(path)


def problems(path: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_rates(path)
    return list(caught.value.problems)


def test_the_users_own_rates_are_marked_as_theirs(tmp_path: Path) -> None:
    file = own(tmp_path, OWN)
    (rate,), (factor,) = file.rate, file.motion
    assert (rate.cards, rate.confidence, rate.amount) == (("user",), "user", "3.5")
    assert rate.source.title == str(tmp_path / "my.toml")
    assert (factor.times, factor.confidence) == (3, "user")


def test_a_product_on_top_stands_for_every_rate_without_its_own(tmp_path: Path) -> None:
    text = OWN.replace('product = "avatar_shots"\n', "")
    file = own(tmp_path, text.replace("schema = 1", 'schema = 1\nproduct = "avatar_v"'))
    assert [rate.product for rate in file.rate] == ["avatar_v"]
    assert [factor.product for factor in file.motion] == ["avatar_iv"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("shots = four", ""),
        ("schema = 1\n[[rate]\n", ""),
        ("", "schema"),
        (OWN.replace("schema = 1", "schema = 2"), "schema"),
        (OWN.replace("amount", "amuont"), "rate.0.amuont"),
        (OWN.replace('"3.5"', "3.5"), "rate.0.amount"),
        (OWN.replace('"3.5"', '"-3.5"'), "rate.0.amount"),
        (OWN.replace('"3.5"', '"3.5000001"'), "rate.0.amount"),
        (OWN.replace('"3.5"', '"four"'), "rate.0.amount"),
        (OWN.replace("per_ms = 1000", "per_ms = 0"), "rate.0.per_ms"),
        (OWN.replace("per_ms = 1000", ""), "rate.0"),
        (OWN.replace("per_ms = 1000", 'per_ms = 1000\nper = "generation"'), "rate.0"),
        (OWN.replace("per_ms = 1000", 'per_ms = 1000\nrounding = "up"'), "rate.0.rounding"),
        (OWN.replace('"subscription"', '"cash"', 1), "rate.0.billing"),
        (OWN.replace('id = "own.shots"\n', ""), "rate.0.id"),
        (OWN.replace("times = 3", "times = 0"), "motion.0.times"),
        (OWN.replace('product = "avatar_shots"\n', ""), "rate.0.product"),
        (OWN.replace("avatar_shots", "avatar_shotz"), "rate.0.product"),
        (OWN + "[extra]\na = 1\n", "extra"),
        (OWN.replace("[[rate]]", "[rate]"), "rate"),
        ("schema = 1\nrate = 3\n", "rate"),
        ("schema = 1\nrate = [3]\n", "rate"),
        ("schema = 1\nmotion = {a = 1}\n", "motion"),
        ("schema = 1\nproduct = 3\n", "product"),
        ("a = " + "[" * 10_000, ""),
    ],
    ids=lambda value: value[:40] if value.startswith(("rate", "motion")) else None,
)
def test_a_file_of_rates_with_mistakes_is_refused_with_their_place(
    text: str, path: str, tmp_path: Path
) -> None:
    file = tmp_path / "my.toml"
    file.write_text(text, "utf-8")
    found = problems(file)
    assert {problem.where.file for problem in found if problem.where} == {str(file)}
    assert any(problem.where and problem.where.path.startswith(path) for problem in found)
    assert all(problem.message for problem in found)


def test_all_mistakes_of_a_file_of_rates_come_at_once(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(OWN.replace("3.5", "four").replace("times = 3", "times = 0"), "utf-8")
    assert len(problems(file)) == 2


@pytest.mark.parametrize("name", ["gone.toml", "folder", "a\0b"])
def test_what_is_no_file_of_rates_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (problem,) = problems(tmp_path / name)
    assert "cannot read rates" in problem.message


def test_a_file_of_rates_must_be_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_bytes(b"schema = 1 # Caf\xe9\n")
    (problem,) = problems(file)
    assert "cannot read rates" in problem.message


LINES = """\
schema = 1 # a comment

[[rate]]
id = "own.shots"
product = "avatar_shots"
billing = "subscription"
  amount = "four"
per_ms = 1000
note = '''
[[rate]]
amount = "in a text"
'''

[[rate]]
id = "own.talk"
product = "avatar_iv"
billing = "wallet"
amount = "1"
per_ms = 60000
[[rate.tier]]
from_ms = 60000
amount = "0.5"
[[rate.tier]]
from_ms = 120000
"amount" = "-1"

[[motion]]
id = "own.motion"
product = "avatar_9"
billing = "subscription"
times = 2

[[subscription]]
name = "ours"
usd = "1"
credits = "0"
top_up = {usd = "a", credits = "1"}
"""


def test_every_mistake_has_its_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(LINES, "utf-8")
    found = {p.where.path: (p.where.line, p.where.column) for p in problems(file) if p.where}
    assert found == {
        "rate.0.amount": (7, 3),
        "rate.1.tier.1.amount": (25, 1),
        "subscription.0.credits": (36, 1),
        "subscription.0.top_up.usd": (37, 1),  # the nearest key that opens a line
    }
    mended = LINES.replace("four", "4").replace("-1", "1").replace('"0"', '"9"')
    file.write_text(mended.replace('"a"', '"2"'), "utf-8")
    (problem,) = problems(file)
    assert str(problem).startswith(f"{file}:29:1: motion.0.product: no product is called")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("schema = 1\nshots = four\n", 2, 9),
        ("schema = 1\n[[rate]\n", 2, 7),
        ("schema = 1\n\nx = [1,\n", 4, 1),
    ],
)
def test_what_is_no_toml_has_its_line(text: str, line: int, column: int, tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(text, "utf-8")
    (problem,) = problems(file)
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == (line, column)


FIVE_LINES = """\
schema = 1
rate = [
  {id = "ours", product = "avatar_shots", billing = "subscription", amount = "3.5", per_ms = 1000},
]
"""


def test_a_negotiated_price_is_five_lines_at_most(tmp_path: Path) -> None:
    assert own(tmp_path, FIVE_LINES).rate[0].price == Credits.parse("3.5")
    file = tmp_path / "my.toml"
    file.write_text(FIVE_LINES.replace("3.5", "-3.5"), "utf-8")
    (problem,) = problems(file)
    assert problem.where is not None
    assert (problem.where.line, problem.where.path) == (2, "rate.0.amount")


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ('minimum = "a"', "rate.0.minimum"),
        ('amount_high = "3"', "rate.0"),
        ('per_ms = 3000\ntier = [{from_ms = 4000, amount = "1"}]', "rate.0"),
        ('tier = [{from_ms = 4000, amount = "1"}, {from_ms = 4000, amount = "1"}]', "rate.0"),
        ('tier = [{from_ms = 0, amount = "1"}]', "rate.0.tier.0.from_ms"),
        ('amount_high = "9"\ntier = [{from_ms = 4000, amount = "1"}]', "rate.0"),
        ('rounding_low = "up"', "rate.0.rounding_low"),
    ],
)
def test_a_form_of_a_price_that_means_nothing_is_refused(
    more: str, path: str, tmp_path: Path
) -> None:
    per = "" if "per_ms" in more else "per_ms = 1000\n"
    file = tmp_path / "my.toml"
    file.write_text(OWN.replace("per_ms = 1000\n", per + more + "\n"), "utf-8")
    (problem,) = problems(file)
    assert problem.where is not None
    assert problem.where.path == path
    assert problem.where.line > 2


@pytest.mark.parametrize("more", ['minimum = "1"', 'tier = [{from_ms = 1000, amount = "1"}]'])
def test_a_flat_price_has_no_tiers_and_no_minimum(more: str, tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(OWN.replace("per_ms = 1000", f'per = "generation"\n{more}'), "utf-8")
    assert "a flat price" in problems(file)[0].message


def test_what_is_odd_about_a_file_of_rates_is_noted_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    dated = 'source = { title = "a call", seen = 2026-08-01 }'
    again = OWN.split("\n\n")[1]
    text = OWN + f"\n{again}\nsince = 2027-01-01\n\n{again}\nuntil = 2026-01-01\n"
    text += f"\n{again}\n{dated}\n"
    text += '\n[[subscription]]\nname = "Creator monthly"\nusd = "1"\ncredits = "1"\n'
    file.write_text(text.replace("own.shots", "own.other", 2).replace("own.other", "own.shots", 1))
    said = [(note.where.line, note.message) for note in notes(file, NEWEST)]
    assert said == [
        (16, "own.other begins on 2027-01-01: it prices nothing on 2026-11-21"),
        (24, "own.shots is closed since 2026-01-01: it prices nothing on 2026-11-21"),
        (24, "own.shots is the id of an entry above too"),
        (32, "own.shots was last seen 112 days ago: look it up before you spend"),
        (32, "own.shots is the id of an entry above too"),
        (32, "own.shots and own.shots are for the same; the one with the later `since` counts"),
        (32, "own.shots is the id of an entry above too"),
        (40, "Creator monthly hides HeyGen's own plan of that name"),
    ]


def test_a_file_in_order_has_no_notes(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(OWN, "utf-8")
    assert notes(file, NEWEST) == ()


def test_a_price_is_stale_after_90_days() -> None:
    known = {rate.id: rate for rate in rates()}
    assert known["api.cinematic.usd_video"].age(NEWEST) == 107  # seen on 2026-08-06
    assert known["web.shots.per_second.guide"].age(NEWEST) is None
    assert STALE_DAYS == 90
