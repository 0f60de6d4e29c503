// Draws on canvases.

import { BARS, EMOTIONS, clock, labelOf, sign } from "./words.js";
import { colour } from "./dom.js";

/** The colours of the style sheet as canvases need them; read again when the theme changes. */
export const inks = {};

export function readInks() {
  for (const label of [...EMOTIONS, "unknown", "silence"]) {
    inks[label] = colour(label);
  }
  for (const name of ["ink", "soft", "line", "panel", "high", "medium", "low", "field"]) {
    inks[name] = colour(name);
  }
}

/** Fits a canvas to its place; gives its context, in CSS pixels, and its size. */
export function fit(canvas) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const ratio = window.devicePixelRatio || 1;
  const wide = Math.round(width * ratio);
  const high = Math.round(height * ratio);
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

/** A bar of a label, standing on the bottom: its height and its split say it, and so does colour. */
export function bar(context, label, left, width, bottom, height) {
  const [share, split] = BARS[label];
  const high = Math.max(1, share * height);
  context.fillStyle = inks[label];
  if (split) {
    const half = Math.max(1, (high - 2) / 2);
    context.fillRect(left, bottom - half, width, half);
    context.fillRect(left, bottom - high, width, half);
  } else {
    context.fillRect(left, bottom - high, width, high);
  }
}

const STRIP_HEIGHT = 14;

/** The last minute of a sensor: a bar for each two seconds. The canvas has 120 x 14 units. */
export function drawStrip(canvas, strip) {
  const ratio = Math.min(2, Math.ceil(window.devicePixelRatio || 1));
  if (canvas.width !== 120 * ratio) {
    canvas.width = 120 * ratio;
    canvas.height = STRIP_HEIGHT * ratio;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, 120, STRIP_HEIGHT);
  for (let slot = 0; slot < strip.length; slot++) {
    const label = labelOf(strip[slot]);
    if (label) {
      bar(context, label, slot * 4, 3, STRIP_HEIGHT, STRIP_HEIGHT);
    }
  }
}

/** The columns of a spectrogram by their time, and their picture. */
export class Spectrogram {
  constructor(bands, hopMs, palette, spanMs) {
    this.bands = bands;
    this.hopMs = hopMs;
    this.rgb = palette;
    this.capacity = Math.ceil(spanMs / hopMs);
    this.levels = new Uint8Array(this.capacity * bands);
    this.number = new Float64Array(this.capacity).fill(-1);
    this.picture = document.createElement("canvas");
  }

  /** Takes columns, one after another, from this time on. */
  add(at, base64) {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const first = Math.round(at / this.hopMs);
    for (let column = 0; column * this.bands < bytes.length; column++) {
      const index = (first + column) % this.capacity;
      this.number[index] = first + column;
      this.levels.set(bytes.subarray(column * this.bands, (column + 1) * this.bands), index * this.bands);
    }
  }

  /** Draws what was from one time to another; of columns that share a pixel, the loudest level. */
  draw(context, left, top, width, height, from, to) {
    const wide = Math.max(1, Math.round(width));
    const { bands, picture } = this;
    if (picture.width !== wide || picture.height !== bands) {
      picture.width = wide;
      picture.height = bands;
    }
    const pixels = picture.getContext("2d");
    const image = pixels.createImageData(wide, bands);
    const loudest = new Uint8Array(bands);
    const perPixel = (to - from) / this.hopMs / wide;
    const start = from / this.hopMs;
    for (let x = 0; x < wide; x++) {
      const first = Math.floor(start + x * perPixel);
      const last = Math.max(first + 1, Math.floor(start + (x + 1) * perPixel));
      if (this.#loudest(first, last, loudest)) {
        this.#paint(image.data, x, wide, loudest);
      }
    }
    pixels.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, left, top, width, height);
  }

  #loudest(first, last, loudest) {
    let any = false;
    loudest.fill(0);
    for (let n = first; n < last; n++) {
      const index = n % this.capacity;
      if (index >= 0 && this.number[index] === n) {
        any = true;
        for (let band = 0; band < this.bands; band++) {
          loudest[band] = Math.max(loudest[band], this.levels[index * this.bands + band]);
        }
      }
    }
    return any;
  }

  #paint(data, x, wide, levels) {
    for (let band = 0; band < this.bands; band++) {
      const at = ((this.bands - 1 - band) * wide + x) * 4;
      const rgb = this.rgb[levels[band]];
      data[at] = rgb >> 16;
      data[at + 1] = (rgb >> 8) & 255;
      data[at + 2] = rgb & 255;
      data[at + 3] = 255;
    }
  }
}

const LABELS = 96; // left of the rows
const VALUES = 56; // right of them
const AXIS = 20;
const STEPS = [5_000, 10_000, 15_000, 30_000, 60_000];

/** Where the times of a chart lie. */
export function frameOf(width, from, to) {
  const left = LABELS;
  const inner = width - LABELS - VALUES;
  return { left, inner, right: left + inner, from, to, x: (ms) => left + ((ms - from) / (to - from)) * inner };
}

/** The axis of a chart and its lines. */
export function drawAxis(context, frame, top, bottom) {
  const step = STEPS.find((ms) => (frame.to - frame.from) / ms <= frame.inner / 70) ?? 60_000;
  context.font = "11px system-ui, sans-serif";
  context.textBaseline = "top";
  context.textAlign = "center";
  for (let ms = Math.ceil(frame.from / step) * step; ms <= frame.to; ms += step) {
    const x = Math.round(frame.x(ms)) + 0.5;
    context.strokeStyle = inks.line;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, bottom);
    context.stroke();
    if (x > frame.left + 24 && x < frame.right - 4) {
      context.fillStyle = inks.soft;
      context.fillText(clock(ms), x, bottom + 5);
    }
  }
}

function rowLabel(context, text, middle, strong) {
  context.font = `${strong ? "600 " : ""}12px system-ui, sans-serif`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = inks.ink;
  context.fillText(text, 6, middle);
}

function rowValue(context, frame, text, middle, strong) {
  context.font = `${strong ? "600 " : ""}12px system-ui, sans-serif`;
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.fillStyle = strong ? inks.ink : inks.soft;
  context.fillText(text, frame.right + VALUES - 6, middle);
}

const ROW = 34;
const LANE = 26;

/** How high the chart of the shares is. */
export const SHARES_HEIGHT = LANE * 2 + ROW * EMOTIONS.length + 30 + AXIS;

/** Alerts, what was heard, the share of each emotion and the level, on one axis. */
export function drawShares(canvas, history, alerts, from, to) {
  const { context, width, height } = fit(canvas);
  if (width < 240) {
    return;
  }
  const frame = frameOf(width, from, to);
  const bottom = height - AXIS;
  drawAxis(context, frame, 0, bottom);
  context.save();
  context.beginPath();
  context.rect(frame.left, 0, frame.inner, bottom);
  context.clip();
  drawAlerts(context, frame, alerts, 2, LANE - 6);
  drawHeard(context, frame, history, LANE * 2 - 5, LANE - 6);
  EMOTIONS.forEach((label, n) => drawRow(context, frame, history, n, label, LANE * 2 + ROW * n));
  drawLevel(context, frame, history, LANE * 2 + ROW * EMOTIONS.length);
  context.restore();
  rowLabel(context, "alerts", LANE / 2);
  rowLabel(context, "heard", LANE * 1.5);
  const last = history.length - 1;
  EMOTIONS.forEach((label, n) => {
    const middle = LANE * 2 + ROW * (n + 0.5);
    const best = last >= 0 && history[last].label === label;
    rowLabel(context, `${sign(label)}  ${label}`, middle, best);
    if (last >= 0) {
      rowValue(context, frame, `${history[last].shares[n]} %`, middle, best);
    }
    line(context, frame, LANE * 2 + ROW * (n + 1) - 0.5);
  });
  const level = LANE * 2 + ROW * EMOTIONS.length + 15;
  rowLabel(context, "level", level);
  if (last >= 0) {
    rowValue(context, frame, `${history[last].level} dB`, level);
  }
}

function line(context, frame, y) {
  context.strokeStyle = inks.line;
  context.beginPath();
  context.moveTo(frame.left, y);
  context.lineTo(frame.right, y);
  context.stroke();
}

function drawAlerts(context, frame, alerts, top, height) {
  for (const alert of alerts) {
    const left = Math.max(frame.left - 2, frame.x(alert.raised));
    const right = Math.max(left + 3, alert.open ? frame.right + 2 : frame.x(alert.at));
    if (right < frame.left || left > frame.right) {
      continue;
    }
    context.fillStyle = inks[alert.priority];
    context.globalAlpha = alert.open ? 1 : 0.55;
    context.fillRect(left, top, right - left, height);
    context.globalAlpha = 1;
    const text = `${{ high: "!!!", medium: "!!", low: "!" }[alert.priority]} ${alert.rule}`;
    context.font = "600 11px system-ui, sans-serif";
    if (right - left > context.measureText(text).width + 8) {
      context.fillStyle = alert.priority === "high" ? "#ffffff" : "#1a1400";
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.fillText(text, Math.max(left, frame.left) + 5, top + height / 2 + 0.5);
    }
  }
}

function drawHeard(context, frame, history, bottom, height) {
  for (let n = 0; n < history.length; n++) {
    const { end, label } = history[n];
    const x = frame.x(end - 500);
    if (x >= frame.left - 20 && end <= frame.to + 1000) {
      bar(context, label, x, Math.max(1, frame.x(end) - x - 0.5), bottom, height);
    }
  }
}

function drawRow(context, frame, history, emotion, label, top) {
  const bottom = top + ROW - 1;
  const scale = (ROW - 5) / 100;
  context.fillStyle = inks[label];
  context.strokeStyle = inks[label];
  context.lineWidth = 1.5;
  let run = [];
  const flush = () => {
    if (run.length > 1) {
      context.beginPath();
      context.moveTo(run[0][0], bottom);
      run.forEach(([x, y]) => context.lineTo(x, y));
      context.lineTo(run[run.length - 1][0], bottom);
      context.globalAlpha = 0.3;
      context.fill();
      context.globalAlpha = 1;
      context.beginPath();
      run.forEach(([x, y], n) => (n === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.stroke();
    }
    run = [];
  };
  for (let n = 0; n < history.length; n++) {
    const { end, label: heard, shares } = history[n];
    if (heard === "silence" || (n > 0 && end - history[n - 1].end > 2_000)) {
      flush();
    }
    if (heard !== "silence" && end >= frame.from - 2_000) {
      run.push([frame.x(end), bottom - shares[emotion] * scale]);
    }
  }
  flush();
  context.lineWidth = 1;
}

function drawLevel(context, frame, history, top) {
  const scale = 26 / 80; // from -80 to 0 dB
  context.fillStyle = inks.soft;
  for (let n = 0; n < history.length; n++) {
    const { end, level } = history[n];
    if (end >= frame.from - 1_000) {
      const height = Math.max(1, (Math.max(-80, Math.min(0, level)) + 80) * scale);
      const x = frame.x(end - 500);
      context.fillRect(x, top + 28 - height, Math.max(1, frame.x(end) - x - 0.5), height);
    }
  }
}

/** The spectrogram on the same axis as the shares. */
export function drawSpectrogram(canvas, spectrogram, from, to) {
  const { context, width, height } = fit(canvas);
  if (width < 240) {
    return;
  }
  const frame = frameOf(width, from, to);
  context.fillStyle = inks.field;
  context.fillRect(frame.left, 0, frame.inner, height);
  spectrogram.draw(context, frame.left, 0, frame.inner, height, from, to);
  context.font = "11px system-ui, sans-serif";
  context.fillStyle = inks.soft;
  context.textAlign = "right";
  context.textBaseline = "top";
  context.fillText("7.6 kHz", frame.left - 6, 2);
  context.textBaseline = "bottom";
  context.fillText("50 Hz", frame.left - 6, height - 2);
  rowLabel(context, "audio", height / 2);
}
