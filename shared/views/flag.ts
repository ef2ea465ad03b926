import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import { dayOf, type PlainDate } from '../domain/calendar/dates.ts';
import { MANUAL_STEPS } from '../domain/ledger/allowed-steps.ts';
import { Flag } from '../domain/ledger/flag.ts';
import { FlagId, flagIdOf } from '../domain/ledger/flag-id.ts';
import { daysOverdue } from '../domain/ledger/level.ts';
import { FlagNote } from '../domain/ledger/note.ts';
import type { Actor } from '../domain/records/actor.ts';
import { Text } from '../domain/records/facts.ts';
import { MASK_REGISTRY, personal } from '../domain/records/personal.ts';
import type { Subject } from '../domain/records/subject.ts';
import type { FlagDetail, NamedFlag } from '../queries/flags.ts';
import { flagText, type Language } from '../text/render.ts';
import { FindingView, findingViews } from './finding.ts';

export const FlagView = Flag.extend({ id: FlagId }).meta({
  id: 'Flag',
  description: '问题: a gap in the ledger',
});

/** What a flag that goes out by itself says besides. */
const besides = {
  householdName: personal(z.string(), 'name').optional(),
  siteName: Text.optional(),
  why: z.string().meta({ description: 'The duty, and how it stands' }),
  daysOverdue: z.int().min(0).meta({
    description: 'Days since it was due, while something is to be done',
  }),
  daysToClose: z.int().min(0).optional().meta({
    description: 'Days from the finding to the closing',
  }),
};

/** A flag that goes out by itself, to whoever may see its subject's area. */
export const FlagLine = FlagView.omit({ history: true })
  .extend(besides)
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'ListedFlag', description: 'A flag in a list: without its last steps' });

/** One flag, to whoever may see its subject: a household's origin reads it too. */
export const OneFlag = Flag.extend({
  id: FlagId,
  origin: AreaCode.optional(),
  version: z.int().meta({ description: 'Of the record' }),
  ...besides,
  finding: FindingView.optional(),
  possible: z.array(z.enum(MANUAL_STEPS)).meta({
    description: 'What whoever asks can do with it now',
  }),
  notes: z.array(FlagNote).meta({ description: 'A page of what was noted, the last first' }),
  next: z.string().optional().meta({ description: 'The cursor of the next page of notes' }),
})
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'FlagWithSteps', description: 'A flag with its last steps and what was noted' });

/** Returns a flag with the name of its subject; overdue days are counted up to `on`. */
const flagView = ({ subject, flag, name }: NamedFlag, on: PlainDate, language: Language) => {
  const { state, openedOn, closedOn } = flag;
  const isClosed = state === 'closed' && closedOn !== undefined;
  return {
    ...flag,
    id: flagIdOf(subject, flag),
    ...(name ? { [subject.kind === 'household' ? 'householdName' : 'siteName']: name } : {}),
    why: flagText(flag, language),
    daysOverdue: daysOverdue(flag, on),
    ...(isClosed ? { daysToClose: dayOf(closedOn) - dayOf(openedOn) } : {}),
  };
};

/** Returns a flag in a list; overdue days are counted up to `on`. */
export const flagLine = (flag: NamedFlag, on: PlainDate, language: Language) => flagView(flag, on, language);

/** Returns a flag with its finding and the steps that the viewer can take, without its notes. */
export function flagDetailView(viewer: Actor, detail: FlagDetail, language: Language) {
  const { record, flag, name, finding, steps, on } = detail;
  const subject = { kind: record.kind, id: record.id } as Subject;
  const [view] = finding ? findingViews(viewer, { record, findings: [finding] }, language) : [];
  return {
    ...flagView({ subject, flag, name }, on, language),
    ...(record.kind === 'household' && record.origin ? { origin: record.origin } : {}),
    version: record.version,
    ...(view ? { finding: view } : {}),
    possible: [...steps],
  };
}
