import { ulid } from 'ulid';
import type { Deps } from '../shared/deps.ts';
import { AreaCode } from '../shared/domain/areas/area.ts';
import { chineseCalendar } from '../shared/domain/calendar/chinese-calendar.ts';
import type { Actor } from '../shared/domain/records/actor.ts';
import { createPolicies } from '../shared/queries/policies.ts';
import { keysOf } from '../shared/secrets/keys.ts';
import type { OpenTable } from '../shared/table/store/client.ts';
import { AREAS } from './areas.ts';
import { testTable } from './engine.ts';
import { keepLog } from './log-search/keep.ts';

/** One key, of 32 times 7. */
export const TEST_KEYS = keysOf([new Uint8Array(32).fill(7)]);

export interface TestDeps extends Deps {
  readonly table: OpenTable;
  /** What was logged, in order. */
  readonly logged: { event: string; fields: unknown }[];
  /** Sets the clock to noon of a day in Shanghai. */
  readonly goTo: (on: string) => void;
}

/** Dependencies around a new table of the real engine, with a clock that stands until it is set. */
export const testDeps = async (today = '2026-06-15', table?: OpenTable): Promise<TestDeps> => {
  const noon = (on: string) => Date.parse(`${on}T12:00:00+08:00`);
  let now = noon(today);
  const clock = () => now;
  const its = table ?? (await testTable());
  const logged: TestDeps['logged'] = [];
  return {
    table: its,
    areas: AREAS,
    clock,
    newId: () => ulid(),
    random: Math.random,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    policies: createPolicies(its, chineseCalendar, clock),
    keys: async () => TEST_KEYS,
    log: (event, fields) => {
      logged.push({ event, fields });
      keepLog(JSON.stringify({ event, ...fields }));
    },
    logged,
    goTo: (on) => {
      now = noon(on);
    },
  };
};

/** A person of 宣汉县 with a role. */
export const person = (role: Extract<Actor, { kind: 'person' }>['role'], ...areas: string[]): Actor => ({
  kind: 'person',
  id: `${role}-1`,
  role,
  areas: (areas.length > 0 ? areas : ['511722']).map((area) => AreaCode.parse(area)),
});
