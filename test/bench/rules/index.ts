import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Part } from '../table.ts';
import type { evaluateHouseholds } from './households.ts';

/** Evaluates households as deployed: bundled, since `tsx` wraps functions and the wrappers would be measured too. */
export async function rules(): Promise<Part> {
  const outfile = 'bench-results/rules.mjs';
  await build({
    entryPoints: ['test/bench/rules/households.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  const module: { evaluateHouseholds: typeof evaluateHouseholds } = await import(pathToFileURL(outfile).href);
  const figures = module.evaluateHouseholds();
  return {
    title: 'rules: households a second on one core, whole timelines',
    rows: [
      { what: 'median of 7 rounds', values: [figures.medianPerSecond], digits: 0, atLeast: 10_000 },
      { what: 'worst round', values: [figures.worstPerSecond], digits: 0 },
    ],
    figures,
  };
}
