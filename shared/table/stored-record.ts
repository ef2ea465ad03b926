import { Household } from '../records/household.ts';
import { Site } from '../records/site.ts';
import { letterOf, outcomesOf } from './summary.ts';

type AnyRecord = Household | Site;
type Finding = NonNullable<AnyRecord['evaluated']>['findings'][number];

/** Members by their place; a site has none. */
const membersOf = (record: object): { readonly id: string }[] =>
  'members' in record && Array.isArray(record.members) ? record.members : [];

/** `R5.0/m/2026-01-01/2053-04-05`: the rule, the member by its place in the record, the outcome, since, changes on. */
const packed = ({ rule, member, outcome, since, changesOn }: Finding, members: readonly string[]): string =>
  `${rule}${member ? `.${members.indexOf(member)}` : ''}/${letterOf(outcome)}/${since ?? ''}/${changesOn ?? ''}`;

const unpacked = (text: unknown, record: object): unknown => {
  if (typeof text !== 'string') return text;
  const [subject = '', letter = '', since, changesOn] = text.split('/');
  const [rule, place] = subject.split('.');
  const [outcome] = outcomesOf(letter);
  return {
    rule,
    ...(place === undefined ? {} : { member: membersOf(record)[Number(place)]?.id }),
    outcome,
    ...(since ? { since } : {}),
    ...(changesOn ? { changesOn } : {}),
  };
};

/**
 * A record as the table keeps it: what the rules last said of it a short text a finding. They are half of a record
 * otherwise, and every command writes them anew.
 */
export const storedRecord = (record: AnyRecord): Record<string, unknown> => {
  const { evaluated } = record;
  if (!evaluated) return record;
  const members = membersOf(record).map(({ id }) => id);
  return {
    ...record,
    evaluated: { ...evaluated, findings: evaluated.findings.map((one) => packed(one, members)) },
  };
};

interface Stored {
  readonly kind?: unknown;
  readonly evaluated?: { readonly findings?: unknown };
}

/** The record that an item holds; throws where it cannot be read. */
export const parseRecord = (value: unknown): AnyRecord => {
  const stored = value as Stored;
  const { evaluated } = stored;
  const record = Array.isArray(evaluated?.findings)
    ? {
        ...stored,
        evaluated: { ...evaluated, findings: evaluated.findings.map((one) => unpacked(one, stored)) },
      }
    : stored;
  return stored.kind === 'site' ? Site.parse(record) : Household.parse(record);
};
