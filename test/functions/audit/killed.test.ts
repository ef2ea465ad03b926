import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { gatherUrgent } from '../../../functions/alerts/urgent.ts';
import { alertsOfCounty } from '../../../shared/table/outbox/alerts.ts';
import { testDeps } from '../../deps.ts';
import { testEndpoint } from '../../engine.ts';
import { TOWNSHIP } from '../../families.ts';
import { COUNTY } from '../alerts/outlets.ts';
import { auditOf, judged, settle } from './county.ts';

/** By then three families have lost their work, and flags of others are overdue. */
const ON = '2026-08-20';

test('an audit whose process is killed in the middle is completed by the next, as if nothing had happened', async () => {
  const [sound, broken] = await Promise.all([testDeps(), testDeps()]);
  for (const deps of [sound, broken]) {
    await settle(deps);
    await gatherUrgent(deps, COUNTY);
  }
  const child = fork(
    `${import.meta.dirname}/audit-once.ts`,
    [await testEndpoint(), broken.table.name, ON, TOWNSHIP],
    { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  await once(child, 'message');
  child.kill('SIGKILL');
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);

  const part = await auditOf(sound, ON);
  const rest = await auditOf(broken, ON);
  // What the killed one had written is not written again, and only that.
  expect(rest.changed).toBe(part.changed - 1);
  expect(await judged(broken)).toEqual(await judged(sound));

  const told = async (deps: typeof sound) => {
    await gatherUrgent(deps, COUNTY);
    const { items } = await alertsOfCounty(deps.table, COUNTY, { limit: 100 });
    return items
      .flatMap((alert) => (alert.kind === 'urgent' ? alert.told : []))
      .map(({ kind, flag }) => `${kind} ${flag}`)
      .sort();
  };
  const each = await told(sound);
  expect(await told(broken)).toEqual(each);
  expect(new Set(each).size).toBe(each.length);
});
