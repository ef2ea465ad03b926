import { act } from '../../../../shared/act/act.ts';
import { type AlertId, alertId, NO_FIGURES } from '../../../../shared/domain/alerts/alert.ts';
import { MessageId } from '../../../../shared/domain/alerts/message.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Step } from '../../../../shared/domain/commands/index.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import { FactId, IndustryId, type MemberId, type SiteId } from '../../../../shared/domain/records/ids.ts';
import { putAlerts } from '../../../../shared/table/outbox/alerts.ts';
import { person, type TestDeps } from '../../../deps.ts';
import { family, familyId, personId, place, placeId } from '../../../families.ts';
import { PHONE } from '../county.ts';

/** Whose areas hold the destination of everything here, its origin, or neither. */
export const AREAS = { inside: '511722', origin: '511723', outside: '511725' } as const;
export type Standing = keyof typeof AREAS;

export const DESTINATION = AreaCode.parse('511722107');
const ORIGIN = AreaCode.parse('511723100');
/** Of whoever answers for a site: shown to all who may see the site. */
const DUTY_PHONE = '0818-5200000';

const SINCE = plainDate('2025-01-01');
const admin = person('admin', '5117');
const factId = (n: number) => FactId.parse(`0F${String(n).padStart(24, '0')}`);

/** Ids of one fact of each kind; a household has its own list, so that they may be the same in each. */
export const FACTS = {
  job: factId(1),
  channel: factId(2),
  linkage: factId(3),
  coverage: factId(4),
  plan: factId(5),
} as const;
export const INDUSTRY = IndustryId.parse('0J000000000000000000000001');

/** What a request of the matrix speaks of: a household with facts of every kind, and a site. */
export interface World {
  readonly n: number;
  readonly household: Household;
  readonly member: MemberId;
  /** Able to work, without a job. */
  readonly other: MemberId;
  readonly idNumber: string;
  readonly transfer: FactId;
  readonly assessment: FactId;
  readonly refusal: FactId;
  readonly site: SiteId;
  readonly alert: AlertId;
}

/** A site with an industry. */
export const newSite = async (deps: TestDeps, n: number): Promise<SiteId> => {
  const { subject, steps } = place(n);
  await act(deps, admin, {
    subject,
    steps: [
      ...steps,
      { name: 'correct-site', input: { phone: DUTY_PHONE } },
      { name: 'add-industry', input: { id: INDUSTRY, name: '茶园' } },
    ],
  });
  return placeId(n);
};

/** A digest of the destination. */
const newAlert = async (deps: TestDeps, n: number): Promise<AlertId> => {
  const on = plainDate('2026-06-15');
  const id = alertId(AreaCode.parse(DESTINATION.slice(0, 6)), on, `digest.${n}`);
  await putAlerts(deps.table, [
    {
      ...{ kind: 'digest', id, message: MessageId.parse(deps.newId()), area: DESTINATION, on },
      at: new Date(deps.clock()).toISOString(),
      figures: { rules: { R3: { ...NO_FIGURES, opened: 1 } }, oldest: [] },
    },
  ]);
  return id;
};

/** Household `n` of three, from another county, with one fact of each kind. */
export const newWorld = async (deps: TestDeps, n: number, site: SiteId): Promise<World> => {
  const { subject, steps } = family(n, 3, site);
  const memberId = personId(n, 0);
  const facts: Step[] = [
    { name: 'correct-household', input: { origin: ORIGIN, phone: PHONE } },
    { name: 'correct-member', input: { memberId, phone: PHONE } },
    { name: 'record-conditions', input: { from: SINCE, value: 'able' } },
    { name: 'record-refusal', input: { memberId, on: SINCE, offer: '保洁员' } },
    { name: 'log-employment', input: { id: FACTS.job, memberId, employer: '帮扶车间', from: SINCE } },
    { name: 'log-income-channel', input: { id: FACTS.channel, kind: 'business', what: '养猪', from: SINCE } },
    {
      name: 'add-linkage',
      input: { id: FACTS.linkage, siteId: site, industryId: INDUSTRY, kind: 'dividend', from: SINCE },
    },
    {
      name: 'log-coverage',
      input: { id: FACTS.coverage, scheme: 'dibao', status: 'covered', from: SINCE },
    },
    { name: 'start-pension-transfer', input: { memberId, appliedOn: plainDate('2026-06-01') } },
    // Long over, so that there is a flag.
    {
      name: 'log-plan',
      input: { id: FACTS.plan, what: '种茶', from: SINCE, until: plainDate('2025-12-31') },
    },
    { name: 'assess', input: { on: SINCE, scheme: 'dibao', eligible: true } },
  ];
  const { after } = await act(deps, admin, { subject, steps: [...steps, ...facts] });
  if (after.kind !== 'household' || after.id !== familyId(n)) throw new Error('no such household');
  const [first] = after.members;
  const [transfer] = after.transfers;
  const [assessment] = after.assessments;
  const [refusal] = first?.refusals ?? [];
  if (!first || !transfer || !assessment || !refusal) throw new Error('a fact is missing');
  return {
    n,
    household: after,
    member: first.id,
    other: personId(n, 1),
    idNumber: first.idNumber,
    transfer: transfer.id,
    assessment: assessment.id,
    refusal: refusal.id,
    site,
    alert: await newAlert(deps, n),
  };
};
