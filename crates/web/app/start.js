// The first screen: what this is, how long it takes, what stays private, and three ways to begin.

import { keepingBox, loadAnswers } from "./actions.js";
import { companyField, companyHelp } from "./company.js";
import { button, count, el, inWords, longDate, paragraphs, submitButton } from "./elements.js";
import { forget, kept } from "./keeping.js";
import { go, refresh, screen } from "./route.js";
import { answered, begin, placeAhead, resume, session } from "./session.js";

screen("start", ({ problem }) => {
  const { title, summary } = session.catalogue;
  const earlier = answered() === 0 ? kept(session.catalogue.rulebook) : null;
  const content = [
    problem ? notOpened(problem) : null,
    el("h1", {}, title),
    summary ? el("p", { class: "lead" }, summary) : null,
    facts(),
    earlier ? earlierVisit(earlier) : null,
    answered() > 0 ? underWay() : beginForm(),
    el("p", { class: "aside" }, "Do you already have answers? ", button("Load an answers file", loadAnswers, { class: "link" })),
  ];
  return { title: `${problem ? "Error: " : ""}${title}`, content: content.filter(Boolean), focus: null };
});

function notOpened(problem) {
  const texts = Array.isArray(problem) ? problem : [problem];
  return el("div", { class: "problem", role: "alert" }, el("h2", {}, "These answers could not be opened"), paragraphs(texts));
}

function facts() {
  const { of, minutes } = session.first;
  const fact = (strong, text) => el("li", {}, el("strong", {}, strong), " ", text);
  return el(
    "ul",
    { class: "facts" },
    fact(`About ${inWords(minutes)} ${minutes === 1 ? "minute" : "minutes"}.`, `Up to ${of} questions, and fewer if the result is clear early.`),
    fact("Nothing you type leaves this page.", "The page connects to nothing. Save it, go offline, and it still works."),
    fact("You get a page to print or send.", "It gives the recommendation, every reason, and what would change it."),
  );
}

function beginForm() {
  const company = companyField();
  const start = async () => {
    await begin(company.value.trim());
    await go({ screen: "question", question: session.view.question });
  };
  return el(
    "form",
    { class: "begin" },
    el("label", { for: "company" }, "Company name"),
    companyHelp(),
    company,
    keepingBox(),
    submitButton("Start", start, { class: "primary big" }),
  );
}

function underWay() {
  return el(
    "div",
    { class: "panel" },
    el("h2", {}, "You have already started"),
    el("p", {}, `${count(answered(), "question")} answered${session.company ? ` for ${session.company}` : ""}.`),
    el("div", { class: "actions" }, button("Continue", async () => go(await placeAhead()), { class: "primary" }), button("Your answers", () => go({ screen: "review" }))),
  );
}

function earlierVisit(earlier) {
  const number = Object.keys(earlier.state.answers ?? {}).length;
  const when = new Date(earlier.when);
  const on = Number.isNaN(when.getTime()) ? "" : ` on ${longDate(when)}`;
  const whose = typeof earlier.company === "string" && earlier.company ? ` for ${earlier.company}` : "";
  const goOn = async () => {
    try {
      await resume(earlier);
    } catch {
      forget(session.catalogue.rulebook);
      await begin();
      await go({ screen: "start", problem: "What this browser had kept could not be read, so it was deleted. Start again, or load an answers file." }, { replace: true });
      return;
    }
    session.keeping = true;
    await go(await placeAhead());
  };
  const remove = async () => {
    forget(session.catalogue.rulebook);
    session.keeping = false;
    await refresh();
  };
  return el(
    "div",
    { class: "panel" },
    el("h2", {}, "Pick up where you left off"),
    el("p", {}, `This browser kept ${count(number, "answer")}${whose}${on}.`),
    el("div", { class: "actions" }, button("Continue", goOn, { class: "primary" }), button("Delete them", remove)),
  );
}
