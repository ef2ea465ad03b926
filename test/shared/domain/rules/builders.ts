import type * as z from 'zod';
import { chineseCalendar } from '../../../../shared/domain/calendar/chinese-calendar.ts';
import { Household } from '../../../../shared/domain/records/household.ts';
import { checkSignOf } from '../../../../shared/domain/records/id-number.ts';
import { FactId, HouseholdId, IndustryId, MemberId, SiteId } from '../../../../shared/domain/records/ids.ts';
import type { Member } from '../../../../shared/domain/records/member.ts';
import { Site } from '../../../../shared/domain/records/site.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/domain/rules/default-settings.ts';
import type { Policy } from '../../../../shared/domain/rules/settings.ts';

/** What a record or a fact looks like before its dates and ids are checked. */
type Draft<T extends z.ZodType> = z.input<T>;
export type HouseholdDraft = Draft<typeof Household>;
export type MemberDraft = Draft<typeof Member>;
export type SiteDraft = Draft<typeof Site>;
export type EmploymentDraft = HouseholdDraft['employments'][number];
export type CoverageDraft = HouseholdDraft['coverages'][number];
export type ChannelDraft = HouseholdDraft['channels'][number];

/** Members and facts of one record are told apart by the number they are given. */
const idOf = (letter: string, n: number): string => `0${letter}${String(n).padStart(24, '0')}`;
export const householdId = (n: number) => HouseholdId.parse(idOf('H', n));
export const siteId = (n: number) => SiteId.parse(idOf('S', n));
export const memberId = (n: number) => MemberId.parse(idOf('M', n));
export const industryId = (n: number) => IndustryId.parse(idOf('J', n));
export const factId = (n: number) => FactId.parse(idOf('F', n));

export const policy: Policy = { settings: DEFAULT_SETTINGS, version: 'default', calendar: chineseCalendar };

/** A sound number of nobody: the area 511799 is not assigned. An even `serial` is female. */
export const idNumber = (birth: string, serial: number): string => {
  const digits = `511799${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return digits + checkSignOf(digits);
};

export const household = (parts: Partial<HouseholdDraft> = {}): Household =>
  Household.parse({
    kind: 'household',
    id: householdId(1),
    version: 1,
    area: '511722107',
    registered: '2019-10-01',
    movedIn: '2019-10-01',
    conditions: [],
    members: [],
    employments: [],
    channels: [],
    statements: [],
    linkages: [],
    coverages: [],
    declared: [],
    transfers: [],
    plans: [],
    assessments: [],
    ...parts,
  } satisfies HouseholdDraft);

/** Member `n`; its number follows its birth, odd ones are male. */
export const member = (n: number, birth: string, parts: Partial<MemberDraft> = {}): MemberDraft => ({
  id: memberId(n),
  name: `成员${n}`,
  birth,
  idNumber: idNumber(birth, n),
  relation: n === 1 ? '户主' : '其他',
  capacity: [],
  willingness: [],
  schooling: [],
  service: [],
  refusals: [],
  declared: [],
  ...parts,
});

const SINCE_MOVING_IN = '2019-10-01';

/** Recorded at moving in. */
export const recorded = <T>(value: T) => [{ from: SINCE_MOVING_IN, value }];

/** A job of member `n`. */
export const job = (n: number, from: string, until?: string): EmploymentDraft => ({
  id: factId(n),
  memberId: memberId(n),
  from,
  until,
  confirmed: [],
});

/** A rent or dividend contract, of so many yuan a year. */
export const contract = (what: string, from: string, until: string, yearly: number): ChannelDraft => ({
  id: factId(50),
  kind: 'property',
  what,
  from,
  until,
  amount: [{ from, value: yearly }],
  confirmed: [],
});

export const dibao = (from: string): CoverageDraft => ({
  id: factId(60),
  scheme: 'dibao',
  status: 'covered',
  from,
});

export const site = (parts: Partial<SiteDraft> = {}): Site =>
  Site.parse({
    kind: 'site',
    id: siteId(1),
    version: 1,
    area: '511722107',
    registered: '2019-10-01',
    name: '安置点',
    occupied: '2019-10-01',
    industries: [],
    residentTownships: [],
    ...parts,
  } satisfies SiteDraft);
