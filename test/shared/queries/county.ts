import { beginAudit } from '../../../functions/audit/plan.ts';
import { freezeOnRecord } from '../../../functions/freeze/run.ts';
import { act } from '../../../shared/act/act.ts';
import { actOnSettings } from '../../../shared/act/act-on-settings.ts';
import { type Alert, alertId, NO_FIGURES } from '../../../shared/domain/alerts/alert.ts';
import { Channel } from '../../../shared/domain/alerts/channel.ts';
import { MessageId } from '../../../shared/domain/alerts/message.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { putAlerts } from '../../../shared/table/outbox/alerts.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../../families.ts';

export const COUNTY = AreaCode.parse('511722');
export const VILLAGE = AreaCode.parse(`${TOWNSHIP}203`);
/** Another township of the county, and another county. */
export const BESIDE = AreaCode.parse('511722108');
export const ELSEWHERE = AreaCode.parse('511723100');
/** Where household `MOVED` comes from. Nothing is on record there. */
export const ORIGIN = AreaCode.parse('511725001');
export const MONTH = Month.parse('2026-05');
const TODAY = '2026-06-15';

/** The household that has an origin, support entries and more than one change. */
export const MOVED = 5;

/** Everybody who reads in the tests. */
export const READERS = {
  system: { kind: 'system', job: 'test' },
  lead: person('county_lead', COUNTY),
  clerk: person('township_clerk', TOWNSHIP),
  villager: person('township_clerk', VILLAGE),
  /** Of two areas, one within the other. */
  both: person('hr_clerk', COUNTY, TOWNSHIP),
  city: person('city_lead', '5117'),
  admin: person('admin', COUNTY),
  /** Of the county of the origin. */
  origin: person('county_lead', ORIGIN.slice(0, 6)),
  /** Of two counties where nothing is on record. */
  outside: person('hr_clerk', '511724', '511781'),
} as const;
export type Reader = keyof typeof READERS;

const admin = person('admin', '5117');

const register = async (deps: TestDeps, n: number, area: AreaCode, beside: object = {}): Promise<void> => {
  const { subject, steps } = family(n, 2, n === 1 ? placeId(1) : undefined);
  const [first, ...more] = steps;
  if (first?.name !== 'register-household') throw new Error('a family begins by being registered');
  const input = { ...first.input, area, ...beside } as typeof first.input;
  await act(deps, admin, { subject, steps: [{ ...first, input }, ...more] });
};

const digest = (deps: TestDeps, area: AreaCode, on: string): Alert => ({
  ...{ kind: 'digest', message: MessageId.parse(deps.newId()), area, on: plainDate(on) },
  id: alertId(AreaCode.parse(area.slice(0, 6)), plainDate(on), `digest.${area}`),
  at: `${on}T00:00:00.000Z`,
  figures: { rules: { R3: { ...NO_FIGURES, opened: 1, open: 2 } }, oldest: [] },
});

/** 1 to 4 and `MOVED` in a township, 4 of them in a village; 6 and 7 in the one beside it; 8 in another county. */
export const newCounty = async (): Promise<TestDeps> => {
  const deps = await testDeps('2026-05-20');
  await act(deps, admin, place(1));
  for (const n of [1, 2, 3]) await register(deps, n, TOWNSHIP);
  await register(deps, 4, VILLAGE);
  await register(deps, MOVED, TOWNSHIP, { origin: ORIGIN });
  for (const n of [6, 7]) await register(deps, n, BESIDE);
  await register(deps, 8, ELSEWHERE);
  await act(deps, admin, placement(1, '2026-02-20'));
  for (const on of ['2026-05-01', '2026-05-08', '2026-05-15']) {
    const input = { on: plainDate(on), kind: 'training', what: `走访 ${on}` } as const;
    await act(deps, admin, {
      subject: { kind: 'household', id: familyId(MOVED) },
      steps: [{ name: 'log-household-support', input }],
    });
  }
  for (const [i, from] of ['2026-06-01', '2026-07-01', '2026-08-01'].entries()) {
    const channel = Channel.parse({
      ...{ id: `robot-${i}`, label: '工作群', alerts: ['digest'], enabled: true },
      ...{ kind: 'wecom', secret: 'robot' },
    });
    await actOnSettings(deps, admin, {
      county: COUNTY,
      step: {
        name: 'put-settings',
        input: {
          from: plainDate(from),
          values: { lookAheadDays: 40 + i },
          beside: { channels: [{ area: COUNTY, channel }] },
        },
      },
      reason: '会议纪要',
    });
  }
  deps.goTo('2026-06-01');
  await freezeOnRecord(deps, MONTH, { by: 'schedule', area: COUNTY });
  deps.goTo(TODAY);
  for (const on of ['2026-06-12', TODAY]) {
    await putAlerts(
      deps.table,
      [TOWNSHIP, BESIDE].map((area) => digest(deps, area, on)),
    );
    await putAlerts(deps.table, [digest(deps, ELSEWHERE, on)]);
  }
  for (const on of ['2026-06-13', '2026-06-14', TODAY]) {
    await beginAudit(deps, { on: plainDate(on), by: 'schedule', area: TOWNSHIP });
  }
  return deps;
};
