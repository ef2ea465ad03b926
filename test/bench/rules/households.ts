import { dateOf, dayOf, plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Household } from '../../../shared/domain/records/household.ts';
import { findingsOn, householdTimelines } from '../../../shared/domain/rules/timelines.ts';
import {
  contract,
  dibao,
  factId,
  household,
  job,
  member,
  memberId,
  policy,
  recorded,
} from '../../shared/domain/rules/builders.ts';

const ON = plainDate('2026-06-15');
const later = (date: string, days: number) => dateOf(dayOf(plainDate(date)) + days);

/** A household of four with twelve facts, its dates moved by `n` days, so that no two are the same. */
const familyOfFour = (n: number): Household => {
  const from = (date: string) => later(date, n % 300);
  const adult = { capacity: recorded('ordinary' as const), willingness: recorded('willing' as const) };
  return household({
    members: [
      member(1, from('1985-01-05'), adult),
      member(2, from('1986-02-05'), adult),
      member(3, from('2010-01-20'), { schooling: recorded('初中') }),
      member(4, from('1955-02-10'), { capacity: recorded('none' as const) }),
    ],
    employments: [job(1, from('2025-01-15')), job(2, from('2025-06-01'), from('2026-01-15'))],
    channels: [
      contract('出租房屋', from('2024-07-01'), from('2026-07-10'), 3000),
      {
        id: factId(51),
        kind: 'business',
        what: '养猪',
        from: from('2023-01-01'),
        amount: [{ from: from('2023-01-01'), value: 4000 }],
        confirmed: [from('2025-01-01')],
      },
    ],
    statements: [{ year: 2025, date: '2025-12-31', perCapita: 12_000, business: 8000, businessCost: 3000 }],
    coverages: [
      dibao(from('2019-11-01')),
      {
        id: factId(61),
        memberId: memberId(1),
        scheme: 'resident_pension',
        status: 'contributing',
        from: from('2020-01-01'),
      },
      {
        id: factId(62),
        memberId: memberId(4),
        scheme: 'resident_pension',
        status: 'drawing',
        from: from('2020-01-01'),
      },
      {
        id: factId(63),
        memberId: memberId(2),
        scheme: 'employee_medical',
        status: 'insured',
        from: from('2020-01-01'),
      },
    ],
    plans: [{ id: factId(70), what: '脆李2亩', from: from('2020-01-01') }],
    assessments: [{ id: factId(80), on: from('2025-01-01'), scheme: 'dibao', eligible: true }],
    transfers: [
      { id: factId(90), memberId: memberId(1), steps: [{ step: 'applied', on: from('2025-03-01') }] },
    ],
  });
};

/** Evaluates whole timelines and the findings of a day: households a second on one core, median and worst round. */
export function evaluateHouseholds() {
  const households = Array.from({ length: 2000 }, (_, n) => familyOfFour(n));
  const round = () => {
    const start = process.cpuUsage();
    let stretches = 0;
    for (const one of households) {
      const timelines = householdTimelines(one, policy);
      for (const { timeline } of timelines) stretches += timeline.length;
      findingsOn(timelines, ON);
    }
    const { user, system } = process.cpuUsage(start);
    return { perSecond: Math.round((households.length / (user + system)) * 1e6), stretches };
  };
  for (let i = 0; i < 3; i++) round();
  const rounds = Array.from({ length: 7 }, round).sort((a, b) => a.perSecond - b.perSecond);
  return {
    households: households.length,
    stretchesPerHousehold: (rounds[0]?.stretches ?? 0) / households.length,
    medianPerSecond: rounds[3]?.perSecond ?? 0,
    worstPerSecond: rounds[0]?.perSecond ?? 0,
  };
}
