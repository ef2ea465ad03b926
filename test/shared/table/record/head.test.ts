import { beforeEach, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import type { Flag } from '../../../../shared/domain/ledger/flag.ts';
import { headOf } from '../../../../shared/table/record/records.ts';
import { flagKey, recordKey } from '../../../../shared/table/store/keys.ts';
import { person, type TestDeps, testDeps } from '../../../deps.ts';
import { family, familyId, placement } from '../../../families.ts';
import { itemAt, put } from '../raw.ts';

const household = { kind: 'household', id: familyId(1) } as const;
const clerk = person('township_clerk');
let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
  await act(deps, clerk, family(1, 4));
});

/** Makes the pages of a client's queries one item long; does the work once, before the page of that number is read. */
const between = (page: number, work: () => Promise<void>): { pages: number } => {
  const seen = { pages: 0 };
  deps.table.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'QueryCommand') return next(args);
        seen.pages++;
        if (seen.pages === page) await work();
        return next({ ...args, input: { ...args.input, Limit: 1 } as never });
      },
    { step: 'initialize', priority: 'low' },
  );
  return seen;
};

test('a head that is read page by page is what it is in one', async () => {
  const whole = await headOf(deps.table, household);
  expect(whole?.flags.map(({ rule }) => rule)).toEqual(whole?.flags.map(({ rule }) => rule).sort());
  expect(whole?.flags.length).toBeGreaterThan(1);
  const seen = between(0, async () => undefined);
  expect(await headOf(deps.table, household)).toEqual(whole);
  expect(seen.pages).toBeGreaterThan(3);
});

test.each([2, 3, 4])(
  'a flag changed before page %i of a head is read is not overwritten by who was reading',
  async (page) => {
    const key = flagKey(household, 'R3');
    const taken = { state: 'assigned', assignee: 'hr_clerk-1' } as const;
    /** As a command does that gives the flag to somebody: the flag, and the record's next version, at once. */
    const assigns = async () => {
      const [flag, item] = await Promise.all(
        [key, recordKey(household)].map((one) => itemAt(deps.table, one)),
      );
      const { record } = item as { record: { version: number } };
      await put(deps.table, { ...flag, flag: { ...(flag?.flag as Flag), ...taken } });
      await put(deps.table, { ...item, record: { ...record, version: record.version + 1 } });
    };
    const seen = between(page, assigns);
    // The job clears the gap, so that the flag is written with the record.
    await act(deps, person('hr_clerk'), placement(1, '2026-02-20'));
    expect(seen.pages).toBeGreaterThan(page);
    expect((await itemAt(deps.table, key)).flag).toMatchObject({
      state: 'rectified',
      assignee: 'hr_clerk-1',
    });
  },
);
