import type { Household } from '../records/household.ts';
import type { Site } from '../records/site.ts';
import type { Names } from './render.ts';

/** How sentences of a record name its members and facts. */
export const namesOf = (record: Household | Site): Names => {
  if (record.kind === 'site') {
    return { fact: (id) => record.industries.find((one) => one.id === id)?.name ?? id };
  }
  const facts = new Map<string, string>([
    ...record.employments.map(({ id, employer, job }) => [id, employer ?? job ?? ''] as const),
    ...record.channels.map(({ id, what }) => [id, what] as const),
    ...record.plans.map(({ id, what }) => [id, what] as const),
  ]);
  return {
    member: (id) => record.members.find((one) => one.id === id)?.name ?? id,
    ...(facts.size > 0 ? { fact: (id: string) => facts.get(id) || id } : {}),
  };
};
