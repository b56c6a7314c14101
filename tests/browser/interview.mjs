// The questionnaire: answered with the keyboard alone, back and change, the browser's buttons, early stop, mistakes.

import { check, firstAnswer } from "./browser.mjs";

/** These settle who should lead revenue early: hands are missing, and nothing sells yet. */
const EARLY = { purpose: "who_leads", task: ["hands"], sales_lead: "founder", marketing_lead: "nobody", stage: "searching", money: "part_time" };

export async function interview(reader) {
  await keyboardAlone(reader);
  await asideParts(reader);
  await backAndChange(reader);
  await browserButtons(reader);
  await earlyStop(reader);
  await mistakes(reader);
  await keptAnswers(reader);
}

async function keyboardAlone(reader) {
  const visit = await reader.visit("questionnaire.html");
  const { page } = visit;
  const keys = page.keyboard;
  const tabTo = async (name) => {
    for (let tabs = 0; tabs < 40; tabs += 1) {
      if ((await visit.focused()) === name) return true;
      await keys.press("Tab");
    }
    return false;
  };
  check("the company's field is reached with Tab", await tabTo("input company"));
  await keys.type("Keyboard & Sons");
  await keys.press("Enter");
  await visit.until("question");
  const questions = await visit.questions();
  let asked = 0;
  let stray = "";
  let skipped = 0;
  while ((await visit.screen()) === "question") {
    const heading = await visit.heading();
    const question = questions.get(heading);
    if ((await visit.focused()) !== `h1 ${heading}`) stray = `${heading}: ${await visit.focused()}`;
    asked += 1;
    if (asked % 6 === 5) {
      if (!(await tabTo("button I don't know"))) stray = `no “I don't know” at ${heading}`;
      skipped += 1;
    } else if (question.type === "number") {
      await keys.press("Tab");
      await keys.type("5");
    } else if (asked % 3 === 0) {
      await keys.press("ArrowDown");
      if (question.type === "many") await keys.press("Space");
      else await keys.press("ArrowDown");
    } else {
      await keys.press(asked % 2 === 0 ? "2" : "1");
    }
    await keys.press("Enter");
    await visit.past(heading);
  }
  check("the whole interview is answered with the keyboard", asked > 5 && (await visit.screen()) === "enough", `${asked} questions, ${await visit.screen()}`);
  check("each question's heading takes the focus", stray === "", stray);
  check("“See the result” is reached with Tab", await tabTo("button See the result"));
  await keys.press("Enter");
  await visit.until("result");
  const headline = await visit.onReport("h1");
  check("the result's headline takes the focus", (await visit.focused()) === `h1 ${headline}`, await visit.focused());
  check("the company stands on the result", (await visit.onReport(".kicker")).includes("Keyboard & Sons"));
  await visit.press(`Answers (${asked - skipped})`);
  await visit.until("review");
  const open = await page.getByText("Left open", { exact: true }).count();
  check("what was not known is left open", open === skipped, `${open} of ${skipped}`);
  const sight = await visit.close();
  check("nothing is requested but the page itself", sight.requests.every(isOwn) && sight.requests.length > 0, sight.requests);
  check("the policy is never violated, and no script fails", sight.violations.length === 0 && sight.errors.length === 0, sight);
}

/** The page, and the text of the worker that it makes. */
export function isOwn(url) {
  return url.startsWith("file:///") ? url.split("#")[0].endsWith(".html") : url.startsWith("blob:");
}

async function asideParts(reader) {
  const visit = await reader.visit("database.html");
  const { page } = visit;
  await visit.start();
  const question = (await visit.questions()).get(await visit.heading());
  await page.getByText("Why do you ask?").click();
  await page.getByText(question.why).waitFor();
  check("“Why do you ask?” gives the author's reason", true);
  await page.getByText("Where do things stand?").click();
  await page.getByText("is not settled yet").first().waitFor();
  check("nothing counts before the first answer, and it says so", (await page.locator("main").textContent()).includes("No answer counts for or against an option yet."));
  await page.evaluate(() => {
    document.querySelector("input[value=device]").click();
    const send = document.querySelector("form.question [type=submit]");
    send.click();
    send.click();
  });
  await visit.past(question.ask);
  const first = await page.evaluate(() => document.querySelector(".progress").textContent);
  check("Enter pressed twice answers once", first.includes("Question 2 of") && (await page.locator("#error").count()) === 0, first);
  await page.getByText("Where do things stand?").click();
  await page.waitForSelector(".bars");
  check("how things stand shows the points", (await page.locator(".bars li").count()) > 1 && /SQLite/.test(await page.locator(".bars li.chosen").textContent()));
  await visit.press("I don't know");
  await visit.past("How much data do you expect within two years?");
  await visit.press("Back");
  await page.waitForSelector("input[inputmode=decimal]");
  check("a question left open says so when the reader comes back", (await page.locator("main").textContent()).includes("You left this question open."));
  await visit.close();
}

async function backAndChange(reader) {
  const visit = await reader.visit("database.html");
  const { page } = visit;
  await visit.start("Depot");
  const first = await visit.heading();
  await visit.answer((await visit.questions()).get(first), "servers");
  await visit.past(first);
  await visit.press("Back");
  await visit.past(await visit.heading().then((heading) => (heading === first ? "" : heading)));
  check("Back leads to the question before, with its answer", (await visit.heading()) === first && (await page.locator("input:checked").inputValue()) === "servers");
  await visit.answerAll({ place: "servers", uses: ["records"], volume: "1.5k", writes: "many" });
  await visit.press("Check your answers");
  await visit.until("review");
  const row = (ask) => page.locator(".answers > div", { hasText: ask });
  check("a number is taken as people write it", (await row("How much data").textContent()).includes("1,500") || (await row("How much data").textContent()).includes("1500"), await row("How much data").textContent());
  const before = await page.locator(".answers > div").count();
  await page.getByRole("button", { name: "Change Where does the data live?" }).click();
  await visit.until("question");
  await page.locator('input[value="device"]').check({ force: true });
  await visit.press("Save the change");
  await visit.until("review");
  const after = await page.locator(".answers > div").count();
  check("a change leads back to the answers", (await row("Where does the data live?").textContent()).includes("On one device"));
  check("questions that no longer apply are gone from the answers", after < before, `${before} and ${after}`);
  await visit.press("Change Company name");
  await visit.until("company");
  await page.fill("#company", "Depot Two");
  await page.keyboard.press("Enter");
  await visit.until("review");
  check("the company can be called something else", (await visit.heading()) === "Answers for Depot Two");
  await visit.close();
}

async function browserButtons(reader) {
  const visit = await reader.visit("questionnaire.html");
  const { page } = visit;
  await visit.start();
  const headings = [await visit.heading()];
  for (let nth = 0; nth < 3; nth += 1) {
    const question = (await visit.questions()).get(headings.at(-1));
    await visit.answer(question, firstAnswer(question));
    await visit.past(headings.at(-1));
    headings.push(await visit.heading());
  }
  const seen = [];
  const settled = async (heading) => {
    await page.waitForFunction((wanted) => document.querySelector("main h1").textContent === wanted, heading, { timeout: 5000 }).catch(() => {});
    seen.push(await visit.heading());
  };
  for (const heading of [...headings.slice(0, 3)].reverse()) {
    await page.goBack();
    await settled(heading);
  }
  check("the browser's back button goes through the questions", JSON.stringify(seen) === JSON.stringify([...headings.slice(0, 3)].reverse()), seen);
  check("answers are still there", (await page.locator("input:checked").count()) === 1);
  seen.length = 0;
  for (const heading of headings.slice(1)) {
    await page.goForward();
    await settled(heading);
  }
  check("the forward button leads to where the interview stood", JSON.stringify(seen) === JSON.stringify(headings.slice(1)), seen);
  check("no answer is in the address", page.url() === reader.address("questionnaire.html"), page.url());
  await visit.close();
}

async function earlyStop(reader) {
  const visit = await reader.visit("questionnaire.html");
  const { page } = visit;
  await visit.start();
  const asked = await visit.answerAll(EARLY, () => undefined);
  const said = await page.locator("main").textContent();
  check("it stops early, and says that no answer can change the result", said.includes("No further answer can change the outcome"), said.slice(0, 300));
  check("it counts what that saves", /That saves you \d+ question/.test(said));
  await page.getByRole("button", { name: /^Keep going: up to/ }).click();
  await visit.until("question");
  await page.getByText("Where do things stand?").click();
  await page.getByText("“Who should lead revenue?” is settled").waitFor();
  check("how things stand says what is settled", true);
  const more = await visit.answerAll({}, () => undefined);
  check("it goes on where the reader wants to", more.length > 0 && !more.some((id) => asked.includes(id)), more);
  const headline = await page.evaluate(() => document.querySelector("main h1").textContent);
  check("and then says that it was the last question", headline === "That was the last question", headline);
  await visit.close();
}

async function mistakes(reader) {
  const visit = await reader.visit("database.html");
  const { page } = visit;
  await visit.start();
  await page.locator("form.question button[type=submit]").click();
  const title = await page.title();
  check("an empty answer is refused, with a summary that has the focus", title.startsWith("Error: ") && (await visit.focused()).startsWith("div There is a problem"), await visit.focused());
  const described = await page.evaluate(() => {
    const field = document.getElementById("field");
    return field.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id)?.textContent).join(" ");
  });
  check("the message is tied to its field", described.includes("Pick an answer"), described);
  await page.locator("#summary a").click();
  check("the summary's link leads to the field", (await visit.focused()).startsWith("input answer-0"));
  await visit.answer((await visit.questions()).get(await visit.heading()), "device");
  await page.waitForSelector("input[inputmode=decimal]");
  for (const [typed, wanted] of [["a lot", /number/i], ["-5", /0|least|between/i], ["1.5", /whole|number/i]]) {
    await page.fill("input[name=answer]", typed);
    await page.locator("form.question button[type=submit]").click();
    await page.waitForSelector("#error");
    check(`the number “${typed}” is refused in words`, wanted.test(await page.locator("#error").textContent()), await page.locator("#error").textContent());
  }
  await page.fill("input[name=answer]", "2k");
  await page.keyboard.press("Enter");
  await visit.past("How much data do you expect within two years?");
  for (const id of ["records", "lookups", "reports"]) await page.locator(`input[value="${id}"]`).check({ force: true });
  await page.locator("form.question button[type=submit]").click();
  check("too many picks are refused", (await page.locator("#error").textContent()).includes("You picked three. Pick up to two."), await page.locator("#error").textContent());
  await page.keyboard.press("Escape");
  await page.locator('input[value="0"]').check({ force: true });
  check("“None of these” stands alone", (await page.locator("input:checked").count()) === 1);
  await visit.close();
}

async function keptAnswers(reader) {
  const visit = await reader.visit("database.html");
  const { page } = visit;
  await page.locator("#keeping").check({ force: true });
  await visit.start("Kept Ltd");
  const first = await visit.heading();
  await visit.answer((await visit.questions()).get(first), "servers");
  await visit.past(first);
  const second = await visit.heading();
  await page.reload();
  await visit.until("start");
  check("what was kept is offered on the next visit", (await page.locator("main").textContent()).includes("This browser kept 1 answer for Kept Ltd"), await page.locator("main").textContent());
  await visit.press("Continue");
  await visit.until("question");
  check("and the interview goes on where it stood", (await visit.heading()) === second, await visit.heading());
  await page.reload();
  await visit.until("start");
  // The next version of a rulebook no longer offers an answer, or something else wrote into the storage.
  const rewrite = (change) => page.evaluate(`{
    const [key] = Object.keys(localStorage);
    const kept = JSON.parse(localStorage[key]);
    (${change})(kept);
    localStorage[key] = JSON.stringify(kept);
  }`);
  await rewrite((kept) => Object.assign(kept.state, { fingerprint: "0".repeat(64), answers: { place: "cloud" } }));
  await page.reload();
  await visit.until("start");
  await visit.press("Continue");
  await visit.until("question");
  const notice = await page.locator(".panel").textContent();
  check("an answer that is no longer offered is named", notice.includes("1 answer no longer counts") && notice.includes("Where does the data live?") && notice.includes("cloud"), notice);
  await rewrite((kept) => Object.assign(kept, { state: { answers: 5 }, company: { a: 1 }, when: "<b>" }));
  await page.reload();
  await visit.until("start");
  await visit.press("Continue");
  await page.waitForSelector(".problem");
  check("what cannot be read is said and deleted", (await page.locator(".problem").textContent()).includes("could not be read") && (await page.evaluate(() => localStorage.length)) === 0);
  await page.locator("#keeping").check({ force: true });
  await visit.start();
  await visit.press("I don't know");
  await visit.past(first);
  await page.reload();
  await visit.until("start");
  await visit.press("Delete them");
  await page.waitForSelector(".begin");
  const left = await page.evaluate(() => localStorage.length);
  check("it is deleted when the reader says so", left === 0, left);
  await visit.close();

  const none = await reader.visit("database.html", { prepare: () => Object.defineProperty(window, "localStorage", { get: () => { throw new Error("no storage"); } }) });
  check("without storage nothing is offered", (await none.page.locator("#keeping").count()) === 0);
  await none.start();
  await none.answerAll({});
  check("and the questionnaire works all the same", (await none.screen()) === "enough");
  check("without storage no script fails", (await none.close()).errors.length === 0);
}
