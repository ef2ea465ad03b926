import { expect, test } from 'vitest';
import * as z from 'zod';
import { Household } from '../../../shared/domain/records/household.ts';
import { Site } from '../../../shared/domain/records/site.ts';
import { changeText } from '../../../shared/text/change-text.ts';
import { RECORD_FIELD_TEXT } from '../../../shared/text/fields.ts';

const member = '01M8510XAJRV4JGE43KTZW2E8E';

test.each([
  ['a date', { path: 'movedIn', to: '2019-10-01' }, '搬迁入住时间 2019年10月1日', 'moved in 2019-10-01'],
  ['a code', { path: 'resettlement', from: 'scattered', to: 'centralised' }, '安置方式：分散安置 → 集中安置'],
  ['text', { path: `members[${member}].phone`, from: '1', to: '2' }, '联系电话：1 → 2', 'phone: 1 → 2'],
  [
    'a dated list that grew',
    {
      path: `members[${member}].capacity`,
      from: [{ from: '2026-01-01', value: 'lost' }],
      to: [
        { from: '2026-01-01', value: 'lost' },
        { from: '2027-01-01', value: 'weak_or_half' },
      ],
    },
    '劳动技能：丧失劳动力（2026年1月1日起） → 弱劳动力或半劳动力（2027年1月1日起）',
  ],
  [
    'a new fact, without its ids',
    {
      path: `employments[${member}]`,
      to: { id: member, memberId: member, employer: '制衣厂', from: '2026-03-01', confirmed: [] },
    },
    '就业 单位 制衣厂，开始时间 2026年3月1日',
  ],
  [
    'a year that was declared',
    { path: 'declared', from: [], to: [{ year: 2026, schemes: { dibao: true } }] },
    '年度申报 年度 2026，险种 低保 是',
    'declared for the year year 2026, schemes dibao yes',
  ],
  ['what is taken out', { path: 'number', from: 'A1' }, '编号：A1 → （空）'],
  ['what the system keeps for itself', { path: 'registered', to: '2026-01-01' }, undefined],
  ['an empty list of a new record', { path: 'plans', to: [] }, undefined],
])('%s', (_, change, zh, en?) => {
  expect(changeText(change, 'zh-CN')).toBe(zh);
  if (en) expect(changeText(change, 'en')).toBe(en);
});

/** Every property that a schema or what stands in it can have. */
const fieldsOf = (schema: z.core.$ZodType, found = new Set<string>()): Set<string> => {
  if (schema instanceof z.ZodObject) {
    for (const [field, inner] of Object.entries(schema.shape as Record<string, z.core.$ZodType>)) {
      if (!found.has(field)) fieldsOf(inner, found.add(field));
      else fieldsOf(inner, found);
    }
  }
  if (schema instanceof z.ZodArray) fieldsOf(schema.def.element, found);
  if (schema instanceof z.ZodOptional) fieldsOf(schema.def.innerType, found);
  if (schema instanceof z.ZodRecord)
    for (const key of (schema.def.keyType as z.ZodEnum).options) found.add(String(key));
  return found;
};

/** What the system keeps for itself, ids, and the parts of dated entries and voidings, which have words of their own. */
const UNSAID = [
  'kind',
  'id',
  'version',
  'registered',
  'evaluated',
  'residentTownships',
  'lastChange',
  'at',
  'hash',
  'memberId',
  'industryId',
  'value',
  'by',
];
const EVALUATED = [
  'findings',
  'rule',
  'member',
  'outcome',
  'since',
  'changesOn',
  'holdsFrom',
  'under',
  'flags',
];

test('every field of a household and of a site has its words', () => {
  const fields = new Set([...fieldsOf(Household), ...fieldsOf(Site)]);
  const missing = [...fields].filter((field) => !Object.hasOwn(RECORD_FIELD_TEXT, field));
  expect(missing.filter((field) => ![...UNSAID, ...EVALUATED].includes(field))).toEqual([]);
});
