// What can be done with the answers from several screens: save, load, carry in a link, keep, start over.

import { placeOfText } from "./arrival.js";
import { confirmed, openDialog } from "./dialog.js";
import { announce, button, count, el } from "./elements.js";
import { request } from "./engine.js";
import { fileName, pickFile, saveFile } from "./files.js";
import { canKeep } from "./keeping.js";
import { linkTo } from "./link.js";
import { go } from "./route.js";
import { answered, begin, session, setKeeping } from "./session.js";

/** Saves the answers as the file that the program writes and reads. */
export async function saveAnswers(answers = session.view.answers, name = "answers") {
  const { text } = await request({ do: "write", company: session.company || null, answers });
  saveFile(fileName(session.company, name, ".yaml"), "text/yaml", text);
  if (answers === session.view.answers) session.unsaved = false;
  announce("Answers file saved.");
}

/** Loads an answers file in place of the answers so far, if the reader agrees. */
export async function loadAnswers() {
  if (!(await mayReplace("Load other answers?", "Load"))) return;
  pickFile(
    (text, name) => go(placeOfText(text, "file", name)),
    (problem) => go({ screen: "start", problem }),
  );
}

/** Asks before answers that are saved nowhere are replaced. */
export async function mayReplace(title, yes) {
  if (!session.unsaved || answered() === 0) return true;
  return confirmed({ title, text: `This replaces your ${count(answered(), "answer")}. They are not saved.`, yes });
}

/** Shows a link that carries these answers, to be copied. */
export async function shareLink(answers = session.view.answers) {
  const { id: rulebook, fingerprint } = session.catalogue.rulebook;
  const link = await linkTo({ rulebook, fingerprint, company: session.company || undefined, answers });
  const box = el("textarea", { readonly: true, rows: "4", id: "link", spellcheck: "false" });
  box.value = link;
  box.addEventListener("focus", () => {
    box.select();
    // Selecting leads to the end; what it is shows at the beginning.
    box.scrollTop = 0;
  });
  const onDisk = location.protocol === "file:";
  const content = [
    el("p", {}, "The link holds your answers. Anyone who has it can read them; no server ever sees them."),
    onDisk ? el("p", {}, "You opened this page from your computer. Send this file along with the link, or save the answers and send both files.") : null,
    el("label", { for: "link" }, "Link"),
    box,
  ].filter(Boolean);
  await openDialog("A link with your answers", content, (close) => [
    button("Copy link", () => copy(box), { class: "primary" }),
    button("Close", () => close()),
  ]);
}

async function copy(box) {
  try {
    await navigator.clipboard.writeText(box.value);
    announce("Link copied.");
  } catch {
    box.focus();
    box.select();
    announce("The browser does not let this page copy. The link is selected: copy it with Ctrl+C, or ⌘C on a Mac.");
  }
}

/** Forgets all answers and shows the first screen, if the reader agrees. */
export async function startOver() {
  if (answered() > 0) {
    const kept = session.keeping ? " What is kept in this browser is deleted as well." : "";
    const text = `This deletes your ${count(answered(), "answer")}.${kept}`;
    if (!(await confirmed({ title: "Start over?", text, yes: "Delete and start over" }))) return;
  }
  setKeeping(false);
  await begin();
  await go({ screen: "start" });
}

/** The box with which a reader lets this browser keep the answers, or `null` where it cannot. */
export function keepingBox() {
  if (!canKeep()) return null;
  const box = el("input", { type: "checkbox", id: "keeping", "aria-describedby": "keeping-help" });
  box.checked = session.keeping;
  box.addEventListener("change", () => {
    const kept = setKeeping(box.checked);
    box.checked = session.keeping;
    if (!kept) announce("This browser could not keep the answers. Save them as a file instead.");
    else announce(session.keeping ? "Answers are kept in this browser." : "Answers are no longer kept, and what was kept is deleted.");
  });
  return el(
    "div",
    { class: "option keeping" },
    box,
    el("label", { for: "keeping" }, "Keep my answers in this browser"),
    el("p", { class: "help", id: "keeping-help" }, "Pick up later where you left off. Anyone who uses this browser can read them. Clear the box to delete them."),
  );
}

/** The buttons that take the answers along. */
export function answersButtons() {
  return [
    button("Save answers", () => saveAnswers()),
    button("Copy a link", () => shareLink()),
    button("Load answers", loadAnswers),
  ];
}
