"""What a model is asked to do in each run: context, users, cache type, and tokens read and written."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np

from llmselect.settings import KvType, Workload
from llmselect.units import Floats, Ints


class RunInputs(NamedTuple):
    """Columns of shape (rows,): what a model is asked to do in each run."""

    context: Ints
    """Tokens that the cache has room for."""
    users: Ints
    """Simultaneous users, each with a context of that length."""
    kv: tuple[KvType, ...]
    prompt_tokens: Floats
    output_tokens: Floats
    """Tokens written, thoughts included."""
    depth: Floats
    """Tokens already in the cache when decoding is timed."""
    prompt_depth: Floats | None = None
    """Tokens in the cache when reading a prompt is timed (thoughts come after it); None: `depth`."""

    @classmethod
    def of(cls, workloads: Sequence[Workload], which: Ints, thinking_tokens: Floats) -> Self:
        """Row i is `workloads[which[i]]`, and writes so many thoughts before its answer.

        Decoding is timed with half of what is written in the cache.
        """
        answer = np.array([float(workload.output_tokens) for workload in workloads])[which]
        prompt = np.array([float(workload.prompt_tokens) for workload in workloads])[which]
        output = answer + thinking_tokens
        return cls(
            context=np.array([workload.context_tokens for workload in workloads])[which],
            users=np.array([workload.users for workload in workloads])[which],
            kv=tuple(workloads[int(index)].kv_type for index in which),
            prompt_tokens=prompt,
            output_tokens=output,
            depth=prompt + output / 2,
            prompt_depth=prompt + answer / 2 if (output > answer).any() else None,
        )

    @classmethod
    def benchmark(cls, depth: Floats, context: Floats, kv: tuple[KvType, ...]) -> Self:
        """One user, 512 tokens of prompt and 128 of output, as llama-bench measures by default."""
        return cls(
            context=context.astype(np.int64),
            users=np.ones(len(depth), dtype=np.int64),
            kv=kv,
            prompt_tokens=np.full(len(depth), 512.0),
            output_tokens=np.full(len(depth), 128.0),
            depth=depth,
        )
