// The company's name, to be changed after the start.

import { button, el } from "./elements.js";
import { go, screen } from "./route.js";
import { session, setCompany } from "./session.js";

screen("company", () => {
  const title = "What is the company called?";
  const input = companyField();
  const save = async (event) => {
    event.preventDefault();
    setCompany(input.value.trim());
    await go({ screen: "review" });
  };
  const content = [
    button("Back", () => history.back(), { class: "back" }),
    el("h1", {}, el("label", { for: "company" }, title)),
    el("form", { on: { submit: save } }, companyHelp(), input, el("div", { class: "actions" }, el("button", { type: "submit", class: "primary" }, "Save the change"))),
  ];
  return { title: `${title} – ${session.catalogue.title}`, content };
});

/** The field for the company's name, which the first screen has too. */
export function companyField() {
  const input = el("input", { type: "text", id: "company", maxlength: "200", autocomplete: "organization", "aria-describedby": "company-help" });
  input.value = session.company;
  return input;
}

/** What the name is for. */
export function companyHelp() {
  return el("p", { class: "help", id: "company-help" }, "It stands at the top of your result. You can leave it out.");
}
