// No question is left that can change the main result: what is proved, and the choice to see the result or to go on.

import { answersButtons } from "./actions.js";
import { button, count, el, paragraphs } from "./elements.js";
import { contradictions, leftOut } from "./notices.js";
import { go, screen } from "./route.js";
import { placeAhead, session, step, toTheFront } from "./session.js";

screen("enough", async () => {
  // After the browser's back button the interview may stand at an earlier question.
  const open = await toTheFront();
  if (open !== null) return { instead: { screen: "question", question: open } };
  const { enough, past } = session.view;
  const more = enough?.more ?? 0;
  const title = more > 0 ? "You can stop here" : "That was the last question";
  const goOn = async () => {
    await step("go_on");
    await go(await placeAhead());
  };
  const last = past.at(-1);
  const content = [
    last ? button("Back", () => go({ screen: "question", question: last.question }, { replace: true }), { class: "back" }) : null,
    el("h1", {}, title),
    leftOut(),
    contradictions(),
    ...paragraphs(enough?.words ?? []),
    el(
      "div",
      { class: "actions steps" },
      button("See the result", () => go({ screen: "result" }), { class: "primary" }),
      more > 0 ? button(more === 1 ? "Answer one more" : `Keep going: up to ${count(more, "question")}`, goOn) : null,
      button("Check your answers", () => go({ screen: "review" })),
    ),
    el("details", { class: "more" }, el("summary", {}, "Save or load answers"), el("div", { class: "actions" }, answersButtons())),
  ];
  return { title: `${title} – ${session.catalogue.title}`, content: content.filter(Boolean) };
});
