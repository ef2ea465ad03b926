import * as z from 'zod';
import { isPlainDate, type PlainDate } from '../../domain/calendar/dates.ts';
import { Evaluated, StoredFinding } from '../../domain/records/evaluated.ts';
import { Household } from '../../domain/records/household.ts';
import type { MemberId } from '../../domain/records/ids.ts';
import type { RuleId } from '../../domain/records/rule-id.ts';
import { Site } from '../../domain/records/site.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import { letterOf, outcomesOf } from './summary.ts';

type AnyRecord = Household | Site;

/** Returns the members in order; none for a site. */
const membersOf = (record: object): { readonly id: string }[] =>
  'members' in record && Array.isArray(record.members) ? record.members : [];

/** `R5.0/m/2026-01-01/2053-04-05`: the rule, the member's index in the record, the outcome, since, changes on. */
const packFinding = (
  { rule, member, outcome, since, changesOn }: StoredFinding,
  members: readonly string[],
): string =>
  `${rule}${member ? `.${members.indexOf(member)}` : ''}/${letterOf(outcome)}/${since ?? ''}/${changesOn ?? ''}`;

const isRule = (text: string): text is RuleId => /^R[1-9]\d?$/.test(text);

/** Parses a date of a packed finding; undefined if empty. */
const dateIn = (text: string): PlainDate | undefined => {
  if (text === '') return undefined;
  if (!isPlainDate(text)) throw new Error('a finding with a day that is none cannot be read');
  return text;
};

/** Parses a packed finding. Throws if it is malformed. */
const unpackFinding = (text: unknown, record: object): StoredFinding => {
  if (typeof text !== 'string') return StoredFinding.parse(text);
  const [subject = '', letter = '', sinceText = '', changesText = ''] = text.split('/');
  const [rule = '', place] = subject.split('.');
  const [outcome] = outcomesOf(letter);
  const member = place === undefined ? undefined : membersOf(record)[Number(place)]?.id;
  if (!isRule(rule) || !outcome || (place !== undefined && member === undefined)) {
    throw new Error('a finding of no rule, outcome or member cannot be read');
  }
  const [since, changesOn] = [dateIn(sinceText), dateIn(changesText)];
  // The members themselves are parsed with the record. In the order of the schema: findings are compared as texts.
  const finding: StoredFinding =
    member === undefined ? { rule, outcome } : { rule, member: member as MemberId, outcome };
  if (since) finding.since = since;
  if (changesOn) finding.changesOn = changesOn;
  return finding;
};

/** The records' schemas without findings, which `unpackFinding` checks itself. */
const evaluated = Evaluated.extend({ findings: z.array(z.custom<StoredFinding>()) }).optional();
const AS_READ = {
  // Built when the first record is read: a cold start does not need them.
  household: z.lazy(() => tolerant(Household.extend({ evaluated }))),
  site: z.lazy(() => tolerant(Site.extend({ evaluated }))),
};

/**
 * Returns a record for storage, with each finding packed into a short text: unpacked they are half of a record, and every
 * command writes them.
 */
export function packRecord(record: AnyRecord): Record<string, unknown> {
  const { evaluated } = record;
  if (!evaluated) return record;
  const members = membersOf(record).map(({ id }) => id);
  return {
    ...record,
    evaluated: { ...evaluated, findings: evaluated.findings.map((one) => packFinding(one, members)) },
  };
}

interface Stored {
  readonly kind?: unknown;
  readonly evaluated?: { readonly findings?: unknown };
}

/** Parses a stored record. Throws if it is malformed. */
export function parseRecord(value: unknown): AnyRecord {
  const stored = value as Stored;
  const { evaluated } = stored;
  const record = Array.isArray(evaluated?.findings)
    ? {
        ...stored,
        evaluated: { ...evaluated, findings: evaluated.findings.map((one) => unpackFinding(one, stored)) },
      }
    : stored;
  return (stored.kind === 'site' ? AS_READ.site : AS_READ.household).parse(record);
}
