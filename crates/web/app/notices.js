// What has to be said about answers beside a screen's own business: that some do not fit together, or no longer count.

import { count, el, paragraphs } from "./elements.js";
import { session } from "./session.js";

/** Answers that do not fit together, said as soon as they are given. `null` if all do. */
export function contradictions() {
  const said = session.view.contradictions ?? [];
  if (said.length === 0) return null;
  return el("div", { class: "panel", role: "status" }, el("h2", {}, "Check your answers"), paragraphs(said));
}

/** What was left out of answers that were loaded or kept, said once. `null` if there is nothing to say. */
export function leftOut() {
  if (session.notices.length === 0) return null;
  const texts = session.notices.splice(0);
  return el("div", { class: "panel", role: "status" }, el("h2", {}, `${count(texts.length, "answer")} no longer counts`), paragraphs(texts));
}
