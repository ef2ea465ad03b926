import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Imports a bundle and invokes it with each event in turn; prints the milliseconds of each, and the import's of CPU. */
const RUNNER = `
  const { performance } = await import('node:perf_hooks');
  const usage = process.cpuUsage();
  const begin = performance.now();
  const { handler } = await import(process.argv[1]);
  const times = [performance.now() - begin];
  const { user, system } = process.cpuUsage(usage);
  for (const event of JSON.parse(process.argv[2])) {
    const from = performance.now();
    const { statusCode } = await handler(event, { awsRequestId: 'bench', getRemainingTimeInMillis: () => 15000 });
    if (statusCode !== 200) throw new Error('status ' + statusCode);
    times.push(performance.now() - from);
  }
  process.stdout.write(JSON.stringify({ times, cpu: (user + system) / 1000 }));
  process.exit(0);`;

export interface ProcessTimes {
  /** Milliseconds of the import, then of each event. */
  readonly times: readonly number[];
  /** Milliseconds of CPU of the import. */
  readonly cpu: number;
}

/** Runs a bundle in a process of its own. */
export async function timeProcess(
  bundle: string,
  events: readonly object[],
  environment: NodeJS.ProcessEnv,
): Promise<ProcessTimes> {
  const args = ['--input-type=module', '--eval', RUNNER, bundle, JSON.stringify(events)];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the bundle exited with ${code}: ${log}`);
  return JSON.parse(output) as ProcessTimes;
}
