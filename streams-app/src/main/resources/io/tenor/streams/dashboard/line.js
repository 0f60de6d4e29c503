// A line to the server that heals by itself: a browser comes back after a fault of the network, and
// we do after everything else, such as a proxy's error page.

const SILENT_MS = 5_000; // the server says something every second
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

/** Server-sent events that are asked for again for as long as they are wanted. */
export class Line {
  /** Where: a function, asked each time. Listeners: by type of event, and lost() and found(). */
  constructor(url, listeners) {
    this.url = url;
    this.listeners = listeners;
    this.pause = FIRST_PAUSE_MS;
    this.watch = setInterval(() => this.#look(), 1_000);
    this.open();
  }

  /** Asks now, for what is wanted now. */
  open() {
    clearTimeout(this.timer);
    this.source?.close();
    this.last = performance.now();
    const source = new EventSource(this.url());
    this.source = source;
    for (const [type, listener] of Object.entries(this.listeners.on)) {
      source.addEventListener(type, (event) => {
        if (this.source !== source) {
          return;
        }
        this.last = performance.now();
        this.pause = FIRST_PAUSE_MS;
        this.listeners.found();
        listener(JSON.parse(event.data), event.lastEventId);
      });
    }
    source.addEventListener("error", () => {
      if (this.source !== source) {
        return;
      }
      this.listeners.lost();
      if (source.readyState === EventSource.CLOSED) {
        this.#openSoon();
      }
    });
  }

  #openSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), this.pause);
    this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 2);
  }

  #look() {
    if (performance.now() - this.last > SILENT_MS) {
      this.listeners.lost();
      this.open();
    }
  }

  close() {
    clearInterval(this.watch);
    clearTimeout(this.timer);
    this.source.close();
    this.source = null;
  }
}
