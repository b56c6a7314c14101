// Answers that come from outside: a link, a file, or the page itself. They are read by the engine, and whatever is wrong with
// them is said in words. Nothing of them is used before the reader has seen whose they are.

import { button, count, el } from "./elements.js";
import { EngineError, request } from "./engine.js";
import { textOfLink } from "./link.js";
import { mistakeInWords } from "./notices.js";
import { go, screen } from "./route.js";
import { answered, begin, session } from "./session.js";

const NO_ANSWERS = {
  link: "We couldn't read any answers in this link. It may have been cut off. You can start from the beginning.",
  file: "This file is not an answers file. Such a file is saved with “Save answers” here, or by the program.",
  page: "No answers came with this page. You can start from the beginning.",
};

const OTHER_RULEBOOK = "This link carries answers to another questionnaire. You can start this one from the beginning.";

/** So many mistakes are shown; the first of them are the ones to mend. */
const MOST_MISTAKES = 12;

/** What is to be read next. It stands here and not in the history, where answers have no business. */
const arriving = { next: null };

/** Takes a text that may be answers, `from` a link, a file or the page, and gives the place that shows what it is. */
export function placeOfText(text, from, name = "") {
  arriving.next = { text, from, name };
  return { screen: "arrival" };
}

/** The same for answers that came with the page, which have been read already. */
export function placeOfAnswers({ company, answers }) {
  arriving.next = { found: { company, answers, errors: [] }, from: "page" };
  return { screen: "arrival" };
}

/** The place to go to for what stands behind `#`, or `null` if nothing does. */
export async function placeOfLink(fragment) {
  try {
    const text = await textOfLink(fragment);
    return text === null ? null : placeOfText(text, "link");
  } catch {
    return { screen: "start", problem: NO_ANSWERS.link };
  }
}

screen("arrival", async () => {
  // Back and reload lead to the answers, not to the text again.
  if (!arriving.next) return { instead: { screen: answered() > 0 ? "review" : "start" } };
  const { text, from, name } = arriving.next;
  let { found } = arriving.next;
  arriving.next = null;
  try {
    found ??= await request({ do: "read", [from === "link" ? "link" : "text"]: text });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { instead: { screen: "start", problem: [whatIsWrong(error, from), ...error.all.slice(0, MOST_MISTAKES).map(mistakeInWords)] } };
  }
  const number = Object.keys(found.answers ?? {}).length;
  const mistakes = (found.errors ?? []).map(mistakeInWords);
  if (number === 0) return { instead: { screen: "start", problem: [NO_ANSWERS[from], ...mistakes.slice(0, MOST_MISTAKES)] } };
  await begin(found.company ?? "", found.answers);
  return arrived(number, mistakes, from, name);
});

/** What is wrong with single answers in a file that is otherwise one. */
const MISTAKES = /^(unknown|wrong|too|out|unclear|repeated|duplicate|at-most)-/;

/** In a sentence: another questionnaire's answers, answers with mistakes, or none at all. */
function whatIsWrong({ code, all }, from) {
  if (code === "other_rulebook") return OTHER_RULEBOOK;
  const isMistake = ({ code: what, place }) => MISTAKES.test(what) && !/:1:1$/.test(place ?? "");
  if (all.length === 0 || !all.every(isMistake)) return NO_ANSWERS[from];
  return `This answers file has ${all.length === 1 ? "a mistake" : `${all.length} mistakes`}. Correct the file and load it again.`;
}

function arrived(number, mistakes, from, name) {
  const whose = session.company ? `Answers for ${session.company}` : "Answers loaded";
  const source = { link: "The link carries", file: `${name || "The file"} holds`, page: "This page came with" }[from];
  const open = session.view.question;
  const result = button("See the result", () => go({ screen: "result" }), { class: "primary" });
  const goOn = open ? button("Answer the open questions", () => go({ screen: "question", question: open })) : null;
  const content = [
    el("h1", {}, whose),
    el("p", { class: "lead" }, `${source} ${count(number, "answer")}. They stay on this page.`),
    mistakes.length > 0
      ? el(
          "div",
          { class: "problem", role: "alert" },
          el("h2", {}, `${count(mistakes.length, "answer")} could not be used`),
          el("ul", {}, mistakes.slice(0, MOST_MISTAKES).map((mistake) => el("li", {}, mistake))),
        )
      : null,
    el(
      "div",
      { class: "actions steps" },
      result,
      goOn,
      button("Check the answers", () => go({ screen: "review" })),
    ),
    el("p", { class: "aside" }, "Not what you wanted? ", button("Start from scratch", startAnew, { class: "link" })),
  ];
  return { title: `${whose} – ${session.catalogue.title}`, content: content.filter(Boolean) };
}

async function startAnew() {
  await begin();
  await go({ screen: "start" });
}
