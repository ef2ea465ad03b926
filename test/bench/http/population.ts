import type { ActRequest } from '../../../shared/act/act.ts';
import { act } from '../../../shared/act/act.ts';
import type { Deps } from '../../../shared/deps.ts';
import { dateOf, dayOf, plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Step } from '../../../shared/domain/commands/index.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { birthOf, IdNumber } from '../../../shared/domain/records/id-number.ts';
import { family, familyId, personId } from '../../families.ts';
import { idNumber } from '../../shared/domain/rules/builders.ts';

const system: Actor = { kind: 'system', job: 'bench' };
const from = plainDate('2026-01-01');

const cover = (
  n: number,
  m: number,
  scheme: 'resident_medical' | 'resident_pension',
  status: string,
): Step => ({
  name: 'log-coverage',
  input: { memberId: personId(n, m), scheme, status, from },
});

/** A family whose ID numbers are its own, however many families there are: each thousand is born a day later. */
const uniqueFamily = (n: number): ActRequest => {
  const request = family(n, 4);
  const [register, ...rest] = request.steps;
  if (register?.name !== 'register-household') throw new Error('a family begins by being registered');
  const members = register.input.members?.map((member, m) => {
    const birth = dateOf(dayOf(birthOf(member.idNumber as IdNumber)) + Math.floor(n / 1000));
    return { ...member, idNumber: IdNumber.parse(idNumber(birth, (n * 7 + Math.floor(m / 4)) % 1000)) };
  });
  return { ...request, steps: [{ ...register, input: { ...register.input, members } }, ...rest] as Step[] };
};

/** A household of 4 with 12 facts, none of its members in work. */
const household = (n: number): ActRequest[] => [
  uniqueFamily(n),
  {
    subject: { kind: 'household', id: familyId(n) },
    steps: [
      ...[0, 1, 2, 3].map((m) => cover(n, m, 'resident_medical', 'insured')),
      ...[0, 1].map((m) => cover(n, m, 'resident_pension', 'contributing')),
      { name: 'log-plan', input: { what: '种茶三亩', from } },
      { name: 'record-conditions', input: { from, value: 'able' } },
    ],
  },
];

/** Registers the households with these numbers, all in one township. */
export async function populate(deps: Deps, numbers: readonly number[]): Promise<void> {
  for (const n of numbers) for (const request of household(n)) await act(deps, system, request);
}

/** The employment that the bench logs for household `n`, as the API takes it. */
export const job = (n: number) => ({
  memberId: personId(n, 0),
  employer: '帮扶车间',
  job: '缝纫工',
  channel: 'workshop',
  from: '2026-02-20',
  monthlyWage: 2600,
});
