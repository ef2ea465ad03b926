import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { HoufuStack } from '../../../infra/aws/stack.ts';

/** The identity settings of the deployment. */
export const IDENTITY = { issuer: 'https://issuer.example/houfu', audience: 'houfu' };

const { context } = JSON.parse(readFileSync(new URL('../../../cdk.json', import.meta.url), 'utf8'));
const folders: string[] = [];

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

/**
 * The stack as `cdk synth` writes it for a region: complete, with the functions' bundles and, unless one test of it is
 * enough, CloudFormation's validation of the template; or in a tenth of the time without them. Removed after the
 * file's tests.
 */
export function synthesised(
  region: string,
  {
    complete,
    validated = complete,
    settings = IDENTITY,
  }: { complete: boolean; validated?: boolean; settings?: Readonly<Record<string, string>> },
) {
  const outdir = mkdtempSync(join(tmpdir(), 'houfu-cdk-'));
  folders.push(outdir);
  const app = new App({
    outdir,
    context: { ...context, ...settings, 'aws:cdk:bundling-stacks': complete ? ['**'] : [] },
    builtinCloudFormationValidation: validated,
  });
  const stack = new HoufuStack(app, 'Houfu', { env: { region } });
  const template = Template.fromStack(stack);
  const resources = template.toJSON().Resources as Record<string, Resource>;
  return { outdir, template, resources };
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});
