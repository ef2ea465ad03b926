import type { Hono } from 'hono';
import { decide } from '../../shared/act/decide.ts';
import type { Deps } from '../../shared/deps.ts';
import { maskWith } from '../../shared/domain/access/mask.ts';
import { dateInShanghai, plainDate } from '../../shared/domain/calendar/dates.ts';
import type { Actor } from '../../shared/domain/records/actor.ts';
import { HouseholdId, MemberId } from '../../shared/domain/records/ids.ts';
import { loadRecordWithFindings } from '../../shared/queries/records.ts';
import { WrongPersonKey } from '../../shared/table/record/person-key.ts';
import { packRecord, parseRecord } from '../../shared/table/record/stored-record.ts';
import { HouseholdView, householdView } from '../../shared/views/record.ts';
import type { ApiEnv } from './http/variables.ts';

/** A token with a wrong signature. It names no key, so that verifying it fetches the issuer's keys and tries one. */
const UNKNOWN_TOKEN = [{ alg: 'RS256' }, { sub: 'nobody' }]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('AAAA')
  .join('.');

const NOBODY = HouseholdId.parse('00000000000000000000000000');

/** Registers, evaluates and masks a made-up household in memory, by the code of the first request. */
async function evaluateHousehold({ clock, newId, policies, areas }: Deps): Promise<void> {
  const [township] = areas.townships();
  if (!township) return;
  const area = township.code;
  const actor: Actor = { kind: 'person', id: 'warm', role: 'county_lead', areas: [area] };
  const now = clock();
  const today = dateInShanghai(now);
  const birth = plainDate('1990-01-01');
  const members = ['甲', '乙'].map((name) => ({ id: MemberId.parse(newId()), name, birth }));
  const policy = await policies(area, today);
  const known = { record: undefined, flags: [], residences: [], links: [] };
  const step = { name: 'register-household', input: { id: NOBODY, area, members } } as const;
  const context = { actor, now, today, newId, areas, sites: new Map() };
  const { after, findings, flags } = decide(known, { steps: [step] }, policy, context);
  const record = parseRecord(JSON.parse(JSON.stringify(packRecord(after))));
  if (record.kind !== 'household') return;
  const view = householdView(actor, { record, findings, flags }, 'zh-CN');
  JSON.stringify(maskWith(HouseholdView)(view, actor));
}

/** Sends a request through the app: the first Request, the first match of a route and the first token are slow. */
async function sendRequest(app: Hono<ApiEnv>): Promise<void> {
  const headers = { authorization: `Bearer ${UNKNOWN_TOKEN}` };
  await app.request(`https://houfu.invalid/api/v1/households/${NOBODY}`, { headers });
}

/** Milliseconds after which the function serves requests, warm or not. */
const WARM_UP_MS = 3_000;

/** Loads the keys. Throws `WrongPersonKey`; any other failure is left to the request that meets it again. */
async function loadKeys({ keys }: Deps): Promise<void> {
  try {
    await keys();
  } catch (error) {
    if (error instanceof WrongPersonKey) throw error;
  }
}

/**
 * Does what the first request would have to do: reaches the table, the issuer and the secret, and runs the code that
 * it will run. Throws `WrongPersonKey`, so that such a function never starts; other failures are met again by the
 * first request and answered there.
 */
export async function warm(deps: Deps, app: Hono<ApiEnv>): Promise<void> {
  const readHousehold = () =>
    loadRecordWithFindings(deps, { kind: 'household', id: NOBODY }, dateInShanghai(deps.clock()));
  const ready = Promise.all([
    loadKeys(deps),
    Promise.allSettled([sendRequest(app), readHousehold(), evaluateHousehold(deps)]),
  ]);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, WARM_UP_MS);
  });
  try {
    await Promise.race([ready, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
