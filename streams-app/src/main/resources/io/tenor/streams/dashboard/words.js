// The words and signs of the page. Nothing is said by a colour alone.

export const EMOTIONS = ["anger", "boredom", "disgust", "fear", "happiness", "sadness", "neutral"];

const SIGNS = {
  anger: "▲",
  fear: "◆",
  disgust: "✖",
  sadness: "▼",
  happiness: "●",
  boredom: "▬",
  neutral: "○",
  unknown: "?",
  silence: "·",
};

/** The sign that goes with a label. */
export const sign = (label) => SIGNS[label] ?? "";

const LETTERS = {
  a: "anger",
  b: "boredom",
  d: "disgust",
  f: "fear",
  h: "happiness",
  s: "sadness",
  n: "neutral",
  "?": "unknown",
  ".": "silence",
};

/** The label that a letter of a strip stands for. */
export const labelOf = (letter) => LETTERS[letter];

/** How a label is drawn in a strip: how high (0 to 1), and whether it is split. */
export const BARS = {
  anger: [1, false],
  fear: [1, true],
  happiness: [0.75, false],
  disgust: [0.75, true],
  sadness: [0.5, false],
  boredom: [0.5, true],
  neutral: [0.28, false],
  unknown: [0.28, true],
  silence: [0.08, false],
};

export const PRIORITIES = ["high", "medium", "low"];
export const rank = (priority) => PRIORITIES.indexOf(priority);
export const marks = (priority) => ({ high: "!!!", medium: "!!", low: "!" })[priority] ?? "!";

const CONDITIONS = {
  emotion: "sounds like",
  rising: "rises above the usual:",
  mixed: "at once:",
  arousal: "aroused, such as",
  unknown: "speech that cannot be judged",
  offline: "no audio comes",
  clipped: "the microphone is overdriven",
  noisy: "the background is too loud",
  quiet: "nothing is in the audio",
};

/** What an alert is about, in words. */
export function about(alert) {
  const what = CONDITIONS[alert.condition] ?? alert.condition;
  if (alert.emotions.length === 0) {
    return what;
  }
  const joined = alert.emotions.join(alert.condition === "mixed" ? " and " : " or ");
  return `${what} ${joined}`;
}

const STATES = {
  raised: "not acknowledged",
  escalated: "escalated, not acknowledged",
  acknowledged: "acknowledged",
  cleared: "cleared",
  expired: "expired",
};

/** Where an alert is in its life, in words. */
export function stateOf(alert) {
  if (alert.seenBy !== "") {
    return alert.open ? `seen by ${alert.seenBy}` : `${STATES[alert.state]}, seen by ${alert.seenBy}`;
  }
  return STATES[alert.state] ?? alert.state;
}

/** A span of time in few words; the longer, the coarser. */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** A time of the day. */
export const clock = (ms) => TIME.format(new Date(ms));

/** A time, with its day if that is not today. */
export function when(ms, now) {
  return Math.abs(now - ms) < 12 * 3_600_000 ? clock(ms) : DAY.format(new Date(ms));
}

export const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const texts = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
export const byName = (one, other) => texts.compare(one, other);
