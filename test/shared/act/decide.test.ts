import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decision, decide } from '../../../shared/act/decide.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { dateOf, dayOf, plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { CommandContext } from '../../../shared/domain/commands/command.ts';
import type { Step } from '../../../shared/domain/commands/index.ts';
import { hashOf } from '../../../shared/domain/history/hash.ts';
import type { RecordSnapshot } from '../../../shared/domain/ledger/evaluate.ts';
import type { Household } from '../../../shared/domain/records/household.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { AREAS } from '../../areas.ts';
import { person } from '../../deps.ts';
import { runs } from '../../runs.ts';
import { anyHousehold } from '../domain/rules/arbitrary.ts';
import { household, member, memberId, policy, site } from '../domain/rules/builders.ts';

const TODAY = plainDate('2026-06-15');
const contextOn = (today = TODAY): CommandContext => {
  let made = 0;
  return {
    actor: person('township_clerk'),
    now: Date.parse(`${today}T04:00:00Z`),
    today,
    newId: () => `0N${String(++made).padStart(24, '0')}`,
    areas: AREAS,
    sites: new Map(),
  };
};
const alone = (record: RecordSnapshot['record']): RecordSnapshot => ({
  record,
  flags: [],
  residences: [],
  links: [],
});
const LOOK: Step = { name: 're-evaluate-household', input: {} };
const log = (from: string): Step => ({
  name: 'log-employment',
  input: { memberId: memberId(1), employer: '甲厂', from: plainDate(from) },
});
const couple = household({ members: [member(1, '1992-03-05'), member(2, '1993-04-05')] });

/** What stands once a decision is written. */
const standing = (known: RecordSnapshot, { after, flags }: Decision): RecordSnapshot => {
  const keyOf = ({ rule, member: whose }: (typeof flags)[number]) => `${rule}#${whose ?? ''}`;
  const all = new Map([...known.flags, ...flags].map((flag) => [keyOf(flag), flag]));
  return { ...known, record: after, flags: [...all.values()] };
};

const anyRecord: fc.Arbitrary<Household> = anyHousehold.filter(({ area }) => area.startsWith('511722'));
const anyToday = fc.integer({ min: -700, max: 700 }).map((days) => dateOf(dayOf(TODAY) + days));

describe('a decision', () => {
  test('is the same whenever it is made from the same', () => {
    fc.assert(
      fc.property(anyRecord, anyToday, (record, today) => {
        const once = () => decide(alone(record), { steps: [LOOK] }, policy, contextOn(today));
        expect(once()).toEqual(once());
      }),
      { numRuns: runs(50) },
    );
  });

  test('made again at once, once it is written, has nothing to write', () => {
    fc.assert(
      fc.property(anyRecord, anyToday, (record, today) => {
        const known = alone(record);
        const first = decide(known, { steps: [LOOK] }, policy, contextOn(today));
        const again = decide(standing(known, first), { steps: [LOOK] }, policy, contextOn(today));
        expect(again).toMatchObject({ changed: false, flags: [], support: [], entry: undefined });
        expect(again.after).toBe(first.after);
      }),
      { numRuns: runs(50) },
    );
  });

  test('raises the version once, however many steps it takes, and says in one entry what they changed', () => {
    const steps = [log('2026-01-01'), log('2025-01-01'), LOOK];
    const { before, after, entry } = decide(alone(couple), { steps, reason: '补录' }, policy, contextOn());
    expect(before).toBe(couple);
    expect(after.version).toBe(couple.version + 1);
    expect(entry).toMatchObject({
      ...{ actor: 'township_clerk-1', role: 'township_clerk', reason: '补录', version: after.version },
      ...{ at: '2026-06-15T04:00:00.000Z', commands: ['log-employment', 're-evaluate-household'] },
    });
    expect(entry?.changes.filter(({ path }) => path.startsWith('employments['))).toHaveLength(2);
    expect(entry?.findings).toContainEqual({ rule: 'R3', to: 'met' });
    expect(entry?.changes.find(({ path }) => path === 'flags[R9]')?.to).toMatchObject({ kind: 'gap' });
    expect(after.lastChange).toEqual({ at: entry?.at, hash: entry && hashOf(entry) });
  });

  test('that only the rules bring about leaves an entry too, though no field was edited and no flag took a step', () => {
    const known = alone(couple);
    const first = decide(known, { steps: [LOOK] }, policy, contextOn());
    const next = decide(
      standing(known, first),
      { steps: [LOOK] },
      { ...policy, version: '2026-06-01' },
      contextOn(),
    );
    expect(next).toMatchObject({ changed: true, flags: [] });
    expect(next.entry).toEqual({
      ...{ version: next.after.version, at: '2026-06-15T04:00:00.000Z', actor: 'township_clerk-1' },
      ...{
        role: 'township_clerk',
        commands: ['re-evaluate-household'],
        changes: [],
        findings: [],
        flags: [],
      },
      previous: first.after.lastChange?.hash,
    });
    expect(next.after.evaluated?.under).toBe('2/2026-06-01');
  });

  test.each<[string, RecordSnapshot, Step[], ReturnType<typeof person>, string]>([
    ['by a role', alone(couple), [log('2026-01-01')], person('benefits_clerk'), 'not_permitted'],
    ['by an area', alone(couple), [log('2026-01-01')], person('hr_clerk', '511725'), 'record_unknown'],
    [
      'by where it would lie',
      alone(couple),
      [{ name: 'correct-household', input: { area: AreaCode.parse('511725001') } }],
      person('county_lead'),
      'outside_areas',
    ],
    ['where there is no record', alone(undefined), [LOOK], person('hr_clerk'), 'record_unknown'],
    ['on a record of another kind', alone(site()), [log('2026-01-01')], person('hr_clerk'), 'record_unknown'],
    [
      'by the second of its steps',
      alone(couple),
      [log('2026-01-01'), { name: 'member-left', input: { memberId: memberId(9), on: TODAY } }],
      person('county_lead'),
      'member_unknown',
    ],
  ])('is refused %s', (_, known, steps, actor, code) => {
    const refused = () => decide(known, { steps }, policy, { ...contextOn(), actor });
    expect(refused).toThrow(Refused);
    expect(refused).toThrow(expect.objectContaining({ code }));
  });

  test('about a site takes the townships of those who live there as they are handed in, and keeps them otherwise', () => {
    const look: Step = { name: 're-evaluate-site', input: {} };
    const townships = [AreaCode.parse('511722101'), AreaCode.parse('511722107')];
    const of = site({ residentTownships: ['511722107'] });
    const told = decide(
      { ...alone(of), residentTownships: townships },
      { steps: [look] },
      policy,
      contextOn(),
    );
    expect(told.after).toMatchObject({ residentTownships: townships, version: of.version + 1 });
    const untold = decide(alone(of), { steps: [look] }, policy, contextOn());
    expect(untold.after).toMatchObject({ residentTownships: ['511722107'] });
  });

  test.each([
    ['2026-07-01', '2026-07-02'],
    [TODAY, '2026-06-16'],
    // The flag of R2 rises then.
    ['2026-06-14', '2026-07-16'],
    ['2190-01-01', '2026-08-15'],
    ['2199-12-31', '2026-08-15'],
  ])('about a flag that is waived until %s is due again on %s', (until, day) => {
    const first = decide(alone(couple), { steps: [LOOK] }, policy, contextOn());
    // The day after the flags of R3 and R9 were due.
    expect(first.after.evaluated?.changesOn).toBe('2026-07-16');
    const waived = { state: 'waived', waivedUntil: plainDate(until) } as const;
    const flags = first.flags.map((flag) => (flag.rule === 'R3' ? { ...flag, ...waived } : flag));
    expect(flags).toContainEqual(expect.objectContaining(waived));
    const known = { ...alone(first.after), flags };
    const second = decide(known, { steps: [LOOK] }, policy, contextOn());
    expect(second.after.evaluated?.changesOn).toBe(day);
    const again = decide(standing(known, second), { steps: [LOOK] }, policy, contextOn());
    expect(again.changed).toBe(false);
  });
});
