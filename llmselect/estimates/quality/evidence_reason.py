"""What exactly stands behind a quality, in words: which other name, which effort, which other uses, which kin."""

from typing import Final

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, default_efforts
from llmselect.catalog.standings import Use
from llmselect.estimates.quality.evidence import MEANINGS, Evidence, boards_of, evidence_grid, measured_kin
from llmselect.estimates.quality.specialities import counts_less, is_outside
from llmselect.estimates.quality.table import table
from llmselect.text import Text

FEW: Final = 3
"""Names that a sentence lists."""
SAME_WEIGHTS: Final = Text(
    "public boards list the same weights as {names}",
    "des classements publics citent les mêmes poids sous le nom {names}",
)
OTHER_EFFORT: Final = Text(
    "public boards of this use list it at another effort ({names})",
    "des classements publics de cet usage le citent avec un autre effort ({names})",
)
OTHER_USES: Final = Text("public boards of other uses", "classements publics d’autres usages")
KIN: Final = Text(
    "public boards of this use list close kin: {names}",
    "des classements publics de cet usage citent de proches parents : {names}",
)


def evidence_reason(catalog: Catalog, use: Use, model_id: str, effort: Effort | None = None) -> Text:
    """The nearest thing that a model's quality rests on, at that effort or its default; raises UnknownName."""
    model = catalog.model(model_id)
    effort = effort or default_efforts(catalog)[model.id].effort
    row = next(place for place, each in enumerate(catalog.file.models) if each is model)
    kind = Evidence(int(evidence_grid(catalog, use)[row, EFFORTS.index(effort)]))
    if kind is not Evidence.RELATED:
        return MEANINGS[kind]
    found = table(catalog)
    cells = [one for one in found.every if one.cell.model == model.weights]
    own = [one for one in cells if one.cell.benchmark in boards_of(found, use)]
    if cells and model.id in found.other_names:
        return _with(SAME_WEIGHTS, model.weights, model.weights)
    if own:
        words = [each.label for each in EFFORTS if any(one.effort is each for one in own)]
        return _with(OTHER_EFFORT, ", ".join(word.en for word in words), ", ".join(word.fr for word in words))
    kin = measured_kin(catalog, use)[found.row_of[model.id]]
    if cells or not kin:
        return OTHER_USES
    names = ", ".join(kin[:FEW]) + (", …" if len(kin) > FEW else "")
    return _with(KIN, names, names)


def _with(sentence: Text, en: str, fr: str) -> Text:
    return Text(sentence.en.format(names=en), sentence.fr.format(names=fr))


def speciality_note(catalog: Catalog, use: Use, model_id: str) -> Text | None:
    """Why a model made for one thing counts less for this use; None where it does not. Raises UnknownName."""
    model, found = catalog.model(model_id), table(catalog)
    boards = boards_of(found, use)
    if not is_outside(model, use) or any(cell.benchmark in boards for cell in found.cells[found.row_of[model.id]]):
        return None
    return counts_less(model)
