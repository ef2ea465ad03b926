import * as z from 'zod';
import { relationOf } from '../../../shared/domain/access/relation.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { dateInShanghai, PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { allowedStepsFor } from '../../../shared/domain/ledger/allowed-steps.ts';
import { FlagState } from '../../../shared/domain/ledger/flag.ts';
import { FlagId } from '../../../shared/domain/ledger/flag-id.ts';
import { flagKey } from '../../../shared/domain/ledger/steps.ts';
import { Text } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { KnownRuleId } from '../../../shared/domain/rules/registry.ts';
import { flagsIn } from '../../../shared/queries/flag-lists.ts';
import { notesOf, subjectNames } from '../../../shared/table/flags/flag-lists.ts';
import { summaryOf } from '../../../shared/table/record/summary.ts';
import { findingViews } from '../../../shared/views/finding.ts';
import { FlagLine, flagView, OneFlag } from '../../../shared/views/flag.ts';
import { NotFound } from '../http/errors.ts';
import { cursorPosition, PAGING, pageSchema, toPage } from '../http/paging.ts';
import { OfFlag } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { requireReadable } from '../steps/find-record.ts';
import { flagSubjectOf } from '../steps/flag-steps.ts';
import { REASON_FIELD, runSteps, step } from '../steps/run-steps.ts';

const tag = 'flags';

const list = route({
  method: 'GET',
  path: '/flags',
  summary: '问题台账 · The ledger: live flags by the day they are due, or closed ones',
  access: 'read',
  tag,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description: 'An area of the caller, or one within; all of them without it',
    }),
    rule: KnownRuleId.optional(),
    state: FlagState.optional().meta({ description: 'All but closed ones without it' }),
    assignee: Text.max(200).optional().meta({
      description: 'Whom it is assigned to; `me` is whoever asks',
    }),
    overdue: z.literal('true').optional().meta({ description: 'Only those past their day' }),
    openedBefore: PlainDate.optional().meta({
      description: 'Only those that were found before this day',
    }),
    ...PAGING,
  }),
  answer: pageSchema(FlagLine),
  handle: async (asked) => {
    const { deps, actor, query, language } = asked;
    const { limit, cursor: _, assignee, overdue, ...others } = query;
    const filters = {
      ...others,
      assignee: assignee === 'me' ? actor.id : assignee,
      overdue: overdue && (true as const),
    };
    const found = await flagsIn(deps, actor, filters, limit, await cursorPosition(asked, 'flags'));
    const subjects = found.items.map(({ subject }) => subject);
    const names = subjects.length > 0 ? await subjectNames(deps.table, subjects) : new Map<string, string>();
    const today = dateInShanghai(deps.clock());
    const items = found.items.map(({ flag, subject }) =>
      flagView(subject, flag, names.get(subject.id), today, language),
    );
    return { value: await toPage(asked, 'flags', items, found.place) };
  },
});

const Open = COMMANDS['open-flag'].input
  .omit({ rule: true, member: true })
  .extend({ id: FlagId, ...REASON_FIELD })
  .meta({ id: 'NewFlag' });

/** By hand: what an inspection found. The id says of what, by which rule. */
const open = route({
  method: 'POST',
  path: '/flags',
  summary: '手工登记问题 · Open a flag by hand: what an inspection found',
  access: ['open-flag'],
  tag,
  body: Open,
  answer: Receipt,
  creates: true,
  handle: async (asked) => {
    const { reason: _, id, ...input } = asked.body;
    const { subject, rule, member } = flagSubjectOf(id);
    const answer = await runSteps(asked, subject, [step('open-flag', { ...input, rule, member })]);
    return { ...answer, location: `/flags/${id}` };
  },
});

const get = route({
  method: 'GET',
  path: '/flags/{id}',
  summary: '一条问题 · A flag with its last steps, notes, and what is possible now',
  access: 'read',
  tag,
  params: OfFlag,
  query: z.strictObject(PAGING),
  answer: OneFlag,
  handle: async (asked) => {
    const { deps, actor, params, query, language } = asked;
    const name = flagSubjectOf(params.id);
    const after = await cursorPosition(asked, 'notes');
    const [looked, said] = await Promise.all([
      requireReadable(asked, name.subject),
      notesOf(deps.table, name.subject, name, { limit: query.limit, after }),
    ]);
    const { record, findings, flags } = looked;
    const key = flagKey(name);
    const flag = flags.find((one) => flagKey(one) === key);
    if (!flag) throw new NotFound();
    const found = findings.filter((one) => flagKey(one) === key);
    const [finding] = findingViews(actor, { record, findings: found }, language);
    const now = { ...flag, area: record.area, outcome: finding?.outcome ?? flag.outcome };
    const today = dateInShanghai(deps.clock());
    const notes = await toPage(asked, 'notes', said.items, said.next);
    return {
      value: {
        ...flagView(name.subject, now, summaryOf(record).name, today, language),
        ...(record.kind === 'household' && record.origin ? { origin: record.origin } : {}),
        version: record.version,
        ...(finding ? { finding } : {}),
        possible: relationOf(actor, record) === 'managed' ? allowedStepsFor(now, actor) : [],
        notes: notes.items,
        ...(notes.next ? { next: notes.next } : {}),
      },
      version: record.version,
    };
  },
});

export const FLAG_ROUTES: readonly Route[] = [list, open, get];
