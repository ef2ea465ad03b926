import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { hashOf } from '../../../shared/domain/history/hash.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import { IndustryId } from '../../../shared/domain/records/ids.ts';
import { openFlagsOfCounty } from '../../../shared/table/flags/flag-lists.ts';
import { changesOf, supportOf } from '../../../shared/table/record/history.ts';
import { householdsOfPeople } from '../../../shared/table/record/owners.ts';
import { headOf } from '../../../shared/table/record/records.ts';
import type { OpenFlagKey } from '../../../shared/table/store/keys.ts';
import { isWrite, recordCalls } from '../../calls.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, personId, place, placeId, placement, TOWNSHIP } from '../../families.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});

const clerk = person('township_clerk');
const COUNTY = AreaCode.parse('511722');
const subject = (n: number) => ({ kind: 'household', id: familyId(n) }) as const;
const outcomes = async (n: number) => {
  const head = await headOf(deps.table, subject(n));
  return Object.fromEntries(
    (head?.record.evaluated?.findings ?? []).map(({ rule, outcome }) => [rule, outcome]),
  );
};

describe('an ordinary command', () => {
  test('is one consistent read and one transaction, and the record, its change and its flags stand together', async () => {
    await act(deps, clerk, family(1, 4));
    expect(await outcomes(1)).toMatchObject({ R2: 'gap', R3: 'gap' });

    const calls = recordCalls(deps.table.client);
    await act(deps, person('hr_clerk'), placement(1, '2026-02-20'));
    expect(calls.map(({ command, consistent }) => [command, consistent])).toEqual([
      ['QueryCommand', true],
      ['TransactWriteItemsCommand', false],
    ]);

    const [read, write] = calls;
    expect(read?.units).toBeLessThanOrEqual(3);
    expect(write?.units).toBeLessThanOrEqual(16);

    const head = await headOf(deps.table, subject(1));
    expect(head?.record.version).toBe(2);
    expect(await outcomes(1)).toMatchObject({ R2: 'met', R3: 'met' });
    expect(head?.flags.filter(({ rule }) => rule === 'R3')).toMatchObject([
      { state: 'rectified', clearedBy: 'hr_clerk-1', kind: 'gap', outcome: 'met', since: '2026-02-20' },
    ]);
    const { items } = await changesOf(deps.table, subject(1));
    expect(items[0]).toMatchObject({
      actor: 'hr_clerk-1',
      role: 'hr_clerk',
      commands: ['log-employment'],
      version: 2,
      changes: expect.arrayContaining([
        {
          path: expect.stringMatching(/^employments\[/),
          to: expect.objectContaining({ from: '2026-02-20' }),
        },
        { path: 'flags[R3].state', from: 'open', to: 'rectified' },
      ]),
      findings: [
        { rule: 'R2', from: 'gap', to: 'met' },
        { rule: 'R3', from: 'gap', to: 'met' },
      ],
      previous: items[1]?.version === 1 && hashOf(items[1]),
    });
    expect(items[0]?.flags).toContainEqual({ rule: 'R3', event: 'cleared', from: 'open', to: 'rectified' });
  });

  test('that changes nothing writes nothing', async () => {
    await act(deps, clerk, family(2));
    const again = {
      subject: subject(2),
      steps: [
        {
          name: 'record-capacity',
          input: { memberId: personId(2, 0), from: plainDate('2019-10-01'), value: 'ordinary' },
        },
      ] as const,
    };
    const calls = recordCalls(deps.table.client);
    const { changed } = await act(deps, clerk, again);
    expect(changed).toBe(false);
    expect(calls.filter(isWrite)).toEqual([]);
  });

  test('that is refused changes nothing', async () => {
    await act(deps, clerk, family(3));
    const before = await headOf(deps.table, subject(3));
    await expect(act(deps, clerk, placement(3, '2026-05-01', '2026-04-01'))).rejects.toMatchObject({
      name: 'Refused',
      code: 'until_before_from',
      path: 'until',
    });
    expect(await headOf(deps.table, subject(3))).toEqual(before);
  });
});

test('an act of support stands beside the record, newest first, and leaves the record as it is', async () => {
  await act(deps, clerk, family(4));
  const support = (on: string, what: string) => ({
    subject: subject(4),
    steps: [
      { name: 'log-household-support', input: { on: plainDate(on), kind: 'seedlings', what } },
    ] as const,
  });
  await act(deps, clerk, support('2026-05-01', '脆李苗200株'));
  await act(deps, clerk, support('2026-06-01', '鸡苗50只'));
  expect((await supportOf(deps.table, subject(4))).items).toMatchObject([
    { on: '2026-06-01', what: '鸡苗50只', by: 'township_clerk-1' },
    { on: '2026-05-01', what: '脆李苗200株' },
  ]);
  await expect(act(deps, clerk, support('2027-01-01', '明年的'))).rejects.toMatchObject({
    code: 'date_after_today',
  });
});

describe('who may', () => {
  test.each([
    ['a benefits clerk logs no job', person('benefits_clerk'), 'not_permitted'],
    ['a city lead edits no household', person('city_lead'), 'not_permitted'],
    ['a clerk of another county does not see it', person('hr_clerk', '511725'), 'record_unknown'],
    ['a clerk of another township does not see it', person('township_clerk', '511722101'), 'record_unknown'],
  ])('%s', async (_, actor, code) => {
    await expect(act(deps, actor, placement(1, '2026-03-01'))).rejects.toMatchObject({ code });
  });

  test('nobody puts a household where they could not see it', async () => {
    const away = {
      subject: subject(1),
      steps: [{ name: 'correct-household', input: { area: AreaCode.parse('511725001') } }] as const,
    };
    await expect(act(deps, clerk, away)).rejects.toMatchObject({ code: 'outside_areas', path: 'area' });
  });
});

describe('what the table has once', () => {
  test('a person is in one household, until they leave it', async () => {
    await act(deps, clerk, family(10));
    const head = await headOf(deps.table, subject(10));
    const [first] = head?.record.kind === 'household' ? head.record.members : [];
    await act(deps, clerk, family(11));
    const join = {
      subject: subject(11),
      steps: [
        {
          name: 'add-member',
          input: { id: personId(11, 9), name: '某人', idNumber: IdNumber.parse(first?.idNumber) },
        },
      ] as const,
    };
    await expect(act(deps, clerk, join)).rejects.toMatchObject({
      code: 'person_elsewhere',
      path: `members[${personId(11, 9)}].idNumber`,
      values: { owner: familyId(10) },
    });
    const leave = { memberId: personId(10, 0), on: plainDate('2026-06-01') };
    await act(deps, clerk, { subject: subject(10), steps: [{ name: 'member-left', input: leave }] });
    await act(deps, clerk, join);
    const idNumber = first?.idNumber ?? '';
    expect(await householdsOfPeople(deps.table, await deps.keys(), [idNumber, 'nobody'])).toEqual(
      new Map([[idNumber, { household: familyId(11), member: personId(11, 9) }]]),
    );
  });

  test('a household number and an id belong to one household, a site name to one site of the county', async () => {
    const twin = family(12);
    const [register] = twin.steps;
    if (register?.name !== 'register-household') throw new Error('a family begins by being registered');
    await act(deps, clerk, twin);
    await expect(act(deps, clerk, twin)).rejects.toMatchObject({ code: 'record_exists' });
    const other = { ...register.input, id: familyId(13), members: [] };
    await expect(
      act(deps, clerk, { subject: subject(13), steps: [{ name: 'register-household', input: other }] }),
    ).rejects.toMatchObject({ code: 'household_number_taken', values: { owner: familyId(12) } });
    await act(deps, clerk, place(1));
    const namesake = place(2);
    const [step] = namesake.steps;
    if (step?.name !== 'register-site') throw new Error('a site begins by being registered');
    await expect(
      act(deps, clerk, { ...namesake, steps: [{ ...step, input: { ...step.input, name: '安置点1' } }] }),
    ).rejects.toMatchObject({ code: 'site_name_taken', path: 'name' });
  });
});

test('fifty clerks edit one household at once: every edit is kept, in some order', async () => {
  await act(deps, clerk, family(20));
  const month = (i: number) =>
    plainDate(
      `20${String(20 + Math.floor(i / 12)).padStart(2, '0')}-${String((i % 12) + 1).padStart(2, '0')}-01`,
    );
  await Promise.all(
    Array.from({ length: 50 }, (_, i) => act(deps, person('hr_clerk'), placement(20, month(i), month(i)))),
  );
  const head = await headOf(deps.table, subject(20));
  const jobs = head?.record.kind === 'household' ? head.record.employments : [];
  expect(jobs.map(({ from }) => from).sort()).toEqual(Array.from({ length: 50 }, (_, i) => month(i)));
  expect(head?.record.version).toBe(51);
});

describe('a site', () => {
  const site = { kind: 'site', id: placeId(50) } as const;
  const industry = IndustryId.parse('0J000000000000000000000050');
  const finding = async () => (await headOf(deps.table, site))?.record.evaluated?.findings[0];
  const link = (n: number) => ({
    subject: subject(n),
    steps: [
      {
        name: 'add-linkage',
        input: {
          siteId: placeId(50),
          industryId: industry,
          kind: 'dividend',
          from: plainDate('2025-01-01'),
          yearly: 600,
        },
      },
    ] as const,
  });

  test('is looked at again when a household is linked to its industry, lives there, or is dissolved', async () => {
    await act(deps, clerk, place(50));
    const since = plainDate('2026-01-01');
    await act(deps, clerk, {
      subject: site,
      steps: [
        { name: 'add-industry', input: { id: industry, name: '脆李种植' } },
        { name: 'record-industry-leading', input: { id: industry, from: since, value: true } },
        { name: 'record-industry-status', input: { id: industry, from: since, value: 'operating' } },
        { name: 'confirm-industry', input: { id: industry, on: since } },
      ],
    });
    expect(await finding()).toMatchObject({ rule: 'R1', outcome: 'gap' });
    for (const n of [51, 52, 53, 54]) await act(deps, clerk, family(n, 2, placeId(50)));
    await act(deps, clerk, link(51));
    expect(await finding()).toMatchObject({ outcome: 'at_risk' });
    await act(deps, clerk, link(52));
    expect(await finding()).toMatchObject({ outcome: 'met', since: '2026-01-01' });
    for (const n of [51, 52]) {
      const gone = { name: 'dissolve-household', input: { on: plainDate('2026-06-01') } } as const;
      await act(deps, clerk, { subject: subject(n), steps: [gone] });
    }
    expect(await finding()).toMatchObject({ outcome: 'gap', since: '2026-06-01' });
    const flags = (await headOf(deps.table, site))?.flags;
    expect(flags).toMatchObject([{ rule: 'R1', state: 'open', reopened: 1, area: TOWNSHIP }]);
  });
});

test('live flags of a county come by the day they are due', async () => {
  const due: string[] = [];
  let after: OpenFlagKey | undefined;
  do {
    const page = await openFlagsOfCounty(deps.table, COUNTY, { limit: 7, after });
    due.push(...page.items.map(({ flag: { dueOn } }) => dueOn));
    after = page.next;
  } while (after);
  expect(due.length).toBeGreaterThan(20);
  expect(due).toEqual([...due].sort());
});
