import pMap from 'p-map';
import { type CheckResult, checkMonth } from '../../../functions/freeze/check.ts';
import type { Difference } from '../../../functions/freeze/difference.ts';
import { planFreeze } from '../../../functions/freeze/message.ts';
import { type FrozenPart, freezeTownship } from '../../../functions/freeze/township.ts';
import { act } from '../../../shared/act/act.ts';
import type { Deps } from '../../../shared/deps.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { FrozenSubject } from '../../../shared/domain/assessments/schema.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import type { Step } from '../../../shared/domain/commands/index.ts';
import { IndustryId } from '../../../shared/domain/records/ids.ts';
import { readChunks } from '../../../shared/queries/frozen-lines.ts';
import { readFrozenMonth } from '../../../shared/queries/frozen-months.ts';
import { AREAS } from '../../areas.ts';
import { person, type TestDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../../families.ts';
import { everything, type Item } from '../../shared/table/raw.ts';

export const COUNTY = AreaCode.parse('511722');
/** Another township of the county. */
export const ELSEWHERE = AreaCode.parse('511722101');
export const INDUSTRY = IndustryId.parse('0J000000000000000000000001');
export const MONTH = Month.parse('2026-05');
export const lead = person('county_lead');

export const onHousehold = (deps: Deps, n: number, ...steps: Step[]) =>
  act(deps, lead, { subject: { kind: 'household', id: familyId(n) }, steps });

/** Family `n`, on record in a township. */
const familyIn = async (deps: Deps, n: number, area: AreaCode, ...rest: [number?, number?]) => {
  const { subject, steps } = family(n, rest[0], rest[1] === undefined ? undefined : placeId(rest[1]));
  const [register, ...more] = steps;
  if (register?.name !== 'register-household') throw new Error('a family begins by being registered');
  const input = { ...register.input, area } as typeof register.input;
  await act(deps, lead, { subject, steps: [{ ...register, input }, ...more] });
};

export const linked = (n: number, site = 1): Step => ({
  name: 'add-linkage',
  input: {
    siteId: placeId(site),
    industryId: INDUSTRY,
    kind: 'dividend',
    from: plainDate('2026-01-01'),
    ...{ yearly: 300 + n },
  },
});

/**
 * Site 1 in one township, with an industry to which a household of another is linked; families 1 to 3 live there, 4 and
 * 5 nowhere, 6 is dissolved, 7 has not moved in; 8 and 9 are on record in the other township, 8 lives at site 1 and 9
 * is linked to its industry. Jobs of 1 and 2 have ended or end, so that May is a month of all outcomes.
 */
export const settle = async (deps: TestDeps): Promise<void> => {
  deps.goTo('2026-03-01');
  const { subject, steps } = place(1);
  await act(deps, lead, {
    subject,
    steps: [
      ...steps,
      { name: 'add-industry', input: { id: INDUSTRY, name: '茶园' } },
      {
        name: 'record-industry-leading',
        input: { id: INDUSTRY, from: plainDate('2026-01-01'), value: true },
      },
      {
        name: 'record-industry-status',
        input: { id: INDUSTRY, from: plainDate('2026-01-01'), value: 'operating' },
      },
      { name: 'confirm-industry', input: { id: INDUSTRY, on: plainDate('2026-02-01') } },
    ],
  });
  for (const n of [1, 2, 3]) await familyIn(deps, n, TOWNSHIP, n + 1, 1);
  for (const n of [4, 5, 6, 7]) await familyIn(deps, n, TOWNSHIP);
  await familyIn(deps, 8, ELSEWHERE, 2, 1);
  await familyIn(deps, 9, ELSEWHERE);
  await act(deps, lead, placement(1, '2026-01-10', '2026-05-20'));
  await act(deps, lead, placement(2, '2026-02-01', '2026-07-01'));
  await act(deps, lead, placement(4, '2026-02-15'));
  await onHousehold(deps, 9, linked(9));
  deps.goTo('2026-04-10');
  await onHousehold(deps, 6, { name: 'dissolve-household', input: { on: plainDate('2026-04-01') } });
  await onHousehold(deps, 7, { name: 'move-in', input: { movedIn: plainDate('2026-05-31') } });
  await onHousehold(deps, 3, { name: 'correct-household', input: { village: '一村' } });
};

export const freeze = (
  deps: Deps,
  { township = TOWNSHIP, month = MONTH, run = 'run' } = {},
): Promise<FrozenPart> => freezeTownship(deps, { run, month, township });

/** Freezes every township of the county, some at a time; where some fail, the others have ended too. */
export const freezeCounty = (deps: Deps, month = MONTH): Promise<FrozenPart[]> =>
  pMap(planFreeze(AREAS, 'run', month, COUNTY), (message) => freezeTownship(deps, message), {
    concurrency: 8,
    stopOnError: false,
  });

/** Everything that is frozen in an area, as it is read back. */
export const frozenIn = async (deps: Deps, area = TOWNSHIP, month = MONTH): Promise<FrozenSubject[]> => {
  const subjects: FrozenSubject[] = [];
  for (const { whole } of await readFrozenMonth(deps, month, [area])) {
    for (const township of whole) {
      for await (const chunk of readChunks(deps.table, township)) subjects.push(...chunk.subjects);
    }
  }
  return subjects.sort((a, b) => (a.id < b.id ? -1 : 1));
};

export const check = async (
  deps: Deps,
  { month = MONTH, within }: { month?: Month; within?: AreaCode } = {},
): Promise<{ checked: CheckResult; differences: Difference[] }> => {
  const differences: Difference[] = [];
  const asked = { county: COUNTY, month, within };
  const checked = await checkMonth(deps, asked, (one) => void differences.push(one));
  return { checked, differences };
};

/** What stands in the table of frozen months. */
export const frozenItems = async ({ table }: Deps): Promise<Item[]> =>
  (await everything(table)).filter(({ pk }) => String(pk).startsWith('F#'));
