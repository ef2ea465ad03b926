import { mkdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import pMap from 'p-map';
import { act } from '../../../shared/act/act.ts';
import type { Deps } from '../../../shared/deps.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import { dateInShanghai } from '../../../shared/domain/calendar/dates.ts';
import type { Step } from '../../../shared/domain/commands/index.ts';
import type { Household } from '../../../shared/domain/records/household.ts';
import type { MemberId } from '../../../shared/domain/records/ids.ts';
import { householdsOfNumbers } from '../../../shared/table/record/owners.ts';
import { recordOf } from '../../../shared/table/record/records.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import { type DemoParameters, readDemoParameters, writeDemoParameters } from '../demo/demo-parameters.ts';
import { type DemoFact, type DemoFollowUp, demoFollowUps, writeDemo } from '../demo/index.ts';
import { usualCounty } from '../demo/places.ts';
import { runAudit } from './audit.ts';
import { isEmpty } from './empty.ts';
import { JobError } from './failure.ts';
import { COMMAND_LINE, importInBrief } from './import.ts';
import type { Output } from './output.ts';

export interface DemoJob {
  readonly households: number;
  readonly seed: number;
  /** By default `usualCounty`. */
  readonly county?: AreaCode | undefined;
}

const CONCURRENT_HOUSEHOLDS = 8;

const memberOf = (household: Household, person: string): MemberId | undefined =>
  household.members.find(({ number }) => number === person)?.id;

/** Whether a channel or a plan has been logged: these commands are not idempotent, all others are. */
const isLogged = ({ channels, plans }: Household, { command, input }: DemoFact): boolean =>
  (command === 'log-income-channel' || command === 'log-plan') &&
  [...channels, ...plans].some(({ what, from }) => what === input.what && from === input.from);

/** The steps that log a fact; none if its person was refused with their row. */
const stepsFor = (household: Household, fact: DemoFact): Step[] => {
  if (isLogged(household, fact)) return [];
  if (!('person' in fact)) return [{ name: fact.command, input: fact.input } as Step];
  const memberId = memberOf(household, fact.person);
  return memberId ? [{ name: fact.command, input: { ...fact.input, memberId } } as Step] : [];
};

/** The steps of pension transfers that are still to be recorded: a case has an id once it has been started. */
const transferSteps = (household: Household, facts: readonly DemoFact[]): Step[] =>
  facts.flatMap((fact) => {
    if (fact.command !== 'start-pension-transfer') return [];
    const memberId = memberOf(household, fact.person);
    const transfer = household.transfers.find((one) => one.memberId === memberId && !one.voided);
    if (!transfer) return [];
    return fact.steps
      .filter(({ step }) => transfer.steps.every((recorded) => recorded.step !== step))
      .map(({ step, on }): Step => ({ name: 'record-transfer-step', input: { id: transfer.id, step, on } }));
  });

/** Logs the facts that are not logged yet. Returns whether there were any. */
const logFollowUp = async (deps: Deps, { household: number, facts }: DemoFollowUp): Promise<boolean> => {
  const id = (await householdsOfNumbers(deps.table, [number])).get(number);
  const record = id && (await recordOf(deps.table, { kind: 'household', id }));
  if (record?.kind !== 'household') return false;
  const subject = { kind: 'household', id: record.id } as const;
  const steps = facts.flatMap((fact) => stepsFor(record, fact));
  if (steps.length === 0) return false;
  const { after, changed } = await act(deps, COMMAND_LINE, { subject, steps });
  const further = after.kind === 'household' ? transferSteps(after, facts) : [];
  if (further.length === 0) return changed;
  return (await act(deps, COMMAND_LINE, { subject, steps: further })).changed || changed;
};

/**
 * Returns the demo to make: the one that the data folder has begun, on its day, or a new one of today. Throws
 * `JobFailed` for a new one if the table holds records: real people are never mixed with made-up ones.
 */
async function beginDemo(
  deps: Deps,
  dataDir: string,
  demo: Omit<DemoParameters, 'today'>,
  { language }: Output,
): Promise<DemoParameters> {
  const known = await readDemoParameters(dataDir);
  if (known && isDeepStrictEqual(known, { ...demo, today: known.today })) return known;
  if (!(await isEmpty(deps))) throw new JobError(sentence(JOB_TEXT.demo_not_empty, language, { ...demo }));
  const begun = { ...demo, today: dateInShanghai(deps.clock()) };
  await writeDemoParameters(dataDir, begun);
  return begun;
}

/**
 * Makes the demo county: writes its sheets in the native columns, imports them (rows that are wrong on purpose go into a
 * folder of their own), logs the facts that clerks would type in, and audits the day. Run again, it completes a demo
 * that was cut off and changes nothing else.
 */
export async function runDemo(
  deps: Deps,
  dataDir: string,
  { households, seed, county = usualCounty(deps.areas) }: DemoJob,
  output: Output,
): Promise<void> {
  const { language } = output;
  if (deps.areas.townships(county).length === 0 || county.length !== 6) {
    const counties = deps.areas.counties().map(({ code, name }) => `${code} ${name}`);
    const values = { county, counties: counties.join(language === 'en' ? ', ' : '、') };
    throw new JobError(sentence(JOB_TEXT.demo_no_county, language, values));
  }
  const folder = join(dataDir, 'demo');
  await mkdir(folder, { recursive: true });
  const { today } = await beginDemo(deps, dataDir, { households, seed, county }, output);
  output.remark(
    sentence(JOB_TEXT.demo_making, language, { name: deps.areas.nameOf(county) ?? county, households, seed }),
  );
  const options = { areas: deps.areas, county, households, seed, today };
  const refusedFolder = join(folder, JOB_TEXT.demo_refused_folder[language]);
  await mkdir(refusedFolder, { recursive: true });
  for (const { kind, path } of await writeDemo(folder, options)) {
    const refused = join(refusedFolder, `${parse(path).name}.xlsx`);
    await importInBrief(deps, { kind, file: path, dryRun: false, refused }, output);
  }
  const facts = demoFollowUps(options);
  const bar = output.progress(JOB_TEXT.demo_logging[language], facts.length);
  let done = 0;
  const logged = await pMap(
    facts,
    async (one) => {
      const isNew = await logFollowUp(deps, one);
      bar.at(++done);
      return isNew;
    },
    { concurrency: CONCURRENT_HOUSEHOLDS },
  );
  bar.done();
  const count = logged.filter(Boolean).length;
  output.say({ followUps: count }, () => sentence(JOB_TEXT.demo_facts, language, { count }));
  await runAudit(deps, { on: dateInShanghai(deps.clock()), by: 'demo' }, output);
  output.remark(sentence(JOB_TEXT.demo_done, language, { folder }));
  output.remark(sentence(JOB_TEXT.demo_refused, language, { folder: refusedFolder }));
}
