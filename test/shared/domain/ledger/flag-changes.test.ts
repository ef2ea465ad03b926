import { expect, test } from 'vitest';
import type { Flag } from '../../../../shared/domain/ledger/flag.ts';
import { flagChangesOf } from '../../../../shared/domain/ledger/flag-changes.ts';
import { memberId } from '../rules/builders.ts';
import { finding, flagOf, onNight } from './builders.ts';

/** Returns the changes that a night makes to flags. */
const changesOn = (on: string, flags: readonly Flag[], outcome: 'gap' | 'met', rule: Flag['rule'] = 'R3') => {
  const { changed } = onNight(on, flags, [finding(rule, outcome)]);
  return flagChangesOf(flags, changed).map(({ kind, before, after }) => [
    kind,
    before?.state,
    after.state,
    after.level,
  ]);
};

test('a gap opens, is overdue twice, and is rectified', () => {
  const opened = onNight('2026-06-15', [], [finding('R3', 'gap')]).changed;
  expect(changesOn('2026-06-15', [], 'gap')).toEqual([['opened', undefined, 'open', 'township']]);
  expect(changesOn('2026-07-15', opened, 'gap')).toEqual([]);
  const county = onNight('2026-07-16', opened, [finding('R3', 'gap')]).changed;
  expect(changesOn('2026-07-16', opened, 'gap')).toEqual([['raised', 'open', 'open', 'county']]);
  expect(changesOn('2026-07-30', county, 'gap')).toEqual([]);
  expect(changesOn('2026-07-31', county, 'gap')).toEqual([['raised', 'open', 'open', 'city']]);
  expect(changesOn('2026-07-31', county, 'met')).toEqual([['rectified', 'open', 'rectified', 'county']]);
});

test('one that comes back is reopened, and so is one whose waiver is over; a level that falls is no news', () => {
  const closed = flagOf('R3', { state: 'closed', outcome: 'met', level: 'city' });
  expect(changesOn('2026-10-01', [closed], 'gap')).toEqual([['reopened', 'closed', 'open', 'township']]);
  const waived = flagOf('R3', { state: 'waived', waivedUntil: '2026-09-30' as Flag['dueOn'] });
  expect(changesOn('2026-09-30', [waived], 'gap')).toEqual([]);
  expect(changesOn('2026-10-01', [waived], 'gap')).toEqual([['reopened', 'waived', 'open', 'township']]);
});

test('one that the system may close is closed', () => {
  expect(changesOn('2026-06-20', [flagOf('R9')], 'met', 'R9')).toEqual([
    ['closed', 'open', 'closed', 'township'],
  ]);
});

test('each member’s flag is told apart', () => {
  const found = (one: 'gap' | 'met') => [
    finding('R5', 'gap', { member: memberId(1) }),
    finding('R5', one, { member: memberId(2) }),
  ];
  const { changed } = onNight('2026-06-15', [], found('gap'));
  expect(flagChangesOf([], changed).map(({ kind }) => kind)).toEqual(['opened', 'opened']);
  const later = onNight('2026-06-16', changed, found('met')).changed;
  expect(flagChangesOf(changed, later)).toMatchObject([{ kind: 'closed', after: { member: memberId(2) } }]);
});

test('what is only described anew is no news', () => {
  const { changed } = onNight('2026-06-20', [flagOf('R2')], [finding('R2', 'unknown')]);
  expect(changed).toHaveLength(1);
  expect(flagChangesOf([flagOf('R2')], changed)).toEqual([]);
});
