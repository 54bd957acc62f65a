"""The floor plan: a room may import only from the floors below it, and guests stay in their rooms."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

HOUSE = Path(__file__).parents[1]
PACKAGE = HOUSE / "llmselect"
UI = PACKAGE / "ui"

FLOORS = [
    {"units", "errors", "log"},
    {"text"},
    {"catalog", "machine", "charts"},
    {"settings"},
    {"estimates"},
    {"law"},
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
    "httpcore2": {"hub", "bench"},
    "genai_prices": {"catalog"},
    "psutil": {"machine"},
    "pynvml": {"machine"},
    "sqlite3": {"workshop", "bench"},
    "sqlalchemy": {"workshop"},
    "xlsxwriter": {"reports"},
    "segno": {"ui"},
    "argparse": {"command", "__main__"},
}
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
LONGEST_FILE = 300
LONGEST_PAGE = 120
MOST_FILES = 20


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


def imports_of_ui(file: Path) -> set[str]:
    """Modules of `ui` that a module of `ui` imports, by their path below it: `core.state`."""
    below = {name.removeprefix("llmselect.ui.") for name in imports(file) if name.startswith("llmselect.ui.")}
    modules = {".".join(path.relative_to(UI).with_suffix("").parts) for path in UI.rglob("*.py")}
    return {part for name in below for part in (name, name.rpartition(".")[0]) if part in modules}


def test_a_page_folder_imports_only_core_store_and_itself() -> None:
    """Modules directly in `ui` (frame, sidebar) and the scripts of `pages/` compose the folders."""
    wrong = []
    for folder in sorted(path for path in UI.iterdir() if path.is_dir() and path.name != "__pycache__"):
        allowed = {folder.name, *({"core"} if folder.name in ("core", "store") else {"core", "store"})}
        for file in sorted(folder.rglob("*.py")):
            others = {name.split(".")[0] for name in imports_of_ui(file)} - allowed
            wrong += [f"{file.relative_to(UI)} imports from {other}" for other in sorted(others)]
    assert wrong == []


ESTIMATES_FLOORS = [  # the folders of estimates/: each imports only from those above it in this list
    {"core", "measured"},
    {"architecture", "hardware"},
    {"memory"},
    {"speed", "quality"},
    {"runs"},
    {"accuracy", "cost"},
    {"energy"},
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


def test_folders_stay_small_enough_to_look_through() -> None:
    folders = [PACKAGE, *(folder for folder in PACKAGE.rglob("*") if folder.is_dir())]
    assert [str(folder.relative_to(HOUSE)) for folder in folders if len([*folder.glob("*.py")]) > MOST_FILES] == []


def test_a_public_class_name_is_used_once() -> None:
    names = Counter(
        node.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_every_module_says_what_lives_in_it() -> None:
    files = [*PACKAGE.rglob("*.py"), *HOUSE.glob("scripts/*.py"), *HOUSE.glob("pages/*.py")]
    assert [str(file.relative_to(HOUSE)) for file in files if not ast.get_docstring(ast.parse(file.read_text()))] == []


def test_what_tests_share_lives_outside_their_modules() -> None:
    files = (HOUSE / "tests").rglob("test_*.py")
    shared = {file: [name for name in imports(file) if re.match(r"tests\.(\w+\.)*test_", name)] for file in files}
    assert {str(file.relative_to(HOUSE)): names for file, names in shared.items() if names} == {}


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
