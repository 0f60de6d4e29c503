// All tabs of a browser read through this one.

import { Feed } from "./feed.js";

const feed = new Feed();

self.addEventListener("connect", (event) => {
  const [port] = event.ports;
  let reader = null;
  port.onmessage = ({ data }) => {
    if (data.type === "join") {
      reader ??= feed.join((message) => port.postMessage(message));
    } else if (data.type === "leave") {
      reader?.leave();
      reader = null;
    } else if (data.type === "sensor") {
      reader?.sensor(data.key);
    } else {
      reader?.took();
    }
  };
  port.postMessage({ type: "hello" });
});
