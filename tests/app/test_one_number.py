"""One number, one place: what Home says of a candidate, Choose, its own page and the memo say in the same words."""

import datetime

import pytest

from llmselect.catalog.load import load
from llmselect.machine.machine import Machine
from llmselect.reports.card_facts import card_facts
from llmselect.reports.costs.money import Money
from llmselect.reports.memo import memo
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Requirements, Settings, Weight, Workload
from llmselect.text import Language, Voice
from llmselect.ui.core import link_code
from llmselect.ui.core.formatting import escape_markdown
from llmselect.ui.store import live_speeds

CATALOG = load()
FRUGAL = (Weight("privacy", 1.0), Weight("cost", 9.0), Weight("latency", 1.0), Weight("quality", 2.0))
EXACTING = (Weight("privacy", 0.0), Weight("cost", 0.0), Weight("latency", 1.0), Weight("quality", 9.0))


def situation(device, use="general", ram=32.0, count=1, language=Language.EN, priorities=None, **asked):
    return Settings(
        language=language,
        machine=Machine(accelerator=device, count=count, host_memory_gib=ram),
        workload=Workload.usual(use),
        requirements=Requirements(**asked),
        **({"priorities": priorities} if priorities else {}),
    )


SITUATIONS = {
    "a desktop card": situation("RTX 4090", ram=64.0),
    "two cards for code": situation("RTX 3090", "code", 64.0, 2),
    "a small card, in French": situation("RTX 4060", "french", language=Language.FR),
    "a laptop of Apple": situation("Apple M3 Pro 18-core", "documents", 36.0),
    "a processor alone": situation(None, ram=32.0),
    "a server card for agents": situation("H100 SXM 80GB", "agents", 256.0),
    "providers alone, cheap": situation(None, ram=16.0, served=True, priorities=FRUGAL),
    "providers alone, good": situation(None, "code", 16.0, served=True, priorities=EXACTING, language=Language.FR),
    "personal data": situation("RTX 3060 12GB", "reasoning", privacy_level=4),
    "the machine alone": situation("RTX 5090", "reasoning", 64.0, local=True, language=Language.FR),
}


def answer(settings):
    served = live_speeds.measurements(CATALOG)
    assessed = assess(CATALOG, settings.machine, settings.workload, settings.costs, served)
    return recommend(assessed, settings.requirements, settings.priorities, settings.good_enough)


def words(at):
    return "\n".join(element.value for element in (*at.main.markdown, *at.main.caption))


@pytest.mark.parametrize("settings", SITUATIONS.values(), ids=SITUATIONS)
def test_a_fact_of_the_first_candidate_reads_the_same_on_every_page_and_in_the_memo(visit, settings):
    found, say = answer(settings), Voice(settings.language)
    first = found.headliners(1)[0].candidate
    values = [say(fact.value) for fact in card_facts(first, Money.of(settings.spending))]
    at = visit("home", s=link_code.encode(settings), l=settings.language.value)
    home = words(at)
    at.switch_page("pages/choose.py").run()
    at.selectbox(key="choose.candidate").set_value(first.id).run()
    choose = words(at)
    at.query_params["id"] = first.model.id
    page = words(at.switch_page("pages/model.py").run())
    note = memo(found, settings, datetime.date(2026, 11, 29)).markdown().replace("\\", "")
    assert not at.exception
    assert [value for value in values if escape_markdown(value) not in home] == []
    assert [value for value in values if escape_markdown(value) not in choose] == []
    assert [value for value in values if escape_markdown(value) not in page] == []
    assert [value for value in values if value not in note] == []
