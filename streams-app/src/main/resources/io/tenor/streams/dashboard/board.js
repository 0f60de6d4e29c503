// The board: a tile for each sensor. What changes is gathered and drawn a few milliseconds a frame,
// so that hundreds of sensors do not make the page stutter.

import { byId, el, kept, setClass, setText, show } from "./dom.js";
import { drawStrip } from "./charts.js";
import { byName, marks, plural, sign, span } from "./words.js";
import { isUnseen, store, urgency } from "./store.js";
import { alertList } from "./alerts.js";

const BUDGET_MS = 6;
const STALE_MS = 10_000;
const SORT_MS = 300;
const DENSE = 48; // from so many sensors on tiles are small

const FILTERS = {
  any: ["Any state", () => true],
  alert: ["With an open alert", (view) => view.alert !== null],
  online: ["Online", (view) => view.state === "online"],
  silent: ["Silent", (view) => view.state === "silent"],
  degraded: ["Degraded", (view) => view.state === "degraded"],
  offline: ["Offline", (view) => view.state === "offline"],
  stale: ["No news", (view) => view.state === "stale"],
};

const SORTS = {
  alerts: ["Alerts first", (one, other) => byAlert(one, other) || byTitle(one, other)],
  name: ["Name", (one, other) => byTitle(one, other)],
  heard: [
    "What is heard",
    (one, other) => byName(one.sensor.label || "~", other.sensor.label || "~") || byTitle(one, other),
  ],
};

const byTitle = (one, other) => byName(one.sensor.name, other.sensor.name) || byName(one.sensor.key, other.sensor.key);

function byAlert(one, other) {
  if (one.alert === null || other.alert === null) {
    return Number(other.alert !== null) - Number(one.alert !== null);
  }
  return urgency(one.alert, other.alert);
}

/** Whether there is a probability to tell: of unknown it is that of a label that was not given. */
export const isCertain = (sensor) => sensor.percent > 0 && sensor.label !== "unknown";

/** The state of a sensor as it is to be taken: one of which nothing comes is not online. */
export function stateOf(sensor) {
  if (sensor.state !== "offline" && store.now() - sensor.told > STALE_MS) {
    return "stale";
  }
  return sensor.state || "online";
}

/** What is to be said of its state, if anything. */
export function noteOf(sensor, state) {
  const ago = store.now() - sensor.told;
  switch (state) {
    case "stale":
      return `no news for ${span(ago < 60_000 ? Math.floor(ago / 5_000) * 5_000 : ago)}`;
    case "offline":
      return "offline";
    case "degraded":
      return sensor.degraded.join(", ");
    default:
      return "";
  }
}

class Tile {
  constructor() {
    this.name = el("bdi", { className: "name" });
    this.context = el("span", { className: "context" });
    this.flag = el("span", { className: "flag" });
    this.glyph = el("span", { className: "glyph", "aria-hidden": "true" });
    this.word = el("span", { className: "word" });
    this.percent = el("span", { className: "percent" });
    this.strip = el("canvas", { className: "strip", "aria-hidden": "true" });
    this.note = el("span", { className: "note" });
    this.link = el(
      "a",
      { tabIndex: -1 },
      el("span", { className: "top" }, this.name, this.context, this.flag),
      el("span", { className: "heard" }, this.glyph, this.word, this.percent),
      el("span", { className: "foot" }, this.strip, this.note),
    );
    this.item = el("li", {}, this.link);
    this.drawn = "";
    this.stripInks = "";
  }

  draw(view, inkVersion) {
    const { sensor, alert, state } = view;
    const gone = state === "offline" || state === "stale";
    setText(this.name, sensor.name);
    setText(this.context, sensor.context);
    this.link.title !== sensor.name && (this.link.title = sensor.name);
    const href = `#/sensor/${sensor.context}/${encodeURIComponent(sensor.name)}`;
    this.link.getAttribute("href") !== href && this.link.setAttribute("href", href);
    const label = sensor.label || "waiting";
    setText(this.glyph, sign(sensor.label));
    setText(this.word, gone ? `last: ${label}` : label);
    setText(this.percent, isCertain(sensor) && !gone ? `${sensor.percent} %` : "");
    const unseen = alert !== null && isUnseen(alert);
    setText(this.flag, alert === null ? "" : `${unseen ? marks(alert.priority) : "✓"} ${alert.priority}`);
    setClass(this.flag, alert === null ? "flag" : `flag ${alert.priority}${unseen ? "" : " seen"}`);
    const note = noteOf(sensor, state);
    setText(this.note, note);
    setClass(
      this.item,
      `tile ${state} is-${sensor.label || "waiting"}` +
        (alert === null ? "" : ` has-${alert.priority}${unseen ? " unseen-alert" : ""}`),
    );
    const strip = sensor.strip + inkVersion;
    if (this.drawn !== strip) {
      this.drawn = strip;
      drawStrip(this.strip, sensor.strip);
    }
  }
}

/** Shows the board until the result is called. */
export function boardPage(main) {
  const state = {
    context: kept.get("context", "all"),
    filter: "any",
    sort: SORTS[kept.get("sort", "alerts")] ? kept.get("sort", "alerts") : "alerts",
    search: "",
  };
  const tiles = new Map();
  const views = new Map();
  const dirty = new Set();
  let alertOf = new Map();
  let unsorted = true;
  let sortedAt = 0;
  let inkVersion = 0;
  let frame = 0;
  let focused = null;

  const tabs = el("div", { className: "tabs", role: "group", "aria-label": "Context" });
  const search = el("input", {
    type: "search",
    id: "search",
    placeholder: "Search  ( / )",
    autocomplete: "off",
    spellcheck: false,
    "aria-label": "Search sensors by name",
    on: { input: () => refilter(() => (state.search = search.value.trim().toLowerCase())) },
  });
  const filter = choice("filter", "Show", FILTERS, state.filter, (value) => refilter(() => (state.filter = value)));
  const sort = choice("sort", "Sort", SORTS, state.sort, (value) =>
    refilter(() => {
      state.sort = value;
      kept.set("sort", value);
    }),
  );
  const count = el("p", { className: "count", role: "status" });
  const grid = el("ul", { className: "grid", id: "grid", "aria-label": "Sensors" });
  const empty = el("p", { className: "empty" });
  const side = alertList({ compact: true });
  main.replaceChildren(
    el("h1", { className: "unseen", textContent: "Board of sensors" }),
    el(
      "div",
      { className: "board" },
      el(
        "section",
        { className: "sensors", "aria-label": "Sensors" },
        el("div", { className: "bar" }, tabs, search, filter, sort, count),
        empty,
        grid,
        legend(),
      ),
      el("aside", { className: "side", "aria-label": "Open alerts" }, side.element),
    ),
  );

  function refilter(change) {
    change();
    unsorted = true;
    sortedAt = 0;
    request();
  }

  function view(key) {
    const sensor = store.sensors.get(key);
    return { sensor, alert: alertOf.get(key) ?? null, state: stateOf(sensor) };
  }

  function readAlerts() {
    const next = new Map();
    for (const alert of store.open()) {
      if (!next.has(alert.sensor)) {
        next.set(alert.sensor, alert);
      }
    }
    for (const key of new Set([...alertOf.keys(), ...next.keys()])) {
      if (alertOf.get(key) !== next.get(key) && store.sensors.has(key)) {
        dirty.add(key);
      }
    }
    alertOf = next;
  }

  function wanted(one) {
    const { sensor } = one;
    return (
      (state.context === "all" || sensor.context === state.context) &&
      (state.search === "" || sensor.name.toLowerCase().includes(state.search)) &&
      FILTERS[state.filter][1](one)
    );
  }

  function arrange() {
    const shown = [...views.values()].filter(wanted).sort(SORTS[state.sort][1]);
    const keys = new Set(shown.map((one) => one.sensor.key));
    for (const [key, tile] of tiles) {
      if (!keys.has(key) && tile.item.parentNode) {
        tile.item.remove();
      }
    }
    shown.forEach((one, place) => {
      const item = tiles.get(one.sensor.key).item;
      if (grid.children[place] !== item) {
        const held = document.activeElement === item.firstChild;
        grid.insertBefore(item, grid.children[place] ?? null);
        if (held) {
          item.firstChild.focus({ preventScroll: true });
        }
      }
    });
    setClass(grid, shown.length >= DENSE ? "grid dense" : "grid");
    rove(focused !== null && keys.has(focused) ? focused : shown[0]?.sensor.key ?? null);
    const all = views.size;
    setText(count, shown.length === all ? plural(all, "sensor", "sensors") : `${shown.length} of ${all} sensors`);
    show(empty, shown.length === 0);
    setText(empty, emptiness(all));
    drawTabs();
  }

  function emptiness(all) {
    if (!store.connected && all === 0) {
      return "Connecting …";
    }
    if (all === 0) {
      return store.loaded ? "No sensor was heard yet. Start one: ./tenor sensor --context ward --id bed-1 --voice anger" : "Reading the topics …";
    }
    return "No sensor is like that. Change the search or what is shown.";
  }

  function drawTabs() {
    const counts = new Map([["all", views.size]]);
    for (const { sensor } of views.values()) {
      counts.set(sensor.context, (counts.get(sensor.context) ?? 0) + 1);
    }
    if (!counts.has(state.context)) {
      counts.set(state.context, 0);
    }
    const names = ["all", ...[...counts.keys()].filter((name) => name !== "all").sort()];
    while (tabs.children.length > names.length) {
      tabs.lastChild.remove();
    }
    names.forEach((name, n) => {
      if (!tabs.children[n]) {
        tabs.append(el("button", { type: "button", on: { click: (event) => choose(event.currentTarget.dataset.name) } }));
      }
      const tab = tabs.children[n];
      tab.dataset.name = name;
      setText(tab, `${name === "all" ? "All" : name} ${counts.get(name)}`);
      tab.setAttribute("aria-pressed", String(name === state.context));
    });
  }

  function choose(name) {
    kept.set("context", name);
    refilter(() => (state.context = name));
  }

  /** Of all tiles one is reached by Tab, the others from it by arrow keys. */
  function rove(key) {
    if (focused !== key && tiles.has(focused)) {
      tiles.get(focused).link.tabIndex = -1;
    }
    focused = key;
    if (key !== null) {
      tiles.get(key).link.tabIndex = 0;
    }
  }

  function draw() {
    frame = 0;
    const end = performance.now() + BUDGET_MS;
    for (const key of dirty) {
      dirty.delete(key);
      const had = views.get(key);
      const one = view(key);
      views.set(key, one);
      let tile = tiles.get(key);
      if (!tile) {
        tile = new Tile();
        tiles.set(key, tile);
        tile.link.addEventListener("focus", () => rove(key));
        unsorted = true;
      }
      tile.draw(one, inkVersion);
      unsorted ||= had?.alert !== one.alert || had?.state !== one.state || (state.sort === "heard" && had?.sensor.label !== one.sensor.label);
      if (performance.now() > end) {
        break;
      }
    }
    if (unsorted && performance.now() - sortedAt > SORT_MS && performance.now() < end) {
      unsorted = false;
      sortedAt = performance.now();
      arrange();
    }
    if (dirty.size > 0 || unsorted) {
      request();
    }
  }

  function request() {
    frame ||= requestAnimationFrame(draw);
  }

  function take(change) {
    for (const key of change.gone) {
      tiles.get(key)?.item.remove();
      tiles.delete(key);
      views.delete(key);
      dirty.delete(key);
      unsorted = true;
    }
    change.sensors.forEach((key) => dirty.add(key));
    if (change.alertsChanged) {
      readAlerts();
    }
    unsorted ||= change.line;
    request();
  }

  /** Time alone makes a sensor one of which no news comes. */
  function look() {
    for (const [key, one] of views) {
      const now = stateOf(one.sensor);
      if (now !== one.state || now === "stale") {
        dirty.add(key);
      }
    }
    if (dirty.size > 0) {
      request();
    }
  }

  function keydown(event) {
    const items = [...grid.children];
    const at = items.indexOf(document.activeElement?.parentNode);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const columns = Math.max(1, getComputedStyle(grid).gridTemplateColumns.split(" ").length);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? items.length - 1 : step ? at + step : -1;
    if (to >= 0 && to < items.length) {
      event.preventDefault();
      items[to].firstChild.focus();
    }
  }

  grid.addEventListener("keydown", keydown);
  const onInks = () => {
    inkVersion++;
    store.sensors.forEach((_, key) => dirty.add(key));
    request();
  };
  document.addEventListener("inks", onInks);
  readAlerts();
  store.sensors.forEach((_, key) => dirty.add(key));
  unsorted = true;
  request();
  const stop = store.listen(take);
  const timer = setInterval(look, 1_000);
  return () => {
    stop();
    side.close();
    clearInterval(timer);
    cancelAnimationFrame(frame);
    document.removeEventListener("inks", onInks);
  };
}

function choice(id, label, options, value, listener) {
  const select = el(
    "select",
    { id, on: { change: () => listener(select.value) } },
    ...Object.entries(options).map(([name, [text]]) => el("option", { value: name, textContent: text })),
  );
  select.value = value;
  return el("label", { className: "choice", for: id }, el("span", { textContent: label }), select);
}

/** What the bars of a strip mean. */
function legend() {
  const labels = ["anger", "fear", "happiness", "disgust", "sadness", "boredom", "neutral", "unknown", "silence"];
  const list = el(
    "ul",
    {},
    ...labels.map((label) =>
      el(
        "li",
        {},
        el("span", { className: `mark is-${label}`, "aria-hidden": "true" }, sign(label)),
        label,
      ),
    ),
  );
  return el(
    "div",
    { className: "legend" },
    el("p", { textContent: "Bars: the last minute, two seconds each, the latest at the right. The higher, the more roused; a split bar is the second of two as high." }),
    list,
  );
}

/** Puts the cursor into the search field. */
export function focusSearch() {
  byId("search")?.focus();
}
