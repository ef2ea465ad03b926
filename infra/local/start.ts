import './quiet-sdk.ts';
import { describeFailure } from './describe-failure.ts';
import { startSystem } from './system.ts';

try {
  await startSystem(process.env);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
// What was cut off by Ctrl-C is not waited for: the next start takes it up.
process.exit();
