// Dialogs: a question that needs a yes or no before something is lost, and a box with something to take along.
//
// The browser's own `dialog` keeps the focus inside, closes on Escape and gives the focus back.

import { button, el } from "./elements.js";

/** Asks whether to do something that cannot be undone. `true` only for the button that says so. */
export function confirmed({ title, text, yes, no = "Cancel" }) {
  return new Promise((resolve) => {
    const close = openDialog(title, [el("p", {}, text)], (close) => [
      button(yes, () => close(true), { class: "primary" }),
      // Enter, pressed once too often, loses nothing.
      button(no, () => close(false), { autofocus: true }),
    ]);
    close.then((answer) => resolve(answer === true));
  });
}

/** Shows a dialog. `buttons(close)` makes its buttons; the promise holds what `close` was given. */
export function openDialog(title, content, buttons) {
  return new Promise((resolve) => {
    const dialog = el("dialog", { "aria-labelledby": "dialog-title" });
    let result;
    const close = (value) => {
      result = value;
      dialog.close();
    };
    dialog.append(el("h2", { id: "dialog-title" }, title), ...content, el("div", { class: "actions" }, buttons(close)));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
