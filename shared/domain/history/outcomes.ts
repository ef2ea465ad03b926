import type { ChangeEntry } from '../records/change.ts';
import type { Evaluated, Outcome } from '../records/evaluated.ts';

type Of = Pick<ChangeEntry['findings'][number], 'rule' | 'member'>;

const nameOf = ({ rule, member }: Of): string => (member ? `${rule}#${member}` : rule);

/** Outcomes of a record by rule and member. */
export type Outcomes = ReadonlyMap<string, Outcome>;

export const outcomesIn = (evaluated: Evaluated | undefined): Outcomes =>
  new Map((evaluated?.findings ?? []).map((finding) => [nameOf(finding), finding.outcome]));

/** Returns the outcomes that differ between two evaluations. */
export function outcomesBetween(
  before: Evaluated | undefined,
  after: Evaluated | undefined,
): ChangeEntry['findings'] {
  const [was, is] = [outcomesIn(before), outcomesIn(after)];
  const all = new Map(
    [...(before?.findings ?? []), ...(after?.findings ?? [])].map((of) => [nameOf(of), of]),
  );
  return [...all].flatMap(([name, { rule, member }]) => {
    const [from, to] = [was.get(name), is.get(name)];
    if (from === to) return [];
    return [{ rule, ...(member ? { member } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }];
  });
}

/** Returns the outcomes after an entry. */
export function withOutcomes(outcomes: Outcomes, { findings }: ChangeEntry): Outcomes {
  const next = new Map(outcomes);
  for (const { to, ...of } of findings) {
    if (to) next.set(nameOf(of), to);
    else next.delete(nameOf(of));
  }
  return next;
}
