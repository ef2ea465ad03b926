import { beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../../../infra/local/jobs/output.ts';
import { runVerify } from '../../../../infra/local/jobs/verify.ts';
import { act } from '../../../../shared/act/act.ts';
import { actOnSettings } from '../../../../shared/act/act-on-settings.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { hashOf } from '../../../../shared/domain/history/hash.ts';
import type { Fault } from '../../../../shared/domain/history/verify.ts';
import { ChangeEntry } from '../../../../shared/domain/records/change.ts';
import { verifyHistory } from '../../../../shared/queries/verified-history.ts';
import { changeKey, flagKey, recordKey, settingsChangeKey } from '../../../../shared/table/store/keys.ts';
import { person, type TestDeps, testDeps } from '../../../deps.ts';
import { family, familyId, personId, place, placeId, placement } from '../../../families.ts';
import { everything, type Item, itemAt, put, remove, tamper } from '../../table/raw.ts';

let deps: TestDeps;
const clerk = person('township_clerk');
const household = (n: number) => ({ kind: 'household', id: familyId(n) }) as const;
const site = { kind: 'site', id: placeId(1) } as const;
const key = (version: number) => changeKey(household(1), version);

/** A site, a family of five versions, and one that nobody tampers with. */
beforeEach(async () => {
  deps = await testDeps();
  await act(deps, clerk, place(1));
  for (const n of [1, 2]) await act(deps, clerk, family(n, 2, placeId(1)));
  await act(deps, clerk, placement(1, '2026-02-20'));
  deps.goTo('2026-06-17');
  const support = { on: plainDate('2026-06-16'), kind: 'funds', what: '补助', amount: 500 } as const;
  await act(deps, clerk, {
    subject: household(1),
    steps: [{ name: 'log-household-support', input: support }],
  });
  const reveal = { memberId: personId(1, 0), fields: ['idNumber' as const] };
  await act(deps, clerk, {
    subject: household(1),
    steps: [{ name: 'reveal', input: reveal }],
    reason: '核对身份',
  });
  const phone = { phone: '13800000001' };
  await act(deps, clerk, { subject: household(1), steps: [{ name: 'correct-household', input: phone }] });
});

const faults = (subject: typeof site | ReturnType<typeof household> = household(1)) =>
  verifyHistory(deps, subject);
const change = (item: Item) => item.change as Item;
const edit = (version: number, alter: (change: Item) => void) =>
  tamper(deps.table, key(version), (item) => alter(change(item)));

test('what nobody tampered with has no fault', async () => {
  expect((await itemAt(deps.table, recordKey(household(1)))).record).toMatchObject({ version: 5 });
  expect([await faults(), await faults(household(2)), await faults(site)]).toEqual([[], [], []]);
  expect(await faults(household(9))).toEqual([]);
});

const cases: readonly (readonly [string, readonly Fault[], () => Promise<unknown>])[] = [
  ...[1, 3, 5].map(
    (version) =>
      [
        `version ${version} removed`,
        [{ version, what: 'missing' }],
        () => remove(deps.table, key(version)),
      ] as const,
  ),
  ...[1, 3, 5].map(
    (version) =>
      [
        `the actor of version ${version} edited`,
        [{ version, what: 'edited' }],
        () => edit(version, (it) => Object.assign(it, { actor: 'somebody else' })),
      ] as const,
  ),
  [
    'a value edited',
    [{ version: 2, what: 'edited' }],
    () =>
      edit(2, ({ changes }) => {
        for (const one of changes as Item[]) one.to = '2020-01-01';
      }),
  ],
  [
    'a reason taken out',
    [{ version: 4, what: 'edited' }],
    () => edit(4, (it) => Object.assign(it, { reason: undefined })),
  ],
  [
    'who was revealed taken out',
    [{ version: 4, what: 'edited' }],
    () => edit(4, (it) => Object.assign(it, { revealed: undefined })),
  ],
  [
    'something added that no entry has',
    [{ version: 3, what: 'edited' }],
    () => edit(3, (it) => Object.assign(it, { note: 'x' })),
  ],
  [
    'an entry of something else',
    [{ version: 3, what: 'edited' }],
    () => put(deps.table, { ...key(3), change: 'x' }),
  ],
  [
    'two entries swapped',
    [
      { version: 2, what: 'edited' },
      { version: 3, what: 'edited' },
    ],
    async () => {
      const [two, three] = [await itemAt(deps.table, key(2)), await itemAt(deps.table, key(3))];
      await put(deps.table, { ...key(2), change: three.change });
      await put(deps.table, { ...key(3), change: two.change });
    },
  ],
  [
    'two entries swapped and numbered anew',
    [
      { version: 1, what: 'unchained' },
      { version: 2, what: 'unchained' },
      { version: 3, what: 'edited' },
    ],
    async () => {
      const [two, three] = [await itemAt(deps.table, key(2)), await itemAt(deps.table, key(3))];
      await put(deps.table, { ...key(2), change: { ...change(three), version: 2 } });
      await put(deps.table, { ...key(3), change: { ...change(two), version: 3 } });
    },
  ],
  [
    'an entry edited and the next one chained to it',
    [{ version: 4, what: 'edited' }],
    async () => {
      await edit(3, (it) => Object.assign(it, { actor: 'somebody else' }));
      const hash = hashOf(ChangeEntry.parse(change(await itemAt(deps.table, key(3)))));
      await edit(4, (it) => Object.assign(it, { previous: hash }));
    },
  ],
  [
    'an entry too many',
    [{ version: 6, what: 'beyond_record' }],
    async () =>
      put(deps.table, { ...key(6), change: { ...change(await itemAt(deps.table, key(5))), version: 6 } }),
  ],
  [
    'the record removed',
    [{ version: 1, what: 'beyond_record' }],
    () => remove(deps.table, recordKey(household(1))),
  ],
  [
    'a fact of the record edited in place',
    [{ version: 5, what: 'differs_from_record' }],
    () =>
      tamper(deps.table, recordKey(household(1)), ({ record }) =>
        Object.assign(record as Item, { phone: '13900000002' }),
      ),
  ],
  [
    'a fact of the record taken out',
    [{ version: 5, what: 'differs_from_record' }],
    () =>
      tamper(deps.table, recordKey(household(1)), ({ record }) =>
        Object.assign(record as Item, { employments: [] }),
      ),
  ],
  [
    'an outcome of the record edited in place',
    [{ version: 5, what: 'differs_from_record' }],
    () =>
      tamper(deps.table, recordKey(household(1)), ({ record }) => {
        const { evaluated } = record as { evaluated: { findings: string[] } };
        evaluated.findings = evaluated.findings.map((one) => one.replace(/\/[a-z]\//, '/m/'));
      }),
  ],
  [
    'the version of the record put back',
    [
      { version: 4, what: 'edited' },
      { version: 5, what: 'beyond_record' },
    ],
    () =>
      tamper(deps.table, recordKey(household(1)), ({ record }) =>
        Object.assign(record as Item, { version: 4 }),
      ),
  ],
  [
    'a flag closed in place',
    [{ version: 5, what: 'differs_from_record' }],
    () =>
      tamper(deps.table, flagKey(household(1), 'R3'), ({ flag }) =>
        Object.assign(flag as Item, { state: 'closed' }),
      ),
  ],
  [
    'a flag removed',
    [{ version: 5, what: 'differs_from_record' }],
    () => remove(deps.table, flagKey(household(1), 'R3')),
  ],
  [
    'a record edited and then changed by a command',
    [{ version: 6, what: 'differs_from_record' }],
    async () => {
      await tamper(deps.table, recordKey(household(1)), ({ record }) =>
        Object.assign(record as Item, { village: '二村' }),
      );
      await act(deps, clerk, placement(1, '2026-03-01', '2026-03-31', 1));
    },
  ],
];

test.each(cases)('%s is found', async (_, expected, break_) => {
  await break_();
  expect(await faults()).toEqual(expected);
  expect([await faults(household(2)), await faults(site)]).toEqual([[], []]);
});

test('a record that is written to while its changes are read is read again; one that never rests is not judged', async () => {
  let writes = 1;
  const other = await testDeps('2026-06-18', { ...deps.table });
  deps.table.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const saysChanges = JSON.stringify(args.input).includes('CHANGE#');
        if (commandName === 'QueryCommand' && saysChanges && writes > 0) {
          writes--;
          const phone = { phone: `1380000${1000 + writes}` };
          await act(other, clerk, {
            subject: household(1),
            steps: [{ name: 'correct-household', input: phone }],
          });
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  expect(await faults()).toEqual([]);
  writes = 9;
  await expect(faults()).rejects.toMatchObject({ name: 'Busy' });
});

describe('houfu verify', () => {
  const run = async (area?: string) => {
    const said: Item[] = [];
    const sentences: string[] = [];
    const output: Output = {
      language: 'zh-CN',
      json: true,
      say: (object, sentence) => {
        said.push(object as Item);
        sentences.push(sentence());
      },
      isOver: () => false,
      remark: (sentence) => void sentences.push(sentence),
      progress: () => ({ at: () => undefined, done: () => undefined }),
    };
    const result = await runVerify(deps, area === undefined ? undefined : AreaCode.parse(area), output);
    return { result, said, sentences };
  };

  test('looks at every record once and writes nothing', async () => {
    const before = await everything(deps.table);
    const { result, said } = await run();
    expect(result).toEqual({ looked: 3, faults: 0, failed: [] });
    expect(said).toEqual([result]);
    expect((await run('511722')).result).toEqual(result);
    expect((await run('511725')).result).toEqual({ looked: 0, faults: 0, failed: [] });
    expect(await everything(deps.table)).toEqual(before);
  });

  test('says each fault, of records that are gone where it looks at all', async () => {
    await edit(3, (it) => Object.assign(it, { actor: 'somebody else' }));
    await remove(deps.table, recordKey(household(2)));
    const [all, area] = [await run(), await run('511722')];
    const edited = { kind: 'household', id: familyId(1), version: 3, what: 'edited' };
    const gone = { kind: 'household', id: familyId(2), version: 1, what: 'beyond_record' };
    expect(all.result).toEqual({ looked: 3, faults: 2, failed: [] });
    expect(all.said).toEqual(expect.arrayContaining([edited, gone, all.result]));
    expect(all.sentences).toContain(`${familyId(1)}：第 3 版的变更记录被改动`);
    expect(area.said).toEqual([edited, { looked: 2, faults: 1, failed: [] }]);
  });

  test('goes through the changes of counties’ settings, too, but for a township’s', async () => {
    const COUNTY = AreaCode.parse('511722');
    for (const [graceDays, from] of [
      [20, '2026-07-01'],
      [25, '2026-08-01'],
    ] as const) {
      const input = { from: plainDate(from), values: { graceDays }, beside: {} };
      const request = { county: COUNTY, step: { name: 'put-settings', input }, reason: '试点' } as const;
      await actOnSettings(deps, person('admin'), request);
    }
    expect((await run('511722')).result).toEqual({ looked: 3, faults: 0, failed: [] });
    await tamper(deps.table, settingsChangeKey(COUNTY, 1), (item) => {
      change(item).actor = 'somebody else';
    });
    const edited = { kind: 'settings', id: COUNTY, version: 1, what: 'edited' };
    for (const area of [undefined, '511722']) {
      const { result, said } = await run(area);
      expect(result).toEqual({ looked: 3, faults: 1, failed: [] });
      expect(said).toContainEqual(edited);
    }
    expect((await run('511722107')).result.faults).toBe(0);
    await remove(deps.table, settingsChangeKey(COUNTY, 2));
    expect((await run()).said).toContainEqual({ ...edited, version: 2, what: 'missing' });
  });

  test('names a record that cannot be read, by its id alone, and goes on', async () => {
    await tamper(deps.table, recordKey(household(1)), ({ record }) => {
      for (const member of (record as { members: Item[] }).members)
        member.birth = { 成员: '511799199203050014' };
    });
    const { result, sentences } = await run();
    expect(result).toEqual({ looked: 3, faults: 0, failed: [familyId(1)] });
    expect(sentences.at(-1)).toContain(familyId(1));
    expect(JSON.stringify(deps.logged)).toContain(familyId(1));
    expect(JSON.stringify(deps.logged)).not.toMatch(/成员|511799/);
  });
});
