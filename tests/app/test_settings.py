"""Settings outlive a change of room, of language, and a reload; what a link holds is never trusted."""

import pytest

from llmselect.catalog import load
from llmselect.machine.machine import Machine
from llmselect.settings import Settings
from llmselect.ui.controls.machine_controls import HOST_ALONE
from llmselect.ui.core import link_code

SLIDER = "weight.privacy"


def reload(visit, at, page="choose"):
    """A new session that begins with the address the old one ended with."""
    return visit(page, **at.query_params)


def test_settings_survive_a_change_of_room(visit):
    at = visit("choose")
    at.slider(key=SLIDER).set_value(9).run()
    at.number_input(key="workload.context_tokens").set_value(32768).run()
    at.switch_page("pages/memory.py").run()
    assert at.number_input(key="workload.context_tokens").value == 32768
    at.switch_page("pages/choose.py").run()
    assert at.slider(key=SLIDER).value == 9
    assert at.number_input(key="workload.context_tokens").value == 32768


def test_settings_survive_a_change_of_language(visit):
    at = visit("choose")
    at.selectbox(key="machine.choice").set_value("RTX 3090").run()
    at.slider(key=SLIDER).set_value(1).run()
    at.segmented_control(key="language").set_value("fr").run()
    assert at.selectbox(key="machine.choice").value == "RTX 3090"
    assert at.slider(key=SLIDER).value == 1


def test_settings_survive_a_reload(visit):
    at = visit("choose", "fr")
    at.slider(key=SLIDER).set_value(7).run()
    at.selectbox(key="machine.choice").set_value("Apple M4 Max 40-core").run()
    at.toggle(key="requirements.commercial").set_value(True).run()
    again = reload(visit, at)
    assert again.slider(key=SLIDER).value == 7
    assert again.selectbox(key="machine.choice").value == "Apple M4 Max 40-core"
    assert again.toggle(key="requirements.commercial").value is True
    assert again.segmented_control(key="language").value == "fr"


@pytest.mark.parametrize("code", ["1", "1!!", "0abc", "1" + "A" * 40, "x" * 5000, "{}", "<script>"])
def test_a_broken_link_says_so_and_shows_the_defaults(visit, code):
    at = visit(s=code)
    assert not at.exception
    assert "link" in at.warning[0].value
    at.switch_page("pages/choose.py").run()
    assert at.selectbox(key="machine.choice").value == HOST_ALONE


def test_a_link_to_an_accelerator_that_is_gone_shows_the_defaults(visit):
    settings = Settings()
    gone = settings.model_copy(update={"machine": settings.machine.model_copy(update={"accelerator": "RTX 9999"})})
    at = visit(s=link_code.encode(gone))
    assert at.warning
    at.switch_page("pages/choose.py").run()
    assert at.selectbox(key="machine.choice").value == HOST_ALONE


def test_the_most_extreme_settings_that_are_valid_can_be_shown(visit):
    extreme = Settings.model_validate(
        {
            "machine": {"accelerator": None, "count": 64, "host_memory_gib": 65536.0},
            "workload": {
                "prompt_tokens": 10_000_000,
                "output_tokens": 1,
                "context_tokens": 10_000_000,
                "users": 1024,
                "requests_per_month": 10**10,
                "cached_share": 1.0,
                "batch": True,
                "kv_type": "q4_0",
            },
            "requirements": {
                "usd_per_month": 0.0,
                "ttft_s": 3600.0,
                "decode_tokens_per_s": 10_000.0,
                "privacy_level": 7,
            },
            "costs": {"ownership": "rented", "rental_usd_per_hour": 10_000.0},
        }
    )
    at = visit("choose", s=link_code.encode(extreme))
    assert not at.exception
    assert not at.warning
    shown = link_code.decode(at.query_params["s"], load.load())
    assert shown.model_dump(exclude={"priorities"}) == extreme.model_dump(exclude={"priorities"})


def test_another_accelerator_brings_its_own_memory(visit):
    at = visit("choose")
    at.selectbox(key="machine.choice").set_value("Apple M4 Max 40-core").run()
    assert at.selectbox(key="machine.memory_gib").options == ["48 GiB", "64 GiB", "128 GiB"]
    at.selectbox(key="machine.memory_gib").set_value(48).run()
    at.selectbox(key="machine.choice").set_value("RTX 4090").run()
    assert "machine.memory_gib" not in {box.key for box in at.selectbox}


def test_a_typical_request_fills_in_its_figures(visit):
    at = visit("choose")
    at.selectbox(key="workload.request").set_value("agent").run()
    assert at.number_input(key="workload.prompt_tokens").value == 20_000
    at.number_input(key="workload.prompt_tokens").set_value(20_001).run()
    assert at.selectbox(key="workload.request").value == "other"


def test_reset_brings_the_defaults_back(visit):
    at = visit("choose", "fr")
    at.slider(key=SLIDER).set_value(10).run()
    at.button(key="side.reset").click().run()
    assert at.slider(key=SLIDER).value == 3
    assert at.segmented_control(key="language").value == "fr"


def test_a_value_that_does_not_hold_loses_none_of_the_others(visit):
    at = visit("choose", s=link_code.encode(Settings(machine=Machine(accelerator="RTX 3090 Ti"))))
    at.session_state["spending.currency"] = None
    at.run()
    assert not at.exception
    kept = link_code.decode(at.query_params["s"], load.load())
    assert (kept.machine.accelerator, kept.spending) == ("RTX 3090 Ti", Settings().spending)


def test_a_currency_chosen_on_home_is_that_of_every_page(visit):
    at = visit("home", s=link_code.encode(Settings()))
    at.segmented_control(key="ask.currency").set_value("usd").run()
    for page in ("costs", "choose", "home"):
        at.switch_page(f"pages/{page}.py").run()
        assert link_code.decode(at.query_params["s"], load.load()).spending.currency == "usd"
