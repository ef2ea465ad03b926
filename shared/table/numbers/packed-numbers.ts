import {
  type Day,
  FLAG_LEVELS,
  FlagNumbers,
  type FlagTally,
  LIVE_STATES,
  Numbers,
  type Tally,
} from '../../domain/numbers/numbers.ts';
import { OUTCOMES } from '../../domain/records/evaluated.ts';
import { type RuleId, rulesIn } from '../../domain/records/rule-id.ts';

const FLAG_FIELDS = [...LIVE_STATES, 'overdue', 'closed', 'closingDays', ...FLAG_LEVELS] as const;

/** `12,,3,,`: a zero is an empty field. */
const packRow = <T extends string>(fields: readonly T[], counts: Readonly<Record<T, number>>): string =>
  fields.map((field) => counts[field] || '').join();

const unpackRow = <T extends string>(fields: readonly T[], text = ''): Record<T, number> => {
  const values = text.split(',');
  return Object.fromEntries(fields.map((field, i) => [field, Number(values[i])])) as Record<T, number>;
};

const COUNTS = ['households', 'people', 'sites', 'householdsBehind', 'sitesBehind'] as const;

/** Packs a township's numbers of a day: `270,831,3,,;R2:180,20,50,20,;R5:…|…`. */
export function packNumbers({ households, people, sites, behind, rules, withOne }: Numbers): string {
  const counts = packRow(COUNTS, {
    ...{ households, people, sites },
    ...{ householdsBehind: behind?.households ?? 0, sitesBehind: behind?.sites ?? 0 },
  });
  const ofRules = rulesIn(rules).flatMap((rule) => {
    const tally = rules[rule];
    if (!tally) return [];
    const households = withOne?.[rule];
    return [`${rule}:${packRow(OUTCOMES, tally)}${households ? `|${packRow(OUTCOMES, households)}` : ''}`];
  });
  return [counts, ...ofRules].join(';');
}

/** Packs a township's numbers of flags. */
export const packFlags = (flags: FlagNumbers): string =>
  rulesIn(flags)
    .flatMap((rule) => (flags[rule] ? [`${rule}:${packRow(FLAG_FIELDS, flags[rule])}`] : []))
    .join(';');

const splitByRule = (texts: readonly string[]): [RuleId, string][] =>
  texts
    .filter((text) => text !== '')
    .map((text) => {
      const [rule = '', row = ''] = text.split(':');
      return [rule as RuleId, row];
    });

/** Parses packed numbers. Throws if they are malformed. */
export function unpackNumbers(place: Pick<Numbers, 'area' | 'on'>, numbers: unknown, flags: unknown): Day {
  const [totals, ...ofRules] = String(numbers).split(';');
  const { householdsBehind, sitesBehind, ...counts } = unpackRow(COUNTS, totals);
  const rules: Partial<Record<RuleId, Tally>> = {};
  const withOne: Partial<Record<RuleId, Tally>> = {};
  for (const [rule, text] of splitByRule(ofRules)) {
    const [subjects, households] = text.split('|');
    rules[rule] = unpackRow(OUTCOMES, subjects);
    if (households !== undefined) withOne[rule] = unpackRow(OUTCOMES, households);
  }
  const behind = { households: householdsBehind, sites: sitesBehind };
  const unpacked = Numbers.parse({ ...place, ...counts, behind, rules, withOne });
  if (flags === undefined) return { numbers: unpacked };
  const tallies = splitByRule(String(flags).split(';')).map(([rule, text]): [RuleId, FlagTally] => [
    rule,
    unpackRow(FLAG_FIELDS, text),
  ]);
  return { numbers: unpacked, flags: FlagNumbers.parse(Object.fromEntries(tallies)) };
}
