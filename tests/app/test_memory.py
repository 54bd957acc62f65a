"""Memory: the best that fits, bars by verdict, and one selected quantization that the whole page is about."""

import json

import pytest

from llmselect.charts.memory_bars import FitColour
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.quality.quantization.quantization_loss import FEW_BITS_WARNING
from llmselect.reports.memory.memory_rows import USUAL
from llmselect.ui.memory import quantization_picker
from tests.app.live_charts import bar_rows
from tests.wording import EN, VOICE, says

CHOICE = quantization_picker.CHOICE


def chart(at, which=0):
    """The form for wide screens, then the one for narrow ones."""
    return json.loads(at.get("plotly_chart")[which].proto.spec)


def bars(at, which=0):
    return [trace for trace in chart(at, which)["data"] if trace["type"] == "bar"]


def limit(at):
    return next(shape for shape in chart(at)["layout"]["shapes"] if shape["type"] == "line")["x0"]


def words(at, which=0):
    return " ".join(each["text"] for each in chart(at, which)["layout"]["annotations"])


def table(at, column="bars.kept", say=EN):
    return next(each.value for each in at.dataframe if say(column) in each.value)


def markdown(at):
    return " ".join(each.value for each in at.main.markdown)


def pills(at):
    return next(each for each in at.pills if each.key == CHOICE)


def test_the_seven_usual_quantizations_stand_first_and_all_on_demand(visit):
    at = visit("memory", model="llama-3.1-8b-instruct")
    assert bars(at)[0]["customdata"] == list(USUAL)
    at.toggle(key=quantization_picker.EVERY).set_value(True).run()
    assert len(bars(at)[0]["customdata"]) == len(table(at)) > 20


def test_the_publishers_own_format_stands_above_the_usual_ones(visit):
    at = visit("memory", model="gpt-oss-20b")
    assert bars(at)[0]["customdata"][0] == "MXFP4"
    assert set(bars(at)[0]["customdata"][1:]) == set(USUAL)


def test_equal_ones_share_a_row(visit):
    names = list(table(visit("memory", model="llama-3.1-8b-instruct"))[EN("bars.quantization")])
    assert "BF16 · F16 · FP16" in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", VOICE)
def test_the_headline_is_the_best_that_fits_with_memory_speed_and_quality(visit, language):
    at = visit("memory", language, model="qwen3-32b")
    say = VOICE[language]
    text = markdown(at)
    assert says(text, "memory.best", say, quantization="Q4_K_M")
    assert says(text, "memory.of", say)
    assert says(text, "memory.kept", say)
    assert pills(at).value == "Q4_K_M"


def test_what_fits_wholly_in_no_good_quality_says_what_does(visit):
    at = visit("memory", model="gpt-oss-120b")
    assert says(markdown(at), "memory.best_partly", quantization="MXFP4")


def test_bars_have_the_colour_the_mark_and_the_word_of_their_verdict(visit):
    at = visit("memory", model="qwen3-32b")
    verdicts = table(at).set_index(EN("bars.quantization"))[EN("bars.verdict")]
    colours = dict(zip(bars(at)[0]["customdata"], bars(at)[0]["marker"]["color"], strict=True))
    of = {EN(Fit.FULL.label): FitColour.FITS, EN(Fit.PARTIAL.label): FitColour.PARTLY}
    assert colours == {name: of[verdicts[name]].value for name in colours}
    assert set(colours.values()) == {FitColour.FITS.value, FitColour.PARTLY.value}
    for fit in (Fit.FULL, Fit.PARTIAL):
        assert f"{fit.mark} {EN(fit.label)}" in words(at)
        assert fit.mark in words(at, which=1)


def test_what_lies_on_the_accelerators_ends_at_the_line_and_the_rest_is_hatched(visit):
    at = visit("memory", model="qwen3-32b")
    *kept, beyond, of_selected = bars(at)
    on_accelerator = [sum(parts) for parts in zip(*(trace["x"] for trace in kept), strict=True)]
    assert all(size <= limit(at) + 0.05 for size in on_accelerator)
    assert beyond["marker"]["pattern"]["shape"] == of_selected["marker"]["pattern"]["shape"] != ""
    elsewhere = dict(zip(beyond["customdata"], beyond["x"], strict=True))
    assert elsewhere["Q8_0"] > elsewhere["Q6_K"] > of_selected["x"][list(elsewhere).index("Q4_K_M")]


def test_only_the_selected_bar_shows_what_it_is_made_of(visit):
    at = visit("memory", model="qwen3-32b")
    pills(at).set_value("Q3_K_M").run()
    named = [trace for trace in bars(at) if trace["showlegend"]]
    assert len({trace["marker"]["pattern"]["shape"] for trace in named}) == len(named) == 5
    here = named[0]["customdata"].index("Q3_K_M")
    assert all(not size for trace in named for i, size in enumerate(trace["x"]) if i != here)
    total = table(at).set_index(EN("bars.quantization"))[EN("bars.total")]["Q3_K_M"]
    assert sum(trace["x"][here] for trace in named) == pytest.approx(total, abs=0.06)


def test_the_selected_row_alone_drives_the_page(visit):
    at = visit("memory", model="qwen3-32b")
    fast = next(each.value for each in at.metric)
    assert not any(says(each.value, "fitting.title_of") for each in at.subheader)
    pills(at).set_value("Q6_K").run()
    assert any(says(each.value, "memory.selected", quantization="Q6_K") for each in at.header)
    assert any(says(each.value, "fitting.title_of", quantization="Q6_K") for each in at.subheader)
    assert any(says(each.label, "memory.run", quantization="Q6_K") for each in at.expander)
    assert float(next(each.value for each in at.metric)) < float(fast)


def test_another_model_begins_with_its_own_best_and_another_machine_follows_until_one_is_picked(visit):
    at = visit("memory", model="qwen3-32b")
    at.selectbox(key="machine.choice").set_value("RTX 5090").run()
    finer = pills(at).value
    assert finer != "Q4_K_M"
    pills(at).set_value("Q2_K").run()
    at.selectbox(key="machine.choice").set_value("RTX 4090").run()
    assert pills(at).value == "Q2_K"
    at.selectbox(key="memory.model").set_value("qwen3-8b").run()
    assert pills(at).value != "Q2_K"


def test_the_download_takes_twice_as_long_over_half_the_line(visit):
    at = visit("memory", model="llama-3.1-70b-instruct")
    pills(at).set_value("Q4_K_M").run()
    assert says(markdown(at), "memory.disk_about", mbit="100")
    before = markdown(at)
    at.number_input(key="memory.line_mbit").set_value(50).run()
    assert says(markdown(at), "memory.disk_about", mbit="50")
    assert markdown(at) != before


def test_the_command_is_worked_out_when_it_is_opened(visit):
    at = visit("memory", model="llama-3.1-8b-instruct")
    assert not at.code
    at.session_state["memory.run"] = True
    at.run()
    assert not at.exception
    assert any("llama-server" in each.value and pills(at).value in each.value for each in at.code)


def test_the_figures_of_the_table_are_those_of_the_bars(visit):
    at = visit("memory")
    totals = table(at).set_index(EN("bars.quantization"))[EN("bars.total")]
    drawn = [sum(parts) for parts in zip(*(trace["x"] for trace in bars(at)), strict=True)]
    assert all(abs(size - totals[i]) < 0.06 for i, size in zip(bars(at)[0]["customdata"], drawn, strict=True))
    assert list(totals) == sorted(totals, reverse=True)


def test_a_longer_context_takes_more_cache(visit):
    at = visit("memory")
    before = table(at)[EN("bars.kv")].iloc[0]
    at.number_input(key="workload.context_tokens").set_value(65536).run()
    assert table(at)[EN("bars.kv")].iloc[0] > before


def test_another_machine_moves_the_capacity_line(visit):
    at = visit("memory")
    before = limit(at)
    at.selectbox(key="machine.choice").set_value("RTX 5090").run()
    assert limit(at) > before


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
    assert at.get("plotly_chart") or bar_rows(at, "lanes.")


def test_a_model_too_large_says_so_and_which_devices_that_are_sold_would_hold_it(visit):
    at = visit("memory", model="deepseek-v3.1")
    assert not at.exception
    assert says(markdown(at), "memory.none")
    assert says(markdown(at), "fitting.devices")
    next(button for button in at.button if (button.key or "").startswith("fitting.take.device")).click().run()
    verdicts = table(at).set_index(EN("bars.quantization"))[EN("bars.verdict")]
    assert verdicts[pills(at).value] == EN(Fit.FULL.label)


@pytest.mark.parametrize("language", VOICE)
def test_the_quality_kept_stands_in_the_table_with_its_range(visit, language):
    at = visit("memory", language, model="llama-3.1-8b-instruct")
    rows = table(at, "bars.kept", VOICE[language])
    kept = dict(zip(rows.iloc[:, 0], rows[VOICE[language]("bars.kept")], strict=True))
    likely = {name: float(cell.split()[0].replace(",", ".")) for name, cell in kept.items()}
    assert likely["BF16 · F16 · FP16"] == 100
    assert likely["Q2_K"] < likely["Q4_K_M"] < 100
    assert kept["Q4_K_M"] != str(likely["Q4_K_M"])  # a range stands with it
    captions = [each.value for each in at.caption]
    assert VOICE[language]("bars.kept_from") in captions
    assert any(VOICE[language](FEW_BITS_WARNING) in each for each in captions)


def test_a_desktop_that_keeps_everything_leaves_no_capacity(visit):
    at = visit("memory", model="llama-3.1-8b-instruct")
    at.number_input(key="machine.reserved_gib").set_value(24.0).run()
    assert limit(at) == 0


@pytest.mark.parametrize("language", VOICE)
def test_fine_tuning_stands_beside_it_with_a_range_and_the_licences_verdict(visit, language):
    at = visit("memory", language, model="llama-3.1-8b-instruct")
    say = VOICE[language]
    labels = [each.label for each in at.metric]
    assert {say("tuning.memory", method=method) for method in ("LoRA", "QLoRA")} <= set(labels)
    captions = " ".join(each.value for each in at.caption)
    assert says(captions, "tuning.fits", say)
    assert "https://arxiv.org/abs/2305.14314" in captions
    assert say("tuning.publish") in captions


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
