import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemo } from '../../../infra/local/jobs/demo.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { act, reevaluationRequest } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Flag } from '../../../shared/domain/ledger/flag.ts';
import { openFlagsOfCounty } from '../../../shared/table/flags/flag-lists.ts';
import { person, testDeps } from '../../deps.ts';
import { flagItem, put } from '../../shared/table/raw.ts';
import { apiOf } from './county.ts';

export const COUNTY = AreaCode.parse('511722');
export const TODAY = plainDate('2026-06-15');
const admin = person('admin', '5117');

const SILENT: Output = {
  language: 'en',
  json: true,
  say: () => undefined,
  isOver: () => false,
  remark: () => undefined,
  progress: () => ({ at: () => undefined, done: () => undefined }),
};

/** Steps that people take on flags, as the table has them afterwards. */
const MOVES: readonly Partial<Flag>[] = [
  { state: 'assigned', assignee: 'hr_clerk-1', level: 'county' },
  { state: 'rectifying', dueOn: plainDate('2026-06-01') },
  { state: 'returned', dueOn: plainDate('2026-06-14'), level: 'city' },
  { state: 'waived', waivedUntil: plainDate('2026-12-31'), dueOn: plainDate('2026-05-01') },
  { state: 'open', dueOn: TODAY },
  { state: 'open', dueOn: plainDate('2026-06-14') },
];

const closing = (flag: Flag, on: string, openedOn: string): Flag => ({
  ...flag,
  state: 'closed',
  openedOn: plainDate(openedOn),
  history: [
    ...flag.history,
    { at: `${on}T04:00:00.000Z`, event: 'verify', to: 'closed', by: 'county_lead-1' },
  ],
});

/** Puts flags where a ledger that people work at would have them; what counts them is made anew by the hallway. */
const workAt = async (deps: Awaited<ReturnType<typeof testDeps>>) => {
  const { items } = await openFlagsOfCounty(deps.table, COUNTY, { limit: 60 });
  for (const [i, { flag, subject }] of items.entries()) {
    const move = MOVES[i % (MOVES.length + 2)];
    // Closed only where the gap is not there any more, or the hallway would open it again.
    const isDone = flag.outcome === 'met' || flag.outcome === 'not_applicable';
    const moved = isDone
      ? closing(flag, i % 2 ? '2026-06-10' : '2026-05-20', '2026-05-01')
      : { ...flag, ...move };
    await put(deps.table, flagItem(moved, subject));
    await act(deps, admin, reevaluationRequest(subject));
  }
};

/** A county made as the demo is, with a ledger that people have worked at, not yet audited after that. */
export const demoCounty = async (households: number) => {
  const deps = await testDeps(TODAY);
  const folder = await mkdtemp(join(tmpdir(), 'houfu-numbers-'));
  try {
    await runDemo(deps, folder, { households, seed: 1 }, SILENT);
  } finally {
    await rm(folder, { recursive: true });
  }
  await workAt(deps);
  return { deps, ...apiOf(deps) };
};
