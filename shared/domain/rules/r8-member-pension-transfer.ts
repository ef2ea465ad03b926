import { dateOf, dayOf } from '../calendar/dates.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { type PensionTransfer, TRANSFER_STEPS } from '../records/household-facts.ts';
import type { Catalogue } from '../records/language.ts';
import { intersect, minus, NO_DAYS, span } from './days.ts';
import { notVoided } from './fact-days.ts';
import { defineMemberRule, noticeClause, type ReasonCode } from './rule.ts';
import type { Policy } from './settings.ts';
import type { Ground } from './timeline.ts';

const SENTENCES = {
  no_transfer_case: {
    'zh-CN': '没有需要办理的养老保险关系转移接续，不适用',
    en: 'There is no pension transfer to carry out',
  },
  transfer_completed: {
    'zh-CN': '养老保险关系转移接续已于{on}办结',
    en: 'The pension transfer was completed on {on}',
  },
  transfer_step_due: {
    'zh-CN': '养老保险关系转移接续正在办理，“{what}”最迟应在{on}完成',
    en: 'The pension transfer is under way; this step is due by {on}: {what}',
  },
  transfer_step_overdue: {
    'zh-CN': '养老保险关系转移接续的“{what}”最迟应在{on}完成，已逾期',
    en: 'A step of the pension transfer was due by {on} and is overdue: {what}',
  },
  calendar_not_covered: {
    'zh-CN': '{on}所在年份的法定节假日尚未公布，期限暂按周末推算',
    en: 'Public holidays of the year of {on} are not known yet; the due day takes only weekends into account',
  },
} as const satisfies Catalogue;

type Code = ReasonCode<typeof SENTENCES>;

/** The grounds of one transfer: after each step it is pending until the next is due, then overdue; the last completes it. */
const caseGrounds = ({ id, steps }: PensionTransfer, { settings, calendar }: Policy): Ground<Code>[] =>
  steps.flatMap(({ step, on }, i): Ground<Code>[] => {
    if (step === 'rejected') return [];
    const from = dayOf(on);
    if (step === 'completed') {
      return [{ outcome: 'met', days: span(from), reason: { code: 'transfer_completed', fact: id, on } }];
    }
    const next = steps[i + 1];
    const due = addWorkingDays(calendar, from, settings.transferStepWorkingDays);
    const expected = TRANSFER_STEPS[TRANSFER_STEPS.indexOf(step) + 1];
    const sinceStep = next ? span(from, dayOf(next.on) - 1) : span(from);
    const overdue = intersect(sinceStep, span(due.day + 1));
    const reason = { fact: id, what: expected ?? step, on: dateOf(due.day) };
    const uncertain: Ground<Code>['reason'] = { code: 'calendar_not_covered', on: dateOf(due.day) };
    const pending = minus(sinceStep, overdue);
    return [
      { outcome: 'met', days: pending, reason: { code: 'transfer_step_due', ...reason } },
      { outcome: 'met', days: due.covered ? NO_DAYS : pending, reason: uncertain },
      { outcome: 'gap', days: overdue, reason: { code: 'transfer_step_overdue', ...reason } },
      { outcome: 'gap', days: due.covered ? NO_DAYS : overdue, reason: uncertain },
    ];
  });

/** 做好搬迁群众迁出地和迁入地之间养老保险关系衔接. */
export const memberPensionTransfer = defineMemberRule({
  id: 'R8',
  name: 'member-pension-transfer',
  subject: 'member',
  title: { 'zh-CN': '养老保险关系转移接续', en: 'Pension transfer' },
  duty: {
    'zh-CN': '迁出地和迁入地之间的养老保险关系按期接续',
    en: 'Pension relations between the old place and the new are bridged in time',
  },
  clause: noticeClause('二（三）3', {
    'zh-CN': '做好搬迁群众迁出地和迁入地之间养老保险关系衔接',
    en: 'Bridge the pension relations of those relocated between the place they left and the place they moved to',
  }),
  sentences: SENTENCES,
  closing: {
    gap: {
      'zh-CN': '督促办理逾期的环节，办完后登记该环节的日期',
      en: 'See to the overdue step, and record the day on which it was taken',
    },
    unknown: { 'zh-CN': '登记该户的搬迁入住时间', en: 'Record when the household moved in' },
  },
  defaults: { deadlineDays: 30, autoClose: true },
  highestLevel: 'city',
  order: ['gap', 'met'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_transfer_case' } },
  grounds: ({ member, present, drawingPension }, { household }, policy) => {
    const dutyDays = minus(present, drawingPension);
    return notVoided(household.transfers)
      .filter(({ memberId }) => memberId === member.id)
      .flatMap((transfer) => caseGrounds(transfer, policy))
      .map((ground) => ({ ...ground, days: intersect(ground.days, dutyDays) }));
  },
});
