// Begins: signs in, follows the board, and shows the page that the address names.

import { byId, el, kept, setClass, setText, show } from "./dom.js";
import { readInks } from "./charts.js";
import { PRIORITIES, clock, marks, sign } from "./words.js";
import { follow, isUnseen, listenHidden, loadSession, post, store, unfollow } from "./store.js";
import { boardPage, focusSearch, stateOf } from "./board.js";
import { alertsPage, announce } from "./alerts.js";
import { onSound, soundState, switchSound } from "./sound.js";
import { sensorPage } from "./sensor.js";

const main = byId("main");
let leave = () => {};

function route() {
  if (!store.session.signedIn) {
    return;
  }
  leave();
  const [, page, context, name] = location.hash.split("/");
  const at = page === "alerts" ? "alerts" : "board";
  byId("to-board").setAttribute("aria-current", at === "board" ? "page" : "false");
  byId("to-alerts").setAttribute("aria-current", at === "alerts" ? "page" : "false");
  if (page === "alerts") {
    leave = alertsPage(main);
  } else if (page === "sensor" && name !== undefined) {
    leave = sensorPage(main, context, decoded(name));
  } else {
    leave = boardPage(main);
  }
}

function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

// --- what is above every page ------------------------------------------------------------------

function drawHead() {
  setClass(byId("link"), `link ${store.connected ? "live" : "lost"}`);
  setText(byId("link-text"), store.connected ? "live" : "not connected");
  const banner = byId("banner");
  const text = trouble();
  show(banner, text !== "");
  setText(banner, text);
  document.body.classList.toggle("old", !store.connected && store.lostAt > 0);
}

function trouble() {
  if (!store.connected && store.lostAt > 0) {
    return `No connection to the server since ${clock(store.lostAt)}: what you see is old. Connecting again …`;
  }
  if (store.connected && !store.reading) {
    return "The topics cannot be read: what you see is old. The log of the dashboard says why.";
  }
  const sensors = [...store.sensors.values()].filter((sensor) => sensor.state !== "offline");
  if (store.connected && store.loaded && sensors.length > 1 && sensors.every((sensor) => stateOf(sensor) === "stale")) {
    return "Nothing comes of any sensor: is a monitor running?";
  }
  if (soundState() === "blocked") {
    return "The browser holds the sound back: click anywhere in this page to hear alerts.";
  }
  return "";
}

function drawSound() {
  const button = byId("sound");
  button.setAttribute("aria-pressed", String(soundState() !== "off"));
  setText(button, `Sound ${soundState()}`);
  setClass(button, soundState() === "blocked" ? "blocked" : "");
  drawHead();
}

const tally = new Map();

function drawTally() {
  const open = store.open();
  const parts = PRIORITIES.map((priority) => [
    priority,
    `${marks(priority)} ${open.filter((alert) => alert.priority === priority && isUnseen(alert)).length} ${priority}`,
    open.some((alert) => alert.priority === priority && isUnseen(alert)),
  ]);
  const states = { online: 0, silent: 0, degraded: 0, offline: 0, stale: 0 };
  for (const sensor of store.sensors.values()) {
    states[stateOf(sensor)]++;
  }
  for (const [state, count] of Object.entries(states)) {
    parts.push([state, `${count} ${state === "stale" ? "no news" : state}`, count > 0]);
  }
  for (const [name, text, some] of parts) {
    if (!tally.has(name)) {
      tally.set(name, el("span", {}));
      byId("tally").append(tally.get(name));
    }
    setText(tally.get(name), text);
    setClass(tally.get(name), `${PRIORITIES.includes(name) ? "flag " : "chip "}${name}${some ? "" : " none"}`);
  }
}

const THEMES = ["auto", "light", "dark"];

function setTheme(theme) {
  kept.set("theme", theme);
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  setText(byId("theme"), `Theme: ${theme}`);
  newInks();
}

function newInks() {
  readInks();
  document.dispatchEvent(new Event("inks"));
}

// --- keys and help -----------------------------------------------------------------------------

const KEYS = [
  ["/", "search a sensor"],
  ["b", "the board"],
  ["a", "the alerts"],
  ["arrow keys, Home, End", "from tile to tile"],
  ["Enter", "the page of a sensor"],
  ["Esc", "back to the board"],
  ["?", "this help"],
];

function help() {
  const dialog = byId("keys");
  if (dialog.open) {
    dialog.close();
    return;
  }
  const single = el("input", {
    type: "checkbox",
    id: "single",
    checked: kept.get("keys", "on") === "on",
    on: { change: () => kept.set("keys", single.checked ? "on" : "off") },
  });
  dialog.replaceChildren(
    el("h2", { id: "keys-title", textContent: "Help" }),
    el("p", {
      textContent:
        "Each tile is a sensor: what it sounds like and how probable that is, and the last minute in bars. " +
        "Tenor hears how somebody sounds, not what they feel; it is no certified alarm, and nobody's safety may depend on it alone.",
    }),
    el(
      "ul",
      { className: "signs" },
      ...PRIORITIES.map((priority) => el("li", {}, el("span", { className: `flag ${priority}`, textContent: `${marks(priority)} ${priority}` }))),
      el("li", {}, el("span", { className: "flag high seen", textContent: "✓ high" }), " acknowledged"),
    ),
    el(
      "ul",
      { className: "signs" },
      ...["anger", "fear", "disgust", "sadness", "happiness", "boredom", "neutral", "unknown", "silence"].map((label) =>
        el("li", {}, el("span", { className: `mark is-${label}`, "aria-hidden": "true", textContent: sign(label) }), label),
      ),
    ),
    el("dl", { className: "facts" }, ...KEYS.flatMap(([key, what]) => [el("dt", {}, el("kbd", { textContent: key })), el("dd", { textContent: what })])),
    el("label", { for: "single" }, single, " Keys of one letter"),
    el("p", {}, el("button", { type: "button", textContent: "Close", on: { click: () => dialog.close() } })),
  );
  dialog.showModal();
}

function keydown(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || byId("keys").open) {
    return;
  }
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key === "Escape") {
    if (typing) {
      event.target.blur();
    } else if (location.hash.length > 2) {
      location.hash = "#/";
    }
    return;
  }
  if (typing || kept.get("keys", "on") !== "on") {
    return;
  }
  const action = {
    "/": focusSearch,
    b: () => (location.hash = "#/"),
    a: () => (location.hash = "#/alerts"),
    "?": help,
  }[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
}

// --- signing in --------------------------------------------------------------------------------

function signIn() {
  leave();
  leave = () => {};
  unfollow();
  const token = el("input", { id: "token", type: "password", autocomplete: "current-password", required: true });
  const message = el("p", { className: "message", role: "alert" });
  const form = el(
    "form",
    {
      className: "sign-in",
      on: {
        async submit(event) {
          event.preventDefault();
          const error = await post("api/login", { token: token.value.trim() });
          if (error === "") {
            begin();
          } else {
            setText(message, error);
            token.select();
          }
        },
      },
    },
    el("h1", { textContent: "Sign in" }),
    el("label", { for: "token", textContent: "Token of this dashboard" }),
    token,
    el("button", { type: "submit", textContent: "Sign in" }),
    message,
  );
  main.replaceChildren(form);
  token.focus();
}

async function begin() {
  let session;
  try {
    session = await loadSession();
  } catch {
    main.replaceChildren(el("p", { className: "empty", textContent: "The server does not answer. Trying again …" }));
    setTimeout(begin, 2_000);
    return;
  }
  show(byId("leave"), session.signOut && session.signedIn);
  if (!session.signedIn) {
    signIn();
    return;
  }
  follow(signIn);
  listenHidden(soundState() !== "off");
  route();
}

byId("skip").addEventListener("click", () => main.focus());
byId("help").addEventListener("click", help);
byId("theme").addEventListener("click", () => setTheme(THEMES[(THEMES.indexOf(kept.get("theme", "auto")) + 1) % THEMES.length]));
byId("sound").addEventListener("click", () => {
  if (soundState() !== "blocked") { // where it is, any press brings it back
    switchSound(soundState() === "off");
    listenHidden(soundState() !== "off");
  }
});
onSound(drawSound, () => store.open().find(isUnseen)?.priority ?? null);
byId("leave").addEventListener("click", async () => {
  await post("api/logout", {});
  begin();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", newInks);
document.addEventListener("keydown", keydown);
window.addEventListener("hashchange", route);
setTheme(THEMES.includes(kept.get("theme", "auto")) ? kept.get("theme", "auto") : "auto");
announce();
store.listen((change) => (change.line || change.alertsChanged) && drawHead());
setInterval(() => {
  drawHead();
  drawTally();
}, 1_000);
store.listen((change) => change.alertsChanged && drawTally());
begin();
