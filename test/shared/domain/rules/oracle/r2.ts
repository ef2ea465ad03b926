import type { Day, PlainDate } from '../../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { IncomeStatement } from '../../../../../shared/domain/records/household-facts.ts';
import type { Member } from '../../../../../shared/domain/records/member.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { daily, holds, isWithin, lengthOf, staysSo, valueOn } from './calendar-days.ts';
import type { Covers } from './cover.ts';
import type { Certainty, People } from './people.ts';

interface Channel {
  readonly kind: 'business' | 'property';
  readonly from: PlainDate;
  readonly until?: PlainDate | undefined;
  readonly amount: readonly { from: PlainDate; value: number }[];
  readonly confirmed: readonly PlainDate[];
  readonly voided?: unknown;
}

const LINKED_AS = { dividend: 'property', land: 'property', order: 'business', custody: 'business' } as const;

const channelsOf = (household: Household): Channel[] => [
  ...household.channels,
  ...household.linkages.flatMap(({ kind, yearly, confirmed, ...linkage }) =>
    kind === 'employment'
      ? []
      : [{ ...linkage, kind: LINKED_AS[kind], amount: yearly, confirmed: [linkage.from, ...confirmed] }],
  ),
];

/** R2 `household-income-channel`, asked about one day. */
export const incomeChannelOn = (
  household: Household,
  { settings }: Policy,
  people: People,
  covers: Covers,
): ((on: Day) => Outcome) => {
  const channels = channelsOf(household);

  const daysWorked = (member: Member, on: Day): number => {
    let days = 0;
    for (let past = on - settings.wageWindowDays + 1; past <= on; past++)
      if (people.hadWork(member, past)) days++;
    return days;
  };
  const earns = (member: Member, on: Day): boolean =>
    (people.isInWork(member, on) &&
      people.jobsOf(member).some((job) => holds(job, on) && lengthOf(job) >= settings.stableWageDays)) ||
    (people.isAged(member, settings.workingAge, on) && daysWorked(member, on) >= settings.stableWageDays);

  const channelSays = (channel: Channel, on: Day): Certainty => {
    if (!holds(channel, on)) return 'no';
    if (channel.kind === 'property' && lengthOf(channel) < settings.contractDays) return 'no';
    const amount = valueOn(channel.amount, on);
    if (amount === undefined) return 'possibly';
    if (amount <= 0) return 'no';
    const standsBy =
      channel.kind === 'property' ||
      channel.confirmed.some((date) => isWithin(date, settings.confirmationMonths, on));
    return standsBy ? 'yes' : 'possibly';
  };

  const statementSays = ({ date, business, businessCost }: IncomeStatement, on: Day): Certainty => {
    if (business === undefined || !isWithin(date, settings.statementMonths, on)) return 'no';
    if (businessCost === undefined) return business > 0 ? 'possibly' : 'no';
    return business - businessCost > 0 ? 'yes' : 'no';
  };

  const transferSays = (on: Day): Certainty => {
    const able = people.isAnyAble(on);
    if (able === 'yes') return 'no';
    if (covers.isTransferInForce(on)) return able === 'no' ? 'yes' : 'possibly';
    return covers.isTransferStale(on) ? 'possibly' : 'no';
  };

  const says = (on: Day): Certainty[] => [
    transferSays(on),
    ...channels.map((channel) => channelSays(channel, on)),
    ...household.statements.map((statement) => statementSays(statement, on)),
  ];
  const isAnyCounting = daily(
    (on) => says(on).includes('yes') || people.presentOn(on).some((member) => earns(member, on)),
  );

  return (on) => {
    if (isAnyCounting(on)) return staysSo(isAnyCounting, on, settings.lookAheadDays) ? 'met' : 'at_risk';
    return says(on).includes('possibly') ? 'unknown' : 'gap';
  };
};
