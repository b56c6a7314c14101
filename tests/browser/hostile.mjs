// Rulebooks, links and names that try to run something, to load something, or to be too much.

import zlib from "node:zlib";

import { check, fragmentOf } from "./browser.mjs";
import { isOwn } from "./interview.mjs";

export async function hostile(reader) {
  await rulebook(reader);
  await fragments(reader);
  await company(reader);
}

async function rulebook(reader) {
  const visit = await reader.visit("hostile.html");
  const { page } = visit;
  page.on("dialog", (dialog) => dialog.dismiss());
  const shown = await page.locator("main").textContent();
  check("a hostile title and summary are shown as they are written", shown.includes("</title><script>window.broken=1</script>") && shown.includes("$& $1 {{title}} <!--data--> /*script*/"), shown);
  await visit.start("<img src=x onerror=window.broken=20>");
  const first = await visit.heading();
  check("a hostile question is shown as it is written", first === '<img src=x onerror="window.broken=6"> First?', first);
  for (const summary of await page.locator(".more > summary").all()) await summary.click();
  await visit.answerAll({ first: "yes-please", second: ["a"], third: 9 });
  await visit.seeResult();
  await page.waitForSelector(".questions details");
  for (const summary of await page.locator(".questions summary").all()) await summary.click();
  const state = await page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll("*")].map((node) => node.shadowRoot).filter(Boolean)];
    const active = roots.flatMap((root) => [...root.querySelectorAll("img, iframe, object, embed, video, form, base, math, link, meta, [onerror], [onload], [onmouseover], [ontoggle]")]);
    const addresses = roots.flatMap((root) => [...root.querySelectorAll("[href]")].map((node) => node.getAttribute("href")));
    return {
      broken: window.broken,
      active: active.filter((node) => !document.head.contains(node)).map((node) => node.outerHTML.slice(0, 80)),
      addresses: addresses.filter((address) => /^\s*javascript:/i.test(address)),
    };
  });
  check("nothing of a hostile rulebook runs", state.broken === undefined, state.broken);
  check("nothing of it becomes an element", state.active.length === 0, state.active);
  check("no address of it can run", state.addresses.length === 0, state.addresses);
  const saved = await visit.download(() => visit.press("Save page"));
  const savedAt = await visit.context.newPage();
  await savedAt.setContent(saved.text);
  check("nothing runs in the page that is saved", (await savedAt.evaluate(() => window.broken)) === undefined);
  const sight = await visit.close();
  check("a hostile rulebook requests nothing", sight.requests.filter((url) => !url.startsWith("about:")).every(isOwn), sight.requests);
}

async function fragments(reader) {
  const answers = { stage: "scaling" };
  const fragments = {
    "no link at all": "#section-2",
    "markup": "#<script>window.broken=30</script>",
    "bad Base64": "#a=%%%%",
    "bad deflate": "#z=AAAA",
    "no JSON": fragmentOf("<img src=x onerror=window.broken=31>"),
    "bytes that are no text": `#a=${Buffer.from([0xff, 0xfe, 0xfd]).toString("base64url")}`,
    "JSON of another shape": fragmentOf(JSON.stringify(["answers"])),
    "answers of another shape": fragmentOf(JSON.stringify({ rulebook: "revenue-leadership", answers: "all" })),
    "no answers": fragmentOf(JSON.stringify({ rulebook: "revenue-leadership", answers: {} })),
    "unknown questions": fragmentOf(JSON.stringify({ rulebook: "revenue-leadership", answers: { zz: "<b>", constructor: 1 } })),
    "a prototype": fragmentOf('{"rulebook": "revenue-leadership", "answers": {"__proto__": {"polluted": true}}}'),
    "very deep JSON": fragmentOf("[".repeat(50_000)),
    "text that unpacks to something huge": `#z=${zlib.deflateRawSync(Buffer.alloc(50_000_000, 0x20)).toString("base64url")}`,
    "another rulebook": fragmentOf(JSON.stringify({ rulebook: "database", answers })),
  };
  const visit = await reader.visit("questionnaire.html");
  const { page } = visit;
  for (const [nth, [what, fragment]] of Object.entries(fragments).entries()) {
    if (nth % 4 === 0) {
      // From another page, so that the address is opened anew.
      await page.goto("about:blank");
      await page.goto(`${reader.address("questionnaire.html")}${fragment}`);
      await visit.until("start");
    } else {
      // Into the page that is open.
      await page.evaluate(() => document.querySelector(".problem").remove());
      await page.evaluate((wanted) => (location.hash = wanted), fragment);
      await page.waitForSelector(".problem").catch(() => {});
    }
    const said = (await page.locator(".problem").count()) > 0 ? await page.locator(".problem").textContent() : "nothing";
    const state = await page.evaluate(() => ({ broken: window.broken, polluted: {}.polluted, address: location.hash, begin: Boolean(document.querySelector(".begin")) }));
    const clean = state.broken === undefined && state.polluted === undefined && state.address === "" && state.begin;
    check(`a fragment with ${what} is refused in words, and it starts empty`, clean && /link/i.test(said), { said, state });
  }
  await visit.close();
}

async function company(reader) {
  const name = '<script>window.broken=40</script>"><img src=x onerror=window.broken=41>';
  const fragment = fragmentOf(JSON.stringify({ rulebook: "revenue-leadership", company: name, answers: { stage: "scaling", task: ["sales"] } }));
  const visit = await reader.visit("questionnaire.html", { fragment });
  check("a hostile company name is shown as it is written", (await visit.heading()).includes(name), await visit.heading());
  await visit.seeResult();
  check("and on the result", (await visit.onReport(".kicker")).includes(name));
  check("nothing of it runs", (await visit.page.evaluate(() => window.broken)) === undefined);
  await visit.close();
}
