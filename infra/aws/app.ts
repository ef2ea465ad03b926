import { App } from 'aws-cdk-lib';
import { HoufuStack } from './stack.ts';

const app = new App();
const region: unknown = app.node.tryGetContext('region') ?? process.env.CDK_DEFAULT_REGION;
if (typeof region !== 'string') {
  throw new Error(
    '请指定区域，如 -c region=cn-northwest-1 / name the region, for example -c region=cn-northwest-1',
  );
}
const account = process.env.CDK_DEFAULT_ACCOUNT;

new HoufuStack(app, 'Houfu', { env: { region, ...(account ? { account } : {}) } });
