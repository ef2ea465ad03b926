import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { dateInShanghai, dateOf, dayOf, type PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { lastDayOf, monthBefore } from '../../../shared/domain/calendar/months.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { loadRecordWithFindings } from '../../../shared/queries/records.ts';
import { headOf } from '../../../shared/table/record/records.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { familyId, placeId, TOWNSHIP } from '../../families.ts';
import { isDeep, runs } from '../../runs.ts';
import { anyMove, type Move, stepOf } from '../../shared/domain/history/moves.ts';
import { failing } from '../../shared/table/faulty.ts';
import { check, ELSEWHERE, freeze, frozenIn, lead, settle } from './county.ts';

const SUBJECTS: readonly Subject[] = [
  ...[1, 5, 7, 8, 9].map((n) => ({ kind: 'household', id: familyId(n) }) as const),
  { kind: 'site', id: placeId(1) },
];

/** A move, of one of the subjects. */
const anyStep = fc.record({ move: anyMove, who: fc.nat({ max: SUBJECTS.length - 1 }) });
type AnyStep = Readonly<{ move: Move; who: number }>;

let made = 0;
afterAll(() => expect(made).toBeGreaterThan(isDeep ? 60 : 5));

/** Each move on its own day, or where it says so on the same, right to the millisecond. */
const moveOn = async (deps: TestDeps, steps: readonly AnyStep[]): Promise<void> => {
  for (const { move, who } of steps) {
    const today = dayOf(dateInShanghai(deps.clock())) + move.later;
    deps.goTo(dateOf(today));
    const subject = SUBJECTS[who] as Subject;
    const head = await headOf(deps.table, subject);
    const step = head && stepOf(head.record, head.flags, move, dateOf(today - move.ago), dateOf(today));
    if (!step) continue;
    try {
      if ((await act(deps, lead, { subject, steps: [step] })).changed) made++;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
};

/** What is found of each of them on a day, as it would be frozen. */
const frozenFindingsOf = async (deps: TestDeps, on: PlainDate): Promise<Map<string, object[]>> => {
  const found = new Map<string, object[]>();
  for (const subject of SUBJECTS) {
    const looked = await loadRecordWithFindings(deps, subject, on);
    const kept = looked?.findings.map(({ reasons: _, changesOn: __, ...said }) => said);
    if (kept) found.set(subject.id, kept);
  }
  return found;
};

test('whatever is entered after the freezing, and while it is cut off, a check finds no difference', async () => {
  const steps = (most: number) => fc.array(anyStep, { minLength: 2, maxLength: most });
  await fc.assert(
    fc.asyncProperty(
      steps(8),
      steps(5),
      steps(8),
      fc.constantFrom('', '"chunks"', '#0001', '#OPENED'),
      async (before, between, after, dies) => {
        const deps = await testDeps();
        await settle(deps);
        await moveOn(deps, before);
        const month = monthBefore(dateInShanghai(deps.clock()));
        const fault = failing(deps.table.client, {
          ...{ command: 'PutItemCommand', saying: dies, times: dies === '' ? 0 : 1 },
          error: () => new Error('died'),
        });
        const both = async () => {
          for (const township of [ELSEWHERE, TOWNSHIP]) await freeze(deps, { month, township });
        };
        const expected = await frozenFindingsOf(deps, lastDayOf(month));
        await both().catch((error: Error) => expect(error.message).toBe('died'));
        deps.goTo(dateOf(dayOf(dateInShanghai(deps.clock())) + 1));
        await moveOn(deps, between);
        fault.stop();
        await both();
        const frozen = await frozenIn(deps, TOWNSHIP, month);
        expect(frozen).toHaveLength(8);
        // The county is opened first: where that failed, what is known is what is known the next time.
        if (dies !== '#OPENED') {
          for (const { id, findings } of [...frozen, ...(await frozenIn(deps, ELSEWHERE, month))]) {
            expect([id, findings]).toEqual([id, expected.get(id) ?? findings]);
          }
        }
        await moveOn(deps, after);
        await both();
        expect(await frozenIn(deps, TOWNSHIP, month)).toEqual(frozen);
        for (const within of [TOWNSHIP, ELSEWHERE]) {
          expect((await check(deps, { month, within })).differences).toEqual([]);
        }
      },
    ),
    { numRuns: runs(12) },
  );
});
