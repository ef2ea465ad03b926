import { App } from 'aws-cdk-lib';
import { AreasUnavailable } from '../../shared/load-areas.ts';
import { HoufuStack } from './stack.ts';
import { WrongSetting } from './wrong-setting.ts';

/** Makes the stack from the context. Throws `WrongSetting`, or `AreasUnavailable` for a prefecture without data. */
function makeApp(): void {
  const app = new App();
  const region: unknown = app.node.tryGetContext('region') ?? process.env.CDK_DEFAULT_REGION;
  if (typeof region !== 'string') {
    throw new WrongSetting(
      '请指定区域，如 -c region=cn-northwest-1 / name the region, for example -c region=cn-northwest-1',
    );
  }
  const account = process.env.CDK_DEFAULT_ACCOUNT;
  new HoufuStack(app, 'Houfu', { env: { region, ...(account ? { account } : {}) } });
}

try {
  makeApp();
} catch (error) {
  if (!(error instanceof WrongSetting || error instanceof AreasUnavailable)) throw error;
  process.stderr.write(`${error.message}\n`);
  // At once: on a normal exit the CDK would synthesise what is there of the app.
  process.exit(1);
}
