"""The store keeps what was used last, and no more than it may."""

from llmselect.ui.store.lru_store import LruStore


def test_the_value_not_used_for_longest_is_dropped():
    store = LruStore[str, int](2)
    store.put("a", 1)
    store.put("b", 2)
    assert store.get("a") == 1
    store.put("c", 3)
    assert (store.get("a"), store.get("b"), store.get("c")) == (1, None, 3)


def test_a_value_is_made_once():
    store = LruStore[str, list[int]](2)
    first = store.get_or_put("a", list)
    assert store.get_or_put("a", list) is first


def test_a_cleared_store_is_empty():
    store = LruStore[str, int](2)
    store.put("a", 1)
    store.clear()
    assert store.get("a") is None
