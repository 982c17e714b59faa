// render.mjs LEADS: the message for every lead of a CSV file, by csv-parse and Handlebars.
import { createReadStream } from "node:fs";
import { argv, stdout } from "node:process";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import Handlebars from "handlebars";

// trim() would take U+FEFF for white space, and not U+0085.
const outer = /^\p{White_Space}+|\p{White_Space}+$/gu;
const blank = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
const value = (field) => (blank.test(field) ? "" : field.replace(outer, ""));

const message = Handlebars.compile(
  "Hi {{#if firstName}}{{firstName}}{{else}}there{{/if}}, saw your work at " +
    "{{#if company}}{{company}}{{else}}your company{{/if}} — would love to connect. Open to a quick chat?",
  { noEscape: true, knownHelpersOnly: true },
);

async function* render(leads) {
  let columns;
  let lines = "";
  for await (const lead of leads) {
    if (columns === undefined) {
      columns = ["id", "first-name", "custom_q5cktl47a6pqa74eu06fz89v"].map((name) => lead.indexOf(name));
      continue;
    }
    const [key, firstName, company] = columns;
    const text = message({ firstName: value(lead[firstName]), company: value(lead[company]) });
    lines += `{"lead":${JSON.stringify(lead[key])},"step":0,"after":0,"text":${JSON.stringify(text)}}\n`;
    if (lines.length > 65536) {
      yield lines;
      lines = "";
    }
  }
  yield lines;
}

await pipeline(createReadStream(argv[2]), parse(), render, stdout);
