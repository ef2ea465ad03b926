import type { Household } from '../domain/records/household.ts';
import type { Site } from '../domain/records/site.ts';
import { LINKAGE_TEXT } from './codes.ts';
import type { Names } from './findings.ts';
import type { Language } from './render.ts';

/**
 * Returns the names of a record's members and facts for sentences. A linkage is named by its kind, since the industry's name
 * is in the site's record. A fact without a name gets a neutral word in the sentence.
 */
export function namesOf(record: Household | Site, language: Language): Names {
  if (record.kind === 'site') {
    return { fact: (id) => record.industries.find((one) => one.id === id)?.name };
  }
  const facts = new Map<string, string | undefined>([
    ...record.employments.map(({ id, employer, job }) => [id, employer ?? job] as const),
    ...record.channels.map(({ id, what }) => [id, what] as const),
    ...record.plans.map(({ id, what }) => [id, what] as const),
    ...record.linkages.map(({ id, kind }) => [id, LINKAGE_TEXT[kind][language]] as const),
  ]);
  return {
    member: (id) => record.members.find((one) => one.id === id)?.name,
    fact: (id) => facts.get(id),
  };
}
