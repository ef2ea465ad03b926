import * as z from 'zod';
import { Instant } from '../calendar/dates.ts';
import { type Actor, actorId, Role } from '../records/actor.ts';
import { Text } from '../records/facts.ts';
import { FactId, MemberId } from '../records/ids.ts';
import { RuleId } from '../records/rule-id.ts';
import type { FlagWork } from './work.ts';

/** The text and evidence of a step of a flag: an item beside the record, never changed. */
export const FlagNote = z
  .strictObject({
    id: FactId,
    rule: RuleId,
    member: MemberId.optional(),
    at: Instant,
    by: z.string(),
    role: Role.optional(),
    /** The step that the note belongs to. */
    event: z.string(),
    text: Text.optional(),
    evidence: z.array(Text),
  })
  .meta({ id: 'FlagNote', description: '整改记录 · What was said with a step of a flag' });
export type FlagNote = z.infer<typeof FlagNote>;

/** Returns a note for each step that has a text or evidence. */
export const notesOf = (
  work: readonly FlagWork[],
  { actor, now, newId }: { readonly actor: Actor; readonly now: number; readonly newId: () => string },
): FlagNote[] =>
  work
    .filter(({ text, evidence = [] }) => text !== undefined || evidence.length > 0)
    .map(({ rule, member, event, text, evidence = [] }) => ({
      id: FactId.parse(newId()),
      rule,
      ...(member ? { member } : {}),
      at: new Date(now).toISOString(),
      by: actorId(actor),
      ...(actor.kind === 'person' ? { role: actor.role } : {}),
      event,
      ...(text === undefined ? {} : { text }),
      evidence: [...evidence],
    }));
