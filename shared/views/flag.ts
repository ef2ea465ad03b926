import * as z from 'zod';
import { SHOWN } from '../access/shown.ts';
import { AreaCode } from '../areas/area.ts';
import { Flag } from '../ledger/flag.ts';
import { RuleId } from '../records/evaluated.ts';
import { HouseholdId, MemberId, SiteId } from '../records/ids.ts';

/** Names a flag in a path: its subject, its rule and, where the rule looks at members, its member. */
export const FlagId = z
  .string()
  .regex(/^[HS]-[0-7][0-9A-HJKMNP-TV-Z]{25}-R\d(-[0-7][0-9A-HJKMNP-TV-Z]{25})?$/, { error: 'id_malformed' })
  .meta({ description: 'Subject, rule and member of a flag, joined' });

/** What a flag's id says. */
export interface FlagName {
  readonly subject:
    | { readonly kind: 'household'; readonly id: HouseholdId }
    | { readonly kind: 'site'; readonly id: SiteId };
  readonly rule: RuleId;
  readonly member?: MemberId;
}

const KINDS = { H: 'household', S: 'site' } as const;

export const flagIdOf = (
  subject: FlagName['subject'],
  { rule, member }: Pick<Flag, 'rule' | 'member'>,
): string =>
  [subject.kind === 'household' ? 'H' : 'S', subject.id, rule, ...(member ? [member] : [])].join('-');

/** An id that the schema has let through, taken apart. */
export const flagNameOf = (id: string): FlagName | undefined => {
  const [letter, subject, rule, member] = id.split('-');
  const known = RuleId.safeParse(rule).data;
  if (!known) return undefined;
  const kind = KINDS[letter as keyof typeof KINDS];
  return {
    subject: { kind, id: (kind === 'site' ? SiteId : HouseholdId).parse(subject) } as FlagName['subject'],
    rule: known,
    ...(member ? { member: MemberId.parse(member) } : {}),
  };
};

export const FlagView = Flag.extend({ id: FlagId }).meta({
  id: 'Flag',
  description: '问题: a gap in the ledger',
});

/** A flag that goes out by itself, to whoever may see its subject's area. */
export const ListedFlag = FlagView.omit({ history: true })
  .register(SHOWN, { placed: true })
  .meta({ id: 'ListedFlag', description: 'A flag in a list: without its last steps' });
/** One flag, to whoever may see its subject: a household's origin reads it too. */
export const OneFlag = Flag.extend({ id: FlagId, origin: AreaCode.optional() })
  .register(SHOWN, { placed: true })
  .meta({ id: 'FlagWithSteps', description: 'A flag with its last steps' });
