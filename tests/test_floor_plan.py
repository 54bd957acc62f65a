"""The floor plan: a room may import only from the floors below it, and guests stay in their rooms."""

import ast
import subprocess
import sys
from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

HOUSE = Path(__file__).parents[1]
PACKAGE = HOUSE / "llmselect"

FLOORS = [
    {"units", "errors"},
    {"text"},
    {"catalog", "machine", "charts"},
    {"settings"},
    {"estimates"},
    {"scoring", "overview"},
    {"hub", "bench", "workshop", "reports"},
    {"command"},
    {"ui", "__main__"},
]
GUESTS = {  # a package from outside, and the rooms it may enter
    "streamlit": {"ui"},
    "plotly": {"charts"},
    "pandas": {"ui"},
    "pyarrow": {"hub", "ui"},
    "huggingface_hub": {"hub", "bench"},
    "httpx2": {"hub", "bench"},
    "genai_prices": {"catalog"},
    "psutil": {"machine"},
    "pynvml": {"machine"},
    "sqlite3": {"workshop"},
    "argparse": {"command", "__main__"},
}
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
LONGEST_FILE = 300
LONGEST_PAGE = 120


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_imports_go_down() -> None:
    wrong = []
    for file in sorted(PACKAGE.rglob("*.py")):
        room = room_of(file)
        if room == "__init__":
            continue
        for name in sorted(imports(file)):
            root, _, rest = name.partition(".")
            other = rest.split(".")[0]
            if root == "llmselect" and other in FLOOR and other != room and FLOOR[other] >= FLOOR[room]:
                wrong.append(f"{file.relative_to(HOUSE)} imports {name}")
            if room not in GUESTS.get(root, {room}):
                wrong.append(f"{file.relative_to(HOUSE)} imports {name}")
    assert wrong == []


ESTIMATES_FLOORS = [  # the folders of estimates/: each imports only from those above it in this list
    {"core", "measured"},
    {"architecture", "hardware"},
    {"memory"},
    {"speed", "quality"},
    {"runs"},
    {"accuracy"},
]


def modules() -> dict[str, Path]:
    """Dotted name of every module, `__init__` files by the name of their package."""
    names = {file: ".".join(file.relative_to(HOUSE).with_suffix("").parts) for file in PACKAGE.rglob("*.py")}
    return {name.removesuffix(".__init__"): file for file, name in names.items()}


def imported_modules(file: Path, known: Collection[str]) -> set[str]:
    """Modules of the package that a file imports when it is loaded; imports inside functions come later."""
    found: set[str] = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in names}
    return found & set(known)


def circle_in(graph: Mapping[str, Collection[str]]) -> list[str]:
    """The nodes of one circle, the first repeated at the end; empty where there is none."""
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as fault:
        return list(fault.args[1])
    return []


def test_no_import_circle() -> None:
    files = modules()
    graph = {name: imported_modules(file, files) for name, file in files.items()}
    assert circle_in(graph) == []


def test_the_folders_of_estimates_import_down_only() -> None:
    floor = {folder: level for level, folders in enumerate(ESTIMATES_FLOORS) for folder in folders}
    files = {name: file for name, file in modules().items() if name.startswith("llmselect.estimates.")}
    folder_of = {name: name.split(".")[2] for name in files if files[name].parent.name != "estimates"}
    assert set(folder_of.values()) == set(floor)
    edges = {
        (folder, folder_of.get(other, "estimates"))
        for name, folder in folder_of.items()
        for other in imported_modules(files[name], files)
    }
    assert sorted((low, high) for low, high in edges if low != high and floor.get(high, 99) >= floor[low]) == []


def test_every_room_has_a_floor() -> None:
    assert {room_of(file) for file in PACKAGE.rglob("*.py")} - {"__init__"} <= set(FLOOR)


def test_files_stay_short_enough_to_read() -> None:
    files = [*PACKAGE.rglob("*.py"), *HOUSE.glob("scripts/*.py"), *HOUSE.glob("tests/**/*.py"), HOUSE / "app.py"]
    limits = [(file, LONGEST_FILE) for file in files] + [(file, LONGEST_PAGE) for file in HOUSE.glob("pages/*.py")]
    assert [f"{file.relative_to(HOUSE)}" for file, limit in limits if file.read_text("utf-8").count("\n") > limit] == []


def test_the_library_imports_without_streamlit_and_plotly() -> None:
    rooms = (
        "catalog.load machine.machine settings scoring.ranking.recommend estimates.memory.memory_use command.recommend"
    )
    program = (
        "import sys\n"
        + "".join(f"import llmselect.{room}\n" for room in rooms.split())
        + "print([guest for guest in ('streamlit', 'plotly', 'pandas', 'pyarrow') if guest in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=HOUSE, check=True)
    assert answer.stdout.strip() == "[]", answer.stderr


def test_nothing_dangerous_is_used() -> None:
    dangerous = {"pickle", "shelve", "marshal", "dill", "cloudpickle"}
    files = [*PACKAGE.rglob("*.py"), *HOUSE.glob("pages/*.py"), HOUSE / "app.py"]
    assert [file.name for file in files if {n.split(".")[0] for n in imports(file)} & dangerous] == []
    assert [file.name for file in files if "unsafe_allow_html" in file.read_text("utf-8")] == []
