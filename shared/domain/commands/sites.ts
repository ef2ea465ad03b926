import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { PlainDate } from '../calendar/dates.ts';
import { actorId } from '../records/actor.ts';
import { EmployerCode } from '../records/employer-code.ts';
import { Remark, Text } from '../records/facts.ts';
import { FactId, IndustryId, SiteId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import { type Industry, IndustryStatus, industryProfile, type Site, siteProfile } from '../records/site.ts';
import { SupportEntry } from '../records/support-entry.ts';
import {
  applyPatch,
  insertDay,
  recordDated,
  replaceById,
  requireNotAfterToday,
  requireOrder,
  requireTownship,
  requireWithinYears,
} from './checks.ts';
import type { CommandContext } from './command.ts';
import { householdCommand, siteCommand, siteRegistration } from './command.ts';

const registerSite = siteRegistration({
  name: 'register-site',
  right: 'keep_sites',
  input: z.strictObject({
    id: SiteId,
    area: AreaCode,
    name: Text,
    ...siteProfile,
    occupied: PlainDate.optional(),
  }),
  apply: (_none, input, context) => {
    requireTownship(input.area);
    if (input.occupied) requireWithinYears(input.occupied, 'occupied', context);
    return {
      kind: 'site',
      version: 0,
      registered: context.today,
      ...input,
      industries: [],
      residentTownships: [],
    };
  },
});

const correctSite = siteCommand({
  name: 'correct-site',
  right: 'keep_sites',
  input: z.strictObject({
    area: AreaCode.optional(),
    name: Text.optional(),
    village: Text.nullable().optional(),
    form: Text.nullable().optional(),
    occupied: PlainDate.nullable().optional(),
    plannedHouseholds: siteProfile.plannedHouseholds.nullable(),
    plannedPeople: siteProfile.plannedPeople.nullable(),
    responsible: Text.nullable().optional(),
    phone: Text.nullable().optional(),
    note: Text.nullable().optional(),
    /** Undoes an entry made by mistake. */
    vacated: z.null().optional(),
  }),
  apply: (site, fields, context) => {
    if (fields.area && fields.area !== site.area) requireTownship(fields.area);
    if (fields.occupied) requireWithinYears(fields.occupied, 'occupied', context);
    const next = applyPatch(site, fields);
    if (next.occupied) requireOrder({ from: next.occupied, until: next.vacated }, 'occupied');
    return next;
  },
});

const vacateSite = siteCommand({
  name: 'vacate-site',
  right: 'keep_sites',
  input: z.strictObject({ on: PlainDate }),
  apply: (site, { on }, context) => {
    requireNotAfterToday(on, 'on', context);
    if (site.occupied) requireOrder({ from: site.occupied, until: on }, 'on');
    return applyPatch(site, { vacated: on });
  },
});

const industryOf = (site: Site, id: IndustryId, path = 'id'): Industry => {
  const industry = site.industries.find((one) => one.id === id);
  if (!industry) throw new Refused('industry_unknown', path);
  if (industry.voided) throw new Refused('fact_voided', path);
  return industry;
};

const withIndustry = (site: Site, industry: Industry): Site =>
  applyPatch(site, { industries: replaceById(site.industries, industry) });

const nameIsFree = (site: Site, name: string, id?: IndustryId): void => {
  if (site.industries.some((one) => one.name === name && !one.voided && one.id !== id)) {
    throw new Refused('industry_name_taken', 'name');
  }
};

const addIndustry = siteCommand({
  name: 'add-industry',
  right: 'keep_sites',
  input: z.strictObject({
    id: IndustryId.optional(),
    name: Text,
    ...industryProfile,
    operatorCode: EmployerCode.optional(),
  }),
  apply: (site, { id, ...input }, context) => {
    nameIsFree(site, input.name);
    const industry: Industry = {
      id: id ?? IndustryId.parse(context.newId()),
      ...input,
      leading: [],
      status: [],
      confirmed: [],
    };
    return { ...site, industries: [...site.industries, industry] };
  },
});

const correctIndustry = siteCommand({
  name: 'correct-industry',
  right: 'keep_sites',
  input: z.strictObject({
    id: IndustryId,
    name: Text.optional(),
    type: Text.nullable().optional(),
    operator: Text.nullable().optional(),
    operatorCode: EmployerCode.nullable().optional(),
    scale: Text.nullable().optional(),
    investment: industryProfile.investment.nullable(),
    declaredHouseholds: industryProfile.declaredHouseholds.nullable(),
    declaredPeople: industryProfile.declaredPeople.nullable(),
    declaredLinkage: Text.nullable().optional(),
    incomePerHousehold: industryProfile.incomePerHousehold.nullable(),
    responsible: Text.nullable().optional(),
    note: Text.nullable().optional(),
  }),
  apply: (site, { id, ...fields }) => {
    if (fields.name) nameIsFree(site, fields.name, id);
    return withIndustry(site, applyPatch(industryOf(site, id), fields));
  },
});

const recordIndustryStatus = siteCommand({
  name: 'record-industry-status',
  right: 'keep_sites',
  input: z.strictObject({ id: IndustryId, from: PlainDate, value: IndustryStatus }),
  apply: (site, { id, from, value }, context) => {
    requireWithinYears(from, 'from', context);
    const industry = industryOf(site, id);
    return withIndustry(site, applyPatch(industry, { status: recordDated(industry.status, from, value) }));
  },
});

const recordIndustryLeading = siteCommand({
  name: 'record-industry-leading',
  right: 'keep_sites',
  input: z.strictObject({ id: IndustryId, from: PlainDate, value: z.boolean() }),
  apply: (site, { id, from, value }, context) => {
    requireWithinYears(from, 'from', context);
    const industry = industryOf(site, id);
    return withIndustry(site, applyPatch(industry, { leading: recordDated(industry.leading, from, value) }));
  },
});

const confirmIndustry = siteCommand({
  name: 'confirm-industry',
  right: 'keep_sites',
  input: z.strictObject({ id: IndustryId, on: PlainDate }),
  apply: (site, { id, on }, context) => {
    requireNotAfterToday(on, 'on', context);
    const industry = industryOf(site, id);
    return withIndustry(site, applyPatch(industry, { confirmed: insertDay(industry.confirmed, on) }));
  },
});

const voidIndustry = siteCommand({
  name: 'void-industry',
  right: 'keep_sites',
  input: z.strictObject({ id: IndustryId, reason: Remark }),
  apply: (site, { id, reason }, { actor, today }) =>
    withIndustry(site, { ...industryOf(site, id), voided: { on: today, by: actorId(actor), reason } }),
});

const { on, kind, what, amount } = SupportEntry.shape;
const support = z.strictObject({ on, kind, what, amount });

const supportEntry = (
  input: z.infer<typeof support> & { industry?: IndustryId | undefined },
  context: CommandContext,
): SupportEntry => {
  requireNotAfterToday(input.on, 'on', context);
  return { id: FactId.parse(context.newId()), ...input, by: actorId(context.actor) };
};

/** Logs a 扶持记录 of a site's industry beside the record. */
const logSiteSupport = siteCommand({
  name: 'log-site-support',
  right: 'keep_sites',
  input: support.extend({ industry: IndustryId.optional() }),
  apply: (site, { industry }) => {
    if (industry) industryOf(site, industry, 'industry');
    return site;
  },
  support: supportEntry,
});

const logHouseholdSupport = householdCommand({
  name: 'log-household-support',
  right: 'keep_households',
  input: support,
  apply: (household) => household,
  support: supportEntry,
});

const reEvaluateSite = siteCommand({
  name: 're-evaluate-site',
  right: 'keep_sites',
  input: z.strictObject({}),
  apply: (site) => site,
});

export const SITE_COMMANDS = [
  registerSite,
  correctSite,
  vacateSite,
  addIndustry,
  correctIndustry,
  recordIndustryStatus,
  recordIndustryLeading,
  confirmIndustry,
  voidIndustry,
  logSiteSupport,
  logHouseholdSupport,
  reEvaluateSite,
] as const;
