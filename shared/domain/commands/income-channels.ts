import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { Money, PositiveMoney, Text } from '../records/facts.ts';
import { type DevelopmentPlan, IncomeChannel, Linkage } from '../records/household-facts.ts';
import { FactId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import { applyPatch, notAfterToday, replaceById } from './checks.ts';
import { onHousehold } from './command.ts';
import { beginsWell, confirms, corrects, ends, newFactId, records, voids } from './facts.ts';

const span = { from: PlainDate, until: PlainDate.optional() };

/** Whoever logs an undertaking without naming the day has seen it today. */
const logIncomeChannel = onHousehold({
  name: 'log-income-channel',
  right: 'keep_households',
  input: z.strictObject({
    id: FactId.optional(),
    kind: IncomeChannel.shape.kind,
    what: Text,
    ...span,
    amount: Money.optional(),
    confirmed: PlainDate.optional(),
  }),
  apply: (household, { id, amount, confirmed, ...input }, context) => {
    beginsWell(household, 'channels', input, context);
    if (confirmed) notAfterToday(confirmed, 'confirmed', context);
    const twin = household.channels.find(
      (one) => !one.voided && one.kind === input.kind && one.what === input.what && one.from === input.from,
    );
    if (twin) throw new Refused('channel_already_logged', 'from', { date: input.from });
    const seen = confirmed ?? context.today;
    const channel: IncomeChannel = {
      id: newFactId(household.channels, id, context),
      ...input,
      amount: amount === undefined ? [] : [{ from: input.from, value: amount }],
      confirmed: seen < input.from ? [] : [seen],
    };
    return { ...household, channels: [...household.channels, channel] };
  },
});

const addLinkage = onHousehold({
  name: 'add-linkage',
  right: 'keep_households',
  input: z.strictObject({
    id: FactId.optional(),
    siteId: Linkage.shape.siteId,
    industryId: Linkage.shape.industryId,
    kind: Linkage.shape.kind,
    ...span,
    yearly: PositiveMoney.optional(),
  }),
  needs: ({ siteId }) => [siteId],
  apply: (household, { id, yearly, ...input }, context) => {
    beginsWell(household, 'linkages', input, context);
    const site = context.sites.get(input.siteId);
    if (!site) throw new Refused('site_unknown', 'siteId');
    const industry = site.industries.find(({ id }) => id === input.industryId);
    if (!industry || industry.voided) throw new Refused('industry_unknown', 'industryId');
    const twin = household.linkages.find(
      (one) =>
        !one.voided &&
        one.industryId === input.industryId &&
        one.kind === input.kind &&
        one.from === input.from,
    );
    if (twin) throw new Refused('linkage_already_added', 'from', { date: input.from });
    const linkage: Linkage = {
      id: newFactId(household.linkages, id, context),
      ...input,
      yearly: yearly === undefined ? [] : [{ from: input.from, value: yearly }],
      confirmed: [],
    };
    return { ...household, linkages: [...household.linkages, linkage] };
  },
});

/** The plan that begins on a day is one plan: told again, it is put right. */
const logPlan = onHousehold({
  name: 'log-plan',
  right: 'keep_households',
  input: z.strictObject({ id: FactId.optional(), what: Text, ...span }),
  apply: (household, { id, ...input }, context) => {
    beginsWell(household, 'plans', input, context);
    const known = household.plans.find(({ from, voided }) => from === input.from && !voided);
    if (known) {
      const next = applyPatch(known, { what: input.what, until: input.until ?? null });
      return applyPatch(household, { plans: replaceById(household.plans, next) });
    }
    const plan: DevelopmentPlan = { id: newFactId(household.plans, id, context), ...input };
    return { ...household, plans: [...household.plans, plan] };
  },
});

const period = { from: PlainDate.optional(), until: PlainDate.nullable().optional() };

export const CHANNEL_COMMANDS = [
  logIncomeChannel,
  corrects('correct-income-channel', 'channels', 'keep_households', {
    kind: IncomeChannel.shape.kind.optional(),
    what: Text.optional(),
    ...period,
  }),
  ends('end-income-channel', 'channels', 'keep_households'),
  records('record-channel-amount', 'channels', 'amount', 'keep_households'),
  confirms('confirm-income-channel', 'channels', 'keep_households'),
  voids('void-income-channel', 'channels', 'keep_households'),
  addLinkage,
  corrects('correct-linkage', 'linkages', 'keep_households', {
    kind: Linkage.shape.kind.optional(),
    ...period,
  }),
  ends('end-linkage', 'linkages', 'keep_households'),
  records('record-linkage-amount', 'linkages', 'yearly', 'keep_households'),
  confirms('confirm-linkage', 'linkages', 'keep_households'),
  voids('void-linkage', 'linkages', 'keep_households'),
  logPlan,
  corrects('correct-plan', 'plans', 'keep_households', { what: Text.optional(), ...period }),
  ends('end-plan', 'plans', 'keep_households'),
  voids('void-plan', 'plans', 'keep_households'),
] as const;
