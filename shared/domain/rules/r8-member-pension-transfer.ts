import { dateOf, dayOf } from '../calendar/dates.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { type PensionTransfer, TRANSFER_STEPS } from '../records/household-facts.ts';
import { intersect, minus, NO_DAYS, span } from './days.ts';
import type { MemberRule } from './rule.ts';
import type { Policy } from './settings.ts';
import { notVoided } from './terms.ts';
import type { Ground } from './timeline.ts';

/** One case: between two steps it is on its way until the next is due, then overdue; at its end it is done. */
const caseGrounds = ({ id, steps }: PensionTransfer, { settings, calendar }: Policy): Ground[] =>
  steps.flatMap(({ step, on }, i): Ground[] => {
    if (step === 'rejected') return [];
    const from = dayOf(on);
    if (step === 'completed') {
      return [{ outcome: 'met', days: span(from), reason: { code: 'transfer_completed', fact: id, on } }];
    }
    const next = steps[i + 1];
    const due = addWorkingDays(calendar, from, settings.transferStepWorkingDays);
    const expected = TRANSFER_STEPS[TRANSFER_STEPS.indexOf(step) + 1];
    const last = next ? span(from, dayOf(next.on) - 1) : span(from);
    const overdue = intersect(last, span(due.day + 1));
    const reason = { fact: id, what: expected ?? step, on: dateOf(due.day) };
    const uncertain = { code: 'calendar_not_covered', on: dateOf(due.day) };
    const onItsWay = minus(last, overdue);
    return [
      { outcome: 'met', days: onItsWay, reason: { code: 'transfer_step_due', ...reason } },
      { outcome: 'met', days: due.covered ? NO_DAYS : onItsWay, reason: uncertain },
      { outcome: 'gap', days: overdue, reason: { code: 'transfer_step_overdue', ...reason } },
      { outcome: 'gap', days: due.covered ? NO_DAYS : overdue, reason: uncertain },
    ];
  });

/** 做好搬迁群众迁出地和迁入地之间养老保险关系衔接. */
export const memberPensionTransfer: MemberRule = {
  id: 'R8',
  name: 'member-pension-transfer',
  subject: 'member',
  clause: '二（三）3',
  order: ['gap', 'met'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_transfer_case' } },
  grounds: ({ member, present, drawingPension }, { household }, policy) => {
    const asked = minus(present, drawingPension);
    return notVoided(household.transfers)
      .filter(({ memberId }) => memberId === member.id)
      .flatMap((transfer) => caseGrounds(transfer, policy))
      .map((ground) => ({ ...ground, days: intersect(ground.days, asked) }));
  },
};
