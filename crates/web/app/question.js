// One question, and nothing else that asks for an answer: the controls, why it is asked, and how things stand.

import { answersButtons, keepingBox } from "./actions.js";
import { button, el, inWords, submitButton, unseen } from "./elements.js";
import { EngineError, request } from "./engine.js";
import { addKeys, fieldFor } from "./fields.js";
import { contradictions, leftOut } from "./notices.js";
import { go, here, screen } from "./route.js";
import { questionOf, sectionOf, session, step, tells, toTheFront } from "./session.js";
import { standings } from "./standings.js";

// `question` is what is to be asked; `change` is the screen to return to once it is changed; `from` the question before.
screen("question", async ({ question: wanted, change, from }) => {
  await moveTo(wanted);
  if (session.view.question === null) return { instead: { screen: change ?? "enough" } };
  const question = questionOf(session.view.question);
  const given = session.view.answers[question.id];
  const field = fieldFor(question, given, "answer", { keys: true });
  const form = el("form", { novalidate: true, class: "question" });
  const fieldset = fieldsetFor(question, field);
  const send = submitButton(change ? "Save the change" : "Continue", () => onward(question, field, form, change));
  form.append(
    el("div", {}, fieldset),
    el(
      "div",
      { class: "actions" },
      send,
      button("I don't know", () => leaveOpen(question, form, change)),
    ),
  );
  addKeys(fieldset, send);
  const passedOver = given === undefined && session.view.past.some((past) => past.question === question.id);
  const content = [
    backLink(question, change, from),
    change ? null : progress(question),
    el("div", { id: "summary" }),
    leftOut(),
    contradictions(),
    form,
    passedOver ? el("p", { class: "muted" }, "You left this question open.") : null,
    more("Why do you ask?", async () => why(session.view.why)),
    tells("standings") ? more("Where do things stand?", async () => howThingsStand()) : null,
    more("Save or load answers", async () => [el("div", { class: "actions" }, answersButtons()), keepingBox()].filter(Boolean)),
  ];
  return { title: `${question.ask} – ${session.catalogue.title}`, content: content.filter(Boolean) };
});

/** Lets the interview stand at this question. One that was not asked yet lies ahead: then what comes next is asked. */
async function moveTo(wanted) {
  if (!wanted || session.view.question === wanted) return;
  if (session.view.past.some((past) => past.question === wanted)) await step("revisit", { question: wanted });
  else await toTheFront();
}

function fieldsetFor(question, field) {
  const title = el("h1", {}, question.ask);
  const hint = field.hint ? el("p", { class: "help", id: "hint" }, field.hint) : null;
  // A number is one control, and needs no group around it.
  if (question.type === "number") {
    const input = field.focus();
    input.setAttribute("aria-describedby", hint ? "hint" : "");
    input.setAttribute("aria-labelledby", "ask");
    title.id = "ask";
    return el("div", { class: "fieldset", id: "field" }, title, hint, field.node);
  }
  const legend = el("legend", {}, title);
  return el("fieldset", { class: "fieldset", id: "field", "aria-describedby": hint ? "hint" : null }, legend, hint, field.node);
}

async function onward(question, field, form, change) {
  // A second Enter while the first is on its way answers nothing else.
  if (form.classList.contains("busy")) return;
  const { answer, problem } = field.read();
  if (problem || answer === undefined) {
    refuse(problem ?? field.missing, field, form);
    return;
  }
  form.classList.add("busy");
  try {
    await step("answer", { question: question.id, answer });
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === "internal") throw error;
    refuse(error.sentence(), field, form);
    return;
  } finally {
    form.classList.remove("busy");
  }
  await next(question, change);
}

async function leaveOpen(question, form, change) {
  if (form.classList.contains("busy")) return;
  form.classList.add("busy");
  await step("skip", { question: question.id }).finally(() => form.classList.remove("busy"));
  await next(question, change);
}

async function next(question, change) {
  if (change) await go({ screen: change });
  else if (session.view.question === null) await go({ screen: "enough" });
  else await go({ screen: "question", question: session.view.question, from: question.id });
}

/** Says what is wrong at the top and at the field, and takes the reader there. */
function refuse(problem, field, form) {
  const control = field.focus();
  const area = form.querySelector("#field");
  area.querySelector("#error")?.remove();
  const message = el("p", { class: "error", id: "error" }, unseen("Error: "), problem);
  field.node.before(message);
  area.parentElement.classList.add("wrong");
  const described = control.type === "text" ? control : area;
  described.setAttribute("aria-describedby", area.querySelector("#hint") ? "hint error" : "error");
  if (control.type === "text") control.setAttribute("aria-invalid", "true");
  const toControl = (event) => {
    event.preventDefault();
    control.focus();
  };
  const anchor = el("a", { href: `#${control.id}`, on: { click: toControl } }, problem);
  const summary = el("div", { class: "problem", role: "alert", tabindex: "-1" }, el("h2", {}, "There is a problem"), el("p", {}, anchor));
  document.getElementById("summary").replaceChildren(summary);
  document.title = `Error: ${document.title.replace(/^Error: /, "")}`;
  summary.focus();
}

function backLink(question, change, from) {
  if (change) return button("Back", () => history.back(), { class: "back" });
  const { past } = session.view;
  const at = past.findIndex((one) => one.question === question.id);
  const before = at < 0 ? past.at(-1) : past[at - 1];
  const back = () => {
    // The browser's own way back, where it leads to the same place.
    if (here().depth > 0 && (!before || from === before.question)) history.back();
    else if (before) go({ screen: "question", question: before.question }, { replace: true });
    else go({ screen: "start" }, { replace: true });
  };
  return button("Back", back, { class: "back" });
}

function progress(question) {
  const { at, of, minutes } = session.view;
  const bar = el("progress", { max: of, value: at - 1, "aria-label": "Questions answered" });
  const left = `about ${inWords(minutes)} ${minutes === 1 ? "minute" : "minutes"} left`;
  const section = sectionOf(question);
  return el(
    "div",
    { class: "progress" },
    el("p", {}, section ? el("strong", {}, section) : null, el("span", {}, `Question ${at} of ${of === at ? "" : "up to "}${of}, ${left}`)),
    bar,
  );
}

/** Why the question is asked: the author's reason, what it rests on, and, for who wants it all, what answers can move. */
function why({ reason, effects = [], sources = [] }) {
  const list = (texts) => el("ul", {}, texts.map((text) => el("li", {}, text)));
  const moved = effects.flatMap(({ decision, can }) => [el("h2", {}, decision), list(can)]);
  return [
    el("p", {}, reason || "The rulebook does not say why it asks this."),
    ...(sources.length > 0 ? [el("h2", {}, "Sources"), list(sources)] : []),
    moved.length > 0 ? el("details", {}, el("summary", {}, "What your answer can change"), moved) : null,
  ].filter(Boolean);
}

/** The points of the decisions that have points of their own, and which of the main decisions are settled. */
async function howThingsStand() {
  const { answers, state } = session.view;
  const { decisions } = await request({ do: "whatif", answers, company: null, set: {} });
  return standings(decisions, await request({ do: "standings", state }));
}

/** A part that opens on request, and is made only then. */
function more(title, make) {
  const details = el("details", { class: "more" }, el("summary", {}, title));
  const fill = async () => {
    if (!details.open) return;
    const content = await make();
    details.replaceChildren(details.firstElementChild, el("div", {}, content));
  };
  details.addEventListener("toggle", fill);
  return details;
}
