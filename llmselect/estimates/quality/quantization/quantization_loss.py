"""What storing a model in fewer bits costs on tasks: log-odds lost, with a range, and the share of a score kept.

Fitted on published task results (docs/quantization.md): a model that solves a share p of a task, chance left out,
solves sigmoid(logit p - loss) of it when quantized. The loss grows by bits, method and task, and falls with size.
"""

from typing import Final

import numpy as np

from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality.quantization.quantization_scale import FittedLoss, fitted_loss
from llmselect.estimates.quality.quantization.quantization_terms import (
    GGUF,
    METHODS,
    MIDDLE_PARAMETERS,
    NAMES,
    Method,
    Stored,
    Task,
    terms,
)
from llmselect.settings import KvType
from llmselect.text import Text
from llmselect.units import Bools, Floats

TASK_OF: Final[dict[Use, Task]] = {Use.CODE: Task.CODE, Use.AGENTS: Task.CODE, Use.REASONING: Task.REASONING}
"""Which measured tasks speak for a use; every other use takes the general ones (see `NOT_MEASURED`)."""
ORDINARY_SCORE: Final[dict[Task, float]] = {Task.GENERAL: 0.65, Task.CODE: 0.5, Task.REASONING: 0.5}
"""Chance-corrected share that a good model solves of the measured tests of a kind: the middle of the 16-bit scores."""
FEW_BITS: Final = 3.0
UNSIZED: Final = (1e9, 70e9)
"""Between these lies a model whose size is not known."""
STAND_INS: Final = (
    Method.I_QUANT,
    Method.K_QUANT,
    Method.LEGACY_QUANT,
    Method.INT_CALIBRATED,
    Method.INT_ROUNDED,
)
"""A method that nobody measured loses what the common ones lose at its bits: the best, their mean, the worst."""

NOT_MEASURED: Final[dict[Use, Text]] = {
    Use.FRENCH: Text(
        "No clean measurement of French by quantization is published: the loss on general tasks is used.",
        "Aucune mesure fiable du français par quantification n’est publiée\u202f: on prend la perte en usage général.",
    ),
    Use.DOCUMENTS: Text(
        "No clean measurement of work on documents by quantization is published: the loss on general tasks is used.",
        "Aucune mesure fiable du travail sur documents par quantification n’est publiée\u202f: "
        "on prend la perte en usage général.",
    ),
    Use.AGENTS: Text(
        "No measurement of agents by quantization is published: the loss on code is used.",
        "Aucune mesure des agents par quantification n’est publiée\u202f: on prend la perte en code.",
    ),
}
"""What to say of the uses that borrow another use's loss."""
FEW_BITS_WARNING: Final = Text(
    "No measurement of tool calls or agents published at 2 bits; about one token in five differs; "
    "expect broken tool calls.",
    "Aucune mesure d’appels d’outils ou d’agents publiée à 2 bits\u202f; environ un token sur cinq diffère\u202f; "
    "attendez-vous à des appels d’outils cassés.",
)
"""Below 3 bits. At Q2_K 14 % (Llama 2 7B) and 29 % (Llama 3 8B) of the likeliest tokens differ, by the README of
llama.cpp's tools/perplexity (rows of kind token in measured/quantization_loss.csv). General tests at 2 bits are
published for a few models, so the sentence speaks of tool calls, for which none was found.
"""


def task_of(use: Use) -> Task:
    """The kind of measured tasks that speaks for a use."""
    return TASK_OF.get(use, Task.GENERAL)


def log_odds_lost(
    stored: Stored, total_parameters: Floats, mixture: Bools, use: Use, kv_type: KvType = KvType.F16
) -> Range:
    """Log-odds that each row loses on the tasks of a use, against the format its maker released.

    `total_parameters`: all weights, experts too; NaN where unknown. Never negative, and never less for fewer bits of
    one method. Nine in ten left-out published results lie within the range. NaN where the bits are unknown.
    """
    return lost_on(weights_lost(stored, total_parameters, mixture), use, kv_type)


def weights_lost(stored: Stored, total_parameters: Floats, mixture: Bools) -> Range:
    """Log-odds that the weights of each row lose on general tasks; `lost_on` turns them into those of a use."""
    unsized = np.isnan(total_parameters)
    found = _of_methods(stored, np.where(unsized, MIDDLE_PARAMETERS, total_parameters), mixture)
    if not unsized.any():
        return found
    small, large = (_of_methods(stored, np.where(unsized, size, total_parameters), mixture) for size in UNSIZED)
    return Range(large.low, found.likely, small.high)


def lost_on(on_general: Range, use: Use, kv_type: KvType) -> Range:
    """The loss on general tasks as one on the tasks of a use, with what the cache loses."""
    times = task_factor(task_of(use))
    return Range(*(times * end + cached for end, cached in zip(on_general, cache_lost(use, kv_type), strict=True)))


def task_factor(task: Task) -> float:
    """How many times as much is lost on such tasks as on general ones."""
    names = {Task.CODE: "code", Task.REASONING: "reasoning"}
    return float(np.exp(fitted_loss().coefficients[NAMES.index(names[task])])) if task in names else 1.0


def cache_lost(use: Use, kv_type: KvType) -> Range:
    """Log-odds that a quantized key-value cache loses, one row.

    8 bits are free (mean divergence 0.001, https://github.com/ggml-org/llama.cpp/pull/7412, 2024-05-20). 4 bits cost
    what lmdeploy's INT4, sglang's FP4 and KVQuant's caches were measured to lose (measured/quantization_loss.csv).
    """
    if kv_type is not KvType.Q4_0:
        return Range(np.zeros(1), np.zeros(1), np.zeros(1))
    ends = fitted_loss().cache_4_bit[task_of(use)]
    return Range(*(np.array([end]) for end in ends))


def share_kept(log_odds: Range, use: Use) -> Range:
    """Share (0 to 1) of an ordinary task score that is left: low where the loss is high."""
    ordinary = ORDINARY_SCORE[task_of(use)]
    return Range(*(share_left(end, ordinary) for end in (log_odds.high, log_odds.likely, log_odds.low)))


def share_left(log_odds: Floats, score: float) -> Floats:
    """Share of a chance-corrected score (0 to 1) that is left after losing so many log-odds."""
    before = np.log(score / (1 - score))
    return 1 / (1 + np.exp(log_odds - before)) / score


def few_bits(stored: Stored) -> Bools:
    """Rows that `FEW_BITS_WARNING` is for."""
    return (stored.block_bits < FEW_BITS) & (stored.method != METHODS.index(Method.NONE))


def _of_methods(stored: Stored, total_parameters: Floats, mixture: Bools) -> Range:
    """Each row by its own method; those of an unknown one between the common ones."""
    found = _fitted(stored, total_parameters, mixture)
    unknown = stored.method == METHODS.index(Method.UNKNOWN)
    if unknown.any():
        likes = [np.where(unknown, METHODS.index(method), stored.method) for method in STAND_INS]
        each = [_fitted(stored._replace(method=like), total_parameters, mixture) for like in likes]
        found = Range(
            np.min([one.low for one in each], axis=0),
            np.exp(np.mean([np.log(np.maximum(one.likely, 1e-12)) for one in each], axis=0)) * (found.likely > 0),
            np.max([one.high for one in each], axis=0),
        )
    return found


def _fitted(stored: Stored, total_parameters: Floats, mixture: Bools) -> Range:
    fitted = fitted_loss()
    task = np.full(len(mixture), tuple(Task).index(Task.GENERAL))
    likely = np.exp(terms(stored, total_parameters, mixture, task) @ fitted.coefficients)
    unsure = stored._replace(imatrix=np.where(np.isnan(stored.imatrix), 0.0, stored.imatrix))
    worst = np.exp(terms(unsure, total_parameters, mixture, task) @ fitted.coefficients)
    charged = stored.method != METHODS.index(Method.NONE)
    low, high = fitted.low_factor * likely, _high_factors(stored, fitted) * worst
    return Range(*(np.where(charged, end, 0.0) for end in (low, likely, high)))


def _high_factors(stored: Stored, fitted: FittedLoss) -> Floats:
    position = np.searchsorted(fitted.from_bits, stored.block_bits, side="right") - 1
    factor = fitted.high_factors[np.maximum(position, 0)]
    gguf = np.isin(stored.method, [METHODS.index(method) for method in GGUF])
    doubted = gguf & (stored.imatrix != 1) & (stored.block_bits < FEW_BITS)
    return factor * np.where(doubted, fitted.wider_without_imatrix, 1.0)
