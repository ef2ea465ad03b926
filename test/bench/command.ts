import { executeIdempotent } from '../../shared/act/act.ts';
import { AreaCode } from '../../shared/domain/areas/area.ts';
import { COMMANDS } from '../../shared/domain/commands/index.ts';
import type { Actor } from '../../shared/domain/records/actor.ts';
import { isWrite } from '../calls.ts';
import { familyId } from '../families.ts';
import { job, populate } from './http/population.ts';
import { benchMachine } from './machine.ts';
import type { Part } from './table.ts';

const CLERK: Actor = { kind: 'person', id: 'bench', role: 'hr_clerk', areas: [AreaCode.parse('511722')] };

/** An ordinary command, logging an employment of a household of 4 with 12 facts: calls and units, counted. */
export async function command(): Promise<Part> {
  const machine = await benchMachine();
  const { deps, calls, forget } = machine;
  const log = async (n: number, key?: string) => {
    const input = COMMANDS['log-employment'].input.parse(job(n));
    const idempotencyKey = key === undefined ? undefined : { caller: 'bench', key, digest: key };
    forget();
    await executeIdempotent(deps, CLERK, {
      subject: { kind: 'household', id: familyId(n) },
      steps: [{ name: 'log-employment', input }],
      idempotencyKey,
    });
    const units = (writes: boolean): number =>
      calls.filter((call) => isWrite(call) === writes).reduce((sum, call) => sum + call.units, 0);
    return {
      consistentReads: calls.filter(({ consistent }) => consistent).length,
      otherReads: calls.filter((call) => !call.consistent && !isWrite(call)).length,
      transactions: calls.filter(({ command: name }) => name.startsWith('TransactWrite')).length,
      otherWrites: calls.filter((call) => isWrite(call) && !call.command.startsWith('TransactWrite')).length,
      readUnits: units(false),
      writeUnits: units(true),
    };
  };
  try {
    await populate(deps, [1, 2, 3]);
    // The first command of a process reads the county's settings, too.
    await log(1);
    const plain = await log(2);
    const keyed = await log(3, 'bench');
    const both = (what: string, name: keyof typeof plain, atMost: number) => ({
      ...{ what, values: [plain[name], keyed[name]], digits: 0, atMost },
    });
    return {
      title: 'a command: log an employment',
      columns: ['without', 'with a key'],
      rows: [
        both('consistent reads', 'consistentReads', 1),
        both('other reads', 'otherReads', 0),
        both('transactions', 'transactions', 1),
        both('other writes', 'otherWrites', 0),
        both('read units', 'readUnits', 3),
        both('write units', 'writeUnits', 18),
        { what: 'write units without a key', values: [plain.writeUnits], digits: 0, atMost: 16 },
      ],
      figures: { plain, keyed },
    };
  } finally {
    await machine.stop();
  }
}
