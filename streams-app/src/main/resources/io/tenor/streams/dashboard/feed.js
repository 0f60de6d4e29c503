// One line to the server for all who read here. A browser has six connections to a server: with a
// line for each tab the seventh would not load, and an acknowledgement would never leave. So this
// runs in a worker that all tabs share (worker.js), or in the tab where there is none (link.js).

import { Line } from "./line.js";

const MOST_SENSORS = 16; // as the server has it
const MOST_ENDED = 500;
const DEAF_MS = 60_000; // a tab that takes nothing for longer is frozen, or was killed

/** The board as the server has told it. */
class Board {
  constructor() {
    this.id = "";
    this.instance = "";
    this.sensors = new Map();
    this.alerts = new Map();
    this.head = null;
    this.clock = 0;
  }

  /** Takes what has changed: gives the keys of what did. */
  take({ instance, changes }, id) {
    const { sensors, gone, alerts, ...head } = changes;
    this.id = id;
    this.instance = instance;
    this.setClock(changes.now);
    if (changes.all) {
      this.sensors.clear();
      this.alerts.clear();
    }
    gone.forEach((key) => this.sensors.delete(key));
    sensors.forEach((sensor) => this.sensors.set(sensor.key, sensor));
    alerts.forEach((alert) => this.alerts.set(alert.ref, alert));
    this.head = head;
    const ended = [...this.alerts.values()].filter((alert) => !alert.open);
    if (ended.length > MOST_ENDED) {
      ended.sort((one, other) => one.at - other.at);
      ended.slice(0, ended.length - MOST_ENDED).forEach((alert) => this.alerts.delete(alert.ref));
    }
  }

  setClock(now) {
    this.clock = now - performance.now();
  }

  /** The whole as one frame. */
  whole() {
    return this.#frame(true, [...this.sensors.values()], [], [...this.alerts.values()]);
  }

  /** What became of these. */
  changed({ sensors, alerts }) {
    const here = [...sensors].map((key) => this.sensors.get(key)).filter(Boolean);
    const gone = [...sensors].filter((key) => !this.sensors.has(key));
    return this.#frame(false, here, gone, [...alerts].map((ref) => this.alerts.get(ref)).filter(Boolean));
  }

  #frame(all, sensors, gone, alerts) {
    const now = Math.round(performance.now() + this.clock);
    return { instance: this.instance, changes: { ...this.head, all, now, sensors, gone, alerts } };
  }
}

/** Those who read here, and the line that they share while there are any. */
export class Feed {
  #readers = new Set();
  #board = new Board();
  #line = null;
  #found = false;

  /** Begins to tell somebody: gives what they say to it. */
  join(send) {
    const reader = { send, sensor: "", busy: 0, missed: null };
    this.#add(reader);
    return {
      /** Which sensor's page it shows; "" for none. */
      sensor: (key) => {
        reader.sensor = key;
        this.#add(reader);
        this.#want(key !== "");
      },
      /** It has taken the last frame of the board. */
      took: () => {
        reader.busy = 0;
        this.#add(reader);
        this.#catchUp(reader);
      },
      leave: () => this.#drop(reader),
    };
  }

  #add(reader) {
    if (this.#readers.has(reader)) {
      return;
    }
    this.#readers.add(reader);
    reader.busy = 0;
    reader.missed = { all: true, sensors: new Set(), alerts: new Set() };
    if (this.#line === null) {
      this.#open();
    } else if (!this.#found) {
      this.#line.open(); // somebody is here now, who may have signed in
    } else {
      reader.send({ type: "found" });
      this.#catchUp(reader);
    }
  }

  #drop(reader) {
    this.#readers.delete(reader);
    if (this.#readers.size === 0 && this.#line !== null) {
      this.#line.close();
      this.#line = null;
      this.#found = false;
    } else if (reader.sensor !== "") {
      this.#want(false);
    }
  }

  /** Asks anew where sensors are wanted that are not told, or told that nobody wants. */
  #want(anew) {
    if (this.#line !== null && (anew || this.#url() !== this.asked)) {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.#line?.open(), 30); // a tab leaves one and goes to another
    }
  }

  #url() {
    const sensors = [...new Set([...this.#readers].map((reader) => reader.sensor))].filter((key) => key !== "").sort();
    return sensors.slice(0, MOST_SENSORS).map((key) => `sensor=${encodeURIComponent(key)}`).join("&");
  }

  #open() {
    this.#line = new Line(
      () => {
        this.asked = this.#url();
        return `api/board?after=${encodeURIComponent(this.#board.id)}&${this.asked}`;
      },
      {
        on: {
          board: (frame, id) => this.#take(frame, id),
          beat: (beat) => {
            this.#board.setClock(beat.now);
            this.#tellBoard({ type: "beat", now: beat.now });
          },
          sensor: (frame) => {
            for (const reader of this.#readers) {
              if (reader.sensor === frame.key) {
                reader.send({ type: "sensor", frame });
              }
            }
          },
        },
        lost: () => {
          this.#found = false;
          this.#readers.forEach((reader) => reader.send({ type: "lost" }));
        },
        found: () => {
          if (!this.#found) {
            this.#found = true;
            for (const reader of this.#readers) {
              reader.send({ type: "found" });
              this.#catchUp(reader);
            }
          }
        },
      },
    );
  }

  #take(frame, id) {
    const { changes } = frame;
    this.#board.take(frame, id);
    for (const reader of this.#readers) {
      reader.missed ??= { all: false, sensors: new Set(), alerts: new Set() };
      reader.missed.all ||= changes.all;
      changes.sensors.forEach((sensor) => reader.missed.sensors.add(sensor.key));
      changes.gone.forEach((key) => reader.missed.sensors.add(key));
      changes.alerts.forEach((alert) => reader.missed.alerts.add(alert.ref));
      this.#catchUp(reader);
    }
    this.#dropDeaf();
  }

  /** Tells of what has changed since the last frame that it took: a slow one gets fewer frames. */
  #catchUp(reader) {
    if (reader.busy === 0 && reader.missed !== null && this.#board.head !== null) {
      const { missed } = reader;
      reader.missed = null;
      reader.busy = performance.now();
      reader.send({ type: "board", frame: missed.all ? this.#board.whole() : this.#board.changed(missed) });
    }
  }

  #tellBoard(message) {
    for (const reader of this.#readers) {
      if (reader.busy === 0) {
        reader.busy = performance.now();
        reader.send(message);
      }
    }
    this.#dropDeaf();
  }

  #dropDeaf() {
    for (const reader of this.#readers) {
      if (reader.busy !== 0 && performance.now() - reader.busy > DEAF_MS) {
        this.#drop(reader); // if it takes it after all, it gets the whole
      }
    }
  }
}
