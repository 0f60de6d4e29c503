// A sensor's page: spectrogram, what was heard over time, alerts and status.

import { el, kept, setClass, setText, show } from "./dom.js";
import { SHARES_HEIGHT, Spectrogram, drawShares, drawSpectrogram } from "./charts.js";
import { EMOTIONS, clock, labelOf, sign, span, when } from "./words.js";
import { followSensor, store } from "./store.js";
import { alertList } from "./alerts.js";
import { isCertain, noteOf, stateOf } from "./board.js";

const KEEP_MS = 5 * 60_000;
const DRAW_MS = 60;
const SPANS = [
  [30_000, "30 s"],
  [60_000, "1 min"],
  [120_000, "2 min"],
  [300_000, "5 min"],
];

/** Shows a sensor until the result is called. */
export function sensorPage(main, context, name) {
  const key = `${context}/${name}`;
  const history = [];
  const alerts = new Map();
  const audio = store.session.listenAudio
    ? new Spectrogram(store.session.bands, store.session.hopMs, store.session.palette, KEEP_MS)
    : null;
  let spanMs = Number(kept.get("span", 60_000));
  let lag = Infinity; // how far capture times are behind our clock
  let paused = 0;
  let drawn = 0;
  let tabled = 0;

  const glyph = el("span", { className: "glyph", "aria-hidden": "true" });
  const word = el("span", { className: "word" });
  const percent = el("span", { className: "percent" });
  const state = el("span", { className: "chip" });
  const note = el("span", { className: "note" });
  const lost = el("p", { className: "message", role: "status", hidden: true });
  const spans = el(
    "div",
    { className: "tabs", role: "group", "aria-label": "Span of time" },
    ...SPANS.map(([ms, text]) =>
      el("button", {
        type: "button",
        textContent: text,
        "aria-pressed": String(ms === spanMs),
        on: {
          click(event) {
            spanMs = ms;
            kept.set("span", String(ms));
            [...spans.children].forEach((one) => one.setAttribute("aria-pressed", String(one === event.currentTarget)));
          },
        },
      }),
    ),
  );
  const pause = el("button", {
    type: "button",
    textContent: "Pause",
    "aria-pressed": "false",
    on: {
      click() {
        paused = paused === 0 ? edge() : 0;
        setText(pause, paused === 0 ? "Pause" : "Go on");
        pause.setAttribute("aria-pressed", String(paused !== 0));
      },
    },
  });
  const sound = el("canvas", { className: "sound", role: "img", "aria-label": "Spectrogram of the audio" });
  const shares = el("canvas", { className: "shares", role: "img", "aria-label": "Probability of each emotion over time" });
  shares.style.height = `${SHARES_HEIGHT}px`;
  const rows = el("tbody", {});
  const facts = el("dl", { className: "facts" });
  const list = alertList({ sensor: key, ended: true });
  main.replaceChildren(
    el(
      "section",
      { className: "page sensor" },
      el(
        "div",
        { className: "sensor-head" },
        el("a", { href: "#/", className: "back", textContent: "‹ Board" }),
        el("h1", {}, el("bdi", { textContent: name }), el("span", { className: "context", textContent: context })),
        el("p", { className: "heard" }, glyph, word, percent),
        el("p", { className: "state" }, state, note),
        el("div", { className: "tools" }, spans, pause),
      ),
      lost,
      el(
        "div",
        { className: "sensor-body" },
        el(
          "div",
          { className: "charts" },
          audio
            ? sound
            : el(
                "p",
                { className: "hint" },
                "No spectrogram: this server reads no audio. Start it with ",
                el("code", { textContent: "--listen-audio" }),
                " to see it.",
              ),
          shares,
          el(
            "details",
            {},
            el("summary", { textContent: "The last windows as a table" }),
            el(
              "table",
              {},
              el("caption", { className: "unseen", textContent: "The last windows, the latest first" }),
              el(
                "thead",
                {},
                el("tr", {}, ...["End", "Heard", ...EMOTIONS, "Speech", "Level"].map((text) => el("th", { scope: "col", textContent: text }))),
              ),
              rows,
            ),
          ),
        ),
        el(
          "div",
          { className: "sensor-side" },
          list.element,
          el("section", { "aria-label": "Status" }, el("h2", { textContent: "Status" }), facts),
        ),
      ),
    ),
  );

  /** The capture time that is drawn at the right. */
  function edge() {
    return lag === Infinity ? store.now() : performance.now() - lag;
  }

  function take(frame) {
    const { page } = frame;
    const had = history.length;
    if (page.all) {
      history.length = 0;
      alerts.clear();
      lag = Infinity;
    }
    const windows = page.windows;
    if (windows) {
      for (let n = 0; n < windows.ends.length; n++) {
        history.push({
          end: windows.ends[n],
          label: labelOf(windows.letters[n]),
          shares: windows.shares.slice(n * EMOTIONS.length, (n + 1) * EMOTIONS.length),
          speech: windows.speech[n],
          level: windows.levels[n],
        });
      }
      if (history.length > 600) {
        history.splice(0, history.length - 600);
      }
    }
    const last = history[history.length - 1];
    if (last && windows?.ends.length > 0) {
      // Follows a clock that drifts, and jumps with one that is set.
      const behind = performance.now() - last.end;
      lag = Math.abs(behind - lag) > 5_000 ? behind : Math.min(lag + 2, behind);
    }
    page.alerts.forEach((alert) => alerts.set(alert.ref, alert));
    if (audio) {
      frame.audio.forEach((columns) => audio.add(columns.at, columns.levels));
    }
    show(lost, page.sensor === null);
    setText(lost, store.loaded ? "This sensor is not known: it was forgotten, or nothing was heard of it yet." : "Reading the topics …");
    if (page.sensor) {
      drawHead(page.sensor, last);
    }
    if (page.status) {
      drawFacts(facts, page.status);
    }
    if (last && (had !== history.length || windows?.ends.length > 0) && performance.now() - tabled > 1_000) {
      tabled = performance.now();
      drawTable(rows, history);
      describe(last);
    }
  }

  function drawHead(sensor) {
    const now = stateOf(sensor);
    const gone = now === "offline" || now === "stale";
    setText(glyph, sign(sensor.label));
    setText(word, gone ? `last: ${sensor.label || "nothing"}` : sensor.label || "waiting");
    setText(percent, isCertain(sensor) && !gone ? `${sensor.percent} %` : "");
    setClass(glyph, `glyph is-${sensor.label || "waiting"}`);
    setText(state, now === "stale" ? "no news" : now);
    setClass(state, `chip ${now}`);
    setText(note, noteOf(sensor, now));
  }

  function describe(last) {
    const best = EMOTIONS.map((label, n) => [label, last.shares[n]])
      .sort((one, other) => other[1] - one[1])
      .slice(0, 3)
      .map(([label, share]) => `${label} ${share} percent`);
    shares.setAttribute(
      "aria-label",
      `Probability of each emotion over time. At ${clock(last.end)}: ${last.label}` +
        (last.label === "silence" ? "." : `; ${best.join(", ")}.`),
    );
  }

  let frame = requestAnimationFrame(function draw(now) {
    if (now - drawn >= DRAW_MS) {
      drawn = now;
      const to = paused || edge();
      drawShares(shares, history, alerts.values(), to - spanMs, to);
      if (audio) {
        drawSpectrogram(sound, audio, to - spanMs, to);
      }
    }
    frame = requestAnimationFrame(draw);
  });
  const unfollow = followSensor(key, take);
  return () => {
    unfollow();
    list.close();
    cancelAnimationFrame(frame);
  };
}

function drawTable(rows, history) {
  const last = history.slice(-12).reverse();
  rows.replaceChildren(
    ...last.map((one) =>
      el(
        "tr",
        {},
        el("td", { textContent: clock(one.end) }),
        el("td", { textContent: `${sign(one.label)} ${one.label}` }),
        ...one.shares.map((share) => el("td", { textContent: one.label === "silence" ? "" : String(share) })),
        el("td", { textContent: String(one.speech) }),
        el("td", { textContent: String(one.level) }),
      ),
    ),
  );
}

function drawFacts(list, status) {
  const at = Date.parse(status.at);
  const since = Date.parse(status.since);
  const facts = [
    ["First heard", when(since, store.now())],
    ["Last audio", when(at, store.now())],
    ["Heard", span(status.heardMs)],
    ["Sessions", String(status.sessions)],
    ["Chunks", `${status.chunks}; ${status.lateChunks} late, ${status.duplicateChunks} twice, ${status.overtakingChunks} out of order`],
    ["Missing", status.gaps === 0 ? "nothing" : `${span(status.missingMs)} in ${status.gaps} gaps`],
    ["Level", `${Math.round(status.levelDb)} dB, background ${Math.round(status.noiseDb)} dB`],
    ["Clipped", `${Math.round(status.clippedShare * 100)} %`],
    ["Clock", `${status.clockOffsetMs > 0 ? "ahead" : "audio was"} ${Math.abs(status.clockOffsetMs)} ms${status.clockOffsetMs > 0 ? "" : " old"}`],
    ["Not scored", status.skippedWindows === 0 ? "nothing" : `${status.skippedWindows} windows`],
  ];
  if (status.degraded.length > 0) {
    facts.unshift(["Wrong", status.degraded.join(", ")]);
  }
  list.replaceChildren(...facts.flatMap(([term, text]) => [el("dt", { textContent: term }), el("dd", { textContent: text })]));
}
