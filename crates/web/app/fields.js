// The controls that a question is answered with: one choice, several, a number, yes or no.
//
// A field is made from a question of the rulebook and the answer that was given. It says what is chosen in the form that
// answers files have, or what is wrong with it in words for the person who answers. Which question comes next is not known here.

import { el, inWords } from "./elements.js";

/** The value of the box "None of these", which is no id: those begin with a letter. */
const NONE = "0";

/**
 * A field for a question. `given` is its answer or `undefined`, `name` distinguishes fields on one screen, `keys` shows the
 * digits that choose. Gives `{node, hint, focus, read}`; `read()` gives `{answer}`, `{problem}`, or `{}` if nothing is chosen.
 */
export function fieldFor(question, given, name, { keys = false } = {}) {
  switch (question.type) {
    case "number":
      return numberField(question, given, name);
    case "many":
      return manyField(question, given, name, keys);
    case "yes_no": {
      const answers = [{ id: "yes", label: "Yes" }, { id: "no", label: "No" }];
      const chosen = given === undefined ? undefined : isYes(given) ? "yes" : "no";
      return choiceField(answers, chosen, name, keys, (id) => id === "yes");
    }
    default:
      return choiceField(question.answers, given, name, keys, (id) => id);
  }
}

function isYes(answer) {
  return answer === true || answer === "yes";
}

function choiceField(answers, chosen, name, keys, toAnswer) {
  const rows = answers.map((answer, nth) => option("radio", answer, name, nth, answer.id === chosen, keys));
  const node = el("div", { class: "options" }, rows);
  return {
    node,
    hint: null,
    focus: () => node.querySelector("input"),
    read() {
      const checked = node.querySelector("input:checked");
      return checked ? { answer: toAnswer(checked.value) } : {};
    },
    missing: "Pick an answer, or choose “I don't know”.",
  };
}

function manyField(question, given, name, keys) {
  const most = question.at_most;
  const chosen = new Set(given ?? []);
  const rows = question.answers.map((answer, nth) => option("checkbox", answer, name, nth, chosen.has(answer.id), keys));
  const nothing = { id: NONE, label: "None of these" };
  const none = option("checkbox", nothing, name, rows.length, given !== undefined && chosen.size === 0, keys, "0");
  const tally = el("p", { class: "tally muted", role: "status" });
  const node = el("div", { class: "options" }, rows, el("p", { class: "or" }, "or"), none, tally);
  const boxes = [...node.querySelectorAll("input")];
  const checked = () => boxes.filter((box) => box.checked && box.value !== NONE).map((box) => box.value);
  node.addEventListener("change", (event) => {
    if (!event.target.checked) {
      // Nothing else follows from taking a mark away.
    } else if (event.target.value === NONE) {
      boxes.filter((box) => box.value !== NONE).forEach((box) => (box.checked = false));
    } else {
      none.querySelector("input").checked = false;
    }
    tally.textContent = most ? `${checked().length} of ${most} picked` : "";
  });
  return {
    node,
    hint: most ? (most === 1 ? "Pick one at most." : `Pick up to ${inWords(most)}.`) : "Pick all that apply.",
    focus: () => boxes[0],
    read() {
      const picked = checked();
      if (most && picked.length > most) {
        return { problem: `You picked ${inWords(picked.length)}. Pick ${most === 1 ? "one" : `up to ${inWords(most)}`}.` };
      }
      if (picked.length === 0 && !none.querySelector("input").checked) return {};
      return { answer: picked };
    },
    missing: "Pick at least one answer, “None of these”, or “I don't know”.",
  };
}

function option(type, { id, label, help }, name, nth, checked, keys, digit = nth < 9 ? String(nth + 1) : "") {
  const inputId = `${name}-${nth}`;
  const input = el("input", { type, name, id: inputId, value: id, "aria-describedby": help ? `${inputId}-help` : null });
  input.checked = checked;
  return el(
    "div",
    { class: "option" },
    input,
    el("label", { for: inputId }, label),
    keys && digit ? el("kbd", { "aria-hidden": "true" }, digit) : null,
    help ? el("p", { class: "help", id: `${inputId}-help` }, help) : null,
  );
}

function numberField(question, given, name) {
  const input = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", id: `${name}-0`, name });
  if (given !== undefined) input.value = given;
  const unit = question.unit ? el("label", { for: `${name}-0`, class: "unit" }, question.unit) : null;
  if (!unit) input.setAttribute("aria-label", question.ask);
  return {
    node: el("div", { class: "number-field" }, input, unit),
    hint: [rangeOf(question), Number.isInteger(question.max) && question.max < 1000 ? "" : "You can write 750k or 2.5m."].filter(Boolean).join(" "),
    focus: () => input,
    read: () => (input.value.trim() === "" ? {} : { answer: input.value.trim() }),
    missing: "Enter a number, or choose “I don't know”.",
  };
}

function rangeOf({ min, max }) {
  const digits = (number) => number.toLocaleString("en-US");
  if (Number.isInteger(min) && Number.isInteger(max)) return `From ${digits(min)} to ${digits(max)}.`;
  if (Number.isInteger(min)) return `${digits(min)} or more.`;
  if (Number.isInteger(max)) return `${digits(max)} or less.`;
  return "";
}

/**
 * Lets digits choose while the focus is within `area`, arrows enter the options from its heading, and Enter press `send`.
 */
export function addKeys(area, send) {
  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const boxes = [...area.querySelectorAll("input[type=radio], input[type=checkbox]")];
    const at = boxes.indexOf(event.target);
    if (boxes.length === 0 || event.target.type === "text") return;
    if (/^[0-9]$/.test(event.key)) {
      const none = boxes.find((box) => box.value === NONE);
      const box = event.key === "0" ? none : boxes.filter((other) => other !== none)[Number(event.key) - 1];
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.click();
    } else if (event.key === "Enter") {
      event.preventDefault();
      send.click();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (at < 0 || boxes[at].type === "checkbox")) {
      event.preventDefault();
      const start = boxes.find((box) => box.checked) ?? boxes[0];
      const next = at < 0 ? start : boxes[(at + (event.key === "ArrowDown" ? 1 : -1) + boxes.length) % boxes.length];
      next.focus();
      if (at < 0 && next.type === "radio") next.checked = true;
    }
  });
}
