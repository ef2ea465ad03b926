import type { CommandName } from '../../../../../shared/domain/commands/index.ts';
import { factId, industryId, siteId } from '../../rules/builders.ts';
import type { Case } from './case.ts';
import { NEW_ID, NOBODY, onDissolved, onHousehold, TODAY, TOMORROW, TOO_FAR, VOIDED } from './world.ts';

const log = onHousehold('log-income-channel');
const link = onHousehold('add-linkage');
const plan = onHousehold('log-plan');

const goats = { kind: 'business', what: '养羊', from: '2026-03-01' } as const;
const linkage = {
  siteId: siteId(1),
  industryId: industryId(1),
  kind: 'order',
  from: '2026-03-01',
} as const;
const tea = { what: '种茶', from: '2026-03-01', until: '2027-03-01' };
const added = (list: string, to: object) => ({ path: `${list}[${NEW_ID}]`, to: { id: NEW_ID, ...to } });

interface FactList {
  readonly list: string;
  readonly stands: string;
  readonly void: string;
  readonly names: {
    readonly ends: CommandName;
    readonly voids: CommandName;
    readonly corrects: CommandName;
    readonly confirms?: CommandName;
    readonly records?: CommandName;
  };
  /** The field of the amounts, and what stands in it. */
  readonly amounts?: { readonly field: string; readonly on: string; readonly value: number };
  readonly confirmed?: readonly string[];
  readonly until?: string;
}

const LISTS: readonly FactList[] = [
  {
    list: 'channels',
    stands: factId(20),
    void: factId(21),
    names: {
      ends: 'end-income-channel',
      voids: 'void-income-channel',
      corrects: 'correct-income-channel',
      confirms: 'confirm-income-channel',
      records: 'record-channel-amount',
    },
    amounts: { field: 'amount', on: '2025-01-01', value: 3000 },
    confirmed: ['2026-01-01'],
  },
  {
    list: 'linkages',
    stands: factId(30),
    void: factId(31),
    names: {
      ends: 'end-linkage',
      voids: 'void-linkage',
      corrects: 'correct-linkage',
      confirms: 'confirm-linkage',
      records: 'record-linkage-amount',
    },
    amounts: { field: 'yearly', on: '2025-01-01', value: 600 },
    confirmed: [],
  },
  {
    list: 'plans',
    stands: factId(60),
    void: factId(61),
    names: { ends: 'end-plan', voids: 'void-plan', corrects: 'correct-plan' },
    until: '2026-12-31',
  },
];

const unknownOrVoid = (name: CommandName, voided: string, rest: object): Case[] => [
  onHousehold(name).refuses('fact_unknown', 'id', { id: NOBODY, ...rest }),
  onHousehold(name).refuses('fact_voided', 'id', { id: voided, ...rest }),
];

const endings = ({ list, stands, void: voided, names, until }: FactList): Case[] => {
  const id = stands;
  const path = `${list}[${id}]`;
  const before = until === undefined ? {} : { from: until };
  return [
    onHousehold(names.ends).accepts(
      'a day to come',
      { id, until: '2027-12-31' },
      { path: `${path}.until`, ...before, to: '2027-12-31' },
    ),
    onHousehold(names.ends).refuses('date_too_far_ahead', 'until', { id, until: '2199-12-31' }),
    onHousehold(names.ends).refuses('until_before_from', 'until', { id, until: '2024-12-31' }),
    ...unknownOrVoid(names.ends, voided, { until: TODAY }),
    onHousehold(names.voids).accepts(
      'with a reason',
      { id, reason: VOIDED.reason },
      { path: `${path}.voided`, to: VOIDED },
    ),
    ...unknownOrVoid(names.voids, voided, { reason: '错' }),
    onHousehold(names.voids).refuses('text_empty', 'reason', { id, reason: ' ' }),
    onHousehold(names.corrects).accepts(
      'an earlier start, an end',
      { id, changes: { from: '2024-06-01', until: '2026-01-01' } },
      { path: `${path}.from`, from: '2025-01-01', to: '2024-06-01' },
      { path: `${path}.until`, ...before, to: '2026-01-01' },
    ),
    onHousehold(names.corrects).accepts('nothing: the same start', { id, changes: { from: '2025-01-01' } }),
    onHousehold(names.corrects).refuses('until_before_from', 'until', {
      id,
      changes: { from: '2026-01-01', until: '2025-12-31' },
    }),
    onHousehold(names.corrects).refuses('date_too_far_ahead', 'until', {
      id,
      changes: { until: '2199-12-31' },
    }),
    onHousehold(names.corrects).refuses('date_too_far_ahead', 'from', { id, changes: { from: TOO_FAR } }),
    ...unknownOrVoid(names.corrects, voided, { changes: {} }),
  ];
};

const amounts = ({ list, stands: id, void: voided, names, amounts: known, confirmed }: FactList): Case[] => {
  if (!names.confirms || !names.records || !known || !confirmed) return [];
  const path = `${list}[${id}]`;
  const first = { from: known.on, value: known.value };
  return [
    onHousehold(names.records).accepts(
      'a loss from a day on',
      { id, from: '2026-01-01', value: -200.05 },
      {
        path: `${path}.${known.field}`,
        from: [first],
        to: [first, { from: '2026-01-01', value: -200.05 }],
      },
    ),
    onHousehold(names.records).accepts('nothing: what holds already', {
      id,
      from: '2026-01-01',
      value: known.value,
    }),
    onHousehold(names.records).refuses('date_too_far_ahead', 'from', { id, from: TOO_FAR, value: 1 }),
    onHousehold(names.records).refuses('money_two_decimals', 'value', { id, from: TODAY, value: 1.005 }),
    ...unknownOrVoid(names.records, voided, { from: TODAY, value: 1 }),
    onHousehold(names.confirms).accepts(
      'today',
      { id, on: TODAY },
      { path: `${path}.confirmed`, from: confirmed, to: [...confirmed, TODAY] },
    ),
    onHousehold(names.confirms).refuses('date_after_today', 'on', { id, on: TOMORROW }),
    onHousehold(names.confirms).refuses('until_before_from', 'on', { id, on: '2024-12-31' }),
    ...unknownOrVoid(names.confirms, voided, { on: TODAY }),
  ];
};

export const CHANNEL_CASES: readonly Case[] = [
  log.accepts(
    'an undertaking seen today, its net not known yet',
    goats,
    added('channels', { ...goats, amount: [], confirmed: [TODAY] }),
  ),
  log.accepts(
    'a contract that begins next year, seen by nobody yet',
    { kind: 'property', what: '出租', from: '2027-01-01', until: '2027-12-31', amount: 3000 },
    added('channels', {
      kind: 'property',
      what: '出租',
      from: '2027-01-01',
      until: '2027-12-31',
      amount: [{ from: '2027-01-01', value: 3000 }],
      confirmed: [],
    }),
  ),
  log.accepts(
    'a day on which somebody saw it',
    { ...goats, confirmed: '2026-04-01' },
    added('channels', { ...goats, amount: [], confirmed: ['2026-04-01'] }),
  ),
  log.accepts(
    'an id that later steps know it by',
    { id: factId(22), ...goats, until: '2096-06-15' },
    {
      path: `channels[${factId(22)}]`,
      to: { id: factId(22), ...goats, until: '2096-06-15', amount: [], confirmed: [TODAY] },
    },
  ),
  log.refuses('record_exists', 'id', { id: factId(20), ...goats }),
  log.refuses('date_too_far_ahead', 'until', { ...goats, until: '2096-06-16' }),
  log.refuses('date_after_today', 'confirmed', { ...goats, confirmed: TOMORROW }),
  log.refuses('date_too_far_ahead', 'from', { ...goats, from: TOO_FAR }),
  log.refuses('until_before_from', 'until', { ...goats, until: '2026-02-28' }),
  log.refuses('invalid_value', 'kind', { ...goats, kind: 'wage' }),
  onDissolved('log-income-channel').refuses('household_dissolved', '', goats),

  link.accepts(
    'with what it yields in a year',
    { ...linkage, yearly: 800 },
    added('linkages', { ...linkage, yearly: [{ from: '2026-03-01', value: 800 }], confirmed: [] }),
  ),
  link.accepts(
    'as one that is void',
    { ...linkage, kind: 'land', from: '2024-01-01' },
    added('linkages', { ...linkage, kind: 'land', from: '2024-01-01', yearly: [], confirmed: [] }),
  ),
  link.accepts(
    'an id that later steps know it by',
    { id: factId(32), ...linkage },
    { path: `linkages[${factId(32)}]`, to: { id: factId(32), ...linkage, yearly: [], confirmed: [] } },
  ),
  link.refuses('record_exists', 'id', { id: factId(30), ...linkage }),
  link.refuses('date_too_far_ahead', 'until', { ...linkage, until: '2096-06-16' }),
  link.refuses('site_unknown', 'siteId', { ...linkage, siteId: NOBODY }),
  link.refuses('industry_unknown', 'industryId', { ...linkage, industryId: NOBODY }),
  link.refuses('industry_unknown', 'industryId', { ...linkage, industryId: industryId(2) }),
  link.refuses('linkage_already_added', 'from', { ...linkage, kind: 'dividend', from: '2025-01-01' }),
  link.refuses('money_negative', 'yearly', { ...linkage, yearly: -1 }),
  link.refuses('date_too_far_ahead', 'from', { ...linkage, from: TOO_FAR }),
  link.refuses('until_before_from', 'until', { ...linkage, until: '2026-02-28' }),
  onDissolved('add-linkage').refuses('household_dissolved', '', linkage),

  plan.accepts('with an end', tea, added('plans', tea)),
  plan.accepts(
    'an id that later steps know it by',
    { id: factId(62), ...tea },
    { path: `plans[${factId(62)}]`, to: { id: factId(62), ...tea } },
  ),
  plan.refuses('record_exists', 'id', { id: factId(60), ...tea }),
  plan.refuses('date_too_far_ahead', 'until', { ...tea, until: '2056-06-16' }),
  plan.refuses('until_before_from', 'until', { ...tea, until: '2026-02-28' }),
  plan.refuses('date_too_far_ahead', 'from', { ...tea, from: TOO_FAR, until: undefined }),
  plan.refuses('text_empty', 'what', { ...tea, what: '' }),
  onDissolved('log-plan').refuses('household_dissolved', '', tea),

  onHousehold('end-plan').accepts('nothing: the same end', { id: factId(60), until: '2026-12-31' }),
  onHousehold('confirm-income-channel').accepts('nothing: a day on record', {
    id: factId(20),
    on: '2026-01-01',
  }),
  ...LISTS.flatMap(endings),
  ...LISTS.flatMap(amounts),
];
