import { describe, expect, test } from 'vitest';
import { COMMANDS, type CommandName } from '../../../../shared/domain/commands/index.ts';
import { type Case, carriedOut, hold } from './cases/case.ts';
import { CHANNEL_CASES } from './cases/channels.ts';
import { COVERAGE_CASES } from './cases/coverages.ts';
import { EMPLOYMENT_CASES } from './cases/employments.ts';
import { FLAG_CASES } from './cases/flags.ts';
import { HOUSEHOLD_CASES } from './cases/households.ts';
import { MEMBER_CASES } from './cases/members.ts';
import { REVEAL_CASES } from './cases/reveal.ts';
import { SITE_CASES } from './cases/sites.ts';

const CASES: readonly Case[] = [
  ...HOUSEHOLD_CASES,
  ...MEMBER_CASES,
  ...EMPLOYMENT_CASES,
  ...CHANNEL_CASES,
  ...COVERAGE_CASES,
  ...SITE_CASES,
  ...REVEAL_CASES,
  ...FLAG_CASES,
];

const NAMES = Object.keys(COMMANDS) as CommandName[];
/** They change nothing, so there is nothing of theirs to refuse. */
const RE_EVALUATIONS: readonly string[] = ['re-evaluate-household', 're-evaluate-site'];

const isRefusal = ({ expected }: Case) => 'code' in expected;

describe.each(NAMES)('%s', (name) => {
  const cases = CASES.filter((one) => one.name === name);
  const accepted = cases.filter((one) => !isRefusal(one));
  const refused = cases.filter(isRefusal);

  test('is tried both ways', () => {
    expect(accepted.length, 'accepted').toBeGreaterThan(0);
    if (!RE_EVALUATIONS.includes(name)) expect(refused.length, 'refused').toBeGreaterThan(0);
  });

  test('refuses fields that nobody knows', () => {
    const [one] = accepted;
    if (!one) throw new Error('no case is accepted');
    const done = carriedOut({ ...one, input: { ...(one.input as object), more: 1 } });
    expect(done).toEqual({ code: 'unrecognized_keys', path: '' });
  });

  test.each(accepted.map((one) => [one.says, one] as const))('accepts %s', (_says, one) => {
    hold(one);
  });

  test.each(refused.map((one) => [one.says, one] as const))('refuses with %s', (_says, one) => {
    hold(one);
  });
});
