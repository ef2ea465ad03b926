import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAuditMissing } from '../../functions/audit/plan.ts';
import { JOB_TEXT } from '../../shared/text/jobs.ts';
import { sentence } from '../../shared/text/render.ts';
import { TIME_ZONE } from '../schedules.ts';
import { localListener } from './api.ts';
import { demoCountyIn } from './demo/demo-parameters.ts';
import { type ServerEnvironment, serverEnvironmentFrom } from './environment.ts';
import { runMissedAudits } from './jobs/audit.ts';
import { type DemoJob, runDemo } from './jobs/demo.ts';
import { hasNothingToServe, isEmpty } from './jobs/empty.ts';
import { type Output, terminalOutput } from './jobs/output.ts';
import { type Machine, openMachine } from './machine.ts';
import { startSchedule } from './schedule.ts';
import { listen } from './server.ts';
import { scheduledWorks } from './work.ts';

/** The demo of a first run: enough for lists, numbers and flags. */
const DEMO: DemoJob = { households: 1000, seed: 1 };

const fileExists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/**
 * Makes the demo county on a first run, in the embedded engine alone: no other table is filled with made-up people. The
 * next start completes a first run that was cut off. Returns whether it made the county.
 */
const makeDemoOnFirstRun = async (machine: Machine, demo: DemoJob, output: Output): Promise<boolean> => {
  const { dataDir, deps, embedded } = machine;
  const begunFile = join(dataDir, 'demo-begun');
  const doneFile = join(dataDir, 'demo-done');
  if (!embedded) {
    if (await hasNothingToServe(machine.deps)) output.remark(JOB_TEXT.empty_elsewhere[output.language]);
    return false;
  }
  if (await fileExists(doneFile)) return false;
  if (!(await fileExists(begunFile)) && !(await isEmpty(machine.deps))) return false;
  await writeFile(begunFile, '');
  output.remark(JOB_TEXT.first_run[output.language]);
  await runDemo(deps, dataDir, demo, output);
  await writeFile(doneFile, '');
  return true;
};

/** Resolves at Ctrl-C. The handlers stay, or the engine's own handler would end this process. */
const waitForInterrupt = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });

type Variables = Readonly<Record<string, string | undefined>>;

/** Serves until `stopping` resolves; does not wait for work under way. */
const serve = async (
  machine: Machine,
  environment: ServerEnvironment,
  variables: Variables,
  demo: DemoJob,
  output: Output,
  stopping: Promise<void>,
): Promise<void> => {
  const { deps, dataDir } = machine;
  const remark = (code: keyof typeof JOB_TEXT, values: Record<string, string | number> = {}) =>
    output.remark(sentence(JOB_TEXT[code], output.language, values));
  const server = await listen((url) => localListener(deps, dataDir, url, variables), environment);
  try {
    // Making the demo county includes its audit.
    const ready = makeDemoOnFirstRun(machine, demo, output).then(
      async (isNew) => void (isNew || !(await isAuditMissing(deps)) || (await runMissedAudits(deps, output))),
    );
    if (await Promise.race([ready.then(() => false), stopping.then(() => true)])) return;
    const schedule = startSchedule(deps, scheduledWorks(machine, variables, output));
    remark('listening', { url: `${server.url}/api/v1/healthz` });
    remark('read_this', { url: `${server.url}/api/v1/docs` });
    if (!variables.OIDC_ISSUER)
      remark('try_this', {
        area: await demoCountyIn(dataDir, deps.areas),
        url: `${server.url}/api/v1/households?rule=R3&outcome=gap`,
      });
    for (const [job, text] of [
      ['audit', 'next_audit'],
      ['digest', 'next_digest'],
    ] as const) {
      const at = schedule.next(job)?.toLocaleString('zh-CN', { timeZone: TIME_ZONE });
      if (at) remark(text, { at });
    }
    remark('stop_hint', { folder: dataDir });
    await stopping;
    schedule.stop();
  } finally {
    remark('stopping');
    await server.stop();
  }
};

/** Starts the system on one machine, and stops it at Ctrl-C. */
export async function startSystem(variables: Variables, demo: DemoJob = DEMO): Promise<void> {
  const environment = serverEnvironmentFrom(variables);
  const output = terminalOutput(false, 'zh-CN');
  const stopping = waitForInterrupt();
  const machine = await openMachine(environment);
  try {
    await serve(machine, environment, variables, demo, output, stopping);
  } finally {
    await machine.stop();
  }
  output.remark(JOB_TEXT.stopped[output.language]);
}
