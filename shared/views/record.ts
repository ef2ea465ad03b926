import * as z from 'zod';
import { Instant } from '../domain/calendar/dates.ts';
import { flagIdOf } from '../domain/ledger/flag-id.ts';
import type { Actor } from '../domain/records/actor.ts';
import { Household } from '../domain/records/household.ts';
import { MASK_REGISTRY } from '../domain/records/personal.ts';
import { Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import type { RecordWithFindings } from '../queries/records.ts';
import type { Language } from '../text/render.ts';
import { FindingView, findingViews } from './finding.ts';
import { FlagView } from './flag.ts';

const besides = {
  changedAt: Instant.optional().meta({ description: '最后变更时刻 · when it last changed' }),
  findings: z.array(FindingView).meta({ description: '规则结论 · findings' }),
  flags: z.array(FlagView).meta({ description: '问题 · flags' }),
};

/** What the table keeps for itself stays there. */
export const HouseholdView = Household.omit({ evaluated: true, lastChange: true })
  .extend(besides)
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'Household',
    description: '一户一档：档案、结论和问题 · A household with its findings and flags',
  });
export const SiteView = Site.omit({ evaluated: true, lastChange: true, residentTownships: true })
  .extend(besides)
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'Site',
    description: '一点一档：档案、结论和问题 · A resettlement site with its findings and flags',
  });

/** What both kinds of records show beside themselves. */
const besidesOf = (
  viewer: Actor,
  looked: RecordWithFindings,
  language: Language,
): z.output<z.ZodObject<typeof besides>> => {
  const { record, flags } = looked;
  const subject = { kind: record.kind, id: record.id } as Subject;
  return {
    ...(record.lastChange ? { changedAt: record.lastChange.at } : {}),
    findings: findingViews(viewer, looked, language),
    flags: flags.map((flag) => ({ ...flag, id: flagIdOf(subject, flag) })),
  };
};

/** A household with its findings in words and its flags; its schema covers on the way out what may not be seen. */
export const householdView = (viewer: Actor, looked: RecordWithFindings<Household>, language: Language) => ({
  ...looked.record,
  ...besidesOf(viewer, looked, language),
});

/** The same of a site. */
export const siteView = (viewer: Actor, looked: RecordWithFindings<Site>, language: Language) => ({
  ...looked.record,
  ...besidesOf(viewer, looked, language),
});
