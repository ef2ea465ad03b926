import type { CommandName } from '../../../../../shared/domain/commands/index.ts';
import type { Flag } from '../../../../../shared/domain/ledger/flag.ts';
import type { Actor } from '../../../../../shared/domain/records/actor.ts';
import { person } from '../../../../deps.ts';
import { flagOf } from '../../ledger/builders.ts';
import { memberId } from '../../rules/builders.ts';
import type { Case } from './case.ts';
import { NEXT_YEAR, NOBODY, onHousehold, onNothing, onSite, TODAY, TOMORROW, TOO_FAR } from './world.ts';

const LEAD = person('county_lead');
const CLERK = person('hr_clerk');
const YESTERDAY = '2026-06-14';
const MOST = Array.from({ length: 10 }, (_, i) => `照片${i}.jpg`);

/** A flag of R3, and how it stands. */
const at = (state: Flag['state'], parts: Partial<Flag> = {}): Flag =>
  flagOf('R3', { state, ...parts } as Partial<Flag>);
const cleared = { outcome: 'met', clearedBy: 'hr_clerk-1' } as const;
const patrol = { source: 'patrol', assignee: 'hr_clerk-1' } as const;

interface Step {
  readonly name: CommandName;
  readonly by: Actor;
  readonly input: object;
}

const of = ({ name, by, input }: Step) => ({
  /** On a flag that stands so; what is then on it. */
  takes: (says: string, flag: Flag | undefined, expected: object, more: object = {}): Case => ({
    ...onHousehold(name).accepts(says, { rule: 'R3', ...input, ...more }),
    ...{ actor: by, flags: flag ? [flag] : [], expected: { changes: [], flags: [expected] } },
  }),
  refuses: (code: string, path: string, flag: Flag | undefined, more: object = {}, actor = by): Case => ({
    ...onHousehold(name).refuses(code, path, { rule: 'R3', ...input, ...more }),
    ...{ says: `${code}${path && ` at ${path}`} on ${flag?.state ?? 'none'} ${JSON.stringify(more)}` },
    ...{ actor, flags: flag ? [flag] : [] },
  }),
});

const open = of({
  ...{ name: 'open-flag', by: CLERK },
  input: { source: 'covert', text: '入户未见务工人员', dueOn: '2026-07-01' },
});
const assign = of({
  ...{ name: 'assign-flag', by: LEAD },
  input: { assignee: 'hr_clerk-1', role: 'hr_clerk', dueOn: '2026-07-01' },
});
const note = of({ name: 'note-flag', by: CLERK, input: {} });
const submit = of({ name: 'submit-flag', by: CLERK, input: { evidence: ['https://example.test/1.jpg'] } });
const verify = of({ name: 'verify-flag', by: LEAD, input: {} });
const giveBack = of({ name: 'return-flag', by: LEAD, input: { reason: '佐证不清' } });
const waive = of({ name: 'waive-flag', by: LEAD, input: { reason: '汛期停工', until: '2026-08-31' } });

const EVIDENCE = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html,x',
  'http://example.test/1.jpg',
  'file:///etc/passwd',
  '//example.test/1.jpg',
  'https://',
  'https:///x',
  'https://somebody:secret@example.test/',
  'https://example.test/<script>',
  '照片<img>',
];

const OPEN: readonly Case[] = [
  open.takes('what an inspection found, though the rule finds nothing wrong', undefined, {
    ...{ rule: 'R3', state: 'open', source: 'covert', kind: 'gap', outcome: 'met', dueOn: '2026-07-01' },
    ...{ openedOn: TODAY, reopened: 0, level: 'township', evidence: [] },
  }),
  open.takes(
    'of one member, with evidence',
    undefined,
    { rule: 'R5', member: memberId(1), evidence: MOST },
    { rule: 'R5', member: memberId(1), evidence: MOST },
  ),
  open.takes('anew what was closed', at('closed', { ...cleared, closedOn: TODAY as Flag['dueOn'] }), {
    ...{ state: 'open', source: 'covert', reopened: 1, openedOn: TODAY, dueOn: '2026-07-01' },
  }),
  open.takes('due today, by a county lead', undefined, { dueOn: TODAY }, { dueOn: TODAY }),
  open.takes('due in a year', undefined, { dueOn: NEXT_YEAR }, { dueOn: NEXT_YEAR }),
  ...(['open', 'assigned', 'rectifying', 'rectified', 'returned'] as const).map((state) =>
    open.refuses('flag_step_not_possible', '', at(state)),
  ),
  open.refuses('flag_waived', '', at('waived', { waivedUntil: NEXT_YEAR as Flag['dueOn'] })),
  open.refuses('date_before_today', 'dueOn', undefined, { dueOn: YESTERDAY }),
  open.refuses('date_too_far_ahead', 'dueOn', undefined, { dueOn: TOO_FAR }),
  open.refuses('invalid_value', 'source', undefined, { source: 'system' }),
  open.refuses('text_empty', 'text', undefined, { text: ' ' }),
  open.refuses('rule_not_of_record', 'rule', undefined, { rule: 'R1' }),
  open.refuses('rule_takes_no_member', 'member', undefined, { member: memberId(1) }),
  open.refuses('rule_needs_member', 'member', undefined, { rule: 'R5' }),
  open.refuses('member_unknown', 'member', undefined, { rule: 'R5', member: NOBODY }),
  open.refuses('flag_step_of_others', '', undefined, {}, { kind: 'system', job: 'audit' }),
  open.refuses('text_personal_number', 'text', undefined, { text: '本人511799198801010012' }),
  open.refuses('text_personal_number', 'text', undefined, { text: '联系电话：１３８００１３８０００。' }),
  open.takes(
    'with the number of a document',
    undefined,
    { dueOn: TOMORROW },
    {
      ...{ dueOn: TOMORROW, text: '达市府办函2019年30号，编号202606150000000000001' },
    },
  ),
  ...EVIDENCE.map((one) => open.refuses('evidence_malformed', 'evidence.0', undefined, { evidence: [one] })),
  open.refuses('too_big', 'evidence', undefined, { evidence: [...MOST, 'x'] }),
  open.refuses('text_too_long', 'evidence.0', undefined, { evidence: ['佐'.repeat(501)] }),
  onNothing('open-flag').refuses('record_unknown', '', {
    ...{ rule: 'R3', source: 'covert', text: '入户未见', dueOn: TOMORROW },
  }),
  onSite('open-flag').refuses('rule_not_of_record', 'rule', {
    ...{ rule: 'R3', source: 'covert', text: '入户未见', dueOn: TOMORROW },
  }),
];

const WORK: readonly Case[] = [
  assign.takes('what is open', at('open', { level: 'city', dueOn: '2026-01-01' as Flag['dueOn'] }), {
    ...{ state: 'assigned', assignee: 'hr_clerk-1', assigneeRole: 'hr_clerk', dueOn: '2026-07-01' },
    ...{ level: 'township', reopened: 0 },
  }),
  assign.takes('to an office', at('open'), { assigneeLabel: '人社局' }, { label: '人社局', text: '请核实' }),
  ...(['assigned', 'rectifying', 'rectified', 'returned', 'closed'] as const).map((state) =>
    assign.refuses('flag_step_not_possible', '', at(state)),
  ),
  assign.refuses('flag_waived', '', at('waived', { waivedUntil: NEXT_YEAR as Flag['dueOn'] })),
  assign.refuses('flag_unknown', '', undefined),
  assign.refuses('flag_unknown', '', at('open'), { rule: 'R2' }),
  assign.refuses('date_before_today', 'dueOn', at('open'), { dueOn: YESTERDAY }),
  assign.refuses('invalid_value', 'role', at('open'), { role: 'city_lead' }),
  assign.refuses('too_big', 'label', at('open'), { label: '局'.repeat(41) }),

  note.takes('that only begins', at('assigned'), { state: 'rectifying', evidence: [] }),
  note.takes(
    'with a text, on what was returned',
    at('returned'),
    { state: 'rectifying' },
    { text: '已联系' },
  ),
  note.takes(
    'with evidence, on what is being rectified',
    at('rectifying', { evidence: ['旧.jpg'] }),
    { state: 'rectifying', evidence: ['https://example.test/a?b=c#d', '达市府办函〔2019〕30号'] },
    { evidence: ['https://example.test/a?b=c#d', '达市府办函〔2019〕30号'] },
  ),
  note.refuses('flag_step_not_possible', '', at('rectifying')),
  note.refuses('flag_step_not_possible', '', at('open'), { text: '已联系' }),
  note.refuses('flag_step_not_possible', '', at('rectified'), { text: '已联系' }),
  note.refuses('flag_step_not_possible', '', at('closed'), { evidence: ['照片'] }),
  note.refuses('text_control_characters', 'text', at('assigned'), { text: '一\n二' }),

  submit.takes(
    'what people found, whatever the rule finds',
    at('rectifying', { ...patrol, outcome: 'gap' }),
    {
      ...{ state: 'rectified', submittedBy: 'hr_clerk-1', evidence: ['https://example.test/1.jpg'] },
    },
  ),
  submit.takes(
    'what the system found, was returned, and the rule finds clear',
    at('rectifying', { outcome: 'met', assignee: 'hr_clerk-1' }),
    { state: 'rectified', submittedBy: 'hr_clerk-1' },
  ),
  ...(['gap', 'unknown', 'at_risk'] as const).map((outcome) =>
    submit.refuses('flag_gap_stands', '', at('rectifying', { assignee: 'hr_clerk-1', outcome })),
  ),
  submit.refuses('flag_step_of_others', '', at('rectifying', { ...patrol, assignee: 'hr_clerk-2' })),
  submit.refuses('flag_step_of_others', '', at('rectifying', patrol), {}, person('admin')),
  submit.refuses('flag_step_not_possible', '', at('assigned', patrol)),
  submit.refuses('too_small', 'evidence', at('rectifying', patrol), { evidence: [] }),
];

const END: readonly Case[] = [
  verify.takes(
    'what somebody else cleared',
    at('rectified', { ...cleared, openedOn: '2026-05-01' as Flag['openedOn'] }),
    { state: 'closed', openedOn: '2026-05-01', closedOn: TODAY },
  ),
  verify.takes('what days that passed cleared', at('rectified', { ...cleared, clearedBy: 'system:audit' }), {
    state: 'closed',
  }),
  verify.refuses('flag_second_person', '', at('rectified', { ...cleared, clearedBy: 'county_lead-1' })),
  verify.refuses('flag_second_person', '', at('rectified', { ...cleared, submittedBy: 'county_lead-1' })),
  verify.refuses('flag_gap_stands', '', at('rectified', { ...patrol, submittedBy: 'hr_clerk-1' })),
  verify.refuses('flag_step_not_possible', '', at('rectifying')),
  verify.refuses('flag_step_not_possible', '', at('closed')),

  giveBack.takes('with the rule’s own time', at('rectified', { ...cleared, submittedBy: 'hr_clerk-1' }), {
    ...{ state: 'returned', dueOn: '2026-07-15', clearedBy: 'hr_clerk-1' },
  }),
  giveBack.takes('with a day', at('rectified', cleared), { dueOn: TOMORROW }, { dueOn: TOMORROW }),
  giveBack.refuses('flag_step_not_possible', '', at('assigned')),
  giveBack.refuses('date_before_today', 'dueOn', at('rectified'), { dueOn: YESTERDAY }),
  giveBack.refuses('text_empty', 'reason', at('rectified'), { reason: '' }),

  ...(['open', 'assigned', 'rectifying', 'returned'] as const).map((state) =>
    waive.takes(`what is ${state}`, at(state), { state: 'waived', waivedUntil: '2026-08-31' }),
  ),
  waive.takes('until tonight', at('open'), { waivedUntil: TODAY }, { until: TODAY }),
  waive.refuses('flag_step_not_possible', '', at('rectified')),
  waive.refuses('flag_waived', '', at('waived', { waivedUntil: NEXT_YEAR as Flag['dueOn'] })),
  waive.refuses('date_before_today', 'until', at('open'), { until: YESTERDAY }),
  waive.refuses('date_too_far_ahead', 'until', at('open'), { until: TOO_FAR }),
];

export const FLAG_CASES: readonly Case[] = [...OPEN, ...WORK, ...END];
