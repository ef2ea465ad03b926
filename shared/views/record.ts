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

const EXTRA_FIELDS = {
  changedAt: Instant.optional().meta({ description: '最后变更时刻 · when it last changed' }),
  findings: z.array(FindingView).meta({ description: '规则结论 · findings' }),
  flags: z.array(FlagView).meta({ description: '问题 · flags' }),
};

/** A household without the fields that are stored for evaluation and history only. */
export const HouseholdView = Household.omit({ evaluated: true, lastChange: true })
  .extend(EXTRA_FIELDS)
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'Household',
    description: '一户一档：档案、结论和问题 · A household with its findings and flags',
  });
export const SiteView = Site.omit({ evaluated: true, lastChange: true, residentTownships: true })
  .extend(EXTRA_FIELDS)
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'Site',
    description: '一点一档：档案、结论和问题 · A resettlement site with its findings and flags',
  });

const extraFields = (
  viewer: Actor,
  recordWithFindings: RecordWithFindings,
  language: Language,
): z.output<z.ZodObject<typeof EXTRA_FIELDS>> => {
  const { record, flags } = recordWithFindings;
  const subject = { kind: record.kind, id: record.id } as Subject;
  return {
    ...(record.lastChange ? { changedAt: record.lastChange.at } : {}),
    findings: findingViews(viewer, recordWithFindings, language),
    flags: flags.map((flag) => ({ ...flag, id: flagIdOf(subject, flag) })),
  };
};

/** Returns a household with its findings in sentences and its flags. Its schema masks it when it goes out. */
export const householdView = (
  viewer: Actor,
  recordWithFindings: RecordWithFindings<Household>,
  language: Language,
) => ({
  ...recordWithFindings.record,
  ...extraFields(viewer, recordWithFindings, language),
});

/** Returns a site with its findings in sentences and its flags. */
export const siteView = (
  viewer: Actor,
  recordWithFindings: RecordWithFindings<Site>,
  language: Language,
) => ({
  ...recordWithFindings.record,
  ...extraFields(viewer, recordWithFindings, language),
});
