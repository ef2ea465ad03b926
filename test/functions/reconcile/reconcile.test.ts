import { beforeEach, describe, expect, test } from 'vitest';
import { type Aspect, reconcile } from '../../../functions/reconcile/reconcile.ts';
import { act, reevaluationRequest } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Household } from '../../../shared/domain/records/household.ts';
import { IndustryId } from '../../../shared/domain/records/ids.ts';
import { summaryIn } from '../../../shared/table/record/stored-summary.ts';
import {
  flagKey,
  householdNumberKey,
  linkKey,
  personHash,
  personHashes,
  personKey,
  recordKey,
  siteNameKey,
} from '../../../shared/table/store/keys.ts';
import { isWrite, recordCalls } from '../../calls.ts';
import { person, TEST_KEYS, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement } from '../../families.ts';
import { alterSummary, everything, type Item, itemAt, put, remove, tamper } from '../../shared/table/raw.ts';

let deps: TestDeps;
const clerk = person('township_clerk');
const industry = IndustryId.parse('0J000000000000000000000001');
const household = (n: number) => ({ kind: 'household', id: familyId(n) }) as const;
const site = { kind: 'site', id: placeId(1) } as const;

/** A site with three families; the first two are linked to its industry. */
beforeEach(async () => {
  deps = await testDeps();
  await act(deps, clerk, place(1));
  await act(deps, clerk, {
    subject: site,
    steps: [{ name: 'add-industry', input: { id: industry, name: '茶园' } }],
  });
  for (const n of [1, 2, 3]) await act(deps, clerk, family(n, 2, placeId(1)));
  const from = plainDate('2026-01-01');
  for (const n of [1, 2]) {
    const input = { siteId: placeId(1), industryId: industry, kind: 'dividend', from, yearly: 600 } as const;
    await act(deps, clerk, { subject: household(n), steps: [{ name: 'add-linkage', input }] });
  }
  await act(deps, clerk, placement(3, '2026-02-20'));
});

const look = (repair: boolean) => reconcile(deps, { repair });
/** As the table keeps findings: `R3/g/2026-06-01/`. */
const evaluatedOf = (item: Item) => (item.record as { evaluated: { findings: string[] } }).evaluated;
const claimOfPerson = async (n: number) => {
  const { members } = (await itemAt(deps.table, recordKey(household(n)))).record as Household;
  return personKey(personHashes(TEST_KEYS, members[0]?.idNumber ?? '')[0] ?? '');
};

test('a sound set shows no difference, is looked at whole, and nothing is written to it', async () => {
  const before = await everything(deps.table);
  const calls = recordCalls(deps.table.client);
  const seen: number[] = [];
  const found = await reconcile(deps, { repair: true, progress: (looked) => seen.push(looked) });
  expect(found).toEqual({ looked: 4, due: 0, differences: [], failed: [] });
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(calls.filter(isWrite)).toEqual([]);
  expect(await everything(deps.table)).toEqual(before);
});

interface Case {
  readonly says: string;
  readonly subject: ReturnType<typeof household> | typeof site;
  readonly aspects: readonly Aspect[];
  readonly break: () => Promise<void>;
}

const cases: readonly Case[] = [
  {
    says: 'a stored finding, its summary with it',
    subject: household(1),
    aspects: ['findings'],
    break: () =>
      tamper(deps.table, recordKey(household(1)), (item) => {
        const evaluated = evaluatedOf(item);
        evaluated.findings = evaluated.findings.map((one) => one.replace(/^R3\/\w/, 'R3/m'));
        alterSummary(item, { outcomes: { ...summaryIn(item).outcomes, R3: 'm' } });
      }),
  },
  {
    says: 'the stored finding of a site',
    subject: site,
    aspects: ['findings'],
    break: () =>
      tamper(deps.table, recordKey(site), (item) => {
        const evaluated = evaluatedOf(item);
        evaluated.findings = evaluated.findings.map((one) => one.replace(/\/\d{4}-\d\d-\d\d/, '/2024-01-01'));
      }),
  },
  {
    says: 'how many flags a record has, its summary with it',
    subject: household(1),
    aspects: ['flags'],
    break: () =>
      tamper(deps.table, recordKey(household(1)), (item) => {
        const flags = 'R3ot2026-07-15*7';
        Object.assign(evaluatedOf(item), { flags });
        alterSummary(item, { flags });
      }),
  },
  {
    says: 'a flag that is gone',
    subject: household(2),
    aspects: ['flags'],
    break: () => remove(deps.table, flagKey(household(2), 'R3')),
  },
  {
    says: 'a flag that says otherwise than the findings',
    subject: household(2),
    aspects: ['flags'],
    break: () =>
      tamper(deps.table, flagKey(household(2), 'R3'), ({ flag }) => {
        (flag as Item).since = '2024-01-01';
      }),
  },
  {
    says: 'a summary',
    subject: household(3),
    aspects: ['index'],
    break: () => tamper(deps.table, recordKey(household(3)), (item) => alterSummary(item, { people: 9 })),
  },
  {
    says: 'a summary with an outcome of a rule that found nothing',
    subject: household(3),
    aspects: ['index'],
    break: () =>
      tamper(deps.table, recordKey(household(3)), (item) =>
        alterSummary(item, { outcomes: { ...summaryIn(item).outcomes, R1: 'g' } }),
      ),
  },
  {
    says: 'the township under which the index has it',
    subject: household(3),
    aspects: ['index'],
    break: () =>
      tamper(deps.table, recordKey(household(3)), (item) => {
        item.township = '511722101';
      }),
  },
  {
    says: 'the claim of a person',
    subject: household(1),
    aspects: ['claims'],
    break: async () => remove(deps.table, await claimOfPerson(1)),
  },
  {
    says: 'the claim of a household number',
    subject: household(1),
    aspects: ['claims'],
    break: () => remove(deps.table, householdNumberKey('511722000001')),
  },
  {
    says: 'the claim of a site name',
    subject: site,
    aspects: ['claims'],
    break: () => remove(deps.table, siteNameKey('511722', '安置点1')),
  },
  {
    says: 'a linkage that is gone from beside its site',
    subject: household(2),
    aspects: ['links'],
    break: () => remove(deps.table, linkKey(placeId(1), familyId(2))),
  },
  {
    says: 'a linkage that stands otherwise than the household says',
    subject: household(2),
    aspects: ['links'],
    break: () =>
      tamper(deps.table, linkKey(placeId(1), familyId(2)), ({ links }) => {
        (links as { movedIn: string }).movedIn = '2018-01-01';
      }),
  },
  {
    says: 'the townships of those who live at a site',
    subject: site,
    aspects: ['residents'],
    break: () =>
      tamper(deps.table, recordKey(site), ({ record }) => {
        (record as Item).residentTownships = ['511722101'];
      }),
  },
];

const nobody = personKey(personHash(new Uint8Array(32).fill(7), 'nobody on record'));
const strayLink = async (n: number) => {
  const { links } = await itemAt(deps.table, linkKey(placeId(1), familyId(1)));
  return { ...linkKey(placeId(1), familyId(n)), links: { ...(links as Item), household: familyId(n) } };
};

const astray: readonly Case[] = [
  {
    says: 'a linkage of a household that links nowhere',
    subject: household(3),
    aspects: ['orphan_link'],
    break: async () => put(deps.table, await strayLink(3)),
  },
  {
    says: 'a linkage of a household that there is not',
    subject: household(9),
    aspects: ['orphan_link'],
    break: async () => put(deps.table, await strayLink(9)),
  },
  {
    says: 'a person whom the household does not have',
    subject: household(2),
    aspects: ['orphan_claim'],
    break: () => put(deps.table, { ...nobody, owner: familyId(2), member: familyId(2) }),
  },
  {
    says: 'a household number of a household that there is not',
    subject: household(9),
    aspects: ['orphan_claim'],
    break: () => put(deps.table, { ...householdNumberKey('511722000099'), owner: familyId(9) }),
  },
  {
    says: 'a name that the site does not go by',
    subject: site,
    aspects: ['orphan_claim'],
    break: () => put(deps.table, { ...siteNameKey('511722', '旧名'), owner: placeId(1) }),
  },
  {
    says: 'a live flag that is not among the live ones',
    subject: household(2),
    aspects: ['flag_index'],
    break: () =>
      tamper(deps.table, flagKey(household(2), 'R3'), (item) => {
        delete item.openCounty;
        delete item.due;
      }),
  },
  {
    says: 'a flag among the live ones of another county',
    subject: household(2),
    aspects: ['flag_index'],
    break: () =>
      tamper(deps.table, flagKey(household(2), 'R3'), (item) => {
        item.openCounty = '511725';
      }),
  },
];

describe('what was tampered with in the table', () => {
  /** All that can be told without the version and the entry of the repair itself. */
  const told = async () =>
    (await everything(deps.table))
      // A flag that was gone and is found again is news to leads.
      .filter(({ sk }) => !/^(CHANGE|NEWS)/.test(String(sk)))
      .map((item) =>
        JSON.parse(
          JSON.stringify(item, (key, value) => (key === 'version' || key === 'lastChange' ? 0 : value)),
        ),
      );

  test.each([...cases, ...astray])(
    '$says: is reported by its aspect, repaired, and then clean',
    async (one) => {
      const sound = await told();
      await one.break();
      expect(await told()).not.toEqual(sound);
      const difference = { ...one.subject, aspects: one.aspects };
      const first = await look(false);
      expect(first).toMatchObject({ looked: 4, due: 0, failed: [] });
      expect(first.differences).toEqual([{ ...difference, repaired: false }]);
      expect((await look(true)).differences).toEqual([{ ...difference, repaired: true }]);
      expect(await look(false)).toEqual({ looked: 4, due: 0, differences: [], failed: [] });
      const mended = await told();
      if (one.says !== 'a flag that is gone') expect(mended).toEqual(sound);
      else expect(mended.map(({ pk, sk }) => [pk, sk])).toEqual(sound.map(({ pk, sk }) => [pk, sk]));
    },
  );

  test('a site is judged after what was lost of its households is put right', async () => {
    const from = plainDate('2026-01-01');
    await act(deps, clerk, {
      subject: site,
      steps: [
        { name: 'record-industry-leading', input: { id: industry, from, value: true } },
        { name: 'record-industry-status', input: { id: industry, from, value: 'operating' } },
        { name: 'confirm-industry', input: { id: industry, on: from } },
      ],
    });
    const sound = await told();
    const wasMet = evaluatedOf(await itemAt(deps.table, recordKey(site))).findings;
    expect(wasMet).toEqual([expect.stringMatching(/^R1\/m\//)]);
    for (const n of [1, 2]) await remove(deps.table, linkKey(placeId(1), familyId(n)));
    const { differences } = await look(true);
    expect(differences.map(({ id }) => id).sort()).toEqual([familyId(1), familyId(2)]);
    expect(await told()).toEqual(sound);
    expect((await look(false)).differences).toEqual([]);

    for (const n of [1, 2]) await remove(deps.table, linkKey(placeId(1), familyId(n)));
    await act(deps, clerk, reevaluationRequest(site));
    expect(evaluatedOf(await itemAt(deps.table, recordKey(site))).findings).toEqual([
      expect.stringMatching(/^R1\/g\//),
    ]);
    expect((await look(true)).differences).toMatchObject([
      {},
      {},
      { kind: 'site', aspects: ['findings', 'flags'] },
    ]);
    expect((await look(false)).differences).toEqual([]);
    expect(evaluatedOf(await itemAt(deps.table, recordKey(site))).findings).toEqual(wasMet);
  });
});

test('a record whose day has come is counted as due, and is no difference', async () => {
  await act(deps, clerk, placement(1, '2026-01-10', '2026-06-20'));
  deps.goTo('2026-07-21');
  const before = await everything(deps.table);
  // Of the other family a flag is overdue.
  expect(await look(true)).toEqual({ looked: 4, due: 2, differences: [], failed: [] });
  expect(await everything(deps.table)).toEqual(before);
});

test('a record that cannot be read is named, in the log by its id alone, and stops no other', async () => {
  await tamper(deps.table, recordKey(household(1)), ({ record }) => {
    const { members } = record as { members: Item[] };
    for (const member of members) member.birth = { 成员1之0: '511799199203050014' };
  });
  await remove(deps.table, householdNumberKey('511722000003'));
  const found = await look(true);
  expect(found).toMatchObject({ looked: 4, failed: [familyId(1)] });
  expect(found.differences).toMatchObject([{ id: familyId(3), aspects: ['claims'], repaired: true }]);
  expect(JSON.stringify(deps.logged)).toContain(familyId(1));
  expect(JSON.stringify(deps.logged)).not.toMatch(/成员|511799/);
});

describe('a claim that stands for another household', () => {
  const key = householdNumberKey('511722000001');
  beforeEach(() => put(deps.table, { ...key, owner: familyId(2) }));

  test('which has the number on record too cannot be repaired, and is named', async () => {
    await tamper(deps.table, recordKey(household(2)), (item) => {
      const number = '511722000001';
      Object.assign(item.record as Item, { number });
      alterSummary(item, { number });
    });
    await remove(deps.table, householdNumberKey('511722000002'));
    expect(await look(true)).toMatchObject({ differences: [], failed: [familyId(1)] });
    expect((await itemAt(deps.table, key)).owner).toBe(familyId(2));
  });

  test('which knows nothing of it is let go, and is then had by the household whose number it is', async () => {
    const orphan = { id: familyId(2), aspects: ['orphan_claim'], repaired: true };
    expect(await look(true)).toMatchObject({ differences: [orphan], failed: [familyId(1)] });
    const lost = { id: familyId(1), aspects: ['claims'], repaired: true };
    expect(await look(true)).toMatchObject({ differences: [lost], failed: [] });
    expect((await itemAt(deps.table, key)).owner).toBe(familyId(1));
    expect(await look(false)).toMatchObject({ differences: [], failed: [] });
  });
});

describe('what the scan shows otherwise than it stands by then', () => {
  /** Alters what scans bring, as if it had been written a moment ago. */
  const scanned = (alter: (items: Item[]) => void) =>
    deps.table.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          if (commandName === 'ScanCommand') alter((result.output as { Items: Item[] }).Items);
          return result;
        },
      { step: 'initialize', priority: 'high' },
    );

  test('as a linkage, a claim or a flag that is no longer so, is no difference', async () => {
    const link = await strayLink(3);
    const flag = await itemAt(deps.table, flagKey(household(2), 'R3'));
    let once = true;
    scanned((items) => {
      if (once) items.push(link, { ...nobody, owner: familyId(2) }, { ...flag, due: '2020-01-01#' });
      once = false;
    });
    expect(await look(true)).toEqual({ looked: 4, due: 0, differences: [], failed: [] });
    expect(once).toBe(false);
  });

  test('as a record from before its linkage is no difference, and the linkage stays', async () => {
    let seen = 0;
    scanned((items) => {
      for (const { pk, sk, record } of items) {
        if (pk !== `H#${familyId(1)}` || sk !== 'RECORD') continue;
        (record as Item).linkages = [];
        seen++;
      }
    });
    const before = await everything(deps.table);
    expect(await look(true)).toEqual({ looked: 4, due: 0, differences: [], failed: [] });
    // What was read here came through the same altered scan.
    expect(await everything(deps.table)).toEqual(before);
    expect(seen).toBeGreaterThan(0);
    expect(await itemAt(deps.table, linkKey(placeId(1), familyId(1)))).toBeDefined();
  });
});

test('an orphan whose owner is written to in the same moment stays, and is named', async () => {
  await put(deps.table, await strayLink(3));
  let came = false;
  deps.table.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'TransactWriteItemsCommand' && !came) {
          came = true;
          await tamper(deps.table, recordKey(household(3)), ({ record }) => {
            (record as { version: number }).version++;
          });
        }
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  expect(await look(true)).toMatchObject({ differences: [], failed: [familyId(3)] });
  expect(came).toBe(true);
  const orphan = { ...household(3), aspects: ['orphan_link'], repaired: true };
  expect(await look(true)).toMatchObject({ differences: [orphan], failed: [] });
});

test('what stands in the name of a record that cannot be read is left alone', async () => {
  await tamper(deps.table, recordKey(household(1)), (item) => {
    item.record = { kind: 'household' };
  });
  const before = await everything(deps.table);
  expect(await look(true)).toMatchObject({ differences: [], failed: [familyId(1)] });
  expect(await everything(deps.table)).toEqual(before);
});

test('every county is looked at', async () => {
  const [first, ...rest] = family(9).steps;
  if (first?.name !== 'register-household') throw new Error('a family begins by being registered');
  const registered = { ...first, input: { ...first.input, area: AreaCode.parse('511725001') } };
  const away = person('admin', '5117');
  await act(deps, away, { subject: household(9), steps: [registered, ...rest] });
  await remove(deps.table, householdNumberKey('511722000009'));
  expect((await look(false)).differences).toMatchObject([{ id: familyId(9), aspects: ['claims'] }]);
});
