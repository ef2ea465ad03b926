import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import {
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { build } from 'esbuild';
import { identityKeysIn } from '../../../infra/local/identity/keys.ts';
import { localToken } from '../../../infra/local/identity/token.ts';
import { act } from '../../../shared/act/act.ts';
import type { Deps } from '../../../shared/deps.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { HEAD, partitionOf } from '../../../shared/table/store/keys.ts';
import { familyId, TOWNSHIP } from '../../families.ts';
import { benchMachine } from '../machine.ts';
import { median, type Part } from '../table.ts';
import { type LoadRequest, load } from './load.ts';
import { job, populate } from './population.ts';
import type { RawWork } from './raw.ts';

const CONNECTIONS = 16;
const ROUNDS = 7;
const READS = 1500;
const WRITES = 150;
/** Reads of each kind by both sides before anything is measured, until V8 has optimised the code. */
const WARM_UP = 6000;

interface Comparison {
  readonly what: string;
  /** Requests a second, median of the rounds. */
  readonly raw: number;
  readonly api: number;
  /** API ÷ stock SDK in each round. */
  readonly ratios: readonly number[];
}

/** Bundles a process's code, since `tsx` wraps functions and the wrappers would be measured too. */
async function bundleProcess(name: string): Promise<string> {
  const outfile = `bench-results/${name}.mjs`;
  await build({
    entryPoints: [`test/bench/http/${name}.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
    // The server finds its documents beside the sources.
    define: {
      'import.meta.url': JSON.stringify(new URL('../../../infra/local/api.ts', import.meta.url).href),
    },
  });
  return outfile;
}

async function nextMessage(child: ChildProcess): Promise<Record<string, unknown>> {
  const [message] = await once(child, 'message');
  return message as Record<string, unknown>;
}

const headQuery = (TableName: string, subject: Subject): QueryCommandInput => ({
  TableName,
  ScanIndexForward: false,
  ConsistentRead: true,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
  ExpressionAttributeValues: { ':pk': partitionOf(subject), ':from': HEAD.from, ':until': HEAD.until },
});

/** Returns the transaction that logging the job of household `n` would send. */
async function transactionOf(deps: Deps, n: number): Promise<TransactWriteCommandInput> {
  const transactions: TransactWriteCommandInput[] = [];
  const { client, name } = deps.table;
  const send = async (command: Parameters<typeof client.send>[0]) => {
    if (!(command instanceof TransactWriteCommand)) return client.send(command);
    transactions.push(command.input);
    return {};
  };
  const table = { name, client: { send: send as typeof client.send } };
  const { memberId, ...rest } = job(n);
  const input = COMMANDS['log-employment'].input.parse({ memberId, ...rest });
  await act(
    { ...deps, table },
    { kind: 'person', id: 'demo-hr-clerk', role: 'hr_clerk', areas: [AreaCode.parse('511722')] },
    {
      subject: { kind: 'household', id: familyId(n) },
      steps: [{ name: 'log-employment', input }],
    },
  );
  const [transaction] = transactions;
  if (!transaction) throw new Error('logging a job sent no transaction');
  return transaction;
}

async function compareAll(): Promise<Comparison[]> {
  const machine = await benchMachine();
  const { deps, folder } = machine;
  const name = deps.table.name;
  const written = Array.from({ length: 2 * ROUNDS * WRITES }, (_, i) => i + 1);
  process.stderr.write(`http: ${written.length} households …\n`);
  await populate(deps, written);
  const environment = {
    ...process.env,
    HOUFU_TABLE: name,
    DYNAMODB_ENDPOINT: machine.endpoint,
    BENCH_DATA: folder,
    HOUFU_PERSON_KEY: Buffer.alloc(32, 7).toString('base64'),
    OIDC_ISSUER: '',
  };
  const log = openSync(join(folder, 'requests.log'), 'w');
  const server = fork(await bundleProcess('server'), {
    execArgv: [],
    env: environment,
    stdio: ['ignore', 'inherit', log, 'ipc'],
  });
  const raw = fork(await bundleProcess('raw'), { execArgv: [], env: environment });
  try {
    const { url } = (await nextMessage(server)) as { url: string };
    const keys = await identityKeysIn(folder);
    const { token } = await localToken(keys, `${url}/oidc`, {
      role: 'hr_clerk',
      areas: [AreaCode.parse('511722')],
    });
    const rawPerSecond = async (works: readonly RawWork[]): Promise<number> => {
      raw.send({ works, connections: CONNECTIONS });
      return ((await nextMessage(raw)) as { perSecond: number }).perSecond;
    };
    const compare = async (
      what: string,
      workOf: (round: number) => Promise<RawWork[]>,
      requestsOf: (round: number) => LoadRequest[],
    ): Promise<Comparison> => {
      const rounds: { raw: number; api: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const works = await workOf(round);
        const requests = requestsOf(round);
        const [a, b] =
          round % 2 === 0
            ? [await rawPerSecond(works), await load(url, token, requests, CONNECTIONS)]
            : [await load(url, token, requests, CONNECTIONS), await rawPerSecond(works)].reverse();
        rounds.push({ raw: a ?? 0, api: b ?? 0 });
      }
      return {
        what,
        raw: median(rounds.map((one) => one.raw)),
        api: median(rounds.map((one) => one.api)),
        ratios: rounds.map((one) => one.api / one.raw),
      };
    };
    const reads = Array.from({ length: READS }, (_, i) => (i % written.length) + 1);
    const slice = (round: number, half: number): number[] => {
      const from = (2 * round + half) * WRITES;
      return written.slice(from, from + WRITES);
    };
    const head = (n: number) => headQuery(name, { kind: 'household', id: familyId(n) });
    const readHead = (n: number): RawWork => ({ query: head(n) });
    const getRecord = (n: number): LoadRequest => ({
      method: 'GET',
      path: `/api/v1/households/${familyId(n)}`,
    });
    const readLines = (): RawWork => ({
      query: {
        TableName: name,
        IndexName: 'byArea',
        KeyConditionExpression: 'township = :township AND begins_with(pk, :kind)',
        ExpressionAttributeValues: { ':township': TOWNSHIP, ':kind': 'H#' },
        Limit: 25,
      },
    });
    const list = (): LoadRequest => ({ method: 'GET', path: `/api/v1/households?area=${TOWNSHIP}&limit=25` });
    for (let warmed = 0; warmed < WARM_UP; warmed += READS) {
      await rawPerSecond([...reads.map(readHead), ...reads.map(readLines)]);
      await load(url, token, [...reads.map(getRecord), ...reads.map(list)], CONNECTIONS);
    }
    return [
      await compare(
        'GET a record',
        async () => reads.map(readHead),
        () => reads.map(getRecord),
      ),
      await compare(
        'list of 25',
        async () => reads.map(readLines),
        () => reads.map(list),
      ),
      await compare(
        'log an employment',
        async (round) =>
          Promise.all(
            slice(round, 0).map(async (n) => ({ query: head(n), write: await transactionOf(deps, n) })),
          ),
        (round) =>
          slice(round, 1).map((n) => ({
            method: 'POST',
            path: `/api/v1/households/${familyId(n)}/employments`,
            body: JSON.stringify(job(n)),
          })),
      ),
    ];
  } finally {
    server.kill();
    raw.kill();
    await machine.stop();
  }
}

/** The API on one machine by the stock SDK making the same calls on the same engine, at 16 connections. */
export async function http(): Promise<Part> {
  const comparisons = await compareAll();
  return {
    title: 'the API ÷ the stock SDK making the same calls',
    columns: ['ratio', 'API/s', 'SDK/s'],
    rows: comparisons.flatMap(({ what, api, raw, ratios }) => [
      { what, values: [median(ratios)], atLeast: 0.5 },
      { what: `${what}: requests a second`, values: ['', api, raw], digits: 0 },
    ]),
    figures: comparisons,
  };
}
