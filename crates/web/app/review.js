// All answers on one screen, each to be changed, and what can be done with them.

import { answersButtons, keepingBox } from "./actions.js";
import { button, count, el, unseen } from "./elements.js";
import { contradictions, leftOut } from "./notices.js";
import { go, screen } from "./route.js";
import { answered, sectionOf, session, toTheFront, wordsOf } from "./session.js";

screen("review", async () => {
  const open = await toTheFront();
  const { past } = session.view;
  const title = session.company ? `Answers for ${session.company}` : "Your answers";
  const content = [
    el("h1", {}, title),
    past.length === 0 ? el("p", {}, "You have not answered anything yet.") : el("p", { class: "lead" }, lead(past)),
    leftOut(),
    contradictions(),
    el("dl", { class: "answers" }, companyRow()),
    ...bySection(past),
    el(
      "div",
      { class: "actions steps" },
      open ? button("Continue with the questions", () => go({ screen: "question", question: open }), { class: "primary" }) : null,
      answered() > 0 ? button("See the result", () => go({ screen: "result" }), { class: open ? null : "primary" }) : null,
    ),
    el("h2", {}, "Save or share"),
    el("div", { class: "actions" }, answersButtons()),
    keepingBox(),
  ];
  return { title: `${title} – ${session.catalogue.title}`, content: content.filter(Boolean) };
});

function lead(past) {
  const open = past.filter((one) => one.answer === null).length;
  const given = past.length - open;
  return open === 0 ? `${count(given, "answer")}.` : `${count(given, "answer")}, and ${count(open, "question")} left open.`;
}

/** Lists of questions and answers, under the titles of their sections, in the order of the rulebook. */
function bySection(past) {
  const dealtWith = new Map(past.map((one) => [one.question, one]));
  const groups = new Map();
  for (const question of session.catalogue.questions) {
    const one = dealtWith.get(question.id);
    if (!one) continue;
    const section = sectionOf(question);
    if (!groups.has(section)) groups.set(section, []);
    groups.get(section).push(row(question, one));
  }
  return [...groups].flatMap(([section, rows]) => [section ? el("h2", {}, section) : null, el("dl", { class: "answers" }, rows)]).filter(Boolean);
}

function row(question, { answer }) {
  const change = () => go({ screen: "question", question: question.id, change: "review" });
  const given = answer === null ? el("span", { class: "muted" }, "Left open") : wordsOf(question, answer);
  return line(question.ask, given, answer === null ? "Answer" : "Change", change);
}

function companyRow() {
  const name = session.company || el("span", { class: "muted" }, "No name");
  return line("Company name", name, "Change", () => go({ screen: "company" }));
}

function line(term, given, action, act) {
  return el("div", {}, el("dt", {}, term), el("dd", {}, given), el("dd", { class: "change" }, button([action, unseen(` ${term}`)], act, { class: "link" })));
}
