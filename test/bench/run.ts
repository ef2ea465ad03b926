import '../../infra/local/quiet-sdk.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { audit, growth } from './audit.ts';
import { bundle } from './bundle/index.ts';
import { command } from './command.ts';
import { county } from './county.ts';
import { digest } from './digest.ts';
import { http } from './http/index.ts';
import { rules } from './rules/index.ts';
import { type Part, printPart } from './table.ts';

/** The parts of the bench; `npm run bench -- bundle http` runs some of them. */
const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  rules,
  bundle,
  http,
  command,
  digest,
  audit,
  county,
  growth,
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
await mkdir('bench-results', { recursive: true });
process.stdout.write(`Node ${process.version}\n`);
for (const name of names) {
  const run = PARTS[name];
  if (!run) throw new Error(`${name} is none of the parts ${Object.keys(PARTS).join(', ')}`);
  const part = await run();
  printPart(part);
  await writeFile(
    `bench-results/${name}.json`,
    `${JSON.stringify({ node: process.version, ...part }, null, 2)}\n`,
  );
}
