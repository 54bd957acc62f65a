"""Memory: bars for any open model, against the machine's capacity, with the figures beside them."""

import json

import pytest

from llmselect.estimates.core.columns import Fit
from llmselect.estimates.quality.quantization.quantization_loss import FEW_BITS_WARNING
from tests.wording import EN, VOICE, says


def chart(at):
    return json.loads(at.get("plotly_chart")[0].proto.spec)


def bars(at):
    return [trace for trace in chart(at)["data"] if trace["type"] == "bar"]


def test_what_fits_ends_before_the_line_and_the_rest_lies_in_main_memory(visit):
    at = visit("memory", model="qwen3-32b")
    line = chart(at)["layout"]["shapes"][0]["x0"]
    *kept, elsewhere = bars(at)
    on_accelerator = [sum(parts) for parts in zip(*(trace["x"] for trace in kept), strict=True)]
    verdicts = at.dataframe[0].value[EN("bars.verdict")]
    assert all(size <= line + 0.05 for size in on_accelerator)
    assert set(verdicts) == {EN(Fit.FULL.label), EN(Fit.PARTIAL.label)}
    on_host = dict(zip(at.dataframe[0].value[EN("bars.quantization")], elsewhere["x"], strict=True))
    part = [on_host[name] for name, fit in zip(on_host, verdicts, strict=True) if fit == EN(Fit.PARTIAL.label)]
    assert min(part) > on_host["Q4_K_M"]  # which lies wholly on the card but for its input embedding


def test_finer_quantizations_stand_above_and_take_more(visit):
    totals = list(visit("memory").dataframe[0].value[EN("bars.total")])
    assert totals == sorted(totals, reverse=True)


def test_the_bars_show_the_figures_of_the_table(visit):
    at = visit("memory")
    table = at.dataframe[0].value
    drawn = [sum(parts) for parts in zip(*(trace["x"] for trace in bars(at)), strict=True)]
    assert all(abs(bar - total) < 0.05 for bar, total in zip(drawn, table[EN("bars.total")], strict=True))


def test_a_longer_context_takes_more_cache(visit):
    at = visit("memory")
    before = at.dataframe[0].value[EN("bars.kv")].iloc[0]
    at.number_input(key="workload.context_tokens").set_value(65536).run()
    assert at.dataframe[0].value[EN("bars.kv")].iloc[0] > before


def test_another_machine_moves_the_capacity_line(visit):
    at = visit("memory")
    before = chart(at)["layout"]["shapes"][0]["x0"]
    at.selectbox(key="machine.choice").set_value("RTX 5090").run()
    assert chart(at)["layout"]["shapes"][0]["x0"] > before


def test_a_link_names_the_model(visit):
    at = visit("memory", model="mistral-7b-instruct-v0.3")
    assert not at.error
    assert at.session_state["memory.model"] == "mistral-7b-instruct-v0.3"


def test_a_link_to_an_unknown_model_is_one_sentence_with_the_nearest_names(visit):
    at = visit("memory", model="mistral-7b-instruct-v99")
    assert not at.exception
    assert says(at.error[0].value, "fault.unknown_name", given="mistral-7b-instruct-v99")
    assert "mistral" in at.error[0].value.replace("mistral-7b-instruct-v99", "")
    assert at.get("plotly_chart")


def test_a_link_to_a_model_without_published_shape_says_why_another_is_shown(visit):
    at = visit("memory", model="openai:gpt-4o")
    assert not at.exception
    assert says(at.info[0].value, "memory.no_shape")
    assert at.get("plotly_chart")


def test_every_bar_says_in_words_whether_it_fits(visit):
    words = chart(visit("memory"))["data"][-1]["text"]
    assert all(any(fit in text for fit in (EN(fit.label) for fit in Fit)) for text in words)


def test_a_context_beyond_the_model_is_warned_of(visit):
    at = visit("memory")
    at.number_input(key="workload.context_tokens").set_value(10_000_000).run()
    assert not at.exception
    assert says(at.warning[0].value, "memory.beyond")


@pytest.mark.parametrize("name", ["host", "EPYC 9654", "Apple M3 Ultra 80-core", "H100 SXM 80GB", "Raspberry Pi 5"])
@pytest.mark.parametrize("page", ["memory", "choose"])
def test_every_kind_of_machine_has_its_pages(visit, page, name):
    at = visit(page)
    at.selectbox(key="machine.choice").set_value(name).run()
    assert not at.exception
    assert not at.error
    assert at.dataframe or at.info


def test_a_model_too_large_says_so_and_what_would_help(visit):
    at = visit("memory", model="deepseek-v3.1")
    assert not at.exception
    assert any(says(text.value, "memory.none") for text in at.main.markdown)


@pytest.mark.parametrize("language", VOICE)
def test_the_quality_kept_stands_in_the_table_with_its_range(visit, language):
    at = visit("memory", language, model="llama-3.1-8b-instruct")
    kept = dict(zip(at.dataframe[0].value.iloc[:, 0], at.dataframe[0].value[VOICE[language]("bars.kept")], strict=True))
    likely = {name: float(cell.split()[0].replace(",", ".")) for name, cell in kept.items()}
    assert likely["BF16"] == 100
    assert likely["Q2_K"] < likely["Q4_K_M"] < 100
    assert kept["Q4_K_M"] != str(likely["Q4_K_M"])  # a range stands with it
    captions = [each.value for each in at.caption]
    assert VOICE[language]("bars.kept_from") in captions
    assert any(VOICE[language](FEW_BITS_WARNING) in each for each in captions)


def test_a_desktop_that_keeps_everything_leaves_no_capacity(visit):
    at = visit("memory", model="llama-3.1-8b-instruct")
    at.number_input(key="machine.reserved_gib").set_value(24.0).run()
    assert chart(at)["layout"]["shapes"][0]["x0"] == 0
