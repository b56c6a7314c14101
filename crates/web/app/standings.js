// How the options of each decision stand: names, points, bars. For the question's "Where do things stand?" and for what is
// tried out beside the result.

import { el } from "./elements.js";
import { tells } from "./session.js";

/** The decisions with points of their own, and below them what is settled of the main ones. */
export function standings(decisions, main) {
  const said = main.filter(({ decision }) => tells(decision)).map(({ title, settled }) => {
    const words = settled === true ? "settled. No further answer can change it." : "not settled yet.";
    return el("li", {}, `“${title}” is ${words}`);
  });
  const counted = decisions.some((decision) => decision.options.some((option) => option.points !== 0 || option.ruled_out));
  const standing = counted ? points(decisions, "h2") : [el("p", {}, "No answer counts for or against an option yet.")];
  return [...standing, el("ul", { class: "muted" }, said)];
}

/** A list of options for each decision that is told, applies, takes one outcome, and does not merely follow from another. */
export function points(decisions, heading = "h3") {
  const own = decisions.filter(({ decision, many, applies, follows }) => tells(decision) && !many && applies && !follows);
  return own.flatMap((decision) => [el(heading, {}, decision.title), bars(decision.options)]);
}

/** The options with their points. The bar is for the eye; the number says the same. */
function bars(options) {
  const rows = options.map((option) => {
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", `${option.ruled_out ? 0 : option.share}%`);
    const said = option.ruled_out ? "ruled out" : String(option.points).replace("-", "−");
    const name = el(option.chosen ? "strong" : "span", {}, option.title);
    return el("li", { class: option.chosen ? "chosen" : null }, name, el("span", { class: "points" }, said), bar);
  });
  return el("ol", { class: "bars" }, rows);
}
