"""One visit to the app over its websocket, as a browser makes it: pages, sliders, and fragments that run by the clock.

Speaks Streamlit's protocol (protobuf messages over `/_stcore/stream`) without a browser, so that what is measured is
the server and not the painting.
"""

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit  # noqa: F401 - its generated messages want it imported first
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_S = 60.0
KEY = re.compile(r"^\$\$ID-[0-9a-f]+-(.*)$", re.DOTALL)
ENDED_WELL = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Slider:
    """A slider on the page: its value goes back with every run."""

    id: str
    fragment: str
    value: float


@dataclass
class Timer:
    """A fragment that runs by itself."""

    every_s: float
    due_s: float


@dataclass
class Visitor:
    """A session of the app. `texts` holds what the last run said, by element."""

    address: str
    page: str
    query: dict[str, str]
    sliders: dict[str, Slider] = field(default_factory=dict)
    timers: dict[str, Timer] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    _socket: ClientConnection | None = None
    _script: str = ""
    _kept: dict[str, ForwardMsg] = field(default_factory=dict)

    async def open(self) -> float:
        """Connect and draw the page; seconds until it stood."""
        parts = urlsplit(self.address)
        uri = f"ws://{parts.netloc}/_stcore/stream"
        self._socket = await connect(
            uri, subprotocols=["streamlit"], max_size=None, ping_interval=None, compression="deflate"
        )
        return await self._run("", first=True)

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def move(self, key: str, value: float) -> float:
        """Move a slider; seconds until the run that handled it had ended."""
        slider = self.sliders[key]
        slider.value = value
        return await self._run(slider.fragment)

    async def rest(self, until_s: float) -> list[float]:
        """Wait until this moment of the clock while timers fire; seconds that each of their runs took."""
        taken = list[float]()
        while True:
            next_due = min(((t.due_s, name) for name, t in self.timers.items()), default=(float("inf"), ""))
            if next_due[0] > until_s:
                await asyncio.sleep(max(0.0, until_s - time.monotonic()))
                return taken
            await asyncio.sleep(max(0.0, next_due[0] - time.monotonic()))
            timer = self.timers[next_due[1]]
            timer.due_s = time.monotonic() + timer.every_s
            taken.append(await self._run(next_due[1], by_clock=True))

    async def _run(self, fragment: str, *, first: bool = False, by_clock: bool = False) -> float:
        assert self._socket is not None
        message = BackMsg()
        ask = message.rerun_script
        ask.query_string = urlencode(self.query)
        ask.context_info.timezone, ask.context_info.locale = "Europe/Paris", "en-US"
        ask.context_info.url = f"{self.address.rstrip('/')}/{self.page}"
        ask.is_auto_rerun = by_clock
        ask.widget_states.SetInParent()
        if first:
            ask.page_name = self.page
        else:
            ask.page_script_hash, ask.fragment_id = self._script, fragment
            ask.cached_message_hashes.extend(self._kept)
            for slider in self.sliders.values():
                state = ask.widget_states.widgets.add(id=slider.id)
                state.double_array_value.data.append(slider.value)
        begun = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        await self._until_ended()
        return time.perf_counter() - begun

    async def _until_ended(self) -> None:
        assert self._socket is not None
        started = False
        self.texts.clear()
        while True:
            data = await asyncio.wait_for(self._socket.recv(), PATIENCE_S)
            message = ForwardMsg.FromString(data)  # pyright: ignore[reportArgumentType]
            if message.WhichOneof("type") == "ref_hash":
                message = self._kept[message.ref_hash]
            elif message.metadata.cacheable:
                self._kept[message.hash] = message
            started = self._take(message) or started
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished in ENDED_WELL and started:
                    return
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise RuntimeError("the script does not compile")

    def _take(self, message: ForwardMsg) -> bool:
        """Take over one message; whether a run begins with it."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._script = message.new_session.page_script_hash or self._script
            self.texts.clear()
            return True
        if kind == "navigation":
            self._script = message.navigation.page_script_hash or self._script
        elif kind == "auto_rerun":
            timer = message.auto_rerun
            if timer.fragment_id not in self.timers:
                self.timers[timer.fragment_id] = Timer(timer.interval, time.monotonic() + timer.interval)
        elif kind == "stop_auto_rerun":
            for name in message.stop_auto_rerun.fragment_ids:
                self.timers.pop(name, None)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message.delta.new_element, message.delta.fragment_id)
        return False

    def _element(self, element: Any, fragment: str) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.exceptions.append(element.exception.message[:200])
        elif kind in ("markdown", "alert", "heading"):
            self.texts.append(getattr(element, kind).body)
        elif kind == "slider":
            found = KEY.match(element.slider.id)
            key = found.group(1) if found else element.slider.id
            known = self.sliders.get(key)
            sent = element.slider.value if element.slider.set_value else element.slider.default
            value = known.value if known and not element.slider.set_value else (sent[0] if sent else 0.0)
            self.sliders[key] = Slider(element.slider.id, fragment, value)
