import './quiet-sdk.ts';
import { describeFailure } from './describe-failure.ts';
import { startSystem } from './system.ts';

try {
  await startSystem(process.env);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
// Does not wait for work that Ctrl-C cut off: the next start continues it.
process.exit();
