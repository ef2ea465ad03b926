import { plainDate } from '../../../../../shared/domain/calendar/dates.ts';
import type { CommandContext } from '../../../../../shared/domain/commands/command.ts';
import type { CommandName } from '../../../../../shared/domain/commands/index.ts';
import type { Actor } from '../../../../../shared/domain/records/actor.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { Site } from '../../../../../shared/domain/records/site.ts';
import { AREAS } from '../../../../areas.ts';
import {
  factId,
  household,
  industryId,
  member,
  memberId,
  recorded,
  site,
  siteId,
} from '../../rules/builders.ts';
import type { Case } from './case.ts';

/** The day on which all cases happen, and the last day that is not too far ahead. */
export const TODAY = '2026-06-15';
export const TOMORROW = '2026-06-16';
export const NEXT_YEAR = '2027-06-15';
export const TOO_FAR = '2027-06-16';

/** The id of the first thing that a command makes. */
export const NEW_ID = '0N000000000000000000000001';
export const NOBODY = '0X000000000000000000000009';

export const theSite: Site = site({
  name: '南坝安置点',
  industries: [
    {
      id: industryId(1),
      name: '茶园',
      leading: [{ from: '2024-01-01', value: true }],
      status: [{ from: '2024-01-01', value: 'operating' }],
      confirmed: ['2026-01-01'],
    },
    {
      id: industryId(2),
      name: '大棚',
      leading: [],
      status: [],
      confirmed: [],
      voided: { on: '2025-01-01', by: 'clerk', reason: '重复' },
    },
  ],
});
const elsewhere: Site = site({ id: siteId(2), area: '511723100', name: '开江安置点' });

const voided = { on: '2026-01-01', by: 'clerk', reason: '录入有误' };

/**
 * Father 1, mother 2 and child 5; 3 has died and 4 has left. Of each list one fact that stands, and one that is void: a job 10
 * and 11, channels 20 and 21, linkages 30 and 31, covers 40 and 41, transfers 50 and 51, plans 60 and 61, assessments
 * 70 and 71, refusals 80 and 81.
 */
export const theHousehold: Household = household({
  siteId: siteId(1),
  resettlement: 'centralised',
  phone: '028-0000',
  conditions: recorded('able' as const),
  members: [
    member(1, '1980-05-01', {
      capacity: recorded('ordinary' as const),
      declared: [{ year: 2025, schemes: { resident_medical: true }, work: { months: 6 } }],
      refusals: [
        { id: factId(80), on: '2026-02-01', offer: '保洁员' },
        { id: factId(81), on: '2026-02-02', offer: '护林员', voided },
      ],
    }),
    member(2, '1985-05-01', { joined: '2020-01-01' }),
    member(3, '1950-05-01', { died: '2025-01-01' }),
    member(4, '1990-05-01', { left: '2025-06-01' }),
    member(5, '2015-05-01'),
  ],
  employments: [
    {
      id: factId(10),
      memberId: memberId(1),
      employer: '甲厂',
      from: '2025-01-01',
      confirmed: ['2025-06-01'],
    },
    { id: factId(11), memberId: memberId(1), employer: '乙厂', from: '2024-01-01', confirmed: [], voided },
  ],
  channels: [
    {
      id: factId(20),
      kind: 'business',
      what: '养猪',
      from: '2025-01-01',
      amount: [{ from: '2025-01-01', value: 3000 }],
      confirmed: ['2026-01-01'],
    },
    { id: factId(21), kind: 'property', what: '出租', from: '2025-01-01', amount: [], confirmed: [], voided },
  ],
  statements: [{ year: 2025, date: '2025-12-31', perCapita: 9000, business: 5000, businessCost: 2000 }],
  linkages: [
    {
      id: factId(30),
      siteId: siteId(1),
      industryId: industryId(1),
      kind: 'dividend',
      from: '2025-01-01',
      yearly: [{ from: '2025-01-01', value: 600 }],
      confirmed: [],
    },
    {
      id: factId(31),
      siteId: siteId(1),
      industryId: industryId(1),
      kind: 'land',
      from: '2024-01-01',
      yearly: [],
      confirmed: [],
      voided,
    },
  ],
  coverages: [
    { id: factId(40), scheme: 'dibao', status: 'covered', from: '2025-01-01', monthly: 300 },
    {
      id: factId(41),
      memberId: memberId(1),
      scheme: 'resident_medical',
      status: 'insured',
      from: '2024-01-01',
      voided,
    },
  ],
  declared: [{ year: 2025, schemes: { dibao: true } }],
  transfers: [
    { id: factId(50), memberId: memberId(1), steps: [{ step: 'applied', on: '2026-05-01' }] },
    { id: factId(51), memberId: memberId(2), steps: [{ step: 'applied', on: '2026-05-01' }], voided },
    {
      id: factId(52),
      memberId: memberId(2),
      steps: [
        { step: 'applied', on: '2026-05-02' },
        { step: 'rejected', on: '2026-05-05' },
      ],
    },
  ],
  plans: [
    { id: factId(60), what: '种茶', from: '2025-01-01', until: '2026-12-31' },
    { id: factId(61), what: '养蜂', from: '2025-01-01', voided },
  ],
  assessments: [
    { id: factId(70), on: '2026-01-01', scheme: 'dibao', eligible: true },
    { id: factId(71), on: '2025-01-01', scheme: 'tekun', eligible: false, voided },
  ],
});

const dissolved: Household = { ...theHousehold, dissolved: plainDate('2026-06-01') };

const theClerk: Actor = {
  ...{ kind: 'person', id: 'clerk', role: 'township_clerk' },
  areas: [theHousehold.area],
};

/** Somebody's context, a clerk's unless said otherwise; ids count from 1 anew in each. */
export const contextNow = (actor: Actor = theClerk): CommandContext => {
  let made = 0;
  return {
    actor,
    now: Date.UTC(2026, 5, 15, 4),
    today: plainDate(TODAY),
    newId: () => `0N${String(++made).padStart(24, '0')}`,
    areas: AREAS,
    sites: new Map([theSite, elsewhere].map((one) => [one.id, one])),
  };
};

/** What `voided` says when the clerk voids something today. */
export const VOIDED = { on: TODAY, by: 'clerk', reason: '录入有误' };

/** Cases of one command on a record: what it changes of it, or why it does not. */
const on = (record: Case['record']) => (name: CommandName) => ({
  accepts: (says: string, input: unknown, ...changes: object[]): Case => ({
    name,
    says,
    record,
    input,
    expected: { changes },
  }),
  refuses: (code: string, path: string, input: unknown): Case => ({
    name,
    says: path ? `${code} at ${path}` : code,
    record,
    input,
    expected: { code, path },
  }),
});

export const onNothing = on(undefined);
export const onHousehold = on(theHousehold);
export const onDissolved = on(dissolved);
export const onSite = on(theSite);
