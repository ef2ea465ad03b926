import type { PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import { later, plusDays, plusYears } from '../dates.ts';
import type { DemoHousehold } from '../model.ts';
import { isAble } from '../people.ts';
import type { Random } from '../random.ts';
import type { DemoFact } from './fact.ts';

export function profileFacts(random: Random, { origin, attribute, hukou }: DemoHousehold): DemoFact[] {
  const monitoring = random.weighted([
    [undefined, 96],
    ['脱贫不稳定户', 2],
    ['边缘易致贫户', 1],
    ['突发严重困难户', 1],
  ]);
  const input = { origin, attribute, hukou, ...(monitoring ? { monitoring } : {}) };
  return [{ command: 'correct-household', input }];
}

/** The conditions of a household; most 有条件 ones have a plan in force, some an ended one, some none. */
export function conditionFacts(random: Random, household: DemoHousehold, today: PlainDate): DemoFact[] {
  if (!household.people.some(isAble) || !random.chance(0.85)) return [];
  const from = later(household.movedIn, plusDays(today, -random.int(200, 900)));
  const value = random.chance(0.65) ? 'able' : 'unable';
  const conditions: DemoFact = { command: 'record-conditions', input: { from, value } };
  if (value === 'unable' || random.chance(0.07)) return [conditions];
  const what = random.pick([
    '种植脆李2亩',
    '养殖蜀宣花牛3头',
    '种植中药材1.5亩',
    '养殖土鸡200只',
    '开办小超市',
  ]);
  const until = random.chance(0.05)
    ? plusDays(today, -random.int(5, 60))
    : random.chance(0.5)
      ? plusYears(from, random.int(4, 6))
      : undefined;
  return [conditions, { command: 'log-plan', input: { what, from, ...(until ? { until } : {}) } }];
}

export type AssessmentFate = 'not_eligible' | 'eligible_long_ago' | 'eligible_lately' | 'not_assessed';

/** The assessment of a poor household without 低保 or 特困. */
export function assessmentFacts(random: Random, fate: AssessmentFate, today: PlainDate): DemoFact[] {
  const assessment = (daysAgo: number, eligible: boolean): DemoFact[] => [
    { command: 'assess', input: { on: plusDays(today, -daysAgo), scheme: 'dibao', eligible } },
  ];
  switch (fate) {
    case 'not_eligible':
      return assessment(random.int(5, 330), false);
    case 'eligible_long_ago':
      return assessment(random.int(35, 150), true);
    case 'eligible_lately':
      return assessment(random.int(2, 28), true);
    case 'not_assessed':
      return [];
  }
}
