import type { PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import { TRANSFER_STEPS, type TransferStep } from '../../../../shared/domain/records/household-facts.ts';
import { plusDays } from '../dates.ts';
import type { Person } from '../model.ts';
import type { Random } from '../random.ts';
import type { DemoFact } from './fact.ts';

/** Refusals of a job: three documented ones within half a year exempt a member, two do not. */
export const refusalFacts = (random: Random, person: Person, count: number, today: PlainDate): DemoFact[] =>
  Array.from({ length: count }, (_, i) => ({
    command: 'record-refusal',
    person: person.number,
    input: {
      on: plusDays(today, -random.int(10, 40) - i * 40),
      offer: random.pick(['帮扶车间缝纫工', '园区普工', '公益性岗位保洁员']),
    },
  }));

export type TransferFate = 'overdue' | 'under_way' | 'completed' | 'rejected';

/** A pension transfer that takes a step every two or three weeks, up to its fate. */
export function transferFact(random: Random, person: Person, fate: TransferFate, today: PlainDate): DemoFact {
  const stepsTaken = fate === 'completed' ? 4 : random.int(0, 3);
  const pace = random.int(12, 18);
  // A step is due 15 working days after the last one: five weeks cover the longest holidays.
  const lastAgo = fate === 'overdue' ? random.int(40, 120) : random.int(2, 10);
  const appliedOn = plusDays(today, -lastAgo - pace * stepsTaken);
  const steps: { step: TransferStep; on: PlainDate }[] = TRANSFER_STEPS.slice(1, stepsTaken + 1).map(
    (step, i) => ({
      step,
      on: plusDays(appliedOn, pace * (i + 1)),
    }),
  );
  if (fate === 'rejected') steps.push({ step: 'rejected', on: plusDays(today, -1) });
  return {
    command: 'start-pension-transfer',
    person: person.number,
    input: { appliedOn, fromPlace: person.place.name, toPlace: random.pick(['东莞市', '成都市', '宁波市']) },
    steps,
  };
}

/** Military service of some young men without a job. */
export function serviceFacts(
  random: Random,
  { number, sex, age, jobs }: Person,
  today: PlainDate,
): DemoFact[] {
  const mayServe = sex === 'male' && age >= 18 && age < 24 && jobs.length === 0;
  if (!mayServe || !random.chance(0.04)) return [];
  const input = { from: plusDays(today, -random.int(30, 500)), value: 'serving' } as const;
  return [{ command: 'record-service', person: number, input }];
}
