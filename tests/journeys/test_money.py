"""Prices and differences on the command line, as a user asks for them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests import warm

ROOT = Path(__file__).parents[2]
AD = ROOT / "examples" / "ad.yaml"
DAY = ["--on", "2026-11-21"]


@pytest.fixture
def run(tmp_path: Path) -> Any:  # noqa: ANN401 - a function
    """Run a command in a folder of its own, with a user's folder of its own."""

    def command(*words: str | Path, code: int = 0) -> str:
        done = subprocess.run(
            [warm.command(), *map(str, words)],
            capture_output=True, text=True, check=False, cwd=tmp_path, encoding="utf-8",
            env={**os.environ, "COLUMNS": "80", "XDG_CONFIG_HOME": str(tmp_path / "config")},
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout or done.stderr

    return command


BOARD = """\
shotwright: 1
extends: brand.yaml
scenes:
  - id: roof
    with: [maya]
    references: [kettle]
    beats:
      - {id: wave, shot: Maya waves, seconds: 5, cut: always}
      - {id: bow, shot: Maya bows, seconds: 6, cut: always}
"""
BRAND = """\
cast: {maya: {look: lk_maya}}
references: {kettle: {image: kettle.png, of: product}}
"""


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words],
        cwd=folder, check=True, capture_output=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of a board and of what it extends, in two revisions."""
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "board.yaml").write_text(BOARD, "utf-8")
    (tmp_path / "story" / "brand.yaml").write_text(BRAND, "utf-8")
    (tmp_path / "story" / "kettle.png").write_bytes(b"\x89PNG\r\n\x1a\none")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")
    return tmp_path


def test_a_board_differs_from_its_last_revision(run: Any, repository: Path) -> None:  # noqa: ANN401
    words = ("diff", "HEAD:story/board.yaml", "story/board.yaml", *DAY)
    assert "No generation differs" in run(*words)
    board = repository / "story" / "board.yaml"
    board.write_text(BOARD.replace("seconds: 6", "seconds: 8"), "utf-8")
    found = json.loads(run(*words, "--json"))
    assert found["totals"] == {
        "before": {"credits": "44"},
        "after": {"credits": "52"},
        "change": {"credits": "8"},
    }
    assert [entry["generation"] for entry in found["changed"]] == ["bow"]
    assert run(*words, "--fail-over", "8credits")
    assert json.loads(run(*words, "--fail-over", "7.9credits", "--json", code=1)) == found
    markdown = run(*words, "--markdown")
    assert markdown.startswith("### The shoot: +8 credits\n")
    assert "| credits | 44 credits | 52 credits | **+8 credits** |" in markdown
    assert "| changed | `bow` | 6 s to 8 s | 24 credits | 32 credits |" in markdown


def test_what_a_revision_extends_and_shows_is_of_that_revision(
    run: Any,  # noqa: ANN401
    repository: Path,
) -> None:
    words = ("diff", "HEAD:story/board.yaml", "story/board.yaml", *DAY, "--json")
    (repository / "story" / "kettle.png").write_bytes(b"\x89PNG\r\n\x1a\ntwo")
    changed = json.loads(run(*words))["changed"]
    assert [entry["generation"] for entry in changed] == ["wave", "bow"]  # other content, same name
    git(repository, "checkout", "-q", ".")
    (repository / "story" / "brand.yaml").write_text(BRAND.replace("lk_maya", "lk_m"), "utf-8")
    changed = json.loads(run(*words))["changed"]
    assert changed[0]["changes"] == ["looks lk_maya to lk_m"]
    git(repository, "commit", "-q", "-a", "-m", "two")
    both = ("diff", "HEAD~1:story/board.yaml", "HEAD:./story/board.yaml", *DAY, "--json")
    assert json.loads(run(*both))["changed"] == changed


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("HEAD~9:story/board.yaml", "git knows no revision 'HEAD~9'"),
        ("HEAD:board.yaml", "there is no board.yaml in 'HEAD'"),
        ("HEAD:story", "there is no story in 'HEAD'"),
        ("HEAD:../board.yaml", "there is no ../board.yaml in 'HEAD'"),
        ("HEAD:", "there is no  in 'HEAD'"),
        ("story/gone.yaml", "does not exist"),
    ],
)
def test_a_revision_that_is_not_there_is_said(
    side: str,
    said: str,
    run: Any,  # noqa: ANN401
    repository: Path,
) -> None:
    assert said in run("diff", side, repository / "story" / "board.yaml", code=2)


def test_mistakes_of_a_revision_are_told_at_its_place(run: Any, repository: Path) -> None:  # noqa: ANN401
    (repository / "story" / "board.yaml").write_text(BOARD + "colour: red\n", "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "broken")
    words = ("diff", "HEAD:story/board.yaml", "HEAD~1:story/board.yaml", *DAY, "--json")
    (error,) = json.loads(run(*words, code=2))["errors"]
    assert error["where"]["file"] == "HEAD:story/board.yaml"
    assert error["where"]["line"] == 10


def test_outside_a_repository_there_are_no_revisions(run: Any) -> None:  # noqa: ANN401
    assert "git" in run("diff", "HEAD:board.yaml", AD, code=2)


@pytest.mark.parametrize("bound", ["8", "8 EUR", "credits", "$8USD", "8.0.0USD", "1e3USD"])
def test_a_bound_names_its_purse(bound: str, run: Any) -> None:  # noqa: ANN401
    assert "--fail-over" in run("diff", AD, AD, "--fail-over", bound, code=2)


def test_a_board_that_cannot_be_made_has_no_difference(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    (tmp_path / "b.yaml").write_text(
        "shotwright: 1\ncast: {m: {look: l}}\nscenes:\n"
        '  - {id: s, beats: [{shot: M waves, seconds: "=3", cut: always}]}\n'
    )
    assert json.loads(run("diff", AD, "b.yaml", "--json", code=1))["plan"] is None


def test_a_plan_is_repriced(run: Any) -> None:  # noqa: ANN401
    run("plan", AD, *DAY, "--out", "ad.plan.json")
    same = json.loads(run("reprice", "ad.plan.json", *DAY, "--json"))
    estimate = json.loads(run("estimate", "ad.plan.json", "--json"))
    assert {key: same[key] for key in estimate} == estimate
    assert same["was"]["totals"] == same["totals"]
    dear = json.loads(run("reprice", "ad.plan.json", "--card", "latest-high", *DAY, "--json"))
    assert dear["was"]["totals"] == same["totals"]
    assert {change["generation"] for change in dear["changes"]} <= {
        line["generation"] for line in dear["lines"]
    }
    assert "in place of" in run("reprice", "ad.plan.json", "--card", "latest-high", *DAY)
    run("reprice", AD, code=2)


MINE = """\
schema = 1
[[rate]]
id = "{name}"
product = "avatar_shots"
billing = "subscription"
amount = "{amount}"
per_ms = 1000
"""


def test_the_nearest_file_of_prices_wins(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    board = BOARD.replace("extends: brand.yaml", "cast: {maya: {look: lk_maya}}")
    (tmp_path / "b.yaml").write_text(board.replace("    references: [kettle]\n", ""))

    def total(*words: str) -> str:
        found = json.loads(run("estimate", "b.yaml", *DAY, *words, "--json"))
        return str(found["totals"]["credits"])

    assert total() == "44"
    users = tmp_path / "config" / "shotwright" / "rates.toml"
    users.parent.mkdir(parents=True)
    users.write_text(MINE.format(name="user", amount="3"))
    assert total() == "33"
    (tmp_path / "ours.toml").write_text(MINE.format(name="project", amount="2"))
    (tmp_path / "shotwright.toml").write_text('[defaults]\nrates = "ours.toml"\n')
    assert total() == "22"
    (tmp_path / "mine.toml").write_text(MINE.format(name="mine", amount="1"))
    assert total("--rates", "mine.toml") == "11"
    run("plan", "b.yaml", *DAY, "--out", "b.plan.json")
    found = json.loads(run("estimate", "b.plan.json", "--json"))
    assert found["totals"] == {"credits": "22"}
    again = json.loads(run("reprice", "b.plan.json", "--rates", "mine.toml", *DAY, "--json"))
    assert (again["was"]["totals"], again["totals"]) == ({"credits": "22"}, {"credits": "11"})


def test_rates_are_listed_shown_explained_and_compared(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    assert run("rates", *DAY) == run("rates", "list", *DAY)
    assert json.loads(run("rates", "--card", "latest-low", "--json")) == json.loads(
        run("rates", "list", "--card", "latest-low", "--json")
    )
    assert "2026-08-06‡" in run("rates", *DAY)
    assert "2026-08-06‡" not in run("rates", "--on", "2026-11-04")
    shown = run("rates", "show", "api.cinematic.usd_video", *DAY)
    assert "Last seen 107 days ago: look it up before you spend." in shown
    assert json.loads(run("rates", "show", "topup.business.usd_per_100", "--json"))["rate"]
    assert "no price is called" in run("rates", "show", "api.cinematic", code=2)
    words = ("rates", "explain", "avatar_iv", "--seconds", "7.76", "--motion", *DAY)
    assert json.loads(run(*words, "--json"))["price"]["amount"] == "6"
    assert "decides" in run(*words)
    assert "10 s" in run("rates", "diff", "guides", "latest-low", *DAY)
    assert "No price differs" in run("rates", "diff", "guides", "guides")
    run("rates", "diff", "guides", "gone.toml", code=2)
    (tmp_path / "mine.toml").write_text(MINE.format(name="mine", amount="3.5"))
    assert "mine.toml is in order" in run("rates", "check", "mine.toml")
    checked = json.loads(run("rates", "check", "mine.toml", *DAY, "--json"))
    assert (checked["rates"], checked["notes"]) == (1, [])
    assert [entry["after"]["rate"] for entry in checked["changes"]] == ["mine"]
    (tmp_path / "mine.toml").write_text(MINE.format(name="mine", amount="four"))
    (error,) = json.loads(run("rates", "check", "mine.toml", "--json", code=2))["errors"]
    assert (error["where"]["line"], error["where"]["path"]) == (6, "rate.0.amount")
    assert max(map(len, run("rates", "diff", "guides", "latest-high").splitlines())) <= 80


def test_an_estimate_for_a_subscriber_in_another_currency(run: Any) -> None:  # noqa: ANN401
    words = ("estimate", AD, "--talk", "api", *DAY, "--in", "EUR=0.5@2026-11-20", "--subscription",
             "Business", "--left", "100")  # fmt: skip
    found = json.loads(run(*words, "--json"))
    (month,) = found["subscriptions"]
    need = int(found["totals"]["credits"])
    assert month["short"] == str(need - 100)
    assert month["top_up"]["blocks"] == -(-(need - 100) // 100)
    assert found["presented"]["on"] == "2026-11-20"
    text = run(*words)
    assert "top up 1 x 100 credits for $5.00" in text
    assert "at 0.5 EUR a dollar on 2026-11-20" in text
    assert "taxes" in text
    run("estimate", AD, "--left", "5", code=2)
    run("estimate", AD, "--subscription", "Business", "--left", "-5", code=2)


def test_compare_in_other_sizes_and_by_the_month(run: Any) -> None:  # noqa: ANN401
    sizes = ("--resolution", "720p", "--resolution", "1080p")
    words = ("compare", AD, *DAY, "--card", "latest-low", *sizes)
    columns = json.loads(run(*words, "--json"))["columns"]
    plain = json.loads(run("compare", AD, *DAY, "--card", "latest-low", "--json"))["columns"]
    assert columns[: len(plain)] == plain
    small, large = (
        next(c for c in columns if c["resolution"] == [size]) for size in ("720p", "1080p")
    )
    assert int(large["totals"]["credits"]) > 2 * int(small["totals"]["credits"])
    assert small["plan_hash"] != large["plan_hash"]
    months = json.loads(run(*words, "--subscription", "all", "--json"))["columns"]
    assert {c["subscription"] for c in months if "credits" in c["totals"]} == {
        "Creator monthly", "Creator annual", "Pro lowest monthly", "Pro lowest annual",
        "Pro highest monthly", "Business monthly",
    }  # fmt: skip
    assert {c["subscription"] for c in months if "credits" not in c["totals"]} == {None}
    assert max(map(len, run(*words, "--subscription", "all").splitlines())) <= 80
    run("compare", AD, "--resolution", "480p", code=2)
