// The way of this tab to what the server says: through the worker that all tabs share or, where a
// browser has none, by a line of its own, which is let go while nobody looks.

import { Feed } from "./feed.js";

const HELLO_MS = 4_000;

/** Opens it: {sensor(key), sounds(on), close()}; what comes is given to the listener. */
export function openLink(listener) {
  let key = "";
  let loud = false;
  let way = null;
  let ended = false;

  const hidden = () => document.visibilityState === "hidden";
  const tell = (from) => (message) => {
    if (way === from) {
      listener(message);
    }
  };

  /** A hidden tab needs no sensor; the board it needs for its title and sound, if that costs no line. */
  const look = () => {
    way?.look(hidden() ? "" : key, !hidden() || loud || way.shared);
  };

  function alone() {
    const feed = new Feed();
    let reader = null;
    const own = {
      shared: false,
      look(sensor, wanted) {
        if (!wanted) {
          reader?.leave();
          reader = null;
          return;
        }
        if (reader === null) {
          // Taken in a later turn, as by a worker: whoever sends is not done yet.
          reader = feed.join((message) => queueMicrotask(() => {
            tell(own)(message);
            if (message.type === "board" || message.type === "beat") {
              reader?.took();
            }
          }));
          own.sensor = "";
        }
        if (own.sensor !== sensor) {
          own.sensor = sensor;
          reader.sensor(sensor);
        }
      },
      close() {
        own.look("", false);
      },
    };
    return own;
  }

  function together(fallBack) {
    const worker = new SharedWorker("worker.js", { type: "module", name: "tenor" });
    const { port } = worker;
    const timer = setTimeout(fallBack, HELLO_MS);
    const own = {
      shared: true,
      look(sensor) {
        if (own.sensor !== sensor) {
          own.sensor = sensor;
          port.postMessage({ type: "sensor", key: sensor });
        }
      },
      close() {
        clearTimeout(timer);
        port.postMessage({ type: "leave" });
        port.close();
      },
      rejoin() {
        port.postMessage({ type: "join" });
        own.sensor = "";
      },
      away() {
        port.postMessage({ type: "leave" });
      },
    };
    worker.onerror = fallBack; // such as a browser without modules in workers
    port.onmessage = ({ data }) => {
      if (data.type === "hello") {
        clearTimeout(timer);
        return;
      }
      tell(own)(data);
      if (data.type === "board" || data.type === "beat") {
        port.postMessage({ type: "took" });
      }
    };
    own.rejoin();
    return own;
  }

  function start() {
    const fallBack = () => {
      if (!ended && way?.shared) {
        way.close();
        way = alone();
        look();
      }
    };
    try {
      way = typeof SharedWorker === "undefined" ? alone() : together(fallBack);
    } catch {
      way = alone();
    }
    look();
  }

  // A page that the browser keeps for "back" must not be told anything, and comes back whole.
  const away = () => way?.away?.();
  const back = (event) => {
    if (event.persisted) {
      way?.rejoin?.();
      look();
    }
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", away);
  addEventListener("pageshow", back);
  start();
  return {
    sensor(next) {
      key = next;
      look();
    },
    sounds(on) {
      loud = on;
      look();
    },
    close() {
      ended = true;
      document.removeEventListener("visibilitychange", look);
      removeEventListener("pagehide", away);
      removeEventListener("pageshow", back);
      way.close();
      way = null;
    },
  };
}
