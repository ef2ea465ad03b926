import * as z from 'zod';
import { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import { RuleId } from '../records/rule-id.ts';
import type { Subject } from '../records/subject.ts';
import type { Flag } from './flag.ts';

/** Names a flag in a path: its subject, its rule and, where the rule looks at members, its member. */
export const FlagId = z
  .string()
  .regex(/^[HS]-[0-7][0-9A-HJKMNP-TV-Z]{25}-R[1-9]\d?(-[0-7][0-9A-HJKMNP-TV-Z]{25})?$/, {
    error: 'id_malformed',
  })
  .meta({
    id: 'FlagId',
    description:
      '问题编号：对象-规则[-成员] · Of a flag: its subject, its rule and, where it has one, its member',
  });

/** The parts of a flag's id. */
export interface FlagName {
  readonly subject: Subject;
  readonly rule: RuleId;
  readonly member?: MemberId;
}

const KINDS = { H: 'household', S: 'site' } as const;

export function flagIdOf(subject: Subject, { rule, member }: Pick<Flag, 'rule' | 'member'>): string {
  const letter = subject.kind === 'household' ? 'H' : 'S';
  return [letter, subject.id, rule, ...(member ? [member] : [])].join('-');
}

/** The parts of an id that `FlagId` has parsed; undefined where there is no such rule. */
export function flagNameOf(id: string): FlagName | undefined {
  const [letter, subject, rule, member] = id.split('-');
  const known = RuleId.safeParse(rule).data;
  if (!known) return undefined;
  const kind = KINDS[letter as keyof typeof KINDS];
  return {
    subject: { kind, id: (kind === 'site' ? SiteId : HouseholdId).parse(subject) } as Subject,
    rule: known,
    ...(member ? { member: MemberId.parse(member) } : {}),
  };
}
