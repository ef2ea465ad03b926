import { beforeEach, describe, expect, test } from 'vitest';
import { type ActRequest, act, executeIdempotent } from '../../../../shared/act/act.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Step } from '../../../../shared/domain/commands/index.ts';
import { withFlagsOnly } from '../../../../shared/domain/history/entry.ts';
import type { Actor } from '../../../../shared/domain/records/actor.ts';
import { IndustryId } from '../../../../shared/domain/records/ids.ts';
import type { Subject } from '../../../../shared/domain/records/subject.ts';
import { verifyHistory } from '../../../../shared/queries/verified-history.ts';
import { notesOf } from '../../../../shared/table/flags/flag-lists.ts';
import { changesOf } from '../../../../shared/table/record/history.ts';
import { headOf } from '../../../../shared/table/record/records.ts';
import { flagKey } from '../../../../shared/table/store/keys.ts';
import { isWrite, recordCalls } from '../../../calls.ts';
import { person, type TestDeps, testDeps } from '../../../deps.ts';
import { family, familyId, place, placeId, placement } from '../../../families.ts';
import { itemAt } from '../../table/raw.ts';

let deps: TestDeps;
const home = { kind: 'household', id: familyId(1) } as const;
const spot = { kind: 'site', id: placeId(1) } as const;
const clerk = person('hr_clerk');
const lead = person('county_lead');
const otherLead: Actor = { ...lead, id: 'county_lead-2' } as Actor;
const INDUSTRY = IndustryId.parse('0J000000000000000000000001');

beforeEach(async () => {
  deps = await testDeps();
  await act(deps, person('township_clerk'), place(1));
  await act(deps, person('township_clerk'), family(1, 2, placeId(1)));
});

const flagOf = async (subject: Subject, rule: string) =>
  (await headOf(deps.table, subject))?.flags.find((flag) => flag.rule === rule);
const takes = (actor: Actor, step: Step, subject: Subject = home) =>
  act(deps, actor, { subject, steps: [step] });
const refusal = (actor: Actor, step: Step, subject: Subject = home) =>
  takes(actor, step, subject).then(
    () => 'taken',
    ({ code }) => code,
  );
const R3 = { rule: 'R3' } as const;
const assign: Step = {
  name: 'assign-flag',
  input: {
    ...R3,
    assignee: 'hr_clerk-1',
    role: 'hr_clerk',
    dueOn: plainDate('2026-06-30'),
    text: '尽快核实',
  },
};
const verify = (rule: 'R1' | 'R3' = 'R3'): Step => ({ name: 'verify-flag', input: { rule } });

describe('a step with a flag', () => {
  test('is one read and one transaction: the flag, its change and what was said stand together', async () => {
    const before = await headOf(deps.table, home);
    const calls = recordCalls(deps.table.client);
    await takes(lead, assign);
    expect(calls.map(({ command }) => command)).toEqual(['QueryCommand', 'TransactWriteItemsCommand']);

    const after = await headOf(deps.table, home);
    expect(after?.record.version).toBe((before?.record.version ?? 0) + 1);
    expect(await flagOf(home, 'R3')).toMatchObject({
      ...{ state: 'assigned', assignee: 'hr_clerk-1', assigneeRole: 'hr_clerk', dueOn: '2026-06-30' },
      history: [{ event: 'gap_found' }, { event: 'assign', to: 'assigned', by: 'county_lead-1' }],
    });
    const { items } = await changesOf(deps.table, home);
    expect(items[0]).toMatchObject({
      ...{ actor: 'county_lead-1', role: 'county_lead', commands: ['assign-flag'] },
      flags: [{ rule: 'R3', event: 'assign', from: 'open', to: 'assigned' }],
    });
    const changed = Object.fromEntries(items[0]?.changes.map(({ path, to }) => [path, to]) ?? []);
    expect(changed).toMatchObject({ 'flags[R3].state': 'assigned', 'flags[R3].assignee': 'hr_clerk-1' });
    const { items: notes } = await notesOf(deps.table, home, R3);
    expect(notes).toMatchObject([
      { event: 'assign', text: '尽快核实', evidence: [], by: 'county_lead-1', role: 'county_lead' },
    ]);
    expect(changed[`notes[${notes[0]?.id}]`]).toEqual(notes[0]);
    expect(await verifyHistory(deps, home)).toEqual([]);
  });

  test('goes through all of its states, and everything said stands beside the record, the last first', async () => {
    const patrol: Step = {
      name: 'open-flag',
      input: { rule: 'R7', source: 'patrol', text: '入户发现', dueOn: plainDate('2026-07-01') },
    };
    const R7 = { rule: 'R7' } as const;
    await takes(clerk, patrol);
    await takes(lead, { name: 'assign-flag', input: { ...assign.input, ...R7 } } as Step);
    await takes(clerk, { name: 'note-flag', input: { ...R7, text: '已入户' } });
    for (let n = 1; n <= 30; n++) {
      await takes(person('benefits_clerk'), {
        name: 'note-flag',
        input: { ...R7, evidence: [`照片${n}.jpg`] },
      });
    }
    await takes(clerk, { name: 'submit-flag', input: { ...R7, evidence: ['https://example.test/1'] } });
    await takes(lead, { name: 'return-flag', input: { ...R7, reason: '照片不清' } });
    await takes(clerk, { name: 'note-flag', input: { ...R7, text: '重拍' } });
    await takes(clerk, { name: 'submit-flag', input: { ...R7, evidence: ['https://example.test/2'] } });
    await takes(lead, { name: 'verify-flag', input: { ...R7, text: '属实' } });
    expect(await flagOf(home, 'R7')).toMatchObject({
      ...{ state: 'closed', closedOn: '2026-06-15', source: 'patrol', submittedBy: 'hr_clerk-1' },
      evidence: ['https://example.test/2'],
    });
    expect((await flagOf(home, 'R7'))?.history).toHaveLength(20);
    const pages: string[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await notesOf(deps.table, home, R7, { limit: 10, after });
      pages.push(...items.map(({ event }) => event));
      after = next;
    } while (after);
    expect(pages).toEqual([
      ...[
        'verify',
        'submit',
        'note',
        'return',
        'submit',
        ...Array(30).fill('evidence'),
        'note',
        'assign',
        'open',
      ],
    ]);
    expect(await verifyHistory(deps, home)).toEqual([]);
  });

  test('that is refused writes nothing', async () => {
    const calls = recordCalls(deps.table.client);
    expect(await refusal(lead, verify())).toBe('flag_step_not_possible');
    expect(await refusal(clerk, assign)).toBe('not_permitted');
    expect(await refusal(person('county_lead', '511723'), assign)).toBe('record_unknown');
    expect(await refusal(lead, { name: 'verify-flag', input: { rule: 'R4' } })).toBe('flag_unknown');
    expect(calls.filter(isWrite)).toEqual([]);
  });

  test('on a version that is no longer is refused, and one given twice under its key is taken once', async () => {
    const request: ActRequest = { subject: home, steps: [assign] };
    await expect(act(deps, lead, { ...request, expects: 99 })).rejects.toMatchObject({
      code: 'version_changed',
    });
    const idempotencyKey = { caller: 'county_lead-1', key: 'k', digest: 'd' };
    const first = await executeIdempotent(deps, lead, { ...request, idempotencyKey });
    expect(await executeIdempotent(deps, lead, { ...request, idempotencyKey })).toEqual(first);
    expect((await changesOf(deps.table, home)).items).toHaveLength(first.version);
    // A note could be taken again, and is not either.
    const note: Step = { name: 'note-flag', input: { ...R3, text: '已联系' } };
    const noted = { subject: home, steps: [note], idempotencyKey: { ...idempotencyKey, key: 'n' } };
    const said = await executeIdempotent(deps, clerk, noted);
    expect(await executeIdempotent(deps, clerk, noted)).toEqual(said);
    expect((await notesOf(deps.table, home, R3)).items).toHaveLength(2);
  });

  test('sees the flag as the rules and the day have it: what they do comes first', async () => {
    await takes(lead, {
      name: 'waive-flag',
      input: { ...R3, reason: '停工', until: plainDate('2026-06-20') },
    });
    deps.goTo('2026-06-21');
    // The night of the 21st has not looked at it yet.
    await takes(lead, assign);
    expect((await flagOf(home, 'R3'))?.history.map(({ event }) => event)).toEqual([
      ...['gap_found', 'waive', 'waiver_ended', 'assign'],
    ]);
  });
});

describe('of a household, who may verify', () => {
  test('is not who entered what cleared it, nor who submitted it, but anybody else who leads', async () => {
    await act(deps, lead, placement(1, '2026-02-20'));
    expect(await flagOf(home, 'R3')).toMatchObject({ state: 'rectified', clearedBy: 'county_lead-1' });
    expect(await refusal(lead, verify())).toBe('flag_second_person');
    expect(await refusal(otherLead, verify())).toBe('taken');
    expect(await flagOf(home, 'R3')).toMatchObject({ state: 'closed', closedOn: '2026-06-15' });
  });

  test('is any county lead where days that passed cleared it, whoever came upon that', async () => {
    await act(deps, person('hr_clerk'), placement(1, '2026-07-20'));
    expect(await flagOf(home, 'R3')).toMatchObject({ state: 'open' });
    deps.goTo('2026-07-21');
    // The lead has something else to note of the household; the job has begun meanwhile.
    await takes(lead, { name: 're-evaluate-household', input: {} });
    expect(await flagOf(home, 'R3')).toMatchObject({ state: 'rectified', clearedBy: 'system:time' });
    expect(await refusal(lead, verify())).toBe('taken');
  });
});

describe('of a site, who may verify', () => {
  /** An industry that counts once a household is linked to it. */
  const found = async () => {
    const from = plainDate('2026-01-01');
    await act(deps, person('township_clerk'), {
      subject: spot,
      steps: [
        { name: 'add-industry', input: { id: INDUSTRY, name: '茶园' } },
        { name: 'record-industry-leading', input: { id: INDUSTRY, from, value: true } },
        { name: 'record-industry-status', input: { id: INDUSTRY, from, value: 'operating' } },
        { name: 'confirm-industry', input: { id: INDUSTRY, on: from } },
      ],
    });
    expect(await flagOf(spot, 'R1')).toMatchObject({ state: 'open', outcome: 'gap' });
  };
  const link: Step = {
    name: 'add-linkage',
    input: { siteId: placeId(1), industryId: INDUSTRY, kind: 'dividend', from: plainDate('2026-01-01') },
  };

  test('is not who entered the household’s linkage that cleared it', async () => {
    await found();
    await takes(lead, link);
    expect(await flagOf(spot, 'R1')).toMatchObject({ state: 'rectified', clearedBy: 'county_lead-1' });
    const { items } = await changesOf(deps.table, spot);
    expect(items[0]).toMatchObject({ actor: 'system:re-evaluation', causedBy: 'county_lead-1' });
    expect(await refusal(lead, verify('R1'), spot)).toBe('flag_second_person');
    expect(await refusal(otherLead, verify('R1'), spot)).toBe('taken');
    expect(await verifyHistory(deps, spot)).toEqual([]);
  });

  test('is not who entered it of the site itself', async () => {
    await takes(
      person('township_clerk'),
      { name: 'add-industry', input: { id: INDUSTRY, name: '茶园' } },
      spot,
    );
    await takes(person('township_clerk'), link);
    const from = plainDate('2026-01-01');
    const all: Step[] = [
      { name: 'record-industry-leading', input: { id: INDUSTRY, from, value: true } },
      { name: 'record-industry-status', input: { id: INDUSTRY, from, value: 'operating' } },
      { name: 'confirm-industry', input: { id: INDUSTRY, on: from } },
    ];
    await act(deps, lead, { subject: spot, steps: all });
    expect(await flagOf(spot, 'R1')).toMatchObject({ state: 'rectified', clearedBy: 'county_lead-1' });
    expect(await refusal(lead, verify('R1'), spot)).toBe('flag_second_person');
  });
});

describe('a decision says what became of the flags', () => {
  const flagChanges = ({ flagChanges: all }: Awaited<ReturnType<typeof act>>) =>
    all.map(({ kind, before, after }) => `${after.rule} ${before?.state ?? '-'} ${kind} ${after.level}`);

  test('as they are opened, cleared, closed, and come back', async () => {
    const { subject, steps } = family(2);
    expect(flagChanges(await act(deps, lead, { subject, steps }))).toEqual(
      expect.arrayContaining(['R2 - opened township', 'R3 - opened township']),
    );
    const job = await act(deps, clerk, placement(2, '2026-02-20'));
    expect(flagChanges(job)).toEqual(expect.arrayContaining(['R3 open rectified township']));
    const id = job.after.kind === 'household' ? job.after.employments[0]?.id : undefined;
    if (!id) throw new Error('no job');
    const of = { kind: 'household', id: familyId(2) } as const;
    expect(flagChanges(await takes(lead, verify(), of))).toEqual(['R3 rectified closed township']);
    expect(
      flagChanges(await takes(lead, { name: 'void-employment', input: { id, reason: '有误' } }, of)),
    ).toEqual(expect.arrayContaining(['R3 closed reopened township']));
  });

  test('as they rise', async () => {
    deps.goTo('2026-07-16');
    const rise = await act(deps, lead, {
      subject: home,
      steps: [{ name: 're-evaluate-household', input: {} }],
    });
    expect(flagChanges(rise)).toContain('R3 open raised county');
    expect(await flagOf(home, 'R3')).toMatchObject({ level: 'county' });
  });
});

test('what found no room in a transaction is told once it is written', async () => {
  const decision = await act(deps, lead, family(3, 4));
  const [first, ...others] = decision.flags;
  if (!first || others.length === 0) throw new Error('a family of four has some flags');
  const { flagChanges, flags } = withFlagsOnly(decision, [first]);
  expect(flags).toEqual([first]);
  expect(flagChanges).toEqual([{ kind: 'opened', before: undefined, after: first }]);
  expect(decision.flagChanges).toHaveLength(decision.flags.length);
});

test('a flag stands in the index of its assignee while it lives, and among the closed ones of its county after that', async () => {
  const item = () => itemAt(deps.table, flagKey(home, 'R3'));
  expect(await item()).toMatchObject({ openCounty: '511722', due: expect.stringMatching(/^2026-07-15#/) });
  expect(await item()).not.toHaveProperty('assignedTo');
  await takes(lead, assign);
  expect(await item()).toMatchObject({
    ...{ openCounty: '511722', assignedTo: expect.stringMatching(/^W#/) },
    due: expect.stringMatching(/^2026-06-30#/),
  });
  await act(deps, clerk, placement(1, '2026-02-20', undefined, 1));
  await takes(lead, verify());
  expect(await item()).toMatchObject({
    ...{ openCounty: '511722#CLOSED', due: expect.stringMatching(/^2026-06-15#/) },
  });
  expect(await item()).not.toHaveProperty('assignedTo');
});
