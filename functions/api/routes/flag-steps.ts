import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { OfFlag } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { commandStep, FLAG_BODIES, type FlagStep, parseFlagId } from '../steps/flag-steps.ts';
import { runSteps } from '../steps/run-steps.ts';

type StepContext = Parameters<typeof runSteps>[0] & { readonly params: { readonly id: string } };

/** Takes a step on the flag in the path. */
const takeStep = (context: StepContext, flagStep: FlagStep) => {
  const name = parseFlagId(context.params.id);
  return runSteps(context, name.subject, [commandStep(flagStep, name)]);
};

const shared = { method: 'POST', tag: 'flags', params: OfFlag, answer: Receipt } as const;

/** The steps that people take on a flag. */
export const FLAG_STEP_ROUTES: readonly Route[] = [
  route({
    ...shared,
    path: '/flags/{id}/assign',
    summary: '交办（发点球） · Assign a flag to a person with a deadline',
    access: ['assign-flag'],
    body: FLAG_BODIES.assign,
    handle: (context) => takeStep(context, { name: 'assign', body: context.body }),
  }),
  route({
    ...shared,
    path: '/flags/{id}/note',
    summary: '填写整改记录 · Note what is done about a flag: work begins with it',
    access: ['note-flag'],
    body: FLAG_BODIES.note,
    handle: (context) => takeStep(context, { name: 'note', body: context.body }),
  }),
  route({
    ...shared,
    path: '/flags/{id}/submit',
    summary: '提交整改 · Submit a flag as rectified, with evidence',
    access: ['submit-flag'],
    body: FLAG_BODIES.submit,
    handle: (context) => takeStep(context, { name: 'submit', body: context.body }),
  }),
  route({
    ...shared,
    path: '/flags/{id}/verify',
    summary: '复核销号 · Verify and close a flag',
    access: ['verify-flag'],
    body: FLAG_BODIES.verify,
    handle: (context) => takeStep(context, { name: 'verify', body: context.body }),
  }),
  route({
    ...shared,
    path: '/flags/{id}/return',
    summary: '退回 · Return a flag with a reason',
    access: ['return-flag'],
    body: FLAG_BODIES.return,
    handle: (context) => takeStep(context, { name: 'return', body: context.body }),
  }),
  route({
    ...shared,
    path: '/flags/{id}/waive',
    summary: '暂缓 · Waive a flag until a day',
    access: ['waive-flag'],
    body: FLAG_BODIES.waive,
    handle: (context) => takeStep(context, { name: 'waive', body: context.body }),
  }),
];
