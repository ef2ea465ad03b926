import fc from 'fast-check';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { type PlainDate, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { COMMANDS, type CommandName, type Step } from '../../../../shared/domain/commands/index.ts';
import { MANUAL_STEPS } from '../../../../shared/domain/ledger/allowed-steps.ts';
import type { Flag } from '../../../../shared/domain/ledger/flag.ts';
import { transitionOf } from '../../../../shared/domain/ledger/lifecycle.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import type { Site } from '../../../../shared/domain/records/site.ts';
import { householdId, idNumber, industryId, siteId } from '../rules/builders.ts';

/** Something that somebody does, made fit for whatever the record is by then. */
export interface Move {
  readonly kind: number;
  readonly which: number;
  readonly value: number;
  /** Days since the last one. */
  readonly later: number;
  /** Days before today on which what is entered began or happened. */
  readonly ago: number;
}

export const anyMove: fc.Arbitrary<Move> = fc.record({
  kind: fc.nat({ max: 10_000 }),
  which: fc.nat({ max: 7 }),
  value: fc.nat({ max: 99 }),
  later: fc.constantFrom(0, 0, 1, 20, 45, 120),
  ago: fc.constantFrom(0, 1, 15, 40, 200, 700),
});

interface At {
  /** The day on which it happened; that of the move. */
  readonly on: PlainDate;
  readonly today: PlainDate;
  readonly value: number;
}

type Draft = readonly [CommandName, object] | undefined;
const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length];
const of = <T>(list: readonly T[], value: number): T => list[value % list.length] as T;

/** A step with one of the record's flags that its state allows, or a flag opened by hand. */
const withFlag = (
  record: Household | Site,
  flags: readonly Flag[],
  which: number,
  { today, value }: At,
): Draft => {
  const flag = pick(flags, which);
  const steps = MANUAL_STEPS.filter((step) => flag && transitionOf(flag.state, step));
  const step = value % 7 === 0 || steps.length === 0 ? 'open' : of(steps, value);
  const rule = record.kind === 'site' ? 'R1' : of(['R2', 'R4', 'R7', 'R9'], value);
  const { member, ...one } = step === 'open' || !flag ? { rule, member: undefined } : flag;
  const name = { rule: one.rule, ...(member ? { member } : {}) };
  const evidence = value % 2 ? ['合同'] : ['照片', 'https://example.test/1.jpg'];
  const inputs = {
    open: { source: 'patrol', text: '走访发现', dueOn: today },
    assign: {
      assignee: 'hr_clerk-1',
      role: 'hr_clerk',
      dueOn: today,
      ...(value % 2 ? { label: '人社局' } : {}),
    },
    note: of([{ text: `记录${value}` }, { evidence }, {}, { text: '记录', evidence }], value),
    submit: { evidence },
    verify: value % 2 ? { text: '属实' } : {},
    return: { reason: '不清' },
    waive: { reason: '停工', until: today },
  };
  return [`${step}-flag`, { ...name, ...inputs[step] }];
};

/** What can be done to a household; an input that its schema refuses, or that the command does, is no move. */
const ON_HOUSEHOLD: readonly ((household: Household, which: number, at: At) => Draft)[] = [
  (_, __, { value }) => [
    'correct-household',
    { phone: of([null, '13800000001', '0818-1'], value), village: '一村' },
  ],
  (_, __, { on }) => ['move-in', { movedIn: on, resettlement: 'scattered' }],
  (_, __, { on, value }) => (value % 5 === 0 ? ['dissolve-household', { on }] : undefined),
  () => ['correct-household', { dissolved: null }],
  (_, __, { on, value }) => ['record-conditions', { from: on, value: of(['able', 'unable'], value) }],
  (_, __, { on, value }) => [
    'declare-household-year',
    { year: Number(on.slice(0, 4)), schemes: { dibao: value % 2 === 0 } },
  ],
  (_, __, { on, value }) => [
    'record-income-statement',
    { year: Number(on.slice(0, 4)), date: on, perCapita: value * 100.25 },
  ],
  (_, which, { value }) => [
    'add-member',
    {
      name: `新${which}`,
      birth: '1999-01-01',
      ...(value % 2 ? { idNumber: idNumber('1999-01-01', value) } : {}),
    },
  ],
  ({ members }, which, { value }) => [
    'correct-member',
    {
      memberId: pick(members, which)?.id,
      name: `改名${value}`,
      phone: of([null, '13900000002'], value),
      left: null,
      died: null,
    },
  ],
  ({ members }, which, { on }) => ['member-left', { memberId: pick(members, which)?.id, on }],
  ({ members }, which, { on, value }) =>
    value % 3 === 0 ? ['member-died', { memberId: pick(members, which)?.id, on }] : undefined,
  ...(
    [
      ['record-capacity', ['ordinary', 'lost', 'none']],
      ['record-willingness', ['willing', 'unwilling']],
      ['record-schooling', ['none', '初中']],
      ['record-service', ['none', 'serving', 'custody']],
    ] as const
  ).map(
    ([name, values]) =>
      ({ members }: Household, which: number, { on, value }: At): Draft => [
        name,
        { memberId: pick(members, which)?.id, from: on, value: of<string>(values, value) },
      ],
  ),
  ({ members }, which, { on }) => [
    'record-refusal',
    { memberId: pick(members, which)?.id, on, offer: '保洁员' },
  ],
  ({ members }, which) => [
    'void-refusal',
    { memberId: pick(members, which)?.id, id: pick(members, which)?.refusals[0]?.id, reason: '有误' },
  ],
  ({ members }, which, { on, value }) => [
    'declare-member-year',
    {
      memberId: pick(members, which)?.id,
      year: Number(on.slice(0, 4)),
      schemes: { resident_medical: value % 2 === 0, resident_pension: value % 3 === 0 },
      ...(value % 5 === 0 ? { work: { months: value % 12 } } : {}),
    },
  ],
  ({ members }, which, { on, value }) => [
    'log-employment',
    { memberId: pick(members, which)?.id, employer: `厂${value}`, from: on, monthlyWage: value * 10.5 },
  ],
  ({ employments }, which, { on }) => ['end-employment', { id: pick(employments, which)?.id, on }],
  ({ employments }, which, { value }) => [
    'correct-employment',
    {
      id: pick(employments, which)?.id,
      changes: { employer: of([null, '改厂'], value), trade: '纺织', until: null },
    },
  ],
  ({ employments }, which, { today }) => [
    'confirm-employment',
    { id: pick(employments, which)?.id, on: today },
  ],
  ({ employments }, which) => ['void-employment', { id: pick(employments, which)?.id, reason: '录错' }],
  (_, __, { on, value }) => [
    'log-income-channel',
    { kind: of(['business', 'property'], value), what: '养猪', from: on, amount: value * 333.33 },
  ],
  ({ channels }, which, { value }) => [
    'correct-income-channel',
    { id: pick(channels, which)?.id, changes: { what: of(['养猪', '养牛'], value), until: null } },
  ],
  ({ channels }, which, { on }) => ['confirm-income-channel', { id: pick(channels, which)?.id, on }],
  ({ channels }, which, { on }) => ['end-income-channel', { id: pick(channels, which)?.id, until: on }],
  ({ channels }, which, { on, value }) => [
    'record-channel-amount',
    { id: pick(channels, which)?.id, from: on, value },
  ],
  ({ channels }, which) => ['void-income-channel', { id: pick(channels, which)?.id, reason: '重复' }],
  (_, which, { on, value }) => [
    'add-linkage',
    {
      siteId: siteId(1),
      industryId: industryId(1),
      kind: of(['dividend', 'land'], which),
      from: on,
      yearly: value,
    },
  ],
  ({ linkages }, which, { value }) => [
    'correct-linkage',
    { id: pick(linkages, which)?.id, changes: { kind: of(['dividend', 'land'], value), until: null } },
  ],
  ({ linkages }, which, { on, value }) => [
    'record-linkage-amount',
    { id: pick(linkages, which)?.id, from: on, value },
  ],
  ({ linkages }, which, { on }) => ['confirm-linkage', { id: pick(linkages, which)?.id, on }],
  ({ linkages }, which, { on }) => ['end-linkage', { id: pick(linkages, which)?.id, until: on }],
  ({ linkages }, which) => ['void-linkage', { id: pick(linkages, which)?.id, reason: '退股' }],
  (_, __, { on }) => ['log-plan', { what: '种茶', from: on }],
  ({ plans }, which, { on, value }) => [
    'correct-plan',
    { id: pick(plans, which)?.id, changes: { what: of(['种茶', '种果'], value), from: on } },
  ],
  ({ plans }, which, { on }) => ['end-plan', { id: pick(plans, which)?.id, until: on }],
  ({ plans }, which) => ['void-plan', { id: pick(plans, which)?.id, reason: '作废' }],
  ({ members }, which, { on, value }) => [
    'log-coverage',
    value % 3 === 0
      ? { scheme: 'dibao', status: 'covered', from: on, monthly: value }
      : {
          memberId: pick(members, which)?.id,
          scheme: 'resident_medical',
          status: of(['insured', 'interrupted'], value),
          from: on,
        },
  ],
  ({ coverages }, which, { on, value }) => [
    'correct-coverage',
    { id: pick(coverages, which)?.id, changes: { from: on, monthly: of([null, value], value) } },
  ],
  ({ coverages }, which, { on }) => ['end-coverage', { id: pick(coverages, which)?.id, until: on }],
  ({ coverages }, which) => ['void-coverage', { id: pick(coverages, which)?.id, reason: '有误' }],
  (_, __, { on, value }) => [
    'assess',
    { on, scheme: of(['dibao', 'tekun'], value), eligible: value % 3 === 0 },
  ],
  ({ assessments }, which) => ['void-assessment', { id: pick(assessments, which)?.id, reason: '有误' }],
  ({ members }, which, { on }) => [
    'start-pension-transfer',
    { memberId: pick(members, which)?.id, appliedOn: on },
  ],
  ({ transfers }, which, { today, value }) => [
    'record-transfer-step',
    { id: pick(transfers, which)?.id, step: of(['contact_letter_sent', 'rejected'], value), on: today },
  ],
  ({ transfers }, which) => ['void-pension-transfer', { id: pick(transfers, which)?.id, reason: '重复' }],
  (_, __, { on, value }) => [
    'log-household-support',
    { on, kind: 'seedlings', what: `鸡苗${value}只`, amount: value },
  ],
  ({ members }, which) => ['reveal', { memberId: pick(members, which)?.id, fields: ['name', 'idNumber'] }],
  () => ['re-evaluate-household', {}],
];

const ON_SITE: readonly ((site: Site, which: number, at: At) => Draft)[] = [
  (_, __, { value }) => [
    'correct-site',
    { phone: of([null, '0818-2'], value), plannedHouseholds: value, note: '改' },
  ],
  (_, __, { on, value }) => (value % 5 === 0 ? ['vacate-site', { on }] : ['correct-site', { vacated: null }]),
  (_, which, { value }) => ['add-industry', { name: `产业${which}`, investment: value * 1.25 }],
  ({ industries }, which, { value }) => [
    'correct-industry',
    { id: pick(industries, which)?.id, scale: of([null, '百亩'], value), incomePerHousehold: value },
  ],
  ({ industries }, which, { on, value }) => [
    'record-industry-status',
    { id: pick(industries, which)?.id, from: on, value: of(['operating', 'stopped'], value) },
  ],
  ({ industries }, which, { on, value }) => [
    'record-industry-leading',
    { id: pick(industries, which)?.id, from: on, value: value % 3 > 0 },
  ],
  ({ industries }, which, { on }) => ['confirm-industry', { id: pick(industries, which)?.id, on }],
  ({ industries }, which, { value }) =>
    value % 3 === 0 ? ['void-industry', { id: pick(industries, which)?.id, reason: '重复' }] : undefined,
  ({ industries }, which, { on }) => [
    'log-site-support',
    { on, kind: 'funds', what: '补助', amount: 1000.5, industry: pick(industries, which)?.id },
  ],
  () => ['re-evaluate-site', {}],
];

/** The step that a move is on a record; undefined where it is none. */
export const stepOf = (
  record: Household | Site,
  flags: readonly Flag[],
  { kind, which, value }: Move,
  on: PlainDate,
  today: PlainDate,
) => {
  const at = { on, today, value };
  const ofRecord = () =>
    record.kind === 'household'
      ? of(ON_HOUSEHOLD, kind)(record, which, at)
      : of(ON_SITE, kind)(record, which, at);
  // Three moves of ten are of the ledger.
  const draft = kind > 7000 ? withFlag(record, flags, which, at) : ofRecord();
  if (!draft) return undefined;
  const [name, raw] = draft;
  const input = COMMANDS[name].input.safeParse(raw);
  return input.success ? ({ name, input: input.data } as Step) : undefined;
};

const AREA = AreaCode.parse('511722107');

/** How each begins. */
export const BEGINNINGS: Readonly<Record<'household' | 'site', Step>> = {
  household: {
    name: 'register-household',
    input: COMMANDS['register-household'].input.parse({
      id: householdId(1),
      area: AREA,
      movedIn: '2019-10-01',
      members: [
        { name: '户主甲', idNumber: idNumber('1990-05-01', 1), relation: '户主', phone: '13800000000' },
        { name: '孩子乙', birth: '2015-05-01' },
      ],
    }),
  },
  site: {
    name: 'register-site',
    input: { id: siteId(1), area: AREA, name: '安置点', occupied: plainDate('2019-10-01') },
  },
};
