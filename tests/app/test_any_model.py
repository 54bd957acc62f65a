"""Memory: any repository of the Hub and any file, with every sentence where one cannot be read."""

import base64
import json

import pytest

from llmselect.ui.any_model import gguf_chooser
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


def test_an_address_is_as_good_as_a_name_and_a_rerun_asks_nothing(visit, hub):
    hub.add(shelves.dense())
    at = visit("memory")
    at.segmented_control(key="memory.from").set_value("hub").run()
    at.text_input(key="memory.repo").set_value("https://huggingface.co/Qwen/Qwen3-8B/tree/main").run()
    assert not at.error
    asked = len(hub.asked)
    at.number_input(key="workload.context_tokens").set_value(16384).run()
    assert len(hub.asked) == asked > 0


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
    assert at.text_input(key="memory.repo").value == "Qwen/Qwen3-8B"


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


def from_file(visit, kind, language="en"):
    at = visit("memory", language)
    at.segmented_control(key="memory.from").set_value("file").run()
    return at.segmented_control(key="memory.file_kind").set_value(kind).run()


def test_an_uploaded_config_is_estimated(visit):
    at = from_file(visit, "from.config")
    at.file_uploader(key="memory.config").upload("config.json", config(), "application/json").run()
    assert not at.exception
    assert not at.error
    assert at.get("plotly_chart")


@pytest.mark.parametrize(
    "content", [b"", b"[1, 2]", b"{" * 100_000, b"\xff\xfe", b"nonsense", config(hidden_size="wide")[:-3]]
)
def test_a_file_that_is_no_config_is_one_sentence(visit, content):
    at = from_file(visit, "from.config")
    at.file_uploader(key="memory.config").upload("config.json", content, "application/json").run()
    assert not at.exception
    assert len(at.error) == 1


@pytest.mark.parametrize("changed", [{"num_hidden_layers": -3}, {"hidden_size": "wide"}, {"vocab_size": 10**30}])
def test_a_config_with_an_absurd_field_names_it(visit, changed):
    at = from_file(visit, "from.config")
    at.file_uploader(key="memory.config").upload("config.json", config(**changed), "application/json").run()
    assert not at.exception
    name = next(iter(changed)).replace("_", "")
    assert name in texts(at).replace("_", "").replace("\\", "")
    assert not at.get("plotly_chart")


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
