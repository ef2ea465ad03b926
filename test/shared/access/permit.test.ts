import { describe, expect, test } from 'vitest';
import { permit, permitPlace } from '../../../shared/access/permit.ts';
import { AreaCode } from '../../../shared/areas/area.ts';
import { type Actor, Role } from '../../../shared/records/actor.ts';
import { COMMANDS, type CommandName, type Step } from '../../../shared/records/commands/index.ts';
import { Refused } from '../../../shared/records/refusal.ts';

const at = (area: string) => ({ area: AreaCode.parse(area) });
const person = (role: Role, ...areas: string[]): Actor => ({
  ...{ kind: 'person', id: 'p', role },
  areas: areas.map((area) => AreaCode.parse(area)),
});
/** Nothing of the input decides who may. */
const step = (name: CommandName) => ({ name, input: {} }) as unknown as Step;

const said = (attempt: () => void): string => {
  try {
    attempt();
    return 'allowed';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

const words = (text: string) => text.trim().split(/\s+/);

/** Who may give each command beside leads and administrators (product.md); a new command has to be entered here. */
const CLERKS = {
  township_clerk: words(`
    register-household correct-household move-in dissolve-household record-conditions record-income-statement
    add-member correct-member member-left member-died log-income-channel correct-income-channel end-income-channel
    record-channel-amount confirm-income-channel void-income-channel add-linkage correct-linkage end-linkage
    record-linkage-amount confirm-linkage void-linkage log-plan correct-plan end-plan void-plan register-site
    correct-site vacate-site add-industry correct-industry record-industry-status record-industry-leading
    confirm-industry void-industry log-site-support log-household-support re-evaluate-site`),
  'hr_clerk township_clerk': words(`
    record-capacity record-willingness record-schooling record-service record-refusal void-refusal log-employment
    end-employment correct-employment confirm-employment void-employment`),
  'benefits_clerk township_clerk': words(`
    declare-household-year declare-member-year log-coverage correct-coverage end-coverage void-coverage assess
    void-assessment`),
  benefits_clerk: words('start-pension-transfer record-transfer-step void-pension-transfer'),
  'hr_clerk township_clerk benefits_clerk': words('re-evaluate-household'),
};

const clerksOf = (name: string) =>
  Object.entries(CLERKS).find(([, commands]) => commands.includes(name))?.[0];

const names = Object.keys(COMMANDS) as CommandName[];
const matrix = names.flatMap((name) => Role.options.map((role) => [name, role] as const));

describe('every command by every role', () => {
  test.each(matrix)('%s by %s', (name, role) => {
    const clerks = clerksOf(name);
    if (clerks === undefined) throw new Error('nobody has said who may give it');
    const may = ['county_lead', 'admin', ...clerks.split(' ')].includes(role);
    const outcome = (area: string, ...own: string[]) =>
      said(() => permit(person(role, ...own), [step(name)], at(area)));
    expect(outcome('511722107', '511722')).toBe(may ? 'allowed' : 'not_permitted');
    expect(outcome('511722107002', '511722107')).toBe(may ? 'allowed' : 'not_permitted');
    expect(outcome('511722107', '511725', '511722107')).toBe(may ? 'allowed' : 'not_permitted');
    for (const outside of ['511725100', '511722108', '511722']) {
      expect(outcome(outside, '511722107')).toBe(may ? 'record_unknown' : 'not_permitted');
    }
  });
});

test('no command is listed that there is not, and none twice', () => {
  const listed = Object.values(CLERKS).flat();
  expect([...listed].sort()).toEqual([...names].sort());
});

test('jobs of the system may give any command anywhere', () => {
  const job: Actor = { kind: 'system', job: 'audit' };
  for (const name of names) {
    expect(said(() => permit(job, [step(name)], at('511725100')))).toBe('allowed');
  }
  expect(said(() => permitPlace(job, at('511725100')))).toBe('allowed');
});

test('one step that is not permitted forbids all of them', () => {
  const steps = [step('log-employment'), step('log-coverage')];
  expect(said(() => permit(person('hr_clerk', '5117'), steps, at('511722107')))).toBe('not_permitted');
});

test.each(Role.options)('a %s creates nothing, and moves nothing, to where it lies outside', (role) => {
  const lies = (area: string, ...own: string[]) => said(() => permitPlace(person(role, ...own), at(area)));
  expect(lies('511722107', '511722')).toBe('allowed');
  expect(lies('511725100', '511722')).toBe('outside_areas');
  expect(lies('511722', '511722107')).toBe('outside_areas');
});
