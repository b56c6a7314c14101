// Which screen is shown, and the browser's back and forward buttons.
//
// Every screen is an entry in the history of the tab, with its name and question and never with an answer; the address
// stays what it is. A screen is a function that gives back its title and its elements, and is written in a file of its own.

import { el } from "./elements.js";
import { EngineError } from "./engine.js";

const route = { screens: new Map(), shown: 0, name: "", depth: 0 };

/** Registers a screen: `make(place)` gives `{title, content, wide, focus}`, or another place to go to instead. */
export function screen(name, make) {
  route.screens.set(name, make);
}

/** Goes to a place, `{screen, …}`. `replace` leaves no way back to where the reader is now. */
export async function go(place, { replace = false } = {}) {
  if (!replace) route.depth += 1;
  const entry = { ...place, depth: route.depth };
  try {
    if (replace) history.replaceState(entry, "");
    else history.pushState(entry, "");
  } catch {
    // Some frames allow no history. The page works without.
  }
  await show(entry);
}

/** Shows the screen again, after something on it changed. */
export async function refresh() {
  await show(here());
}

/** Where the reader is. */
export function here() {
  return history.state ?? { screen: "start", depth: 0 };
}

/** Follows the browser's buttons from now on. */
export function followHistory() {
  window.addEventListener("popstate", (event) => {
    // A link with another fragment makes an entry without a place; `main.js` sees to it.
    if (!event.state) return;
    route.depth = event.state.depth ?? 0;
    show(event.state);
  });
}

async function show(place) {
  route.shown += 1;
  const turn = route.shown;
  const make = route.screens.get(place.screen) ?? route.screens.get("start");
  let made;
  try {
    made = await make(place);
  } catch (error) {
    made = trouble(error);
  }
  // A slower screen that was asked for earlier does not cover a later one.
  if (turn !== route.shown) return;
  if (made.instead) {
    await go(made.instead, { replace: true });
    return;
  }
  put(made, place.screen);
}

function put({ title, content, wide = false, focus = null }, name) {
  const main = document.getElementById("main");
  main.replaceChildren(...content);
  document.body.dataset.screen = name;
  document.body.classList.toggle("wide", wide);
  document.title = title;
  window.dispatchEvent(new CustomEvent("screen", { detail: { name } }));
  // The first screen is read from its beginning, as any page is; the later ones announce themselves by their heading.
  if (route.name !== "") {
    window.scrollTo(0, 0);
    const heading = focus ?? main.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
  route.name = name;
}

function trouble(error) {
  const known = error instanceof EngineError;
  if (!known) console.error(error);
  const content = [
    el("h1", {}, "Something went wrong"),
    el("p", {}, "Your answers are still here. Go back and try again, or save them from “Answers” above."),
    el("p", { class: "muted" }, known ? error.message : String(error)),
  ];
  return { title: "Something went wrong", content };
}
