"""When a source may be asked again: a minute after a reading, and ever later after failures."""

import time

LEAST_PAUSE_S = 60.0
"""Between two readings of one source, however many visitors want one."""
LONGEST_PAUSE_S = 3600.0


class Pacing:
    """The pauses of one source. Seconds are those of a clock that nobody can set back."""

    def __init__(self) -> None:
        self._failures = 0
        self._not_before = float("-inf")

    @property
    def wait_s(self) -> float:
        """Seconds until the source may be asked again."""
        return max(self._not_before - time.monotonic(), 0.0)

    def asked(self) -> None:
        """A reading begins."""
        self._not_before = time.monotonic() + LEAST_PAUSE_S

    def answered(self) -> None:
        """The reading was good."""
        self._failures = 0

    def failed(self, retry_after_s: float | None = None) -> None:
        """Wait for the source's own reset, else twice as long as the last time, up to an hour."""
        self._failures += 1
        pause = min(LEAST_PAUSE_S * 2 ** min(self._failures - 1, 10), LONGEST_PAUSE_S)
        self._not_before = time.monotonic() + max(pause, retry_after_s or 0.0)
