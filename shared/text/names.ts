import type { Household } from '../domain/records/household.ts';
import type { Site } from '../domain/records/site.ts';
import { LINKAGE_TEXT } from './codes.ts';
import type { Names } from './findings.ts';
import type { Language } from './render.ts';

/**
 * How sentences of a record name its members and facts. A linkage goes by its kind: what the industry is called stands
 * on the site's record. What has no name of its own is left to neutral words, for nobody knows a fact by its id.
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
