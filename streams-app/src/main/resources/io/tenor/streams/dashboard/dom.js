// Builds the page. What comes from a topic becomes text, never markup.

/** An element with properties, attributes (those with a dash, and role) and children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") {
      for (const [type, listener] of Object.entries(value)) {
        element.addEventListener(type, listener);
      }
    } else if (name.includes("-") || name === "role" || name === "for") {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets a text, if it is another one: what is the same costs no layout. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Sets a class, if it is another one. */
export function setClass(element, name) {
  if (element.className !== name) {
    element.className = name;
  }
}

/** Shows or hides. */
export function show(element, shown) {
  if (element.hidden === shown) {
    element.hidden = !shown;
  }
}

export const byId = (id) => document.getElementById(id);

/** A setting that this browser keeps; it works without storage, too. */
export const kept = {
  get(name, otherwise) {
    try {
      return localStorage.getItem(`tenor.${name}`) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`tenor.${name}`, value);
    } catch {
      // A browser that keeps nothing forgets it.
    }
  },
};

/** Reads a colour of the style sheet, for canvases. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
