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
import { flagText } from '../text/findings.ts';
import type { Language } from '../text/render.ts';
import { FindingView, findingViews } from './finding.ts';

export const FlagView = Flag.extend({ id: FlagId }).meta({
  id: 'Flag',
  description: '问题：台账中的一处缺口 · A gap in the ledger',
});

/** The fields of a flag that is shown without its record. */
const STANDALONE_FIELDS = {
  householdName: personal(z.string(), 'name')
    .optional()
    .meta({ description: '户主姓名 · name of the head of the household' }),
  siteName: Text.optional().meta({ description: '安置点名称 · name of the site' }),
  why: z.string().meta({ description: '规则要求及现状 · The duty, and how it stands' }),
  daysOverdue: z.int().min(0).meta({
    description: '超期天数 · Days since it was due, while something is to be done',
  }),
  daysToClose: z.int().min(0).optional().meta({
    description: '从发现到销号的天数 · Days from the finding to the closing',
  }),
};

/** A flag in a list, for those whose area it is in. */
export const FlagLine = FlagView.omit({ history: true })
  .extend(STANDALONE_FIELDS)
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'ListedFlag',
    description: '列表中的问题，不含步骤 · A flag in a list: without its last steps',
  });

/** One flag, for those who may read its subject: the origin of a household may, too. */
export const OneFlag = Flag.extend({
  id: FlagId,
  origin: AreaCode.optional(),
  version: z.int().meta({ description: '版本 · Of the record' }),
  ...STANDALONE_FIELDS,
  finding: FindingView.optional().meta({ description: '规则结论及理由 · the finding and why' }),
  possible: z.array(z.enum(MANUAL_STEPS)).meta({
    description: '现在可以办理的步骤 · What the caller can do with it now',
  }),
  notes: z.array(FlagNote).meta({ description: '整改记录 · A page of what was noted, the last first' }),
  next: z.string().optional().meta({ description: '下一页 · The cursor of the next page of notes' }),
})
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'FlagWithSteps',
    description: '问题及其最近步骤和整改记录 · A flag with its last steps and what was noted',
  });

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
