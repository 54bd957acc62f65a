"""Memory: how fast, over which context, what would make it fit, and what the visitor measured."""

import json
import re

import pytest

from llmselect.bench.faults import ServerFault
from llmselect.bench.measured import Counted, Measured, Spread
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.remedies import Remedy
from llmselect.machine.machine import Phase
from llmselect.ui.core import fault_messages, local_browser
from llmselect.ui.memory import local_server_view, quantization_picker
from tests.wording import EN, VOICE, says

WRITING, READING = EN(Phase.DECODE.label), EN(Phase.PREFILL.label)


CHOICE = quantization_picker.CHOICE


def choose(at, quantization):
    next(each for each in at.pills if each.key == CHOICE).set_value(quantization).run()


def figure(at, key):
    return next(json.loads(each.proto.spec) for each in at.get("plotly_chart") if key in each.proto.id)


def metric(at, label):
    return next(each.value for each in at.metric if each.label.startswith(label))


def number(text):
    return float(text.replace(",", ""))


def captions(at):
    return " ".join(caption.value for caption in at.caption)


@pytest.mark.parametrize("language", VOICE)
def test_three_speeds_stand_with_their_ranges_and_a_published_measurement(visit, language):
    at = visit("memory", language)
    say = VOICE[language]
    wanted = (say(Phase.DECODE.label), say(Phase.PREFILL.label), say("speed.answer"))
    assert all(each.label.startswith(label) for each, label in zip(list(at.metric)[:3], wanted, strict=True))
    assert says(captions(at), "speed.between", say)
    assert "https://" in captions(at)


def test_the_curve_falls_with_the_context_and_its_table_holds_its_figures(visit):
    at = visit("memory")
    curve = figure(at, "speed.chart")["data"][1]
    table = next(each.value for each in at.dataframe if EN("speed.depth") in each.value)
    assert curve["y"][0] > curve["y"][-1]
    assert list(curve["x"]) == list(table[EN("speed.depth")])[: len(curve["x"])]
    assert curve["y"][0] == pytest.approx(table[f"{WRITING}, {EN('speed.likely')}"].iloc[0], rel=0.01)


def test_reading_has_a_curve_of_its_own(visit):
    at = visit("memory")
    before = figure(at, "speed.chart")["data"][1]["y"]
    at.segmented_control(key="speed.phase").set_value("prefill").run()
    assert figure(at, "speed.chart")["data"][1]["y"] != before


def test_a_smaller_quantization_writes_faster(visit):
    at = visit("memory")
    choose(at, "Q8_0")
    slower = number(metric(at, WRITING))
    choose(at, "Q4_K_M")
    assert number(metric(at, WRITING)) > slower


def test_what_does_not_fit_has_ways_and_a_taken_way_fits(visit):
    at = visit("memory", model="qwen3-32b")
    choose(at, "Q6_K")
    assert any(says(each.value, "fitting.title_of", quantization="Q6_K") for each in at.subheader)
    next(button for button in at.button if (button.key or "").startswith("fitting.take.device")).click().run()
    assert not at.exception
    table = next(each.value for each in at.dataframe if EN("bars.kept") in each.value)
    assert table.set_index(EN("bars.quantization"))[EN("bars.verdict")]["Q6_K"] == EN(Fit.FULL.label)
    assert next(each for each in at.pills if each.key == CHOICE).value == "Q6_K"


def test_another_quantization_as_the_way_is_selected_by_its_button(visit):
    at = visit("memory", model="qwen3-32b")
    choose(at, "Q8_0")
    way = next(each for each in at.markdown if says(each.value, Remedy.QUANTIZATION.value))
    wanted = way.value.split("**")[1].split()[-1].replace("\\", "")
    keys = [button.key for button in at.button if (button.key or "").startswith("fitting.take.way")]
    for key in keys:
        at.button(key=key).click().run()
        if next(each for each in at.pills if each.key == CHOICE).value == wanted:
            return
        at = visit("memory", model="qwen3-32b")
        choose(at, "Q8_0")
    raise AssertionError(f"no button selects {wanted}")


def test_a_typed_measurement_is_shown_and_corrects_its_kin(visit):
    at = visit("memory")
    choose(at, "Q8_0")
    kin = number(metric(at, WRITING))
    choose(at, "Q4_K_M")
    own = number(metric(at, WRITING))
    at.number_input(key="own.decode").set_value(own / 2)
    next(b for b in at.button if b.label == EN("own.add")).click().run()
    assert number(metric(at, WRITING)) == pytest.approx(own / 2, rel=0.05)
    assert says(captions(at), "speed.corrected")
    choose(at, "Q8_0")
    assert number(metric(at, WRITING)) < kin * 0.9
    at.button(key="own.remove.0").click().run()
    assert number(metric(at, WRITING)) == pytest.approx(kin, rel=0.01)


def test_thoughts_take_time_where_a_model_can_think(visit):
    at = visit("memory", model="qwen3-8b")
    usual = number(metric(at, EN("speed.answer")))
    at.number_input(key="workload.thinking_tokens").set_value(0).run()
    before = number(metric(at, EN("speed.answer")))
    assert usual > before
    at.number_input(key="workload.thinking_tokens").set_value(4000).run()
    assert number(metric(at, EN("speed.answer"))) > 5 * before
    assert says(captions(at), "speed.thinking_part")


def test_a_device_typed_in_by_hand_is_estimated(visit):
    at = visit("memory")
    at.selectbox(key="machine.choice").set_value("custom").run()
    at.number_input(key="device.memory_gib").set_value(48.0).run()
    at.number_input(key="device.bandwidth_gb_per_s").set_value(2000.0).run()
    fast = number(metric(at, WRITING))
    at.number_input(key="device.bandwidth_gb_per_s").set_value(500.0).run()
    assert not at.exception
    assert number(metric(at, WRITING)) < fast / 2
    assert metric(at, READING) == EN("how.unknown")


def test_a_second_kind_of_card_adds_its_memory(visit):
    at = visit("memory")
    before = figure(at, "memory.wide")["layout"]["shapes"][1]["x0"]
    at.button(key="further.add").click().run()
    at.selectbox(key="further.name.0").set_value("RTX 3060 12GB").run()
    assert figure(at, "memory.wide")["layout"]["shapes"][1]["x0"] == pytest.approx(before + 12, abs=1)
    at.selectbox(key="further.name.0").set_value("none").run()
    assert figure(at, "memory.wide")["layout"]["shapes"][1]["x0"] == before


MEASURED = Measured(
    "qwen3:8b", 3, Spread(40, 41.5, 42), Spread(900, 1000, 1100), Spread(0.4, 0.5, 0.6), 512, 128, Counted.USAGE, 3.0
)


@pytest.fixture
def local(monkeypatch):
    """The app on the visitor's own computer, with a server that answers at once."""
    monkeypatch.setattr(local_browser, "is_local", lambda: True)
    monkeypatch.setattr(local_server_view.local_server, "models", lambda address: ("qwen3:8b",))
    monkeypatch.setattr(local_server_view.local_server, "measure", lambda address, model: iter([MEASURED]))


def test_a_server_is_measured_and_counts_once_a_person_has_said_what_it_is(visit, local):
    at = visit("memory", model="qwen3-8b")
    at.button(key="server.ask").click().run()
    at.button(key="server.measure").click().run()
    assert says(at.success[0].value, "server.found", decode=42)
    assert at.selectbox(key="server.which").value == "qwen3-8b"
    assert at.selectbox(key="server.quantization").value == "Q4_K_M"  # what Ollama serves under a name without one
    assert not at.session_state["machine.measured"]
    at.button(key="server.use").click().run()
    assert "own.remove.1" in {button.key for button in at.button}
    choose(at, "Q4_K_M")
    assert says(captions(at), "speed.corrected")


def test_no_server_is_measured_for_a_visitor_from_elsewhere(visit, monkeypatch):
    monkeypatch.setattr(local_browser, "is_local", lambda: False)
    at = visit("memory")
    assert "server.ask" not in {button.key for button in at.button}
    assert says(captions(at), "own.not_local")


SAID = "![x](https://evil.example/t.png) [log in](https://evil.example) :red[boo] <b>b</b> $x$"


@pytest.mark.parametrize("phase", ["ask", "measure"])
def test_what_a_server_says_is_text_and_never_markdown(visit, local, monkeypatch, phase):
    def refuse(*_):
        raise ServerFault("bench.refused", status=500, said=SAID)

    monkeypatch.setattr(local_server_view.local_server, "models" if phase == "ask" else "measure", refuse)
    at = visit("memory", model="qwen3-8b")
    at.button(key="server.ask").click().run()
    if phase == "measure":
        at.button(key="server.measure").click().run()
    (shown,) = [error.value for error in at.error]
    assert shown == fault_messages.sentence(ServerFault("bench.refused", status=500, said=SAID), EN)
    assert not re.search(r"(?<!\\)[\[\]<]", shown)
