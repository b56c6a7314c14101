// What has to be said about answers beside a screen's own business: that some do not fit together, or no longer count.

import { count, el, paragraphs } from "./elements.js";
import { questionOf, session } from "./session.js";

/** Answers that do not fit together, said as soon as they are given. `null` if all do. */
export function contradictions() {
  const said = session.view.contradictions ?? [];
  if (said.length === 0) return null;
  return el("div", { class: "panel", role: "status" }, el("h2", {}, "Check your answers"), paragraphs(said));
}

/** What was left out of answers that were loaded or kept, said once. `null` if there is nothing to say. */
export function leftOut() {
  if (session.notices.length === 0) return null;
  const texts = session.notices.splice(0).map(mistakeInWords);
  const title = `${count(texts.length, "answer")} no longer ${texts.length === 1 ? "counts" : "count"}`;
  return el("div", { class: "panel", role: "status" }, el("h2", {}, title), paragraphs(texts));
}

/** `Line 3: no question has the id “stge”; did you mean …`, or with the question where the mistake is in no file. */
export function mistakeInWords({ message, help, question, place }) {
  const [, line] = /:(\d+):\d+$/.exec(place ?? "") ?? [];
  const ask = questionOf(question)?.ask;
  const where = line ? `Line ${line}: ` : ask ? `${ask} ` : "";
  // Advice about the command line is of no use here.
  const advice = help && !help.includes("--") ? `; ${help}` : "";
  const said = `${message}${advice}`.replace(/`([^`]*)`/g, "“$1”");
  return where.endsWith("? ") ? `${where}${said.charAt(0).toUpperCase()}${said.slice(1)}.` : `${where}${said}`;
}
