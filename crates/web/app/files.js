// Files: saving a text under a name, and reading one that a person picks. Nothing is uploaded anywhere.

import { isoDate } from "./elements.js";

/** Answers are a page of text at most. What is bigger is some other file. */
const MOST_SIZE = 1_000_000;

/** Hands a text to the browser to be saved. */
export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // The browser reads the address after this returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `acme-answers-2026-03-03.yaml`. */
export function fileName(company, what, ending) {
  const name = (company ?? "").toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return [name, what, isoDate(new Date())].filter(Boolean).join("-") + ending;
}

/** Lets a person pick a file, and gives its text to `take`, or what is wrong with it to `refuse`. */
export function pickFile(take, refuse) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".yaml,.yml,.json,application/json,text/yaml,text/plain";
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > MOST_SIZE) refuse(`${file.name} is too big to be an answers file. Pick a file that was saved with “Save answers”.`);
    else take(await file.text(), file.name);
  });
  input.click();
}
