"""Memory: any repository of the Hub and any file, with every sentence where one cannot be read."""

import base64
import json

import pytest

from llmselect.catalog.load import load
from llmselect.errors import BadFile
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.ui.any_model import gguf_chooser, hub_repository, uploaded_file
from llmselect.ui.store import cached
from tests.hub import shelves
from tests.hub.stand_in import in_place_of_the_hub
from tests.wording import EN, VOICE, says


@pytest.fixture
def hub(monkeypatch):
    """A stand-in Hub for the app in this process."""
    stand_in = in_place_of_the_hub(monkeypatch)
    cached.repository.clear()
    yield stand_in
    stand_in.close()
    cached.repository.clear()


def texts(at):
    return " ".join(each.value for kind in (at.markdown, at.caption, at.warning, at.error, at.info) for each in kind)


@pytest.mark.parametrize("language", VOICE)
def test_a_pasted_repository_is_read_and_estimated(visit, hub, language):
    hub.add(shelves.dense())
    at = visit("memory", language, repo="Qwen/Qwen3-8B")
    assert not at.exception
    assert not at.error
    assert says(texts(at), "from.parameters", VOICE[language])
    assert len(hub.asked) <= 4
    assert at.get("plotly_chart")
    assert at.dataframe


def ask(at, text):
    """Type into the field and press Enter; the test library knows no text beyond the options."""
    field = at.selectbox(key="memory.model")
    if text not in field.options:
        field.options.append(text)
    return field.set_value(text).run()


def test_an_address_is_as_good_as_a_name_and_a_rerun_asks_nothing(visit, hub):
    hub.add(shelves.dense())
    at = ask(visit("memory"), "https://huggingface.co/Qwen/Qwen3-8B/tree/main")
    assert not at.error
    asked = len(hub.asked)
    at.number_input(key="workload.context_tokens").set_value(16384).run()
    assert len(hub.asked) == asked > 0


@pytest.mark.parametrize("text", ["8b 3.1 llama instruct", "Instruct Llama 3.1-8B", "llama 3.1 8B"])
def test_words_find_a_model_of_the_catalog_in_any_order_and_ask_the_hub_nothing(visit, hub, text):
    at = ask(visit("memory", model="qwen3-8b"), text)
    assert at.selectbox(key="memory.model").value == "llama-3.1-8b-instruct"
    assert at.session_state["memory.model"] == "llama-3.1-8b-instruct"
    assert at.get("plotly_chart")
    assert not hub.asked


def test_other_models_of_the_same_words_are_a_click_away(visit):
    at = ask(visit("memory"), "Mixtral")
    first = at.selectbox(key="memory.model").value
    other = next(button for button in at.button if (button.key or "").startswith("memory.like."))
    other.click().run()
    assert at.selectbox(key="memory.model").value == other.key.removeprefix("memory.like.") != first


def test_words_that_name_nothing_say_how_a_repository_is_named(visit, hub):
    at = ask(visit("memory"), "no such thing")
    assert says(texts(at), "memory.not_found", given="no such thing")
    assert not hub.asked
    assert not at.get("plotly_chart")


def test_a_model_of_unknown_shape_is_named_as_such(visit):
    at = ask(visit("memory"), "Claude 3 Opus")
    assert says(texts(at), "memory.shape_unknown", model="Claude Opus 3")


def test_a_listed_size_takes_the_place_of_the_computed_one_and_says_so(visit, hub):
    hub.add(shelves.gguf_files())
    at = visit("memory", repo=shelves.gguf_files().id)
    table = next(each.value for each in at.dataframe if EN("from.size_from") in each.value)
    assert {EN("from.listed"), EN("from.computed")} == set(table[EN("from.size_from")])


@pytest.mark.parametrize("shelf", [shelves.adapter, shelves.pickle_only])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_cannot_be_used_is_one_sentence_in_the_visitors_language(visit, hub, shelf, language):
    hub.add(shelf())
    at = visit("memory", language, repo=shelf().id)
    assert not at.exception
    assert len(at.error) == 1
    assert not at.get("plotly_chart")


def test_a_repository_that_is_not_there_can_be_tried_again(visit, hub):
    at = visit("memory", repo="Qwen/Qwen3-8B")
    assert len(at.error) == 1
    hub.add(shelves.dense())
    again = next(button for button in at.button if button.label == EN("from.again"))
    again.click().run()
    assert not at.error
    assert at.get("plotly_chart")


@pytest.mark.parametrize("text", ["Qwen/Qwen3 8B/x y", "https://example.com/Qwen/Qwen3-8B", "datasets/a/b"])
def test_a_malformed_name_is_not_offered_to_be_tried_again(visit, hub, text):
    at = ask(visit("memory"), text)
    assert len(at.error) == 1
    assert "memory.again" not in {button.key for button in at.button}


def test_while_the_hub_cannot_be_reached_the_catalogs_own_model_is_one_click_away(visit, monkeypatch):
    fault = HubFault(FaultKind.UNREACHABLE, subject="Qwen/Qwen3-8B")
    monkeypatch.setattr(hub_repository.cached, "repository", unreachable(fault))
    at = visit("memory", repo="Qwen/Qwen3-8B")
    assert len(at.error) == 1
    assert "memory.again" in {button.key for button in at.button}
    at.button(key="memory.show_known").click().run()
    assert not at.error
    assert at.selectbox(key="memory.model").value == "qwen3-8b"
    assert at.get("plotly_chart")


def unreachable(fault):
    """A reader that never reaches the Hub."""

    def read(text):
        return fault

    read.clear = lambda text: None
    return read


def test_a_gated_repository_still_tells_its_files(visit, hub):
    hub.add(shelves.gated())
    at = visit("memory", repo=shelves.gated().id)
    assert not at.exception
    assert at.warning
    assert any(says(drawer.label, "from.files") or says(drawer.label, "from.one_file") for drawer in at.expander)


def test_another_page_and_back_keeps_the_repository(visit, hub):
    hub.add(shelves.dense())
    at = visit("memory", repo="Qwen/Qwen3-8B")
    at.switch_page("pages/choose.py").run()
    at.switch_page("pages/memory.py").run()
    assert at.selectbox(key="memory.model").value == "Qwen/Qwen3-8B"


def config(**changed):
    return json.dumps(
        {
            "model_type": "qwen3",
            "hidden_size": 4096,
            "num_hidden_layers": 36,
            "num_attention_heads": 32,
            "num_key_value_heads": 8,
            "head_dim": 128,
            "vocab_size": 151936,
            "intermediate_size": 12288,
            "max_position_embeddings": 40960,
            **changed,
        }
    ).encode()


def given(content, name="config.json"):
    return {"name": name, "size": len(content), "head": base64.b64encode(content).decode()}


def test_a_dropped_config_is_estimated_until_the_field_is_used_again(visit):
    at = visit("memory")
    at.session_state["memory.file"] = {"file": given(config())}
    at.session_state["memory.from_file"] = True
    at.run()
    assert not at.exception
    assert not at.error
    assert "config.json" in texts(at)
    assert at.get("plotly_chart")
    ask(at, "mistral-7b-instruct-v0.3")
    assert at.session_state["memory.model"] == "mistral-7b-instruct-v0.3"
    assert "config.json" not in texts(at)


@pytest.mark.parametrize(
    "content", [b"", b"[1, 2]", b"{" * 100_000, b"\xff\xfe", b"nonsense", config(hidden_size="wide")[:-3]]
)
def test_a_file_that_is_no_config_is_refused_with_its_reason(content):
    with pytest.raises(BadFile):
        uploaded_file.read_file(gguf_chooser.Head("config.json", len(content), content), load())


def test_a_large_file_that_is_no_gguf_is_refused():
    with pytest.raises(BadFile):
        uploaded_file.read_file(gguf_chooser.Head("model.bin", 10**9, b"x" * 100), load())


@pytest.mark.parametrize("changed", [{"num_hidden_layers": -3}, {"hidden_size": "wide"}, {"vocab_size": 10**30}])
def test_a_config_with_an_absurd_field_names_it(changed):
    content = config(**changed)
    found = uploaded_file.read_file(gguf_chooser.Head("config.json", len(content), content), load())
    assert found.model.architecture is None
    said = " ".join(gap.en for gap in found.gaps)
    assert next(iter(changed)) in said


def test_the_beginning_of_a_gguf_file_is_taken_as_the_browser_sends_it():
    sent = {"name": "a.gguf", "size": 5_000_000_000, "head": base64.b64encode(shelves.HEADER[:1000]).decode()}
    head = gguf_chooser.head_of(sent)
    assert (head.name, head.size_bytes, head.data) == ("a.gguf", 5_000_000_000, shelves.HEADER[:1000])


@pytest.mark.parametrize(
    "sent",
    [
        None,
        7,
        "x",
        {},
        {"name": 1, "size": 2, "head": "AAAA"},
        {"name": "a", "size": "2", "head": "AAAA"},
        {"name": "a", "size": 2, "head": "not base64!"},
        {"name": "a", "size": 2, "head": "A" * 3_000_000},
    ],
)
def test_whatever_else_the_browser_sends_is_no_file(sent):
    assert gguf_chooser.head_of(sent) is None
