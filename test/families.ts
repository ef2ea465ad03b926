import type { ActRequest } from '../shared/act/act.ts';
import { AreaCode } from '../shared/domain/areas/area.ts';
import { plainDate } from '../shared/domain/calendar/dates.ts';
import type { Step } from '../shared/domain/commands/index.ts';
import { IdNumber } from '../shared/domain/records/id-number.ts';
import { HouseholdId, MemberId, SiteId } from '../shared/domain/records/ids.ts';
import { idNumber } from './shared/domain/rules/builders.ts';

const ulidOf = (letter: string, n: number) => `0${letter}${String(n).padStart(24, '0')}`;
export const familyId = (n: number) => HouseholdId.parse(ulidOf('H', n));
export const placeId = (n: number) => SiteId.parse(ulidOf('S', n));
/** Member `m` of family `n`. */
export const personId = (n: number, m: number) => MemberId.parse(ulidOf('M', n * 100 + m));

export const TOWNSHIP = AreaCode.parse('511722107');

/** Births of a couple of 34 and 33, a child of 9 and a grandmother of 71 on 2026-06-15. */
const BIRTHS = ['1992-03-05', '1993-04-05', '2017-05-20', '1955-02-10'];
const RELATIONS = ['户主', '配偶', '之子', '之母'];

/** Family `n` of so many members, moved in on 2019-10-01, the couple able and willing. */
export const family = (n: number, members = 2, place?: SiteId): ActRequest => {
  const from = plainDate('2019-10-01');
  const adults = Math.min(members, 2);
  const steps: Step[] = [
    {
      name: 'register-household',
      input: {
        id: familyId(n),
        area: TOWNSHIP,
        number: `511722${String(n).padStart(6, '0')}`,
        movedIn: from,
        ...(place ? { siteId: place, resettlement: 'centralised' as const } : {}),
        members: Array.from({ length: members }, (_, m) => {
          const birth = BIRTHS[m % BIRTHS.length] ?? '1990-01-01';
          return {
            id: personId(n, m),
            name: `成员${n}之${m}`,
            idNumber: IdNumber.parse(idNumber(birth, (n * 7 + Math.floor(m / 4)) % 1000)),
            relation: RELATIONS[m] ?? '其他',
          };
        }),
      },
    },
    ...Array.from({ length: adults }, (_, m): Step[] => [
      { name: 'record-capacity', input: { memberId: personId(n, m), from, value: 'ordinary' } },
      { name: 'record-willingness', input: { memberId: personId(n, m), from, value: 'willing' } },
    ]).flat(),
  ];
  return { subject: { kind: 'household', id: familyId(n) }, steps };
};

/** The same people registered once more, as another household. */
export const registerAgain = ({ steps }: ActRequest, id: HouseholdId): ActRequest => ({
  subject: { kind: 'household', id },
  steps: steps.map((step) =>
    step.name === 'register-household' ? { ...step, input: { ...step.input, id, number: undefined } } : step,
  ),
});

/** A job of a member of family `n`. */
export const placement = (n: number, from: string, until?: string, m = 0): ActRequest => ({
  subject: { kind: 'household', id: familyId(n) },
  steps: [
    {
      name: 'log-employment',
      input: {
        memberId: personId(n, m),
        employer: '帮扶车间',
        from: plainDate(from),
        ...(until ? { until: plainDate(until) } : {}),
      },
    },
  ],
});

export const place = (n: number): ActRequest => ({
  subject: { kind: 'site', id: placeId(n) },
  steps: [
    {
      name: 'register-site',
      input: { id: placeId(n), area: TOWNSHIP, name: `安置点${n}`, occupied: plainDate('2019-10-01') },
    },
  ],
});
