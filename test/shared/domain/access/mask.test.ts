import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { FIELD_RIGHTS } from '../../../../shared/domain/access/fields.ts';
import { maskWith, OutsideViewerAreas } from '../../../../shared/domain/access/mask.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { type Actor, Role } from '../../../../shared/domain/records/actor.ts';
import { changesBetween } from '../../../../shared/domain/records/change.ts';
import { Household } from '../../../../shared/domain/records/household.ts';
import type { Member } from '../../../../shared/domain/records/member.ts';
import { MASK_REGISTRY, PERSONAL_KINDS, personal } from '../../../../shared/domain/records/personal.ts';
import { HouseholdHistory, SiteHistory } from '../../../../shared/views/change.ts';
import { HouseholdView, SiteView } from '../../../../shared/views/record.ts';
import { HouseholdLine } from '../../../../shared/views/summary.ts';
import { anyHousehold, anySite } from '../rules/arbitrary.ts';
import { householdId, idNumber } from '../rules/builders.ts';

/** Who sees names of the families that they manage, written out once more on purpose. */
const SEES_NAMES: readonly Role[] = ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'];

const AREA = { managed: '511722', seen: '511723', outside: '511725' } as const;
type Relation = keyof typeof AREA;
const viewer = (role: Role, relation: Relation): Actor => ({
  ...{ kind: 'person', id: 'p', role },
  areas: [AreaCode.parse(AREA[relation])],
});

/** Signs that stand nowhere else in a record, so that finding them is finding the name. */
const anyName = fc.stringMatching(/^[䶀-䶯]{2,6}$/);
const anyPhone = fc.oneof(fc.stringMatching(/^1[3-9]\d{9}$/), fc.stringMatching(/^08\d{2}-[2-9]\d{6}$/));
/** 20 or 22 signs of which the first 18 are an ID number. */
const anyCertificate = fc
  .tuple(fc.integer({ min: 0, max: 999 }), fc.stringMatching(/^[1-4]{2}([12]\d)?$/))
  .map(([serial, more]) => idNumber('1992-03-05', serial) + more);

/** A household from elsewhere whose people have names, numbers and phones that can be told from everything else. */
const anyFamily: fc.Arbitrary<Household> = fc
  .tuple(
    anyHousehold,
    fc.option(anyPhone, { nil: undefined }),
    fc.array(fc.tuple(anyName, fc.option(anyPhone), fc.option(anyCertificate)), {
      minLength: 6,
      maxLength: 6,
    }),
  )
  .map(([household, phone, people]) =>
    Household.parse({
      ...household,
      phone,
      origin: '511723100',
      members: household.members.map((member, i) => {
        const [name, own, certificate] = people[i] ?? [];
        return {
          ...member,
          name,
          ...(own ? { phone: own } : {}),
          ...(certificate ? { certificate } : {}),
        };
      }),
    }),
  );

/** As much as the answer of `GET /households/{id}` has of it. */
const viewed = (household: Household) => {
  const { evaluated: _, lastChange: __, ...rest } = household;
  return { ...rest, findings: [], flags: [] };
};

const showHousehold = maskWith(HouseholdView);
const showHistory = maskWith(HouseholdHistory);

const numbersOf = ({ members }: { members: readonly Member[] }): string[] =>
  members.flatMap(({ idNumber, certificate }) => [idNumber, ...(certificate ? [certificate] : [])]);
const phonesOf = ({ members, phone }: Household): string[] =>
  [phone, ...members.map((member) => member.phone)].flatMap((one) => one ?? []);

const anyViewer = fc.record({
  role: fc.constantFrom(...Role.options),
  relation: fc.constantFrom<Relation>('managed', 'seen'),
});

/** Holds a text that went out against what may be in it. */
const covered = (text: string, household: Household, sees: { role: Role; relation: Relation }): void => {
  for (const number of numbersOf(household)) {
    expect(text).not.toContain(number);
    // The date of birth stands beside it: any digit of the serial would be one too many.
    if (number.length >= 12) expect(text).not.toContain(number.slice(0, 8));
  }
  for (const phone of phonesOf(household)) expect(text).not.toContain(phone);
  const isOpen = sees.relation === 'managed' && SEES_NAMES.includes(sees.role);
  for (const { name } of household.members) {
    if (isOpen) expect(text).toContain(name);
    else expect(text).not.toContain(name.slice(0, 2));
  }
};

const pageOf = (household: Household, changes: readonly object[]) =>
  ({
    area: household.area,
    origin: household.origin,
    items: [
      {
        version: 1,
        at: '2026-06-15T04:00:00.000Z',
        actor: 'p',
        commands: [],
        changes,
        findings: [],
        flags: [],
      },
    ],
  }) as unknown as z.output<typeof HouseholdHistory>;

describe('a household that goes out', () => {
  test('has no number or phone in full, and names for those who work with the family', () => {
    fc.assert(
      fc.property(anyFamily, anyViewer, (household, sees) => {
        const shown = showHousehold(viewed(household), viewer(sees.role, sees.relation));
        covered(JSON.stringify(shown), household, sees);
        // It has its form still: whoever reads it by its schema reads it.
        expect(HouseholdView.safeParse(JSON.parse(JSON.stringify(shown))).success).toBe(true);
        expect(shown.members.map(({ id, birth }) => [id, birth])).toEqual(
          household.members.map(({ id, birth }) => [id, birth]),
        );
      }),
    );
  });

  test('is not put together again: two people differ in what is shown as they do where no cover is', () => {
    const one = idNumber('1992-03-05', 17);
    for (let serial = 0; serial < 999; serial++) {
      const another = idNumber('1992-03-05', serial);
      expect(FIELD_RIGHTS.idNumber.cover(another)).toBe(FIELD_RIGHTS.idNumber.cover(one));
    }
  });

  test('is what it was where it is covered twice, and what was handed in stays whole', () => {
    fc.assert(
      fc.property(anyFamily, anyViewer, (household, { role, relation }) => {
        const who = viewer(role, relation);
        const before = structuredClone(household);
        const once = showHousehold(viewed(household), who);
        expect(household).toEqual(before);
        expect(showHousehold(once, who)).toEqual(once);
      }),
    );
  });

  test('leaves behind what its schema does not know, however deep', () => {
    fc.assert(
      fc.property(anyFamily, anyViewer, anyName, (household, { role, relation }, secret) => {
        const more = {
          ...viewed(household),
          secret,
          evaluated: { secret },
          members: household.members.map((member) => ({ ...member, secret, work: [{ secret }] })),
        };
        const shown = showHousehold(more, viewer(role, relation));
        const known = showHousehold(viewed(household), viewer(role, relation));
        expect(shown).toEqual(known);
      }),
    );
  });

  test('goes to nobody for whom it is not there', () => {
    fc.assert(
      fc.property(anyFamily, fc.constantFrom(...Role.options), (household, role) => {
        const who = viewer(role, 'outside');
        expect(() => showHousehold(viewed(household), who)).toThrow(OutsideViewerAreas);
        expect(() => showHistory(pageOf(household, []), who)).toThrow(OutsideViewerAreas);
      }),
    );
  });

  test('in a list has the name of its head covered alike', () => {
    const line = {
      ...{ kind: 'household', id: householdId(1), name: '䶀䶁䶂', area: '511722107', people: 2 },
      outcomes: {},
    } as unknown as z.output<typeof HouseholdLine>;
    for (const role of Role.options) {
      const { name } = maskWith(HouseholdLine)(line, viewer(role, 'managed'));
      expect(name, role).toBe(SEES_NAMES.includes(role) ? '䶀䶁䶂' : '䶀**');
      expect(() => maskWith(HouseholdLine)(line, viewer(role, 'seen'))).toThrow(OutsideViewerAreas);
    }
  });
});

describe('a site that goes out', () => {
  test('has the number of whoever answers for it, for all who may see it', () => {
    fc.assert(
      fc.property(anySite, anyPhone, fc.constantFrom(...Role.options), ({ site }, phone, role) => {
        const { evaluated: _, lastChange: __, residentTownships: ___, ...rest } = { ...site, phone };
        const show = maskWith(SiteView);
        const view = { ...rest, findings: [], flags: [] };
        expect(show(view, viewer(role, 'managed'))).toMatchObject({ name: site.name, phone });
        expect(() => show(view, viewer(role, 'outside'))).toThrow(OutsideViewerAreas);
        const history = { area: site.area, items: [] };
        expect(() => maskWith(SiteHistory)(history, viewer(role, 'outside'))).toThrow(OutsideViewerAreas);
      }),
    );
  });
});

describe('a change that goes out', () => {
  test('is covered as the record is, whatever became of what', () => {
    fc.assert(
      fc.property(anyFamily, fc.option(anyFamily, { nil: undefined }), anyViewer, (after, before, sees) => {
        const changes = changesBetween(before, after);
        const shown = showHistory(pageOf(after, changes), viewer(sees.role, sees.relation));
        const text = JSON.stringify(shown);
        for (const household of before ? [before, after] : [after]) {
          for (const number of numbersOf(household)) expect(text).not.toContain(number.slice(0, 18));
          for (const phone of phonesOf(household)) expect(text).not.toContain(phone);
          if (sees.relation === 'managed' && SEES_NAMES.includes(sees.role)) continue;
          for (const { name } of household.members) expect(text).not.toContain(name.slice(0, 2));
        }
        expect(shown.items[0]?.changes.map(({ path }) => path)).toEqual(changes.map(({ path }) => path));
      }),
    );
  });

  const NAME = '䶀䶁䶂';
  const NUMBER = idNumber('1992-03-05', 17);
  const PHONE = '13900000009';
  const person = {
    id: '0M000000000000000000000001',
    name: NAME,
    idNumber: NUMBER,
    phone: PHONE,
    refusals: [],
  };
  const coveredPerson = { ...person, name: '䶀**', idNumber: '511799************', phone: '139****0009' };

  test.each([
    ['members[0M1]', person, coveredPerson],
    ['members', [person, person], [coveredPerson, coveredPerson]],
    ['members[0M1].phone', PHONE, '139****0009'],
    ['members[0M1].name', NAME, '䶀**'],
    ['members[0M1].idNumber', NUMBER, '511799************'],
    ['members[0M1].certificate', `${NUMBER}43`, `511799${'*'.repeat(14)}`],
    ['phone', PHONE, '139****0009'],
    ['form', '集中', '集中'],
    ['flags[R3].state', 'open', 'open'],
    ['employments[0F1].employer', '甲厂', '甲厂'],
    ['employments[0F1].secret', NAME, undefined],
    ['secret', NAME, undefined],
    ['members.phone', PHONE, undefined],
    ['phone.members', PHONE, undefined],
    ['members[0M1].constructor', NAME, undefined],
    ['__proto__', NAME, undefined],
    ['', NAME, undefined],
  ])('at %s is shown as what stands there', (path, value, expected) => {
    const page = {
      area: '511722107',
      items: pageOf(Household.parse(LONE), [{ path, from: value, to: value }]).items,
    };
    const shown = showHistory(page as never, viewer('admin', 'managed')).items[0]?.changes[0];
    expect(JSON.parse(JSON.stringify(shown))).toEqual({
      path,
      ...(expected === undefined ? {} : { from: expected, to: expected }),
    });
  });
});

const LONE: z.input<typeof Household> = {
  ...{ kind: 'household', id: householdId(1), version: 1, area: '511722107', registered: '2019-10-01' },
  ...{
    conditions: [],
    members: [],
    employments: [],
    channels: [],
    statements: [],
    linkages: [],
    coverages: [],
  },
  ...{ declared: [], transfers: [], plans: [], assessments: [] },
};

describe('a schema', () => {
  test.each([
    ['anything', z.unknown()],
    ['any', z.any()],
    ['anything in a list', z.array(z.unknown())],
    ['anything in an object', z.strictObject({ open: z.strictObject({ x: z.unknown().optional() }) })],
    ['anything by a key', z.record(z.string(), z.any())],
    ['one of things of which one is anything', z.union([z.string(), z.unknown()])],
    ['what a program makes of it', z.string().transform((text) => [text])],
  ])('that could hold %s cannot go out', (_, schema) => {
    expect(() => maskWith(schema)).toThrow(/cannot go out/);
  });

  test.each(PERSONAL_KINDS)(
    'covers a %s in lists, by keys, among alternatives, where it may be missing',
    (kind) => {
      const text = personal(z.string(), kind);
      const schema = z
        .strictObject({
          area: AreaCode,
          list: z.array(text),
          byKey: z.record(z.string(), text),
          either: z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: text })]),
          maybe: text.optional(),
          none: text.nullable(),
        })
        .register(MASK_REGISTRY, { placed: true });
      const whole = '䶀䶁䶂䶃䶄䶅䶆䶇䶈䶉䶊䶋䶌';
      const value = {
        ...{ list: [whole], byKey: { x: whole }, either: { b: whole }, maybe: whole, none: null },
        area: AreaCode.parse('511722107'),
      };
      const shown = maskWith(schema)(value, viewer('admin', 'managed'));
      const cover = kind === 'dutyPhone' ? whole : FIELD_RIGHTS[kind].cover(whole);
      expect(shown).toEqual({
        ...{
          area: '511722107',
          list: [cover],
          byKey: { x: cover },
          either: { b: cover },
          maybe: cover,
          none: null,
        },
      });
    },
  );
});

describe('a cover', () => {
  test.each([
    ['name', '张三', '张*'],
    ['name', '欧阳秀英', '欧***'],
    ['name', '张', '张*'],
    ['name', '', ''],
    ['idNumber', idNumber('1992-03-05', 17), '511799************'],
    ['idNumber', '51179919920', '***********'],
    ['phone', '13812345678', '138****5678'],
    ['phone', '5200000', '*******'],
  ] as const)('of a %s', (kind, whole, expected) => {
    expect(FIELD_RIGHTS[kind].cover(whole)).toBe(expected);
  });
});
