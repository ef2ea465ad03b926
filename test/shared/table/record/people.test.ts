import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Step } from '../../../../shared/domain/commands/index.ts';
import { IdNumber } from '../../../../shared/domain/records/id-number.ts';
import { HouseholdId } from '../../../../shared/domain/records/ids.ts';
import { firstNamed, peopleByName, summariesOf } from '../../../../shared/table/record/people.ts';
import { person, type TestDeps, testDeps } from '../../../deps.ts';
import { familyId, personId } from '../../../families.ts';
import { idNumber } from '../../domain/rules/builders.ts';

const COUNTY = AreaCode.parse('511722');
const admin = person('admin', '5117');
let deps: TestDeps;
let serial = 0;

const register = (n: number, area: string, names: readonly string[]) => {
  const input = {
    ...{ id: familyId(n), area: AreaCode.parse(area) },
    members: names.map((name, m) => ({
      ...{ id: personId(n, m), name, birth: plainDate('1985-07-07') },
      idNumber: IdNumber.parse(idNumber('1985-07-07', serial++)),
    })),
  };
  const subject = { kind: 'household', id: familyId(n) } as const;
  return act(deps, admin, { subject, steps: [{ name: 'register-household', input }] });
};
const change = (n: number, ...steps: Step[]) =>
  act(deps, admin, { subject: { kind: 'household', id: familyId(n) }, steps });

/** Households of everybody so named, in order, read so many at a time. */
const walked = async (beginning: string, limit: number, county = COUNTY): Promise<HouseholdId[]> => {
  const found: HouseholdId[] = [];
  let after: string | undefined;
  do {
    const page = await peopleByName(deps.table, county, beginning, { limit, after });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items.map(({ household }) => household));
    after = page.next;
  } while (after);
  return found;
};

beforeAll(async () => {
  deps = await testDeps();
  await register(1, '511722107', ['张 三', '李四', '张三']);
  await register(2, '511722108', ['张三丰']);
  await register(3, '511702001', ['张三']);
  await register(4, '511722107', ['赵六', '张离']);
  await register(5, '511722107', ['钱七']);
  await change(4, { name: 'member-left', input: { memberId: personId(4, 1), on: plainDate('2026-06-01') } });
  await change(5, { name: 'correct-member', input: { memberId: personId(5, 0), name: '张改' } });
});

describe('people by name', () => {
  test.each([1, 2, 3, 100])(
    'are all of a county who are there, in one order, %i at a time',
    async (limit) => {
      expect(await walked('张', limit)).toEqual([familyId(1), familyId(1), familyId(2), familyId(5)]);
    },
  );

  test('are found under the name that they have now', async () => {
    expect(await walked('钱', 10)).toEqual([]);
    expect(await walked('张改', 10)).toEqual([familyId(5)]);
  });

  test('stand under their county alone', async () => {
    expect(await walked('张', 10, AreaCode.parse('511702'))).toEqual([familyId(3)]);
    expect(await walked('张', 10, AreaCode.parse('511723'))).toEqual([]);
  });
});

describe('a household with several people so named', () => {
  test('has one who comes first, whichever page they are on', async () => {
    const ids = [1, 2, 4, 5].map(familyId);
    expect(await firstNamed(deps.table, ids, '张')).toEqual(
      new Map([
        [familyId(1), personId(1, 0)],
        [familyId(2), personId(2, 0)],
        [familyId(5), personId(5, 0)],
      ]),
    );
    expect(await firstNamed(deps.table, [familyId(1), familyId(1)], '李')).toEqual(
      new Map([[familyId(1), personId(1, 1)]]),
    );
  });
});

test('summaries come by their ids, of more than one batch, and none of what is not there', async () => {
  const missing = Array.from({ length: 120 }, (_, n) => familyId(900 + n));
  const found = await summariesOf(deps.table, [...missing, familyId(2), familyId(2), familyId(1)]);
  expect([...found.keys()].sort()).toEqual([familyId(1), familyId(2)]);
  expect(found.get(familyId(1))).toMatchObject({ kind: 'household', people: 3, area: '511722107' });
  expect(found.get(familyId(1))?.id).toEqual(HouseholdId.parse(familyId(1)));
});
