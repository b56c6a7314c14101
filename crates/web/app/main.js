// The beginning: unpacks the engine, shows the first screen, and ties the parts that stand on every screen.

import { mayReplace, startOver } from "./actions.js";
import { placeOfAnswers, placeOfLink } from "./arrival.js";
import { announce, el } from "./elements.js";
import { engineMemory, openEngine, request } from "./engine.js";
import { clearFragment } from "./link.js";
import { followHistory, go } from "./route.js";
import { answered, begin, session, tells } from "./session.js";

async function main() {
  const missing = missingFeature();
  if (missing) {
    showTrouble("This browser is too old for this page", [`It lacks ${missing}. Open the page in a current browser: any version from 2023 or later will do.`]);
    return;
  }
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const options = data("options");
  session.catalogue = options.catalogue;
  session.first = options.first;
  session.leftOut = options.left_out;
  const engine = document.getElementById("engine");
  openEngine(engine.textContent, data("rulebook")).catch((error) => {
    showTrouble("This page cannot start", [error.message, ...error.all.map((one) => one.message), "Load the page again. If that does not help, ask whoever sent it to you for a new copy."]);
  });
  engine.remove();
  // For tests, and for who is curious at the browser's console.
  window.advisor = Object.freeze({ request, engineMemory });
  await begin();
  followHistory();
  tieFrame(options);
  const carried = await placeOfLink(location.hash);
  clearFragment();
  await go(carried ?? (options.answers ? placeOfAnswers(options) : { screen: "start" }), { replace: true });
}

function missingFeature() {
  const needed = {
    WebAssembly: typeof WebAssembly === "object",
    DecompressionStream: typeof DecompressionStream === "function",
    "dialog elements": typeof HTMLDialogElement === "function",
    "constructed style sheets": "adoptedStyleSheets" in Document.prototype,
  };
  return Object.keys(needed).find((name) => !needed[name]) ?? null;
}

function showTrouble(title, texts) {
  const content = [el("h1", {}, title), ...texts.map((text) => el("p", {}, text))];
  document.getElementById("main").replaceChildren(...content);
  document.title = title;
}

/** Header, footer, and what the browser itself may bring about. */
function tieFrame(options) {
  const toReview = document.getElementById("to-review");
  const over = document.getElementById("start-over");
  toReview.addEventListener("click", () => go({ screen: "review" }));
  over.addEventListener("click", startOver);
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    const content = document.getElementById("main");
    content.setAttribute("tabindex", "-1");
    content.focus();
  });
  const { id, version } = session.catalogue.rulebook;
  // It is what a report says under "reproduce".
  if (tells("reproduce")) document.getElementById("made-by").textContent = `${id} ${version} · advisor ${options.program}`;
  window.addEventListener("screen", ({ detail: { name } }) => {
    toReview.hidden = answered() === 0 || name === "review";
    toReview.textContent = `Answers (${answered()})`;
    over.hidden = answered() === 0;
  });
  window.addEventListener("hashchange", async () => {
    const carried = await placeOfLink(location.hash);
    clearFragment();
    if (carried && (await mayReplace("Open the answers of this link?", "Open"))) await go(carried, { replace: true });
    else await go({ screen: answered() > 0 ? "review" : "start" }, { replace: true });
  });
  window.addEventListener("unhandledrejection", () => announce("Something went wrong. Your answers are still here; try again."));
  window.addEventListener("beforeunload", (event) => {
    if (!session.unsaved) return;
    event.preventDefault();
    // Older browsers ask only for this.
    event.returnValue = true;
  });
}

main();
