// Answers that come from outside: a file, a link, and what is neither.

import path from "node:path";

import { check, fragmentOf } from "./browser.mjs";

export async function arrival(reader) {
  await fromFile(reader);
  await fromLink(reader);
  await replaced(reader);
  await wrong(reader);
}

async function fromFile(reader) {
  const visit = await reader.visit("questionnaire.html");
  await visit.upload("Load an answers file", path.join(reader.pages, "scale-up.yaml"));
  await visit.until("arrival");
  check("an answers file is loaded", (await visit.heading()) === "Answers for Harbour Metrics");
  await visit.press("Check the answers");
  await visit.until("review");
  check("its answers are there", (await visit.page.locator("main").textContent()).includes("Could lead more than sales"));
  await visit.close();

  const partial = await reader.visit("questionnaire.html");
  await partial.upload("Load an answers file", { name: "part.yaml", mimeType: "text/yaml", buffer: Buffer.from("company: Half\nanswers:\n  purpose: both\n  task: [sales]\n") });
  await partial.until("arrival");
  await partial.press("Answer the open questions");
  await partial.until("question");
  check("an interview goes on from a file", !["What do you want to decide?", "What do you need done?"].includes(await partial.heading()), await partial.heading());
  await partial.close();
}

async function fromLink(reader) {
  const visit = await reader.visit("questionnaire.html");
  await visit.start("Link & Co");
  await visit.answerAll({ purpose: "both", task: ["one_owner"] }, () => undefined);
  await visit.press("Check your answers");
  await visit.until("review");
  await visit.press("Copy a link");
  const link = await visit.page.locator("#link").inputValue();
  await visit.close();
  const friend = await reader.visit("questionnaire.html", { fragment: `#${link.split("#")[1]}` });
  check("a link brings its answers", (await friend.heading()) === "Answers for Link & Co", await friend.heading());
  check("and they leave the address", friend.page.url() === reader.address("questionnaire.html"), friend.page.url());
  await friend.press("Check the answers");
  await friend.until("review");
  check("the answers of the link are there", (await friend.page.locator("main").textContent()).includes("Put sales and marketing under one owner"));
  await friend.page.evaluate((fragment) => (location.hash = fragment), fragmentOf(JSON.stringify({ rulebook: "revenue-leadership", company: "Second", answers: { purpose: "reporting" } })));
  await friend.page.waitForFunction(() => document.querySelector("main h1").textContent === "Answers for Second");
  check("a second link in the same tab is opened too", friend.page.url() === reader.address("questionnaire.html"));
  check("links raise no errors", (await friend.close()).errors.length === 0);
}

async function replaced(reader) {
  const visit = await reader.visit("database.html");
  const { page } = visit;
  await visit.start("Mine");
  await visit.answer((await visit.questions()).get(await visit.heading()), "device");
  await page.waitForSelector("input[inputmode=decimal]");
  const open = () => page.evaluate((fragment) => (location.hash = fragment), fragmentOf('{"rulebook": "database", "company": "Theirs", "answers": {"place": "servers"}}'));
  await open();
  await page.waitForSelector("dialog[open]");
  check("answers that are saved nowhere are not replaced unasked", (await page.locator("dialog").textContent()).includes("This replaces your 1 answer"));
  await visit.press("Cancel");
  await visit.until("review");
  check("and stay if the reader says no", (await page.locator("main").textContent()).includes("On one device"));
  await open();
  await visit.press("Open");
  await visit.until("arrival");
  check("and go if the reader says yes", (await visit.heading()) === "Answers for Theirs");
  await visit.close();
}

async function wrong(reader) {
  const files = {
    "some text": ["notes.txt", "Dear Sir or Madam"],
    "no YAML": ["bad.yaml", "answers: [\n"],
    "a picture": ["logo.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255])],
    "an unknown answer": ["answers.yaml", "answers:\n  stage: enormous\n"],
  };
  const visit = await reader.visit("questionnaire.html");
  const { page } = visit;
  for (const [what, [name, text]] of Object.entries(files)) {
    await visit.upload("Load an answers file", { name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
    await page.waitForSelector(".problem");
    const said = await page.locator(".problem").textContent();
    const wanted = what === "an unknown answer" ? "has a mistake" : "is not an answers file";
    check(`a file that holds ${what} is refused in words`, said.includes(wanted) && (await page.locator(".begin").count()) === 1, said);
    await page.evaluate(() => document.querySelector(".problem").remove());
  }
  await visit.start();
  check("and the questionnaire starts empty", (await visit.heading()) === "What do you want to decide?");
  await visit.close();
}
