"""The stand-off file: nothing lost on the way, every mistake named at its place."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from countermove.records.articles import Quote
from countermove.records.errors import StandoffError
from countermove.records.ranges import Duration, Range
from countermove.records.standoff_file import (
    dump_standoff,
    load_standoff,
    parse_standoff,
    save_standoff,
)
from countermove.records.standoff_schema import build_schema, load_schema, write_schema
from countermove.records.standoffs import (
    ChanceOption,
    Option,
    Outcome,
    Payoff,
    Player,
    Reading,
    Settings,
    Source,
    Standoff,
)
from countermove.records.yaml_tree import plain, read_tree

TEXT = """\
title: A harbour and its dockers
question: What should the dockers do now?
subject: dockers
as_of: 2021-03-04
step: 6 months
horizon: 10 years
discount: 5 %          # a year
players:
  dockers:
    name: The dockers
    options:
      save_up: {label: Build a strike fund, takes: [1 year, 2 years, 3 years]}
      sign: {label: Sign the offer}
      strike: {label: Strike, today: true}
    payoffs:
      - {when: lock_out, per_year: [-30, -15, -5], basis: sourced, source: union-books}
      - {when: hire_away and not done(save_up), per_year: [-90, -70, -50]}
  harbour:
    name: The harbour
    options:
      lock_out: {label: Lock the gates, today: true}
      hire_away: {label: Hire others for good, lasting: true}
    payoffs:
      - {when: hire_away and high_season, once: [-90, -60, -30]}
chance:
  high_season: {label: The high season lasts, today: true, ends_after: 4 months}
rules:
  - at most one of (sign, strike)
courses:
  give in: [sign]
  hold: [strike]
outcomes:
  ruin: {label: The jobs are gone, when: hire_away}
sources:
  union-books: {title: The union's accounts}
"""


def fault(text: str) -> StandoffError:
    with pytest.raises(StandoffError) as caught:
        parse_standoff(text, "harbour.yaml")
    return caught.value


def test_sketch_reads_as_written() -> None:
    standoff = parse_standoff(TEXT)
    assert standoff.as_of == date(2021, 3, 4)
    assert standoff.settings.discount == Range.model_validate(0.05)
    assert standoff.settings.step.likely == 0.5
    takes = standoff.player("dockers").options[0].takes
    assert takes == Duration.model_validate([1, 2, 3])
    assert standoff.today() == {"strike", "lock_out", "high_season"}
    assert standoff.courses == {"give in": ("sign",), "hold": ("strike",)}


def test_dump_comes_back_the_same_and_is_stable() -> None:
    standoff = parse_standoff(TEXT)
    text = dump_standoff(standoff)
    assert parse_standoff(text) == standoff
    assert dump_standoff(parse_standoff(text)) == text
    assert "discount: 5 %" in text
    assert "ends_after: 4 months" in text


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "words"),
    [
        ("high_season, once", "high_saeson, once", 24, 30, "did you mean 'high_season'?"),
        ("Strike, today:", "Strike, tody:", 14, 31, "did you mean 'today'?"),
        ("[-30, -15, -5]", "[-3, -15, -5]", 16, 36, "upside down"),
        ("[1 year,", "[1 yaer,", 12, 52, "is no duration"),
        ("question:", "qestion:", 2, 1, "did you mean 'question'?"),
        ("question: What should the dockers do now?\n", "", 1, 1, "question is missing"),
        ("at most one of (sign, strike)", "not strike", 28, 5, "excludes today's state"),
        ("at most one of (sign, strike)", "sign and not sign", 28, 5, "contradict each other"),
        ("hire_away and high_season", "__import__('os')", 24, 26, "not understood"),
        ("hire_away and high_season", "1 + 1", 24, 16, "not understood"),
        ("sign: {label: Sign", "save_up: {label: Sign", 13, 7, "stands twice"),
        ("lock_out: {label", "strike: {label", 21, 7, "stands twice"),
        ("hold: [strike]", "hold: [lock_out]", 31, 10, "no option of the subject 'lock_out'"),
        ("label: Hire others for good", "label: 5", 22, 26, "takes text"),
        ("subject: dockers", "subject: docker", 3, 10, "did you mean 'dockers'?"),
        ("label: Hire others for good, ", "", 22, 7, "label is missing"),
        ("source: union-books", "source: union-book", 16, 76, "did you mean 'union-books'?"),
        ("Strike, today: true", "Strike, today: perhaps", 14, 38, "takes true or false"),
        ("as_of: 2021-03-04", "as_of: tomorrow", 4, 8, "takes a date"),
        ("basis: sourced", "basis: guessed", 16, 59, "'quoted', 'sourced' or 'assumed'"),
        ("name: The harbour", "name: !!python/object:os.system x", 19, 11, "is refused"),
        ("5 %  ", "*x  ", 7, 11, "anchors and aliases"),
        ("5 %  ", "&x 5 %  ", 7, 11, "anchors and aliases"),
        ("rules:\n", "rules: x\nfoo:\n", 27, 8, "takes a list"),
        ("    name: The harbour", "    <<: {name: x}", 19, 5, "merge keys"),
        ("once: [-90", "per_year: 1, once: [-90", 24, 9, "per_year or once"),
        ("name: The harbour", "name: 'The harbour", 35, 34, "not YAML"),
        ("step: 6 months", "step: 0 months", 5, 7, "step"),
        ("discount: 5 %", "discount: 0 %", 7, 11, "discount"),
        ("      sign:", "      and:", 13, 7, "cannot be used"),
        ("      sign:", "      sign it:", 13, 7, "cannot be used"),
        ("[sign]", "[sign, sign]", 30, 19, "stands twice"),
    ],
)
def test_mistake_is_named_at_its_place(
    old: str, new: str, line: int, column: int, words: str
) -> None:
    assert old in TEXT
    error = fault(TEXT.replace(old, new, 1))
    assert words in error.message
    assert (error.line, error.column) == (line, column)
    assert str(error).startswith(f"harbour.yaml:{line}:{column}: ")
    assert "\n" not in str(error)


DOUBTS = TEXT.replace(
    "    name: The harbour\n",
    "    name: The harbour\n"
    "    much: [not strike]\n"
    "    unknown: [[sign, save_up]]\n"
    "    unseen: [hire_away and sign]\n",
)


def test_what_a_ranking_cannot_say_reads_as_written() -> None:
    harbour = parse_standoff(DOUBTS).player("harbour")
    assert harbour.much == ("not strike",)
    assert harbour.unknown == (("sign", "save_up"),)
    assert harbour.unseen == ("hire_away and sign",)


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "words"),
    [
        ("[not strike]", "[not strik]", 20, 16, "did you mean 'strike'?"),
        ("[not strike]", "[strike strike]", 20, 19, "not understood"),
        ("[[sign, save_up]]", "[[sign, save_pu]]", 21, 22, "did you mean 'save_up'?"),
        ("[[sign, save_up]]", "[sign, save_up]", 21, 15, "pairs of conditions"),
        ("[[sign, save_up]]", "[[sign, save_up, strike]]", 21, 15, "pairs of conditions"),
        ("[[sign, save_up]]", "[[sign, 3]]", 21, 22, "a condition takes words"),
        ("[hire_away and sign]", "[hire_away and sing]", 22, 28, "did you mean 'sign'?"),
        ("[hire_away and sign]", "hire_away", 22, 13, "takes a list"),
        ("much:", "mcuh:", 20, 5, "did you mean 'much'?"),
    ],
)
def test_a_mistake_in_what_a_ranking_cannot_say(
    old: str, new: str, line: int, column: int, words: str
) -> None:
    assert old in DOUBTS
    error = fault(DOUBTS.replace(old, new, 1))
    assert words in error.message
    assert (error.line, error.column) == (line, column)


def test_too_many_options_are_refused() -> None:
    more = "".join(f"      extra_{i}: {{label: Extra}}\n" for i in range(17))
    error = fault(TEXT.replace("      sign: {", more + "      sign: {"))
    assert "23 options are too many; the most is 22" in error.message
    fewer = "".join(f"      extra_{i}: {{label: Extra}}\n" for i in range(16))
    parse_standoff(TEXT.replace("      sign: {", fewer + "      sign: {"))


def test_billion_laughs_are_refused_at_once() -> None:
    bomb = 'a: &a ["x", "x"]\n' + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    assert "anchors and aliases" in fault(bomb).message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "must hold a mapping"),
        ("- a\n- b\n", "must hold a mapping"),
        ("just words", "must hold a mapping"),
        (TEXT + "---\n" + TEXT, "one YAML document"),
        ("%YAML 1.1\n---\n" + TEXT, "one YAML document"),
        ("a: " + "[" * 60 + "]" * 60, "nested too deep"),
        ("a: [" + "x, " * 200_001 + "x]", "too many values"),
        ("a: " + "x" * 2_000_001, "enormous"),
        ("title: \x00", "not YAML"),
        ("? [a, b]\n: c\n", "a key must be"),
        ("a: {b", "not YAML"),
    ],
    ids=lambda x: x[:12] if isinstance(x, str) else None,
)
def test_hostile_text_is_refused(text: str, words: str) -> None:
    assert words in fault(text).message


def test_file_faults_name_the_file(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("title: Caf\xe9".encode("latin-1"))
    with pytest.raises(StandoffError, match=r"latin\.yaml: is not text in UTF-8 \(byte 10\)"):
        load_standoff(latin)
    with pytest.raises(StandoffError, match="cannot be read"):
        load_standoff(tmp_path / "absent.yaml")
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(9_000_000)
    with pytest.raises(StandoffError, match="enormous"):
        load_standoff(large)


def test_saved_file_loads(tmp_path: Path) -> None:
    standoff = parse_standoff(TEXT)
    save_standoff(standoff, tmp_path / "standoff.yaml")
    assert load_standoff(tmp_path / "standoff.yaml") == standoff
    assert [p.name for p in tmp_path.iterdir()] == ["standoff.yaml"]


def test_byte_order_mark_and_windows_line_ends_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert load_standoff(path) == parse_standoff(TEXT)


def test_published_schema_is_the_one_the_records_give() -> None:
    assert load_schema() == build_schema()
    Draft202012Validator.check_schema(build_schema())
    assert write_schema().endswith("\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Strike, today:", "Strike, tody:"),
        ("[-30, -15, -5]", "[-30, -15, -5, 1]"),
        ("label: Hire others for good, ", ""),
        ("subject: dockers\n", ""),
        ("basis: sourced", "basis: guessed"),
        ("6 months", "6 moons"),
    ],
)
def test_schema_refuses_what_the_reader_refuses(old: str, new: str) -> None:
    validator = Draft202012Validator(load_schema())
    assert validator.is_valid(plain(read_tree(TEXT)))
    assert not validator.is_valid(plain(read_tree(TEXT.replace(old, new, 1))))
    fault(TEXT.replace(old, new, 1))


words = st.text(max_size=30)
number = st.floats(-1000, 1000).map(lambda x: x + 0.0)
ranges = st.lists(number, min_size=1, max_size=3).map(sorted).map(Range.model_validate)
spans = st.one_of(
    st.floats(0.001, 900),
    st.sampled_from([0.5, 1.0, 2.0, 1 / 12, 7 / 365.25, 3 / 365.25]),
)
durations = st.lists(spans, min_size=1, max_size=3).map(sorted).map(Duration.model_validate)
quotes = st.builds(
    lambda name, start, text: Quote(article_id=name, start=start, end=start + len(text), text=text),
    words,
    st.integers(0, 10**6),
    words,
)
few_quotes = st.lists(quotes, max_size=2).map(tuple)
payoffs = st.one_of(
    st.builds(
        Payoff, when=st.sampled_from(["a and not done(b)", "always", "c or x"]), per_year=ranges,
        why=words, confirmed=st.booleans(), quotes=few_quotes,
    ),
    st.builds(Payoff, when=st.just("b implies (c and not a)"), once=ranges, entry=words),
)  # fmt: skip


def option(name: str) -> st.SearchStrategy[Option]:
    return st.builds(
        Option, name=st.just(name), label=words, today=st.booleans(), lasting=st.booleans(),
        takes=st.none() | durations, why=words, quotes=few_quotes, events=st.tuples(words),
    )  # fmt: skip


def player(name: str, options: list[str]) -> st.SearchStrategy[Player]:
    return st.builds(
        Player, id=st.just(name), name=words, options=st.tuples(*map(option, options)),
        payoffs=st.lists(payoffs, max_size=3).map(tuple),
        priorities=st.sampled_from([(), ("a", "not b")]),
        ranking=st.sampled_from([(), ((("a",), ("b", "c")), (("a", "b"),))]),
        much=st.sampled_from([(), ("a", "b or not c")]),
        unknown=st.sampled_from([(), (("a", "not a"), ("b and c", "x"))]),
        unseen=st.sampled_from([(), ("a and c",)]),
    )  # fmt: skip


standoffs = st.builds(
    Standoff,
    title=words,
    question=words,
    subject=st.just("SUB"),
    as_of=st.none() | st.dates(),
    settings=st.builds(
        Settings,
        step=durations,
        horizon=durations,
        discount=st.floats(0.001, 0.5).map(Range.model_validate),
        precision=st.floats(0.1, 10).map(Range.model_validate),
        first=st.sampled_from(["subject", "other"]),
    ),
    players=st.tuples(player("SUB", ["a", "b"]), player("the-others", ["c"])),
    chance=st.tuples(
        st.builds(
            ChanceOption, name=st.just("x"), label=words, today=st.booleans(),
            ends_after=st.none() | durations,
        )
    ),
    courses=st.dictionaries(words, st.sampled_from([(), ("a",), ("a", "b")]), max_size=3),
    outcomes=st.lists(
        st.builds(Outcome, name=words, label=words, when=st.sampled_from(["a", "done(b)"])),
        max_size=2,
        unique_by=lambda o: o.name,
    ).map(tuple),
    readings=st.just(()) | st.tuples(
        st.builds(
            Reading, name=words, label=words, player=st.just("SUB"),
            payoffs=st.lists(payoffs, max_size=2).map(tuple),
        )
    ),
    sources=st.just(()) | st.tuples(st.builds(Source, id=words, title=words, says=words)),
    notes=st.lists(words, max_size=2).map(tuple),
)  # fmt: skip


@given(standoffs)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_standoff_survives_the_file(standoff: Standoff) -> None:
    text = dump_standoff(standoff)
    assert parse_standoff(text) == standoff
    Draft202012Validator(load_schema()).validate(plain(read_tree(text)))


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_reads_or_is_refused_in_one_sentence(text: str) -> None:
    with contextlib.suppress(StandoffError):
        parse_standoff(text)


@given(st.integers(0, len(TEXT) - 1), st.text("[]{}:#'\"&*!%,- \nab1\t", max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_slip_of_the_pen_reads_or_is_refused(at: int, typed: str) -> None:
    with contextlib.suppress(StandoffError):
        parse_standoff(TEXT[:at] + typed + TEXT[at + 1 :])
