// Runs the compiled engine: `node engine.mjs ENGINE`, which is WebAssembly, or the same with gzip. A request on each line of standard input, its reply on a line of
// standard output. `memory` is answered with the size of the engine's memory in bytes.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { gunzipSync } from "node:zlib";

const read = readFileSync(process.argv[2]);
const bytes = process.argv[2].endsWith(".gz") ? gunzipSync(read) : read;
const { exports } = (await WebAssembly.instantiate(bytes, {})).instance;
const { memory } = exports;

function textAt(place) {
  const length = new DataView(memory.buffer).getUint32(place, true);
  return new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(memory.buffer, place + 4, length));
}

function call(request) {
  const place = exports.room(request.length);
  new Uint8Array(memory.buffer, place, request.length).set(request);
  return textAt(exports.call());
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${line === "memory" ? memory.buffer.byteLength : call(new TextEncoder().encode(line))}\n`);
}
