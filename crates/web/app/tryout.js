// What if: any answer is changed beside the result, and headline and points move at once. "What would change it" lists the
// smallest changes that lead elsewhere, each to be tried with a click. The answers themselves stay until the reader adopts what was tried.

import { announce, button, count, el, unseen } from "./elements.js";
import { EngineError, request } from "./engine.js";
import { fieldFor } from "./fields.js";
import { chartsOf } from "./report.js";
import { refresh } from "./route.js";
import { adoptTrial, questionOf, session, tells, wordsOf } from "./session.js";
import { points } from "./standings.js";

/** The panel. `changed()` is called whenever something else is tried. */
export async function tryout(changed) {
  const parts = {
    headline: el("p", { class: "headline" }),
    undo: el("div", { class: "undo" }),
    figures: el("div", { class: "figures" }),
    ways: el("div", { class: "ways" }),
    questions: el("div", { class: "questions" }),
  };
  const first = await whatFollows({});
  const move = (now) => {
    parts.headline.textContent = now.headline;
    showFigures(parts.figures, now, first);
    showUndo(parts.undo, back);
    showQuestions(parts.questions, now, change);
  };
  const tried = async () => {
    const now = await whatFollows(Object.fromEntries(session.trial));
    // Numbers were tried as they were typed.
    for (const [id, answer] of session.trial) if (answer !== null) session.trial.set(id, now.answers[id] ?? answer);
    move(now);
    announce(now.headline === first.headline ? "The result stays the same." : now.headline, { quiet: true });
    changed(now);
  };
  const change = async (id, answer) => {
    const before = new Map(session.trial);
    if (sameAnswer(answer, session.view.answers[id])) session.trial.delete(id);
    else session.trial.set(id, answer);
    try {
      await tried();
    } catch (refused) {
      session.trial = before;
      throw refused;
    }
  };
  const back = async () => {
    session.trial.clear();
    parts.questions.replaceChildren();
    await tried();
    panel.querySelector("summary").focus();
  };
  const trySet = async (set) => {
    session.trial.clear();
    for (const [id, answer] of Object.entries(set)) session.trial.set(id, answer);
    parts.questions.replaceChildren();
    await tried();
  };
  const panel = el(
    "details",
    { class: "tryout", open: window.matchMedia("(min-width: 70rem)").matches },
    el("summary", {}, el("h2", {}, "What if?")),
    el("p", {}, "Change an answer and see what happens. Your own answers stay as they are."),
    el("div", { class: "now" }, parts.headline, parts.undo),
    parts.figures,
    parts.ways,
    el("h3", {}, "Change an answer"),
    parts.questions,
  );
  move(session.trial.size === 0 ? first : await whatFollows(Object.fromEntries(session.trial)));
  // The search for ways takes longer than all else; the page is there before it.
  if (tells("changes")) setTimeout(() => showWays(parts.ways, trySet), 50);
  return panel;
}

/** What follows from the answers with these in their place: quick, and without a search. */
function whatFollows(set) {
  return request({ do: "whatif", answers: session.view.answers, company: session.company || null, set });
}

/** Points, and the charts that are not as they were. Where the result stands beside the panel, the charts are seen there. */
function showFigures(place, { decisions, glance, contradictions: said }, first) {
  const charts = chartsOf(glance, first.glance);
  place.replaceChildren(
    ...said.map((text) => el("p", {}, el("strong", {}, "Check these answers: "), text)),
    ...(tells("standings") ? points(decisions) : []),
    ...(charts ? [charts] : []),
  );
}

function showUndo(place, back) {
  const number = session.trial.size;
  if (number === 0) {
    place.replaceChildren();
    return;
  }
  const adopt = async () => {
    await adoptTrial();
    announce("These are your answers now.");
    await refresh();
  };
  place.replaceChildren(
    el("p", {}, el("strong", {}, `${count(number, "answer")} changed`)),
    el("div", { class: "actions" }, button("Undo all", back), button("Use these answers", adopt)),
  );
}

async function showWays(place, trySet) {
  const title = el("h3", {}, "What would change it");
  place.replaceChildren(title, el("p", { class: "muted" }, "Looking for the smallest changes…"));
  const found = await request({ do: "changes", answers: session.view.answers });
  const rows = found.filter(({ decision }) => tells(decision)).map((way) => {
    const words = el("p", {}, way.words);
    return el("li", {}, words, button(["Try it", unseen(` ${way.words}`)], () => trySet(way.set)));
  });
  const said = rows.length > 0 ? el("ul", {}, rows) : el("p", { class: "muted" }, "No small change in your answers would change the result.");
  place.replaceChildren(title, said);
}

/** A row for each question that applies, with its answer; it opens to the controls of the questionnaire. */
function showQuestions(place, { asked, answers }, change) {
  const rows = new Map([...place.querySelectorAll("details")].map((row) => [row.dataset.question, row]));
  const wanted = asked.map((id) => {
    const question = questionOf(id);
    const answer = answers[id];
    const row = rows.get(id) ?? rowFor(question, answer, change);
    const differs = session.trial.has(id);
    row.classList.toggle("differs", differs);
    row.querySelector(".given").textContent = answer === undefined ? "Open" : wordsOf(question, answer);
    row.querySelector(".mark").textContent = differs ? (session.view.answers[id] === undefined ? "added" : "changed") : "";
    return row;
  });
  // Rows that stay are not moved, so that the focus stays in them.
  for (const [id, row] of rows) if (!asked.includes(id)) row.remove();
  wanted.forEach((row, nth) => {
    if (place.children[nth] !== row) place.insertBefore(row, place.children[nth] ?? null);
  });
}

function rowFor(question, answer, change) {
  const name = `try-${question.id}`;
  const field = fieldFor(question, answer, name);
  const error = el("p", { class: "error", role: "alert" });
  const open = button("I don't know", async () => {
    field.node.querySelectorAll("input").forEach((input) => {
      if (input.type === "text") input.value = "";
      else input.checked = false;
    });
    error.textContent = "";
    await change(question.id, null);
  });
  const group = el("fieldset", {}, el("legend", { class: "unseen" }, question.ask), error, field.node, open);
  group.addEventListener("change", async () => {
    const { answer: given, problem } = field.read();
    error.textContent = problem ?? "";
    if (problem) return;
    try {
      await change(question.id, given ?? null);
    } catch (refused) {
      if (!(refused instanceof EngineError)) throw refused;
      error.textContent = refused.sentence();
    }
  });
  return el(
    "details",
    { "data-question": question.id },
    el("summary", {}, el("span", { class: "ask" }, question.ask), el("span", { class: "given" }), el("span", { class: "mark" })),
    group,
  );
}

function sameAnswer(one, other) {
  if (one === null || one === undefined) return other === undefined;
  const plain = (answer) => JSON.stringify(Array.isArray(answer) ? [...answer].sort() : answer);
  return plain(one) === plain(other);
}
