import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { dateInShanghai, dateOf, dayOf } from '../../../shared/domain/calendar/dates.ts';
import { MemberId } from '../../../shared/domain/records/ids.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { rebuildHouseholdAsOf } from '../../../shared/queries/record-as-of.ts';
import { loadRecordWithFindings, type RecordWithFindings } from '../../../shared/queries/records.ts';
import { verifyHistory } from '../../../shared/queries/verified-history.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement } from '../../families.ts';
import { isDeep, runs } from '../../runs.ts';
import { anyMove, stepOf } from '../domain/history/moves.ts';
import { actorFor } from '../domain/history/told.ts';

let deps: TestDeps;
let families = 0;
beforeAll(async () => {
  deps = await testDeps();
  await act(deps, person('county_lead'), place(1));
});
const seen = { commits: 0 };
afterAll(() => expect(seen.commits).toBeGreaterThan(isDeep ? 50 : 5));

/** What was served at an instant. */
interface Served {
  readonly at: number;
  readonly looked: RecordWithFindings | undefined;
}

const serve = async (n: number): Promise<Served> => {
  const at = deps.clock();
  return {
    at,
    looked: await loadRecordWithFindings(deps, { kind: 'household', id: familyId(n) }, dateInShanghai(at)),
  };
};

test('a household as of an instant is what was served at that instant', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyMove, { minLength: 3, maxLength: 12 }), async (moves) => {
      const n = ++families;
      const subject = { kind: 'household', id: familyId(n) } as const;
      deps.goTo('2026-06-14');
      const served = [await serve(n)];
      deps.goTo('2026-06-15');
      await act(deps, person('county_lead'), family(n, 2, placeId(1)));
      served.push(await serve(n));
      let today = dayOf(dateInShanghai(deps.clock()));
      for (const move of moves) {
        // Between two commits a record is served on other days, too, on which its findings may have become others.
        today += 3 + move.which * 25;
        deps.goTo(dateOf(today));
        served.push(await serve(n));
        today += move.later + 1;
        deps.goTo(dateOf(today));
        const { record, flags = [] } = served.at(-1)?.looked ?? {};
        const step = record && stepOf(record, flags, move, dateOf(today - move.ago), dateOf(today));
        if (!step) continue;
        await act(deps, actorFor(step), { subject, steps: [step] }).catch((error: unknown) => {
          if (!(error instanceof Refused)) throw error;
        });
        served.push(await serve(n));
      }
      seen.commits += served.at(-1)?.looked?.record.version ?? 0;
      for (const { at, looked } of served) {
        expect(await rebuildHouseholdAsOf(deps, subject.id, at)).toStrictEqual(looked);
      }
    }),
    { numRuns: runs(15) },
  );
});

test.each([
  ['with its registration', 500, []],
  ['once it had been evaluated', 540, ['first']],
])(
  'a household whose flags found no room in one transaction %s is as it was, before and after the rest followed',
  async (_, n, first) => {
    const subject = { kind: 'household', id: familyId(n) } as const;
    deps.goTo('2026-06-15');
    const { steps } = family(n, first.length > 0 ? 80 : 50);
    const none = {
      ...{ resident_medical: false, employee_medical: false },
      ...{ resident_pension: false, employee_pension: false },
    };
    const declared = steps.flatMap((step) =>
      (step.name === 'register-household' ? (step.input.members ?? []) : []).map(({ id }) => ({
        name: 'declare-member-year' as const,
        input: { memberId: MemberId.parse(id), year: 2026, schemes: none },
      })),
    );
    if (first.length > 0) await act(deps, person('county_lead'), { subject, steps });
    let transactions = 0;
    deps.table.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'TransactWriteItemsCommand' && ++transactions === 2)
            throw new Error('injected');
          return next(args);
        },
      { step: 'initialize', name: 'turning-away' },
    );
    await act(deps, person('county_lead'), {
      subject,
      steps: first.length > 0 ? declared : [...steps, ...declared],
    });
    deps.table.client.middlewareStack.remove('turning-away');
    expect(transactions).toBe(2);
    const half = await serve(n);
    expect(half.looked?.record).not.toHaveProperty('evaluated');
    expect(await rebuildHouseholdAsOf(deps, subject.id, half.at)).toStrictEqual(half.looked);
    expect(await verifyHistory(deps, subject)).toEqual([]);
    deps.goTo('2026-06-16');
    await act(deps, person('hr_clerk'), placement(n, '2026-06-01'));
    const whole = await serve(n);
    expect(whole.looked?.record).toHaveProperty('evaluated');
    expect(whole.looked?.flags.length).toBeGreaterThan(half.looked?.flags.length ?? 0);
    for (const { at, looked } of [half, whole]) {
      expect(await rebuildHouseholdAsOf(deps, subject.id, at)).toStrictEqual(looked);
    }
    expect(await verifyHistory(deps, subject)).toEqual([]);
  },
);
