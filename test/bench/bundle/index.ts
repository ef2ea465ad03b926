import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { familyId } from '../../families.ts';
import { httpEvent } from '../../infra/aws/http-event.ts';
import { populate } from '../http/population.ts';
import { benchMachine } from '../machine.ts';
import { median, type Part } from '../table.ts';
import { buildAll } from './builds.ts';
import { timeProcess } from './process.ts';
import { AUDIENCE, SECRET_ARN, startServices } from './services.ts';

const PROCESSES = 15;

/** The API's bundle: what a start reads, how long the import takes, and the first request. */
export async function bundle(): Promise<Part> {
  const folder = await mkdtemp(join(tmpdir(), 'houfu-bundle-'));
  const machine = await benchMachine();
  const services = await startServices();
  try {
    await populate(machine.deps, [1, 2, 3]);
    const { api, modules, library } = await buildAll(folder);
    const environment = {
      AWS_REGION: 'cn-northwest-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: services.url,
      NODE_OPTIONS: '--enable-source-maps',
      DYNAMODB_ENDPOINT: machine.endpoint,
      HOUFU_TABLE: machine.deps.table.name,
      HOUFU_SECRET_ARN: SECRET_ARN,
      OIDC_ISSUER: services.url,
      OIDC_AUDIENCE: AUDIENCE,
    };
    const event = httpEvent(`/households/${familyId(1)}`, { token: services.token });
    const times: Record<string, number[]> = {};
    // In turn, so that a busy moment of the machine slows all of them.
    for (let i = 0; i < PROCESSES; i++) {
      const whole = await timeProcess(api.file, [event, event], environment);
      const imported = await timeProcess(modules.file, [], environment);
      const alone = await timeProcess(library.file, [], environment);
      const [ready = 0, first = 0, second = 0] = whole.times;
      const run = {
        ...{ ready, first, second },
        ...{ modules: imported.times[0] ?? 0, modulesCpu: imported.cpu },
        ...{ library: alone.times[0] ?? 0, libraryCpu: alone.cpu },
      };
      for (const [name, ms] of Object.entries(run)) times[name] = [...(times[name] ?? []), ms];
    }
    const ms = (name: string): number => median(times[name] ?? []);
    return {
      title: 'the API function: its bundle (the bars are for Node 24)',
      rows: [
        { what: 'bytes that a start reads, KB', values: [api.startBytes / 1024], digits: 0, atMost: 750 },
        { what: 'lib-dynamodb alone, KB', values: [library.startBytes / 1024], digits: 0 },
        { what: 'import ÷ lib-dynamodb alone', values: [ms('modules') / ms('library')], atMost: 2 },
        {
          what: 'the same in CPU time, which other load of the machine spares',
          values: [ms('modulesCpu') / ms('libraryCpu')],
        },
        { what: 'import; lib-dynamodb alone, ms', values: [ms('modules'), ms('library')], digits: 0 },
        { what: 'import and ready (table, issuer, secret), ms', values: [ms('ready')], digits: 0 },
        { what: 'first request ÷ second', values: [ms('first') / ms('second')], atMost: 4 },
        { what: 'first request; second, ms', values: [ms('first'), ms('second')], digits: 1 },
      ],
      figures: { times, startBytes: api.startBytes },
    };
  } finally {
    services.stop();
    await machine.stop();
    await rm(folder, { recursive: true });
  }
}
