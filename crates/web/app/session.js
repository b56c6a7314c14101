// What this page knows: the rulebook, the interview so far, and what is only tried out.
//
// The engine decides what is asked and what follows. The session hands it the state of the interview with each request,
// takes the new one from the reply, and keeps it in the browser if the reader agreed. No element is made here.

import { request } from "./engine.js";
import { forget, keep } from "./keeping.js";

export const session = {
  /** The rulebook as data: title, summary, sections, questions. */
  catalogue: null,
  /** Where an interview stands at its very beginning. It came with the page, so that the first question waits for nothing. */
  first: null,
  /** What the page's brand leaves out of results: ids of sections, decisions and assessments. */
  leftOut: [],
  /** Whose answers they are. May be empty. */
  company: "",
  /** The last reply to an `interview` request: where the interview stands. */
  view: null,
  /** Whether the reader agreed to have the answers kept in this browser. */
  keeping: false,
  /** Whether there are answers that are in no file, no link and not kept. */
  unsaved: false,
  /** What the reader tries out beside the result: an answer, or `null` for none, by question. */
  trial: new Map(),
  /** What is wrong with the answers that were loaded, to be said once. */
  notices: [],
};

/** Takes one step in the interview: `answer`, `skip`, `keep`, `revisit`, `go_on` or `take_over`. */
export async function step(kind, details = {}) {
  const action = { kind, ...details };
  take(await request({ do: "interview", state: session.view.state, company: session.company || null, action }));
  if (["answer", "skip", "take_over"].includes(kind)) session.unsaved = !session.keeping;
  return session.view;
}

/** Lets the interview stand at the first question that was not dealt with, or at its end, and gives that question or `null`. */
export async function toTheFront() {
  const { question, past } = session.view;
  if (question !== null && past.some((one) => one.question === question)) await step("keep", { question });
  return session.view.question;
}

/** The place where the interview goes on. */
export async function placeAhead() {
  const question = await toTheFront();
  return question === null ? { screen: "enough" } : { screen: "question", question };
}

/** Begins anew, with these answers or none. */
export async function begin(company = "", answers = null) {
  session.company = company;
  session.trial.clear();
  session.unsaved = false;
  if (answers === null) take(session.first);
  else take(await request({ do: "interview", company: company || null, answers }));
}

/** Goes on with an interview that was kept. */
export async function resume({ company, state }) {
  session.company = typeof company === "string" ? company : "";
  session.trial.clear();
  session.unsaved = false;
  take(await request({ do: "interview", state, company: session.company || null }));
}

/** Makes what was tried out the answers. */
export async function adoptTrial() {
  const answers = triedAnswers();
  session.trial.clear();
  await step("take_over", { answers });
}

/** Gives the company another name, or none. */
export function setCompany(company) {
  session.company = company;
  keepNow();
}

function take(view) {
  session.view = view;
  session.notices.push(...(view.dropped ?? []));
  keepNow();
}

/** Keeps the answers from now on, or stops that and deletes what was kept. `false` if the browser cannot keep anything. */
export function setKeeping(wanted) {
  session.keeping = wanted;
  if (wanted) return keepNow();
  forget(session.catalogue.rulebook);
  return true;
}

function keepNow() {
  // Nothing yet does not take the place of what was kept on an earlier visit.
  if (!session.keeping || session.view.past.length === 0) return true;
  const when = new Date().toISOString();
  session.keeping = keep(session.catalogue.rulebook, { company: session.company, state: session.view.state, when });
  session.unsaved &&= !session.keeping;
  return session.keeping;
}

/** Whether the page's brand tells of this section or decision. */
export function tells(id) {
  return !session.leftOut.includes(id);
}

/** A question of the rulebook by its id. */
export function questionOf(id) {
  return session.catalogue.questions.find((question) => question.id === id);
}

/** The title of the section that a question belongs to, or an empty text. */
export function sectionOf(question) {
  return session.catalogue.sections.find((section) => section.id === question.section)?.title ?? "";
}

/** How many questions have an answer. */
export function answered() {
  return Object.keys(session.view.answers).length;
}

/** The answers as they are, with what is tried out in their place. */
export function triedAnswers() {
  if (session.trial.size === 0) return session.view.answers;
  const answers = { ...session.view.answers };
  for (const [question, answer] of session.trial) {
    if (answer === null) delete answers[question];
    else answers[question] = answer;
  }
  return answers;
}

/** An answer in words. */
export function wordsOf(question, answer) {
  const label = (id) => question.answers.find((one) => one.id === id)?.label ?? id;
  switch (question.type) {
    case "choice":
      return label(answer);
    case "many":
      return answer.length === 0 ? "None of these" : answer.map(label).join("; ");
    case "yes_no":
      return answer ? "Yes" : "No";
    default:
      return `${Number(answer).toLocaleString("en-US")} ${question.unit ?? ""}`.trim();
  }
}
