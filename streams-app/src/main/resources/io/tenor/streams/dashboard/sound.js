// The sound of alerts, for who has asked for it. A browser may refuse it, or stop it at any time: then
// the page says so, nothing is put by to ring late, and a press anywhere brings it back.

// Two tones a pulse; the more urgent, the more pulses.
const PULSES = { high: 5, medium: 3, low: 1 };
const URGENCY = ["low", "medium", "high"];
const PULSE_S = 0.28;
const START_MS = 1_000;

let audio = null;
let starting = false;
let missed = false;
let tones = [];
let ringing = { until: 0, urgency: -1 };
let changed = () => {};
let present = () => null;

/** Tells of changes of the state, and asks for the priority of what is to be heard now, or null. */
export function onSound(listener, mostUrgent) {
  changed = listener;
  present = mostUrgent;
  document.addEventListener("click", wake);
  document.addEventListener("keydown", wake);
}

/** What somebody can expect: "off", "starting", "on", or "blocked" by the browser. */
export function soundState() {
  if (audio === null) {
    return "off";
  }
  return audio.state === "running" ? "on" : starting ? "starting" : "blocked";
}

/** Switches the sound on or off; a browser allows it on a press of a button only. */
export function switchSound(on) {
  if (on && audio === null) {
    audio = new AudioContext();
    missed = false;
    starting = true; // for a moment every sound is suspended
    setTimeout(() => {
      starting = false;
      changed();
    }, START_MS);
    audio.addEventListener("statechange", look);
    wake();
  } else if (!on && audio !== null) {
    audio.removeEventListener("statechange", look);
    audio.close();
    audio = null;
    tones = [];
    ringing = { until: 0, urgency: -1 };
  }
  changed();
}

function wake() {
  if (audio !== null && audio.state !== "running") {
    audio.resume().catch(() => {}); // the state says what became of it
  }
}

function look() {
  if (audio === null) {
    return;
  }
  if (audio.state === "running") {
    starting = false;
    const priority = missed ? present() : null;
    missed = false;
    if (priority !== null) {
      ring(priority); // once for all that came meanwhile and is there still
    }
  } else {
    silence(); // the rest of a ring would come when it is resumed
  }
  changed();
}

function silence() {
  missed ||= audio.currentTime < ringing.until;
  tones.forEach((tone) => tone.disconnect());
  tones = [];
  ringing = { until: 0, urgency: -1 };
}

/** Rings for a new alert, if it can be heard now; one ring at a time, the more urgent goes before. */
export function ring(priority) {
  if (audio === null) {
    return;
  }
  if (audio.state !== "running") {
    missed = true;
    return;
  }
  const urgency = URGENCY.indexOf(priority);
  if (audio.currentTime < ringing.until && urgency < ringing.urgency) {
    return;
  }
  silence();
  missed = false;
  for (let pulse = 0; pulse < PULSES[priority]; pulse++) {
    const at = audio.currentTime + pulse * PULSE_S + (pulse > 2 ? 0.25 : 0);
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = priority === "low" ? 440 : 660;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.25, at + 0.02);
    gain.gain.linearRampToValueAtTime(0, at + 0.18);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.2);
    tones.push(gain);
    ringing = { until: at + 0.2, urgency };
  }
}
