"""A small store that all visitors share: a lock, and the values that were used last."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LruStore(Generic[Key, Value]):
    """At most `most` values by key; the one not used for longest is dropped. Every method is safe across threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """The value of a key, which then counts as used last; None where there is none."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep a value in place of any other of this key."""
        with self._lock:
            self._keep(key, value)

    def get_or_put(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key, made under the lock where there is none: `make` must be quick."""
        with self._lock:
            value = self._values[key] if key in self._values else make()
            self._keep(key, value)
            return value

    def clear(self) -> None:
        """Drop everything."""
        with self._lock:
            self._values.clear()

    def _keep(self, key: Key, value: Value) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)
