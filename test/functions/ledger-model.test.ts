import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestCounty } from '../../functions/alerts/digest.ts';
import { gatherUrgent } from '../../functions/alerts/urgent.ts';
import { auditTownship } from '../../functions/audit/township.ts';
import { act } from '../../shared/act/act.ts';
import { dateOf, LAST_DAY } from '../../shared/domain/calendar/dates.ts';
import type { Step as Command } from '../../shared/domain/commands/index.ts';
import { LIFECYCLE } from '../../shared/domain/ledger/lifecycle.ts';
import { isCleared, kindOf } from '../../shared/domain/ledger/steps.ts';
import { Refused } from '../../shared/domain/records/refusal.ts';
import { alertsOfCounty } from '../../shared/table/outbox/alerts.ts';
import { headOf } from '../../shared/table/record/records.ts';
import { person, type TestDeps, testDeps } from '../deps.ts';
import { family, familyId, personId, TOWNSHIP } from '../families.ts';
import { runs } from '../runs.ts';
import { failing } from '../shared/table/faulty.ts';
import { COUNTY } from './alerts/outlets.ts';
import { dayIn, FIRST, look, type Model, type Step, step } from './ledger-model.ts';

interface World {
  readonly deps: TestDeps;
  /** Numbers the jobs, so that none is another's overlap. */
  jobs: number;
  runs: number;
}

const subject = { kind: 'household', id: familyId(1) } as const;
const clerk = person('township_clerk');
const lead = person('county_lead');

const flagIn = async ({ deps }: World) =>
  (await headOf(deps.table, subject))?.flags.find(({ rule }) => rule === 'R3');

/** What has to be so whatever has happened. */
const holds = async (model: Model, world: World): Promise<void> => {
  const head = await headOf(world.deps.table, subject);
  const flag = head?.flags.find(({ rule }) => rule === 'R3');
  expect(flag && [flag.state, flag.outcome, flag.reopened, flag.level, flag.dueOn]).toEqual(
    model.flag && [
      ...[model.flag.state, model.flag.outcome, model.flag.reopened, model.flag.level],
      dateOf(model.flag.dueOn),
    ],
  );
  for (const finding of head?.record.evaluated?.findings ?? []) {
    const its = head?.flags.find(({ rule, member }) => rule === finding.rule && member === finding.member);
    // No gap without a flag that is not closed; no flag that the system opened, and nobody has returned, on a met finding.
    if (kindOf(finding)) expect(its && its.state !== 'closed').toBe(true);
    if (its && isCleared(finding))
      expect(['rectified', 'closed', 'returned', 'rectifying', 'waived']).toContain(its.state);
    for (const { event, to } of its?.history ?? []) {
      expect(LIFECYCLE.some((row) => row.event === event && row.to === to)).toBe(true);
    }
  }
};

const work = (ago: number, lasts: number | undefined): fc.AsyncCommand<Model, World> => ({
  check: () => true,
  async run(model: Model, world: World): Promise<void> {
    const from = model.today - ago;
    const until = lasts === undefined ? undefined : from + lasts;
    world.jobs++;
    const input = {
      memberId: personId(1, world.jobs % 2),
      employer: `单位${world.jobs}`,
      from: dateOf(from),
      ...(until === undefined ? {} : { until: dateOf(until) }),
    };
    await act(world.deps, clerk, { subject, steps: [{ name: 'log-employment', input }] as Command[] });
    model.jobs.push({ from, until: until ?? LAST_DAY });
    look(model);
    await holds(model, world);
  },
  toString: () => `work from ${ago} days ago for ${lasts ?? 'ever'}`,
});

const daysPass = (
  days: number,
  how: 'once' | 'twice' | 'at_once' | 'crash',
): fc.AsyncCommand<Model, World> => ({
  check: () => true,
  async run(model: Model, world: World): Promise<void> {
    model.today += days;
    world.deps.goTo(dayIn(model));
    world.runs++;
    const { deps } = world;
    const message = { run: `run ${world.runs}`, on: dayIn(model), township: TOWNSHIP };
    if (how === 'crash') {
      const fault = failing(deps.table.client, {
        command: 'TransactWriteItemsCommand',
        done: world.runs % 2 === 0,
        error: () => new Error('the process died'),
      });
      await auditTownship(deps, message);
      await gatherUrgent(deps, COUNTY).catch(() => undefined);
      fault.stop();
    }
    if (how === 'at_once') await Promise.all([auditTownship(deps, message), auditTownship(deps, message)]);
    else await auditTownship(deps, message);
    if (how === 'twice') await auditTownship(deps, message);
    look(model);
    await holds(model, world);
    // The morning after: what is urgent, then the digest, both once more.
    for (let i = 0; i < 2; i++) {
      await gatherUrgent(deps, COUNTY);
      await digestCounty({ ...deps, clock: () => deps.clock() + 600_000 }, COUNTY, dayIn(model));
    }
  },
  toString: () => `${days} days pass, audited ${how}`,
});

const take = (what: Step, ahead: number): fc.AsyncCommand<Model, World> => ({
  check: () => true,
  async run(model: Model, world: World): Promise<void> {
    const on = dayIn(model, ahead);
    const inputs = {
      assign: { assignee: clerk.kind === 'person' ? clerk.id : '', role: 'township_clerk', dueOn: on },
      note: { text: '已上门' },
      verify: {},
      return: { reason: '请补充佐证' },
      waive: { reason: '住院', until: on },
    } as const;
    const steps = [{ name: `${what}-flag`, input: { rule: 'R3', ...inputs[what] } }] as Command[];
    const actor = what === 'note' ? clerk : lead;
    const refused = await act(world.deps, actor, { subject, steps }).then(
      () => false,
      (error: unknown) => {
        if (error instanceof Refused) return true;
        throw error;
      },
    );
    expect(refused).toBe(!step(model, what, ahead));
    await holds(model, world);
  },
  toString: () => `${what}, ${ahead} days ahead`,
});

const commands = fc.commands(
  [
    fc
      .record({
        ago: fc.integer({ min: 0, max: 100 }),
        lasts: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined, freq: 8 }),
      })
      .map(({ ago, lasts }) => work(ago, lasts)),
    fc
      .tuple(
        fc.constantFrom(1, 2, 7, 14, 15, 16, 29, 30, 31, 45),
        fc.constantFrom('once', 'twice', 'at_once', 'crash'),
      )
      .map(([days, how]) => daysPass(days, how)),
    fc
      .tuple(fc.constantFrom('assign', 'note', 'verify', 'return', 'waive'), fc.integer({ min: 1, max: 60 }))
      .map(([what, ahead]) => take(what, ahead)),
  ],
  { maxCommands: 30 },
);

/** All that leads were told of R3, over all alerts. */
const toldOf = async ({ deps }: World): Promise<Model['told']> => {
  const told = { opened: 0, reopened: 0, overdue: 0 };
  let after: string | undefined;
  do {
    const { items, next } = await alertsOfCounty(deps.table, COUNTY, { limit: 200, after });
    for (const alert of items) {
      if (alert.kind === 'urgent') {
        told.overdue += alert.told.filter(({ kind, rule }) => kind === 'overdue' && rule === 'R3').length;
      }
      if (alert.kind !== 'digest' || alert.area !== COUNTY) continue;
      told.opened += alert.figures.rules.R3?.opened ?? 0;
      told.reopened += alert.figures.rules.R3?.reopened ?? 0;
    }
    after = next;
  } while (after !== undefined);
  return told;
};

test('whatever happens in whatever order, flags are as the table has them, and each change is told once', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (some) => {
      const deps = await testDeps(dateOf(FIRST));
      const world: World = { deps, jobs: 0, runs: 0 };
      const model: Model = {
        today: FIRST,
        jobs: [],
        flag: undefined,
        told: { opened: 0, reopened: 0, overdue: 0 },
      };
      await act(deps, clerk, family(1));
      look(model);
      await fc.asyncModelRun(() => ({ model, real: world }), some);
      await daysPass(1, 'once').run(model, world);
      expect(await toldOf(world)).toEqual(model.told);
      expect(await flagIn(world)).toBeDefined();
    }),
    { numRuns: runs(25) },
  );
});
