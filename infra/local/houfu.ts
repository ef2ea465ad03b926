import './quiet-sdk.ts';
import { cli } from './cli.ts';
import { describeFailure } from './describe-failure.ts';

try {
  await cli(process.argv);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
