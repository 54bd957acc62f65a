// Runs in a page before anything of it: when its title is painted, and what changes after a key (measure_screens.py).
window.watched = { title: null, messages: [] };
(() => {
  const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));
  const shown = (node) => node.nodeType === 1 && node.closest('[data-testid="stMain"]') !== null;
  // a slider's own thumb and figure move before the server has answered
  const own = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest('[data-testid="stSlider"]') != null;
  new MutationObserver(() => {
    if (watched.title === null && document.querySelector("h1")) {
      watched.title = 0;
      painted((now) => { watched.title = now; });
    }
  }).observe(document, { childList: true, subtree: true });
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => watched.messages.push(event.data));
    }
  };
  const changes = new MutationObserver((records) => {
    const meant = records.some((record) => {
      const at = record.target.nodeType === 1 ? record.target : record.target.parentElement;
      return at && shown(at) && !own(at);
    });
    if (meant) painted((now) => {
      watched.first ??= now - watched.pressed;
      watched.last = now - watched.pressed;
    });
  });
  watched.start = () => {
    Object.assign(watched, { messages: [], first: null, last: null });
    document.addEventListener("keydown", () => { watched.pressed = performance.now(); }, { once: true, capture: true });
    changes.observe(document.body, {
      childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["d", "points", "style"],
    });
  };
  watched.stop = () => {
    changes.disconnect();
    const encoded = watched.messages.map((data) => {
      const bytes = new Uint8Array(data);
      let text = "";
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    });
    return { first: watched.first, last: watched.last, messages: encoded };
  };
})();
