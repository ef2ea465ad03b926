import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { Money, PositiveMoney, Text } from '../records/facts.ts';
import { type DevelopmentPlan, IncomeChannel, Linkage } from '../records/household-facts.ts';
import { FactId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import { applyPatch, replaceById, requireNotAfterToday } from './checks.ts';
import { householdCommand } from './command.ts';
import {
  amountCommand,
  confirmCommand,
  correctCommand,
  endCommand,
  newFactId,
  requireValidStart,
  voidCommand,
} from './facts.ts';

const span = { from: PlainDate, until: PlainDate.optional() };

/** Logs an income channel; the day of confirmation defaults to today. */
const logIncomeChannel = householdCommand({
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
    requireValidStart(household, 'channels', input, context);
    if (confirmed) requireNotAfterToday(confirmed, 'confirmed', context);
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

const addLinkage = householdCommand({
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
    requireValidStart(household, 'linkages', input, context);
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

/** Logs a development plan; a plan with the same first day is corrected. */
const logPlan = householdCommand({
  name: 'log-plan',
  right: 'keep_households',
  input: z.strictObject({ id: FactId.optional(), what: Text, ...span }),
  apply: (household, { id, ...input }, context) => {
    requireValidStart(household, 'plans', input, context);
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
  correctCommand('correct-income-channel', 'channels', 'keep_households', {
    kind: IncomeChannel.shape.kind.optional(),
    what: Text.optional(),
    ...period,
  }),
  endCommand('end-income-channel', 'channels', 'keep_households'),
  amountCommand('record-channel-amount', 'channels', 'amount', 'keep_households'),
  confirmCommand('confirm-income-channel', 'channels', 'keep_households'),
  voidCommand('void-income-channel', 'channels', 'keep_households'),
  addLinkage,
  correctCommand('correct-linkage', 'linkages', 'keep_households', {
    kind: Linkage.shape.kind.optional(),
    ...period,
  }),
  endCommand('end-linkage', 'linkages', 'keep_households'),
  amountCommand('record-linkage-amount', 'linkages', 'yearly', 'keep_households'),
  confirmCommand('confirm-linkage', 'linkages', 'keep_households'),
  voidCommand('void-linkage', 'linkages', 'keep_households'),
  logPlan,
  correctCommand('correct-plan', 'plans', 'keep_households', { what: Text.optional(), ...period }),
  endCommand('end-plan', 'plans', 'keep_households'),
  voidCommand('void-plan', 'plans', 'keep_households'),
] as const;
