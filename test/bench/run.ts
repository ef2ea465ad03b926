import '../../infra/local/quiet-sdk.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { benchBundle } from './bundle.ts';
import { benchCounty, type County } from './county.ts';
import { benchDigest } from './digest.ts';
import { benchGrowth } from './growth.ts';
import { benchHttp } from './http/index.ts';
import type { benchRules } from './rules.ts';

/** Households of the small and of the large county; `npm run bench -- 200 2000` for a quick look. */
const [small = 1000, large = 10_000] = process.argv.slice(2).map(Number);

const per = (value: number, { households }: County, digits = 2): string =>
  (value / households).toFixed(digits);

const row = (what: string, ...cells: (string | number)[]): void => {
  process.stdout.write(`${what.padEnd(52)}${cells.map((cell) => String(cell).padStart(14)).join('')}\n`);
};

const ratio = (a: number, b: number): string => (a / b).toFixed(2);

/** The rules as they are deployed: bundled. Run from their sources, what `tsx` wraps around functions is measured too. */
const bundledRules = async (): Promise<ReturnType<typeof benchRules>> => {
  const outfile = 'bench-results/rules.mjs';
  await build({
    entryPoints: ['test/bench/rules.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  const bundle: { benchRules: typeof benchRules } = await import(pathToFileURL(outfile).href);
  return bundle.benchRules();
};

const rules = await bundledRules();
row('rules, whole timelines', 'households/s', 'bar');
row('  median of 7 rounds on one core', rules.medianPerSecond, '≥ 10000');
row('  worst round', rules.worstPerSecond, '');

const bundle = await benchBundle();
row('the bundle of the API', 'figure', 'bar');
row('  Node here; of the functions', process.version, 'v24');
row('  minified, the SDK included, KB', bundle.kilobytes.toFixed(0), '≤ 550');
row('  import ÷ lib-dynamodb alone', ratio(bundle.modulesMs, bundle.libraryMs), '≤ 1.35');
row('  import ÷ lib-dynamodb with as much left out', ratio(bundle.modulesMs, bundle.lightLibraryMs), '');
row('  made ready (table, issuer, secret), ms', bundle.importMs.toFixed(0), '');
row('  first request ÷ second', bundle.firstBySecond.toFixed(2), '≤ 3');

const http = await benchHttp();
row('API ÷ SDK alone, 16 connections', 'ratio', 'API/s', 'SDK/s');
for (const { what, raw, api, ratios } of http) {
  row(`  ${what} (bar ≥ 0.80)`, (ratios[ratios.length >> 1] ?? 0).toFixed(2), api.toFixed(0), raw.toFixed(0));
}

const digest = await benchDigest();
row('digests of a prefecture in one process', 'figure', 'limit');
row('  live flags / news since yesterday', `${digest.flags}/${digest.news}`, '');
row('  seconds', digest.seconds.toFixed(1), '≤ 600');
row('  heap over what it was before, MB', digest.heapMB.toFixed(0), '≤ 1024');
row('  read units / write units', `${digest.readUnits}/${digest.writeUnits}`, '');

const grown = await benchGrowth([1000, 10_000, 48_837]);
row('audit, one household in a hundred due', ...grown.map(({ households }) => households));
const growing = (what: string, value: (one: (typeof grown)[number]) => string | number): void =>
  row(`  ${what}`, ...grown.map(value));
growing('due', ({ due }) => due);
growing('reads: pages of the index + others', ({ pages, others }) => `${pages}+${others}`);
growing('read units a household', ({ readUnits, households }) => (readUnits / households).toFixed(3));
growing('ms a household', ({ seconds, households }) => ((seconds * 1000) / households).toFixed(3));
growing('÷ the SDK alone, same calls (bar ≤ 1.5)', ({ seconds, rawSeconds }) => ratio(seconds, rawSeconds));
growing('alive on the heap while it runs, MB', ({ aliveMB }) => aliveMB.toFixed(1));

const counties = [await benchCounty(small), await benchCounty(large)] as const;
const [a, b] = counties;
row('', `${a.households}`, `${b.households}`, 'ratio');
const compare = (what: string, value: (county: County) => number, digits = 2): void =>
  row(
    what,
    per(value(a), a, digits),
    per(value(b), b, digits),
    ratio(value(b) / b.households, value(a) / a.households),
  );
compare('import: ms a household', ({ imported }) => imported.seconds * 1000);
compare('import: read units a household', ({ imported }) => imported.readUnits);
compare('import: write units a household', ({ imported }) => imported.writeUnits);
compare('audit, nothing due: ms a household', ({ nothingDue }) => nothingDue.seconds * 1000, 3);
compare('audit, nothing due: read units a household', ({ nothingDue }) => nothingDue.readUnits, 3);
compare('audit a month later: ms a household', ({ monthLater }) => monthLater.seconds * 1000, 3);
compare('audit a month later: read units a household', ({ monthLater }) => monthLater.readUnits, 3);
compare('audit a month later: write units a household', ({ monthLater }) => monthLater.writeUnits, 3);
row('the same sheets again: write units', a.again.writeUnits, b.again.writeUnits, '(bar 0)');
row('audit, nothing due: writes', JSON.stringify(a.nothingDue.writes), JSON.stringify(b.nothingDue.writes));
row('scan of the table: read units', a.scanUnits, b.scanUnits);
row(
  'scan ÷ audit with nothing due',
  ratio(a.scanUnits, a.nothingDue.readUnits),
  ratio(b.scanUnits, b.nothingDue.readUnits),
);
row('one in a hundred due: households', a.hundredth.due, b.hundredth.due);
row(
  'scan ÷ audit with those due',
  ratio(a.scanUnits, a.hundredth.readUnits),
  ratio(b.scanUnits, b.hundredth.readUnits),
  '(bar ≥ 29)',
);
row('due a month later, of households', a.monthLater.due, b.monthLater.due);
row('heap after it all, MB', a.heapMB, b.heapMB);

await mkdir('bench-results', { recursive: true });
await writeFile(
  'bench-results/bench.json',
  `${JSON.stringify({ rules, bundle, http, digest, grown, counties }, null, 2)}\n`,
);
