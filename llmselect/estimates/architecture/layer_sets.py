"""Which layers hold which tensors, and which of them a quantization's rules pick."""

from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.quantizations import LayerSet
from llmselect.estimates.architecture.shape_columns import ShapeTable
from llmselect.units import Bools, Floats, Ints


class LayerGroup(IntEnum):
    """Sets of layers over which a tensor's layers are counted."""

    ONCE = 0
    ATTENTION = 1
    RECURRENT = 2
    DENSE = 3
    EXPERTS = 4
    VALUES = 5
    """Attention layers with a value projection."""


LAYER_SETS: Final = tuple(each for each in LayerSet if each is not LayerSet.ALL)
"""Bit k of a layer's mask: the layer is in the k-th of these sets."""
LAYER_SET_MASKS: Final = 2 ** len(LAYER_SETS)
"""How many masks there are."""


def value_layers(t: ShapeTable) -> Floats:
    """Layers with a value projection."""
    return np.where(t.full_keys_are_values > 0, t.sliding_layers, t.attention_layers)


def layers_by_mask(t: ShapeTable) -> Floats:
    """Number of layers per tensor group and layer-set mask: shape (architectures, LayerGroup, LAYER_SET_MASKS)."""
    most = int(t.layers.max()) if len(t) else 1
    counts = np.zeros((len(t), len(LayerGroup), LAYER_SET_MASKS))
    counts[:, LayerGroup.ONCE, 0] = 1
    for group, present, position, total in positions(t, np.arange(most)[None, :]):
        mask = np.zeros(present.shape, np.int64)
        for bit, layer_set in enumerate(LAYER_SETS):
            mask |= _within(layer_set, position, total).astype(np.int64) << bit
        rows = np.broadcast_to(np.arange(len(t))[:, None], present.shape)
        counted = np.bincount((rows * LAYER_SET_MASKS + mask)[present], minlength=len(t) * LAYER_SET_MASKS)
        counts[:, group] = counted.reshape(len(t), LAYER_SET_MASKS)
    return counts


class Positions(NamedTuple):
    """Layers of one tensor group, and how llama.cpp numbers them; columns of shape (architectures, layers)."""

    group: LayerGroup
    present: Bools
    position: Floats
    total: Floats
    """Number of layers that eighths and sixteenths are taken of."""


def positions(t: ShapeTable, layer: Ints) -> tuple[Positions, ...]:
    """The layers of each tensor group; `layer` numbers them: shape (1, layers)."""
    layers = t.layers[:, None]
    fused = (t.mixer_qkv_rows > 0)[:, None]
    every = np.maximum(np.floor(layers / np.maximum(t.attention_layers[:, None], 1)), 1)
    spread = (layer % every == every - 1) & (layer < layers)
    attends = np.where(fused, spread, layer < t.attention_layers[:, None])
    values = np.where(fused, spread, layer < value_layers(t)[:, None])
    numbered = np.where(fused, layers, value_layers(t)[:, None])
    mixture = _mixture_layers(t, layer)
    blocks = layer < t.block_layers[:, None]
    dense = np.where(t.experts[:, None] > 0, (layer < layers) & (~mixture | (t.beside_dense[:, None] > 0)), blocks)
    has_dense = (t.feed_forward > 0)[:, None] & ((t.block_layers >= t.layers) | (t.experts == 0))[:, None]
    listed = (t.experts_at > 0).sum(axis=1)[:, None]
    both = (listed > 0) & _both_blocks(t)[:, None]  # Nemotron-H with both sorts of block
    ordinary = (both & (layer < t.block_layers[:, None] - listed)) | (~both & dense & has_dense)
    recurrent = np.where(fused, (layer < layers) & ~attends, layer < t.recurrent_layers[:, None])
    steps = layer + 0.0 * layers
    return (
        Positions(LayerGroup.ATTENTION, attends, steps, numbered),
        Positions(LayerGroup.VALUES, values, steps, numbered),
        Positions(LayerGroup.RECURRENT, recurrent, steps, layers),
        Positions(LayerGroup.DENSE, ordinary, steps, layers),
        Positions(LayerGroup.EXPERTS, mixture, steps, layers),
    )


def _both_blocks(t: ShapeTable) -> Bools:
    """Shapes with ordinary blocks and mixtures of which not every layer has one."""
    return (t.experts > 0) & (t.feed_forward > 0) & (t.block_layers < t.layers)


def _mixture_layers(t: ShapeTable, layer: Ints) -> Bools:
    """Layers listed as mixtures; else one in `every` after the dense ones, or spread evenly over few blocks."""
    layers, blocks = t.layers[:, None], t.block_layers[:, None]
    every = t.expert_every[:, None]
    regular = (layer >= t.dense_layers[:, None]) & (layer % every == every - 1) & (layer < layers)
    spread = (np.floor((layer + 1) * blocks / layers) > np.floor(layer * blocks / layers)) & (layer < layers)
    listed = np.zeros((len(t), layer.shape[1] + 1), np.bool_)
    listed[np.arange(len(t))[:, None], np.minimum(t.experts_at, layer.shape[1]).astype(np.int64)] = True
    inferred = np.where(blocks < layers, spread, regular)
    published = (t.experts_at > 0).sum(axis=1) > 0
    return (t.experts[:, None] > 0) & np.where(published[:, None], listed[:, 1:], inferred)


def _within(layer_set: LayerSet, position: Floats, total: Floats) -> Bools:
    eighth = np.floor(total / 8)
    if layer_set is LayerSet.FIRST_TWO:
        return position < 2
    if layer_set is LayerSet.FIRST_FOUR:
        return position < 4
    if layer_set is LayerSet.FIRST_SIXTEENTH:
        return position < np.floor(total / 16)
    if layer_set is LayerSet.FIRST_EIGHTH:
        return position < eighth
    return (position < eighth) | (position >= np.floor(7 * total / 8)) | ((position - eighth) % 3 == 2)
