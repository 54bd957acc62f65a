"""The memo fits a page, speaks the visitor's language, names its sources with days, and trusts no name."""

import datetime
import re
from html.parser import HTMLParser

import pytest

from llmselect.catalog.load import load
from llmselect.reports.memo import Memo, MemoSection, memo
from llmselect.reports.run_commands import run_commands
from llmselect.scoring.elicitation.questionnaire import settings_of
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Requirements, Settings
from llmselect.text import Language, Voice
from tests.wording import EN, says

CATALOG = load()
DAY = datetime.date(2026, 11, 22)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "name\n\n# A heading of its own",
    "a | b `code` **bold** ~~gone~~ $x$ &lt;b&gt;",
    "1. first\u2028- second",
)


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def written(answers=None, language=Language.EN, **changed):
    settings = settings_of(answers or {}, Settings(language=language)).model_copy(update=changed)
    assessed = assess(CATALOG, settings.machine, settings.workload, settings.costs)
    found = recommend(assessed, settings.requirements, settings.priorities)
    return memo(found, settings, DAY), found


def hostile(name):
    return Memo(name, (MemoSection(name, (name, name)),), Language.EN)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_becomes_html(name):
    parser = Tags()
    parser.feed(hostile(name).page())
    tags = [tag for tag, _ in parser.found]
    assert tags == ["html", "head", "meta", "meta", "title", "style", "body", "h1", "h2", "ul", "li", "li"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_becomes_markdown(name):
    lines = hostile(name).markdown().splitlines()
    assert [line.split()[0] if line else "" for line in lines] == ["#", "", "##", "", "-", "-"]
    for line in lines:
        content = re.sub(r"\\.", "", line.removeprefix("- ").removeprefix("## ").removeprefix("# "))
        assert not re.search(r"[\[\]<>`*_|~$&!#]", content)
        assert not re.match(r"\d+[.)] |[-+] ", content)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("answers", [{}, {"machine": "none"}], ids=["here", "served"])
def test_the_memo_says_the_choice_its_reasons_and_when_to_look_again(language, answers):
    note, found = written(answers, language)
    text = note.markdown()
    first, second = found.places(2)
    for name in (first.candidate.model.name, second.candidate.model.name):
        assert name in text.replace("\\", "")
    say = Voice(language)
    assert all(says(text, f"memo.{name}", say) for name in ("choice", "runner_up", "robustness", "sources", "review"))
    assert say.day(datetime.date(2027, 2, 20)) in text
    assert f'<html lang="{language}">' in note.page()


def test_both_languages_hold_the_same_points():
    (english, _), (french, _) = written(), written(language=Language.FR)
    assert [len(s.points) for s in english.sections] == [len(s.points) for s in french.sections]
    assert english.title != french.title


@pytest.mark.parametrize("answers", [{}, {"machine": "none"}], ids=["here", "served"])
def test_every_source_has_its_day(answers):
    note, found = written(answers)
    sources = next(section for section in note.sections if section.title == EN("memo.sources"))
    assert len(sources.points) >= 2
    assert all(re.search(r"\d{4}-\d{2}-\d{2}$", point) for point in sources.points)
    assert any(found.places(1)[0].candidate.model.source in point for point in sources.points)


def test_a_memo_is_one_page():
    note, _ = written({"machine": "none"})
    assert (
        sum(1 + len(section.points) for section in note.sections) <= 56
    )  # lines of an A4 page at the type of the memo
    assert "http" not in re.sub(r"<li>.*?</li>", "", note.page())  # nothing is fetched when it is opened


def test_nobody_left_is_no_memo():
    assert written(requirements=Requirements(local=True, decode_tokens_per_s=10_000))[0] is None


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("answers", [{}, {"machine": "none"}], ids=["here", "served"])
def test_the_memo_says_what_the_choice_rests_on_and_how_to_run_it(language, answers):
    note, found = written(answers, language)
    say, chosen = Voice(language), found.headliners(1)[0].candidate
    text, command = note.markdown(), run_commands(chosen)[0]
    assert chosen.evidence.mark in text
    assert say(chosen.effort.label) in text
    assert all(says(text, f"memo.{name}", say) for name in ("points", "one_point", "unproven", "would_rank", "run"))
    assert all(f"    {line}" in text.splitlines() for line in command.command.splitlines())
    assert all(place.candidate.model.name in text.replace("\\", "") for place in found.unproven(1))


def test_code_of_the_memo_is_text_whatever_it_holds():
    code = 'a < b\n    print("<script>")\n``` & [x](y)'
    page = Memo("t", (MemoSection("t", (), code),), Language.EN).page()
    parser = Tags()
    parser.feed(page)
    assert "script" not in {tag for tag, _ in parser.found}
    lines = Memo("t", (MemoSection("t", (), code),), Language.EN).markdown().splitlines()
    assert [line for line in lines if line.startswith("    ")] == [f"    {line}" for line in code.splitlines()]
