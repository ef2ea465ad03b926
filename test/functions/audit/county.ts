import { auditTownship } from '../../../functions/audit/township.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Flag } from '../../../shared/domain/ledger/flag.ts';
import type { AuditPart } from '../../../shared/domain/numbers/numbers.ts';
import { parseRecord } from '../../../shared/table/record/stored-record.ts';
import { person, type TestDeps } from '../../deps.ts';
import { family, place, placeId, placement, TOWNSHIP } from '../../families.ts';
import { everything, type Item } from '../../shared/table/raw.ts';

/** Another township of the same county. */
export const ELSEWHERE = AreaCode.parse('511722101');
export const clerk = person('township_clerk');

/**
 * Site 1 with families 1 to 3, families 4 to 6 at no site. Jobs of 1, 2 and 4 end on 20 June, 1 July and 10 July;
 * 3 has a job without an end, 5 and 6 have none.
 */
export const settle = async (deps: TestDeps): Promise<void> => {
  await act(deps, clerk, place(1));
  for (const n of [1, 2, 3]) await act(deps, clerk, family(n, n + 1, placeId(1)));
  for (const n of [4, 5, 6]) await act(deps, clerk, family(n));
  await act(deps, clerk, placement(1, '2026-01-10', '2026-06-20'));
  await act(deps, clerk, placement(2, '2026-02-01', '2026-07-01'));
  await act(deps, clerk, placement(3, '2026-03-01'));
  await act(deps, clerk, placement(4, '2026-02-15', '2026-07-10'));
};

/** The audit of a township on the clock's own day or, with `on`, of another one. */
export const audit = (
  deps: TestDeps,
  on: string,
  { township = TOWNSHIP, run = `run of ${on}` } = {},
): Promise<AuditPart> => auditTownship(deps, { run, on: plainDate(on), township });

/** Goes to a day and audits it. */
export const auditOf = (deps: TestDeps, on: string, township = TOWNSHIP): Promise<AuditPart> => {
  deps.goTo(on);
  return audit(deps, on, { township });
};

const isRecord = ({ sk }: Item) => sk === 'RECORD';
type Stored = { id: string; area: string; dissolved?: string; evaluated: { findings: Item[] } };
export const recordsIn = (items: readonly Item[]): Stored[] =>
  items.filter(isRecord).map(({ record }) => parseRecord(record) as unknown as Stored);

/** The day on which flags of these families rise, since they were due the day before. */
export const RISE = '2026-07-16';

/** What an audit decides: each record's findings, and its flags without the days on which somebody looked. */
export const judged = async ({ table }: TestDeps) => {
  const items = await everything(table);
  return {
    findings: recordsIn(items).map(({ id, evaluated }) => ({ id, evaluated })),
    flags: items
      .filter(({ flag }) => flag !== undefined)
      .map(({ flag }) => Flag.parse(flag))
      .map(({ subject, rule, member, kind, state, outcome, since, reopened }) => ({
        ...{ subject, rule, member, kind, state, outcome, since, reopened },
      })),
  };
};

/** All but the townships' numbers, which every run writes. */
export const withoutNumbers = async ({ table }: TestDeps): Promise<Item[]> =>
  (await everything(table)).filter(({ pk }) => !String(pk).startsWith('N#'));
