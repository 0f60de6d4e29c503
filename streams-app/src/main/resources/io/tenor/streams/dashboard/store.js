// What the server has said, and what we say to it.

import { openLink } from "./link.js";

const sensors = new Map();
const alerts = new Map();
const listeners = new Set();
let clockOffset = 0;

export const store = {
  sensors,
  alerts,
  session: { signedIn: false, csrf: "", user: "", listenAudio: false, palette: [], bands: 40, hopMs: 10 },
  instance: "",
  connected: false,
  lostAt: 0,
  loaded: false,
  reading: true,
  unreadable: 0,

  /** The server's time, in milliseconds since 1970. */
  now: () => performance.now() + clockOffset,

  /** Calls it with what has changed: {sensors: keys, gone: keys, alerts: [new ones], line: bool}. */
  listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** The open alerts, the most urgent first; those that nobody has seen before those that were. */
  open() {
    return [...alerts.values()].filter((alert) => alert.open).sort(urgency);
  },
};

const order = { high: 0, medium: 1, low: 2 };

export const isUnseen = (alert) => alert.open && alert.seenBy === "" && alert.state !== "acknowledged";

export function urgency(one, other) {
  return (
    order[one.priority] - order[other.priority] ||
    Number(isUnseen(other)) - Number(isUnseen(one)) ||
    other.raised - one.raised ||
    (one.ref < other.ref ? -1 : 1)
  );
}

function tell(change) {
  for (const listener of listeners) {
    listener({ sensors: [], gone: [], alerts: [], line: false, ...change });
  }
}

/** Asks who we are; throws if the server does not answer. */
export async function loadSession() {
  const answer = await fetch("api/session", { cache: "no-store" });
  if (!answer.ok) {
    throw new Error(`session ${answer.status}`);
  }
  Object.assign(store.session, await answer.json());
  return store.session;
}

/** Asks for a change; gives a sentence if it was refused. */
export async function post(path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Tenor-Csrf": store.session.csrf },
      body: JSON.stringify(body),
    });
  } catch {
    return "The server does not answer: nobody was told. Try again.";
  }
  if (answer.ok) {
    return "";
  }
  const said = await answer.json().catch(() => ({}));
  return said.error ?? `The server refuses (${answer.status}).`;
}

let link = null;
let shown = { key: "", take: () => {} };

/** Begins to follow the board. */
export function follow(onSignedOut) {
  link?.close();
  link = openLink((message) => {
    switch (message.type) {
      case "board":
        take(message.frame);
        break;
      case "beat":
        setClock(message.now);
        break;
      case "sensor":
        if (message.frame.key === shown.key) {
          shown.take(message.frame);
        }
        break;
      case "found":
        found();
        break;
      case "lost":
        lost(onSignedOut);
        break;
    }
  });
  link.sensor(shown.key);
}

/** Ends to follow it. */
export function unfollow() {
  link?.close();
  link = null;
}

/** Follows a sensor's page too, until the result is called; what comes is given to the listener. */
export function followSensor(key, listener) {
  const mine = { key, take: listener };
  shown = mine;
  link?.sensor(key);
  return () => {
    if (shown === mine) {
      shown = { key: "", take: () => {} };
      link?.sensor("");
    }
  };
}

/** Whether this tab is to hear of alerts while it is hidden, whatever that costs. */
export function listenHidden(on) {
  link?.sounds(on);
}

function lost(onSignedOut) {
  if (store.connected || store.lostAt === 0) {
    store.connected = false;
    store.lostAt = Date.now();
    tell({ line: true });
  }
  // The server may have forgotten us, or be another one by now.
  loadSession().then(
    (session) => {
      if (!session.signedIn) {
        unfollow();
        onSignedOut();
      }
    },
    () => {},
  );
}

function found() {
  if (!store.connected) {
    store.connected = true;
    store.lostAt = 0;
    tell({ line: true });
  }
}

function setClock(now) {
  clockOffset = now - performance.now();
}

function take(frame) {
  const { changes } = frame;
  setClock(changes.now);
  const gone = new Set(changes.gone);
  if (changes.all) {
    const here = new Set(changes.sensors.map((sensor) => sensor.key));
    for (const key of sensors.keys()) {
      if (!here.has(key)) {
        gone.add(key);
      }
    }
    alerts.clear();
  }
  for (const key of gone) {
    sensors.delete(key);
  }
  for (const sensor of changes.sensors) {
    sensors.set(sensor.key, sensor);
  }
  const fresh = [];
  for (const alert of changes.alerts) {
    if (!changes.all && isUnseen(alert) && alerts.get(alert.ref)?.state !== alert.state) {
      fresh.push(alert);
    }
    alerts.set(alert.ref, alert);
  }
  boundEnded();
  if (frame.instance !== store.instance) {
    store.instance = frame.instance;
    loadSession().catch(() => {});
  }
  const line =
    store.loaded !== changes.loaded ||
    store.reading !== changes.reading ||
    store.unreadable !== changes.unreadable;
  store.loaded = changes.loaded;
  store.reading = changes.reading;
  store.unreadable = changes.unreadable;
  tell({
    sensors: changes.sensors.map((sensor) => sensor.key),
    gone: [...gone],
    alerts: fresh,
    alertsChanged: changes.alerts.length > 0 || changes.all,
    line,
  });
}

/** The server keeps the last 500 that have ended, and so do we. */
function boundEnded() {
  const ended = [...alerts.values()].filter((alert) => !alert.open);
  if (ended.length > 500) {
    ended.sort((one, other) => one.at - other.at);
    for (const alert of ended.slice(0, ended.length - 500)) {
      alerts.delete(alert.ref);
    }
  }
}
