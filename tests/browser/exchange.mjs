// Gives pages another engine: `node exchange.mjs ENGINE.wasm PAGE.html…`. A page without an engine stays as it is.

import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [engine, ...pages] = process.argv.slice(2);
const packed = gzipSync(readFileSync(engine), { level: 1 }).toString("base64");
for (const page of pages) {
  const text = readFileSync(page, "utf8");
  writeFileSync(page, text.replace(/(<script type="text\/plain" id="engine">)[^<]*/, (_, start) => start + packed));
}
