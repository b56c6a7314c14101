// How the options of each decision stand: names, points, bars. For the question's "How do things stand?" and for what is
// tried out beside the result.

import { el } from "./elements.js";

/** A list for each decision, with what is settled said below it. */
export function standings(decisions) {
  return decisions.map((decision) => {
    const said = decision.applies ? settledWords(decision) : decision.settled === "yes" ? "Does not apply." : "Does not apply so far.";
    return el("div", { class: "standing" }, el("h3", {}, decision.title), decision.applies ? bars(decision.options) : null, el("p", { class: "muted" }, said));
  });
}

function settledWords({ settled }) {
  return settled === "yes" ? "Settled: no further answer changes it." : "Not settled yet.";
}

/** The options with their points. The bar is for the eye; the number says the same. */
export function bars(options) {
  const rows = options.map((option) => {
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", `${option.ruled_out ? 0 : option.share}%`);
    const points = option.ruled_out ? "ruled out" : String(option.points);
    const name = option.chosen ? el("strong", {}, option.title) : el("span", {}, option.title);
    return el("li", { class: option.chosen ? "chosen" : null }, name, el("span", { class: "points" }, points), bar);
  });
  return el("ol", { class: "bars" }, rows);
}
