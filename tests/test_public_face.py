"""What programs import from `llmselect`: its examples work, and it loads neither the app nor its guests."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import llmselect
from llmselect.errors import BadNumber, NotPossible, UnknownName

HOUSE = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["llmselect", *llmselect.__all__])
def test_the_example_in_the_docstring_works(name):
    documented = llmselect if name == "llmselect" else getattr(llmselect, name)
    examples = doctest.DocTestParser().get_doctest(documented.__doc__, {}, name, None, None)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_the_example_of_the_readme_works(capsys):
    (example,) = re.findall(
        r"^```python\n(.*?)^```", (HOUSE / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    exec(compile(example, "README.md", "exec"), {})
    *places, run = capsys.readouterr().out.splitlines()
    assert [place.split()[0] for place in places] == ["1", "2", "3"]
    assert run.endswith(" FULL")


def test_every_public_name_is_listed_and_another_is_refused():
    assert set(llmselect.__all__) <= set(dir(llmselect))
    with pytest.raises(AttributeError, match="no attribute 'beauty'"):
        _ = llmselect.beauty


def test_the_names_load_without_streamlit_plotly_and_pandas():
    program = (
        "import sys, llmselect\n"
        "before = [name for name in sys.modules if name.startswith('llmselect.')]\n"
        "[getattr(llmselect, name) for name in llmselect.__all__]\n"
        "print(before, [guest for guest in ('streamlit', 'plotly', 'pandas', 'pyarrow') if guest in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=HOUSE, check=True)
    assert answer.stdout.strip() == "[] []", answer.stderr


def test_an_estimate_is_that_of_the_memory_page():
    catalog, machine, workload = llmselect.load_catalog(), llmselect.Machine(), llmselect.Workload()
    from llmselect.estimates.runs.run_estimates import model_run_estimates

    rows = model_run_estimates(catalog, catalog.model("llama-3.1-8b-instruct"), machine, workload)
    expected = next(row for row in rows if row.quantization.id == "Q8_0")
    assert llmselect.estimate("llama-3.1-8b-instruct", machine, workload, "Q8_0") == expected


def test_an_estimate_takes_the_publishers_own_format_and_no_more_context_than_the_model():
    catalog = llmselect.load_catalog()
    assert llmselect.estimate("gpt-oss-120b", llmselect.Machine()).quantization.id == "MXFP4"
    shapes = [model for model in catalog.file.models if model.architecture]
    shortest = min(shapes, key=lambda model: model.architecture.context_tokens)
    assert llmselect.estimate(shortest.id, llmselect.Machine()).total_bytes > 0


@pytest.mark.parametrize(
    ("fault", "changed"),
    [
        (UnknownName, {"model": "no-such-model"}),
        (UnknownName, {"machine": llmselect.Machine(accelerator="RTX 9999")}),
        (UnknownName, {"quantization": "Q99"}),
        (UnknownName, {"quantization": "MXFP4"}),
        (BadNumber, {"workload": llmselect.Workload(context_tokens=10_000_000)}),
    ],
)
def test_what_cannot_be_estimated_is_refused(fault, changed):
    with pytest.raises(fault):
        llmselect.estimate(**{"model": "llama-3.1-8b-instruct", "machine": llmselect.Machine()} | changed)


def test_a_model_whose_shape_is_not_published_is_refused():
    model = next(model for model in llmselect.load_catalog().file.models if model.architecture is None)
    with pytest.raises(NotPossible):
        llmselect.estimate(model.id, llmselect.Machine())
