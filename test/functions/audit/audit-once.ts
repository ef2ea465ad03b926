import { ulid } from 'ulid';
import { auditTownship } from '../../../functions/audit/township.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import { chineseCalendar } from '../../../shared/domain/calendar/chinese-calendar.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { createPolicies } from '../../../shared/queries/policies.ts';
import { keysOf } from '../../../shared/secrets/keys.ts';
import { tableClient } from '../../../shared/table/store/client.ts';
import { AREAS } from '../../areas.ts';

// A process of its own, to be killed: audits a township, says so when it has changed the first record, and stands
// still. Of the changes it makes at once only the first is sent, so that what is left does not depend on the machine.
const [endpoint = '', name = '', on = '', township = ''] = process.argv.slice(2);
const table = tableClient(name, endpoint);
const clock = () => Date.parse(`${on}T12:00:00+08:00`);
let changes = 0;
table.client.middlewareStack.add(
  (next, { commandName }) =>
    async (args) => {
      if (commandName !== 'TransactWriteItemsCommand') return next(args);
      changes++;
      if (changes === 1) {
        await next(args);
        process.send?.('changed');
      }
      return new Promise(() => {});
    },
  { step: 'finalizeRequest', priority: 'low' },
);
// What stands still keeps no process alive.
setInterval(() => {}, 1000);
await auditTownship(
  {
    areas: AREAS,
    ...{ table, clock, newId: () => ulid(), random: Math.random, pause: async () => {} },
    policies: createPolicies(table, chineseCalendar, clock),
    keys: async () => keysOf([new Uint8Array(32).fill(7)]),
    log: () => {},
  },
  { run: 'killed', on: plainDate(on), township: township as AreaCode },
);
