import { act } from '../../../../shared/act/act.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Step } from '../../../../shared/domain/commands/index.ts';
import { flagIdOf } from '../../../../shared/domain/ledger/flag-id.ts';
import type { Actor } from '../../../../shared/domain/records/actor.ts';
import { person, type TestDeps } from '../../../deps.ts';
import type { World } from './world.ts';

export const LATER = '2026-07-01';

/** One that people open, so that they can bring it into every state. */
export const byHand = ({ household }: World): string =>
  flagIdOf({ kind: 'household', id: household.id }, { rule: 'R7' });

/** People's steps with a flag, what they are told, and those that have to come before them. */
export const FLAG_STEPS: readonly (readonly [name: string, input: object, ...before: string[]])[] = [
  ['assign', { assignee: 'hr_clerk-1', role: 'hr_clerk', dueOn: LATER }, 'open'],
  ['note', { text: '已联系' }, 'open', 'assign'],
  ['submit', { evidence: ['照片'] }, 'open', 'assign', 'note'],
  ['verify', {}, 'open', 'assign', 'note', 'submit'],
  ['return', { reason: '照片不清' }, 'open', 'assign', 'note', 'submit'],
  ['waive', { reason: '停工', until: LATER }, 'open'],
];

/** Takes steps with it: whoever asks is the assignee, or a clerk is, where nobody like them could be. */
export const brought =
  (steps: readonly string[]) =>
  async (deps: TestDeps, { household }: World, as: Actor): Promise<void> => {
    const asks = as.kind === 'person' ? as : undefined;
    const worker = asks?.role.endsWith('clerk') ? asks : person('hr_clerk');
    if (worker.kind !== 'person') return;
    const { id: assignee, role } = worker;
    const rule = 'R7' as const;
    const dueOn = plainDate(LATER);
    const all: Readonly<Record<string, readonly [Actor, object]>> = {
      open: [person('township_clerk'), { source: 'patrol', text: '走访发现', dueOn }],
      assign: [person('county_lead'), { assignee, role, dueOn }],
      note: [worker, {}],
      submit: [worker, { evidence: ['照片'] }],
    };
    for (const name of steps) {
      const [actor, input] = all[name] ?? [];
      if (!actor) throw new Error(`nobody has said how to ${name}`);
      const step = { name: `${name}-flag`, input: { rule, ...input } } as unknown as Step;
      await act(deps, actor, { subject: { kind: 'household', id: household.id }, steps: [step] });
    }
  };
