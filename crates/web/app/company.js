// The company's name, to be changed after the start.

import { button, el, submitButton } from "./elements.js";
import { go, screen } from "./route.js";
import { session, setCompany } from "./session.js";

screen("company", () => {
  const title = "What is your company called?";
  const input = companyField();
  const save = async () => {
    setCompany(input.value.trim());
    await go({ screen: "review" });
  };
  const content = [
    button("Back", () => history.back(), { class: "back" }),
    el("h1", {}, el("label", { for: "company" }, title)),
    el("form", {}, companyHelp(), input, el("div", { class: "actions" }, submitButton("Save the change", save))),
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
  return el("p", { class: "help", id: "company-help" }, "It appears at the top of your result. You can leave it out.");
}
