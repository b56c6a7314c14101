// The result: the page that `recommend` writes, what can be done with it, and beside it what is tried out.

import { saveAnswers, shareLink } from "./actions.js";
import { announce, button, count, el } from "./elements.js";
import { request } from "./engine.js";
import { fileName, saveFile } from "./files.js";
import { headingOf, reportOf, showGlance } from "./report.js";
import { go, screen } from "./route.js";
import { session, triedAnswers } from "./session.js";
import { tryout } from "./tryout.js";

/** After the last change the whole page is made anew so many milliseconds later. The figures beside it move at once. */
const PAUSE = 400;

screen("result", async () => {
  const place = el("div", { class: "report-place" });
  const banner = el("div", {});
  let turn = 0;
  const update = async () => {
    turn += 1;
    const mine = turn;
    const { html } = await request({ do: "result", ...whose(), want: ["html"] });
    // Something else was tried meanwhile, and its page is on the way.
    if (mine !== turn) return;
    place.replaceChildren(reportOf(html));
    place.classList.remove("stale");
  };
  let timer = null;
  const later = ({ glance }) => {
    showBanner(banner);
    showGlance(place.firstElementChild, glance);
    place.classList.add("stale");
    turn += 1;
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  };
  await update();
  showBanner(banner);
  const panel = await tryout(later);
  const content = [
    el(
      "div",
      { class: "toolbar" },
      button("Back to your answers", () => go({ screen: "review" }), { class: "back" }),
      takeAlong(),
    ),
    el("div", { class: "beside" }, panel, el("div", { class: "shown" }, banner, place)),
  ];
  const heading = headingOf(place.firstElementChild);
  return { title: `${heading?.textContent ?? "Result"} – ${session.catalogue.title}`, content, wide: true, focus: heading };
});

function whose() {
  const today = new Date();
  const date = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  return { answers: triedAnswers(), company: session.company || null, date };
}

/** What can be done with the result: buttons side by side, or folded up where they would push the result off the screen. */
function takeAlong() {
  const roomy = window.matchMedia("(min-width: 40rem)");
  const details = el("details", { class: "more" }, el("summary", {}, "Print, save or share"), el("div", { class: "actions" }, takeAlongButtons()));
  const fit = () => {
    details.open = roomy.matches;
    details.classList.toggle("all", roomy.matches);
  };
  fit();
  roomy.addEventListener("change", fit);
  return details;
}

function takeAlongButtons() {
  const savePage = (want, name) => async () => {
    const made = await request({ do: "result", ...whose(), want: [want] });
    const what = session.trial.size === 0 ? name : `what-if-${name}`;
    saveFile(fileName(session.company, what, ".html"), "text/html", made[want]);
    announce("Page saved.");
  };
  return [
    button("Print", () => window.print()),
    button("Save page", savePage("html", "result")),
    button("Save board sheet", savePage("board", "board")),
    button("Save answers", () => saveAnswers(triedAnswers(), session.trial.size === 0 ? "answers" : "what-if-answers")),
    button("Copy a link", () => shareLink(triedAnswers())),
  ];
}

/** Says on the page, and on paper, that it is not about the answers as they are. */
function showBanner(place) {
  const number = session.trial.size;
  if (number === 0) place.replaceChildren();
  else place.replaceChildren(el("p", { class: "banner" }, el("strong", {}, "What if: "), `${count(number, "answer")} changed. This isn't the result of your own answers.`));
}
