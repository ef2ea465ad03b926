import { expect } from 'vitest';
import { testEndpoint } from '../../engine.ts';
import { bundledFunction } from './bundled-function.ts';
import { allowed } from './policies.ts';
import { recordingProxy } from './recording-proxy.ts';
import type { synthesised } from './synthesised.ts';

const MACHINE = {
  AWS_REGION: 'cn-northwest-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** The functions of a complete assembly on the embedded engine, and which actions on its tables they take. */
export async function deploymentOf(assembly: ReturnType<typeof synthesised>) {
  const { endpoint, takeActions } = await recordingProxy(await testEndpoint());
  return {
    takeActions,
    /** A function by how its name begins; `deployed` and `machine` as `bundledFunction` has them. */
    start: (
      prefix: string,
      deployed: Readonly<Record<string, string>>,
      machine: Readonly<Record<string, string>> = {},
    ) => bundledFunction(assembly, prefix, deployed, { ...MACHINE, DYNAMODB_ENDPOINT: endpoint, ...machine }),
    /** What the schedule whose name begins so sends. */
    scheduledInput: (prefix: string): object => {
      const [, schedule] =
        Object.entries(assembly.resources).find(
          ([id, { Type }]) => Type === 'AWS::Scheduler::Schedule' && id.startsWith(prefix),
        ) ?? [];
      if (!schedule) throw new Error(`no schedule named ${prefix}…`);
      return JSON.parse((schedule.Properties.Target as { Input: string }).Input);
    },
    /** Expects that the function's role allows every action so far. */
    expectAllowed: (prefix: string): void => {
      const actions = takeActions();
      expect(actions).not.toEqual([]);
      expect(allowed(assembly.resources, prefix, 'dynamodb')).toEqual(expect.arrayContaining(actions));
    },
  };
}
