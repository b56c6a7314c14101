// Building what stands on the page: elements, buttons, dates and plurals.
//
// Whatever a rulebook, a file, a link or a person says becomes a text node or the value of an attribute that is named
// here. Nothing in this app assigns HTML. What the screens say, they say themselves.

/** An element with attributes, listeners (`on: {click: …}`) and children. `null` and `false` leave an attribute or child out. */
export function el(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button that does something on this page. */
export function button(text, click, traits = {}) {
  return el("button", { type: "button", on: { click }, ...traits }, text);
}

/**
 * The button that a form is sent with, by a click or by Enter in a field, which the browser turns into a click. It acts on
 * the click, since some viewers of attachments show a page in a frame that sends no forms.
 */
export function submitButton(text, act, traits = {}) {
  const click = (event) => {
    event.preventDefault();
    act();
  };
  return el("button", { type: "submit", class: "primary", on: { click }, ...traits }, text);
}

/** Text for screen readers alone. */
export function unseen(text) {
  return el("span", { class: "unseen" }, text);
}

/** A paragraph for each text. */
export function paragraphs(texts) {
  return texts.map((text) => el("p", {}, text));
}

/** `1 question`, `4 questions`. */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `one` to `nine`, then digits. */
export function inWords(number) {
  return ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][number] ?? String(number);
}

/** `March 3, 2026`, as the program writes dates. */
export function longDate(date) {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long" }).format(date);
}

/** `2026-03-03`, for the names of files. */
export function isoDate(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Says something to screen readers and, unless `quiet`, shows it for a moment at the edge of the page. */
export function announce(text, { quiet = false } = {}) {
  const place = document.getElementById("status");
  place.classList.toggle("unseen", quiet);
  // The same text twice is said twice only if it changes in between.
  place.textContent = "";
  requestAnimationFrame(() => {
    place.textContent = text;
  });
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => {
    place.textContent = "";
  }, 6000);
}

/** Takes back what was said, if it is still there. */
export function unsay(text) {
  const place = document.getElementById("status");
  if (place.textContent === text) place.textContent = "";
}
