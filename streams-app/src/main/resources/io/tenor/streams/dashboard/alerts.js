// Alerts: the list of them, acknowledging, and telling of new ones.

import { byId, el, kept, setClass, setText, show } from "./dom.js";
import { about, clock, marks, plural, span, stateOf, when } from "./words.js";
import { ring } from "./sound.js";
import { isUnseen, post, store } from "./store.js";

const MOST = 200; // more are counted, not drawn
const WAIT_MS = 10_000;

/** Those that were acknowledged here and are not confirmed yet: when, or what went wrong. */
const sent = new Map();

/** A field for the name in which alerts are acknowledged. */
function nameField(id) {
  if (store.session.user !== "") {
    return el("p", { className: "who" }, "You acknowledge as ", el("bdi", { textContent: store.session.user }), ".");
  }
  const input = el("input", {
    id,
    type: "text",
    maxLength: 100,
    autocomplete: "off",
    placeholder: "name or station",
    value: kept.get("by", ""),
    on: { input: () => kept.set("by", input.value.trim()) },
  });
  return el("label", { className: "who", for: id }, el("span", { textContent: "You acknowledge as" }), input);
}

async function acknowledge(alert, row) {
  const by = store.session.user || kept.get("by", "").trim();
  if (by === "") {
    row.say("First say who you are, above.");
    const field = document.querySelector(".who input");
    field?.focus();
    return;
  }
  sent.set(alert.ref, { at: Date.now(), error: "" });
  row.draw(store.alerts.get(alert.ref) ?? alert);
  const error = await post("api/ack", { alert: alert.ref, by });
  if (error !== "") {
    sent.set(alert.ref, { at: Date.now(), error });
  }
  row.draw(store.alerts.get(alert.ref) ?? alert);
}

/** One alert, drawn anew when it changes; the button keeps the focus. */
class Row {
  constructor() {
    this.flag = el("span", { className: "flag" });
    this.sensor = el("a", {}, (this.sensorName = el("bdi", {})));
    this.context = el("span", { className: "context" });
    this.rule = el("bdi", { className: "rule" });
    this.about = el("span", { className: "about" });
    this.time = el("span", { className: "time" });
    this.state = el("bdi", { className: "state" });
    this.message = el("span", { className: "message", role: "status" });
    this.button = el("button", {
      type: "button",
      className: "ack",
      on: { click: () => acknowledge(this.alert, this) },
    });
    this.item = el(
      "li",
      { className: "alert" },
      el("div", { className: "line" }, this.flag, this.sensor, this.context, this.time),
      el("div", { className: "line what" }, this.about, this.rule),
      el("div", { className: "line end" }, this.state, this.message, this.button),
    );
  }

  say(text) {
    setText(this.message, text);
  }

  draw(alert) {
    this.alert = alert;
    const unseen = isUnseen(alert);
    const waiting = sent.get(alert.ref);
    setText(this.flag, `${unseen ? marks(alert.priority) : alert.open ? "✓" : "–"} ${alert.priority}`);
    setClass(this.flag, `flag ${alert.priority}${unseen ? "" : " seen"}`);
    setClass(this.item, `alert has-${alert.priority}${unseen ? " unseen-alert" : ""}${alert.open ? "" : " over"}`);
    setText(this.sensorName, alert.name);
    this.sensor.setAttribute("href", `#/sensor/${alert.context}/${encodeURIComponent(alert.name)}`);
    setText(this.context, alert.context);
    setText(this.rule, alert.rule);
    setText(this.about, about(alert) + (alert.emotions.length > 0 ? `, ${alert.percent} %` : ""));
    this.tick();
    setText(this.state, stateOf(alert));
    show(this.button, unseen);
    setText(this.button, "Acknowledge");
    this.button.setAttribute("aria-label", `Acknowledge: ${alert.name}, ${about(alert)}`);
    this.button.disabled = waiting !== undefined && waiting.error === "" && Date.now() - waiting.at < WAIT_MS;
    if (!unseen) {
      sent.delete(alert.ref);
      this.say("");
    } else if (waiting?.error) {
      this.say(waiting.error);
    } else if (waiting && Date.now() - waiting.at < WAIT_MS) {
      this.say("Sent. Waiting for the monitor …");
    } else if (waiting) {
      this.say("No monitor has confirmed it: is one running?");
    }
  }

  tick() {
    const { alert } = this;
    const now = store.now();
    setText(
      this.time,
      alert.open
        ? `since ${when(alert.raised, now)}, ${span(now - alert.raised)}`
        : `${when(alert.raised, now)} – ${when(alert.at, now)}`,
    );
    if (sent.has(alert.ref) && isUnseen(alert) && Date.now() - sent.get(alert.ref).at >= WAIT_MS && this.button.disabled) {
      this.draw(alert);
    }
  }
}

/** Rows of alerts in a list, in the order that they are given. */
class Rows {
  constructor(label) {
    this.list = el("ul", { className: "alerts", "aria-label": label });
    this.rows = new Map();
  }

  draw(alerts) {
    const shown = alerts.slice(0, MOST);
    const refs = new Set(shown.map((alert) => alert.ref));
    for (const [ref, row] of this.rows) {
      if (!refs.has(ref)) {
        row.item.remove();
        this.rows.delete(ref);
      }
    }
    shown.forEach((alert, place) => {
      let row = this.rows.get(alert.ref);
      if (!row) {
        row = new Row();
        this.rows.set(alert.ref, row);
      }
      if (row.alert !== alert) {
        row.draw(alert);
      }
      if (this.list.children[place] !== row.item) {
        const held = row.item.contains(document.activeElement) ? document.activeElement : null;
        this.list.insertBefore(row.item, this.list.children[place] ?? null);
        held?.focus({ preventScroll: true });
      }
    });
  }

  tick() {
    this.rows.forEach((row) => row.tick());
  }
}

/** A list that follows the alerts: {element, close}. */
export function alertList({ compact = false, sensor = null, ended = false }) {
  const open = new Rows("Open alerts");
  const over = new Rows("Alerts that have ended");
  const title = el("h2", {});
  const none = el("p", { className: "empty" });
  const overTitle = el("h2", {});
  const field = nameField(sensor ? "by-sensor" : compact ? "by-side" : "by");
  const element = el(
    "div",
    { className: compact ? "alert-list compact" : "alert-list" },
    el("div", { className: "alert-head" }, title, field),
    none,
    open.list,
    overTitle,
    over.list,
  );
  const mine = (alert) => sensor === null || alert.sensor === sensor;

  function draw() {
    const alerts = store.open().filter(mine);
    const unseen = alerts.filter(isUnseen).length;
    open.draw(alerts);
    setText(title, alerts.length === 0 ? "Open alerts" : `${plural(alerts.length, "open alert", "open alerts")}`);
    show(none, alerts.length === 0 || alerts.length > MOST);
    setText(none, alerts.length > MOST ? `The ${MOST} most urgent are shown.` : !store.loaded ? "Reading the topics …" : store.connected ? "No alert is open." : "None was open when the connection was lost.");
    show(field, unseen > 0 || !compact);
    const past = ended ? [...store.alerts.values()].filter((alert) => !alert.open && mine(alert)) : [];
    past.sort((one, other) => other.at - one.at || (one.ref < other.ref ? -1 : 1));
    over.draw(past);
    show(overTitle, past.length > 0);
    setText(overTitle, `Ended (${past.length})`);
  }

  draw();
  const stop = store.listen((change) => (change.alertsChanged || change.line) && draw());
  const timer = setInterval(() => {
    open.tick();
    over.tick();
  }, 1_000);
  return {
    element,
    close() {
      stop();
      clearInterval(timer);
    },
  };
}

/** Shows all alerts until the result is called. */
export function alertsPage(main) {
  const list = alertList({ ended: true });
  main.replaceChildren(el("h1", { className: "unseen", textContent: "Alerts" }), el("section", { className: "page" }, list.element));
  return () => list.close();
}

/** Tells of new alerts by title, badge, voice and sound. */
export function announce() {
  store.listen((change) => {
    if (change.alertsChanged) {
      const unseen = store.open().filter(isUnseen);
      document.title = unseen.length > 0 ? `(${unseen.length}) Tenor` : "Tenor";
      const badge = byId("badge");
      setText(badge, String(unseen.length));
      badge.setAttribute("aria-label", `${unseen.length} not acknowledged`);
      setClass(badge, `badge ${unseen[0]?.priority ?? ""}`);
      show(badge, unseen.length > 0);
    }
    if (change.alerts.length > 0) {
      const [first] = [...change.alerts].sort((one, other) => "hml".indexOf(one.priority[0]) - "hml".indexOf(other.priority[0]));
      const text = change.alerts
        .slice(0, 3)
        .map((alert) => `${alert.priority} alert: ${alert.name}, ${about(alert)}, at ${clock(alert.at)}.`)
        .join(" ");
      setText(byId(first.priority === "high" ? "shout" : "say"), text);
      ring(first.priority);
    }
  });
}
